"""Documents to the lines that recur across articles of one outlet: they belong to the page, not to the
article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pyarrow as pa

from newstemma.clean.lines import Line, split_lines
from newstemma.clean.markdown import plain
from newstemma.clean.newlines import with_newlines
from newstemma.clean.outlet import outlet_key
from newstemma.clean.page import page_lines, parse_page
from newstemma.clean.score import carries_statement
from newstemma.errors import InputError
from newstemma.params.clean import RECURRING_MIN_ARTICLES, RECURRING_MIN_SHARE
from newstemma.records import Document
from newstemma.tables import to_records

__all__ = ["documents_to_recurring"]

_SITE = re.compile(
    r"""<meta[^<>]{0,200}(?:og:site_name)[^<>]{0,200}content\s*=\s*["']([^"'<>]{1,100})|"""
    r"""<meta[^<>]{0,200}content\s*=\s*["']([^"'<>]{1,100})["'][^<>]{0,200}og:site_name""",
    re.IGNORECASE,
)
_CANONICAL = re.compile(
    r"""<link[^<>]{0,200}canonical[^<>]{0,200}href\s*=\s*["']([^"'<>]{1,500})""", re.IGNORECASE
)
_HEAD = 50_000


def documents_to_recurring(documents: pa.Table) -> Mapping[str, frozenset[str]]:
    """For each outlet with three documents or more, the keys of the lines that recur in them.

    A line recurs if three documents of the outlet, and a fifth of them, have it. Paragraphs that tell what
    somebody said never count: an outlet repeats the background of a running story.

    Args:
        documents: table of ``records.Document``.

    Returns:
        Keys of lines (``Line.key``) by outlet key (``outlet.outlet_key``).
    """
    groups: dict[str, list[Document]] = {}
    for document in map(with_newlines, to_records(Document, documents)):
        key = _outlet_of(document)
        if key:
            groups.setdefault(key, []).append(document)
    return {
        key: lines
        for key, group in sorted(groups.items())
        if len(group) >= RECURRING_MIN_ARTICLES and (lines := _recurring(group))
    }


def _outlet_of(document: Document) -> str | None:
    """The outlet's key as far as it is known without parsing the page."""
    if document.outlet or document.url or document.media != "html":
        return outlet_key(document.outlet, document.url)
    head = document.content[:_HEAD]
    site = _SITE.search(head)
    if site:
        return outlet_key(site[1] or site[2])
    canonical = _CANONICAL.search(head)
    return outlet_key(None, canonical[1]) if canonical else None


def _recurring(group: list[Document]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for document in group:
        counts.update(set(_keys(document)))
    least = max(RECURRING_MIN_ARTICLES, RECURRING_MIN_SHARE * len(group))
    return frozenset(key for key, count in counts.items() if count >= least)


def _keys(document: Document) -> Iterable[str]:
    for text in split_lines(_seen(document)):
        line = Line(text)
        if len(text) <= 400 and not carries_statement(line):
            yield line.key


def _seen(document: Document) -> str:
    """What a reader of the document sees."""
    if document.media == "markdown":
        return plain(document.content)[0]
    if document.media != "html":
        return document.content
    try:
        return page_lines(parse_page(document.content))
    except InputError:
        return ""  # cleaning it gives the failure
