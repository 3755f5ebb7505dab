"""Documents to the lines that recur across articles of one outlet: they belong to the page, not to the
article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

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

__all__ = ["COUNTS", "counts_to_recurring", "documents_to_counts", "documents_to_recurring", "outlet_of"]

COUNTS = pa.schema([("outlet", pa.string()), ("line", pa.string()), ("n", pa.int64())])
"""The columns of ``documents_to_counts``."""

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
    outlets = Counter(filter(None, map(outlet_of, to_records(Document, documents))))
    often = {key for key, n in outlets.items() if n >= RECURRING_MIN_ARTICLES}
    return counts_to_recurring([documents_to_counts(documents, often)], outlets)


def documents_to_counts(documents: pa.Table, outlets: Collection[str]) -> pa.Table:
    """How many documents have each line: the part of the work that looks at one document at a time.

    Args:
        documents: table of ``records.Document``, all or some.
        outlets: keys of the outlets that matter: those with enough documents in the whole pile.

    Returns:
        Columns ``outlet``, ``line`` (``Line.key``) and ``n``.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for document in to_records(Document, documents):
        outlet = outlet_of(document)
        if outlet is not None and outlet in outlets:
            counts.update({(outlet, key) for key in _keys(with_newlines(document))})
    rows = [{"outlet": outlet, "line": line, "n": n} for (outlet, line), n in sorted(counts.items())]
    return pa.Table.from_pylist(rows, schema=COUNTS)


def counts_to_recurring(
    counts: Sequence[pa.Table], outlets: Mapping[str, int]
) -> Mapping[str, frozenset[str]]:
    """The lines that recur, from the counts of all parts and the number of documents of each outlet."""
    summed = pa.concat_tables([COUNTS.empty_table(), *counts]).group_by(["outlet", "line"])
    recurring: dict[str, set[str]] = {}
    for row in (
        summed.aggregate([("n", "sum")]).filter(pc.field("n_sum") >= RECURRING_MIN_ARTICLES).to_pylist()
    ):
        if row["n_sum"] >= RECURRING_MIN_SHARE * outlets[row["outlet"]]:
            recurring.setdefault(row["outlet"], set()).add(row["line"])
    return {key: frozenset(lines) for key, lines in sorted(recurring.items())}


def outlet_of(document: Document) -> str | None:
    """The outlet's key as far as it is known without parsing the page."""
    if document.outlet or document.url or document.media != "html":
        return outlet_key(document.outlet, document.url)
    head = document.content[:_HEAD]
    site = _SITE.search(head)
    if site:
        return outlet_key(site[1] or site[2])
    canonical = _CANONICAL.search(head)
    return outlet_key(None, canonical[1]) if canonical else None


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
