"""Line ends: documents keep those of their file, so that offsets fit; articles have one kind."""

from __future__ import annotations

from dataclasses import replace

from newstemma.records import Document

__all__ = ["with_newlines"]


def with_newlines(document: Document) -> Document:
    """The document with every line end as one newline."""
    content = document.content
    if "\r" not in content:
        return document
    return replace(document, content=content.replace("\r\n", "\n").replace("\r", "\n"))
