"""Word documents (.docx): the paragraphs of the body, without comments, deletions and page furniture.

The format: Office Open XML, ECMA-376. Only the text part and the core properties are unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from newstemma.errors import InputError
from newstemma.params.formats import MAX_UNZIPPED
from newstemma.read.rows import document
from newstemma.records import Document, Failure

__all__ = ["word_documents"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference")}


def word_documents(path: Path) -> Iterator[Document | Failure]:
    """The document of a Word file; its title from the properties, if it has one.

    Raises:
        InputError: ``malformed``, ``encrypted``, ``too-long`` or ``empty``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            body = _part(archive, "word/document.xml")
            title = _title(archive)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, etree.XMLSyntaxError, EOFError) as error:
        raise InputError("malformed", f"It cannot be read as a Word document ({error}).") from error
    except RuntimeError as error:
        raise InputError("encrypted", "The document wants a password; save it without one.") from error
    paragraphs = ("".join(_text(p)).strip() for p in body.iter(f"{_W}p"))
    text = "\n\n".join(p for p in paragraphs if p)
    yield document(path.as_posix(), "text", text, title=title)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        data = part.read(MAX_UNZIPPED + 1)
    if len(data) > MAX_UNZIPPED:
        raise InputError("too-long", f"Unpacked it has more than {MAX_UNZIPPED:,} bytes.")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _title(archive: zipfile.ZipFile) -> str | None:
    if "docProps/core.xml" not in archive.namelist():
        return None
    title = _part(archive, "docProps/core.xml").findtext(f"{_DC}title")
    return " ".join(str(title).split()) or None if title else None


def _text(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph; what is deleted, and paragraphs inside it (text boxes), are not its own."""
    stack = list(reversed(paragraph))
    while stack:
        item = stack.pop()
        if item.tag in _SKIPPED or item.tag == f"{_W}p":
            continue
        if item.tag == f"{_W}t":
            yield item.text or ""
        elif item.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif item.tag == f"{_W}tab":
            yield " "
        stack.extend(reversed(item))
