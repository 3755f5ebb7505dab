"""Articles that were fetched more than once to the edits that their publisher made in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecordType

from newstemma.fetch.addresses import page_key
from newstemma.fetch.archive import pages_in
from newstemma.text.align import align
from newstemma.text.tokens import tokens

__all__ = ["Edit", "articles_to_edits", "captures"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two versions of an article, in the order of publication.

    Attributes:
        url: the article's address.
        article_before, article_after: the two versions.
        captured_before, captured_after: when they were fetched; the edit was made in between.
        kind: ``replaced``, ``cut``, ``added``, ``moved`` or ``title``.
        before, after: the words; characters ``before_start:before_end`` of the first version's text and
            ``after_start:after_end`` of the second's (null for a title).
    """

    url: str
    article_before: str
    article_after: str
    captured_before: str
    captured_after: str
    kind: str
    before: str
    after: str
    before_start: int | None = None
    before_end: int | None = None
    after_start: int | None = None
    after_end: int | None = None


_KINDS = {"replace": "replaced", "delete": "cut", "insert": "added", "move": "moved"}


def captures(folder: Path) -> dict[str, str]:
    """When each page of the WARCs in a folder was fetched, by the id of its record, earliest first."""
    out: dict[str, str] = {}
    for path in pages_in(folder):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
                out[record.headers["WARC-Record-ID"]] = record.headers["WARC-Date"]
    return out


def articles_to_edits(articles: pa.Table, captured: Mapping[str, str]) -> list[Edit]:
    """The edits between successive versions of each article.

    Args:
        articles: a run's articles; those with one address are versions of one.
        captured: when each was fetched, by ``row_id``, earliest first (``captures``); others are left out.
    """
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in articles.to_pylist():
        if row["url"] and row["row_id"] in captured:
            versions[page_key(row["url"])].append(row)
    place = {row_id: n for n, row_id in enumerate(captured)}
    out: list[Edit] = []
    for key in sorted(versions):
        rows = sorted(versions[key], key=lambda row: place[row["row_id"]])
        for before, after in pairwise(rows):
            out += _between(before, after, captured)
    return out


def _between(before: dict[str, Any], after: dict[str, Any], captured: Mapping[str, str]) -> Iterator[Edit]:
    common = (
        after["url"],
        before["article_id"],
        after["article_id"],
        captured[before["row_id"]],
        captured[after["row_id"]],
    )
    if before["title"] != after["title"]:
        yield Edit(*common, "title", before["title"] or "", after["title"] or "")
    first, second = tokens(before["text"]), tokens(after["text"])
    for block in align([t.text for t in first], [t.text for t in second]):
        if block.kind == "equal":
            continue
        a, b = _place(first, block.a_start, block.a_end), _place(second, block.b_start, block.b_end)
        words = before["text"][slice(*a)], after["text"][slice(*b)]
        yield Edit(*common, _KINDS[block.kind], *words, *a, *b)


def _place(items: list[Any], start: int, end: int) -> tuple[int, int]:
    """The characters that some tokens cover; an empty place stands before the next token."""
    if start < end:
        return items[start].start, items[end - 1].end
    at = items[start].start if start < len(items) else (items[-1].end if items else 0)
    return at, at
