"""Articles that were seen more than once to their last version, and the edits made in between.

An article that its publisher changed is one article, however often it was fetched: only its last version goes
on to speakers, utterances and trees, so nothing counts it twice, and what was changed stands in ``edits``.

1. Articles with one address (``page_key``; not a front page) are taken together.
2. They are put in order: by the moment of capture, then the date of publication, then the file.
3. Successive ones that share enough of their words are versions; others (an address that is used again and
   again) stay articles of their own.
4. The words of successive versions are aligned; every difference is an edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from newstemma.fetch.addresses import is_link, page_key
from newstemma.ids import make_id
from newstemma.params.fetch import ALIGNED_CELLS, VERSION_RUN, VERSION_SHARE
from newstemma.records import Edit
from newstemma.tables import to_table
from newstemma.text.align import Block, align
from newstemma.text.tokens import tokens

__all__ = ["Versions", "articles_to_edits", "page_of"]

_KINDS = {"replace": "replaced", "delete": "cut", "insert": "added", "move": "moved"}
_READ = ("article_id", "path", "url", "title", "published", "captured", "text")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Versions:
    """What is known of articles that were seen more than once.

    Attributes:
        last: by article_id of each earlier version the article_id of the last one.
        edits: table of ``records.Edit``.
    """

    last: Mapping[str, str] = field(default_factory=dict)
    edits: pa.Table = field(default_factory=lambda: to_table(Edit, ()))


def articles_to_edits(articles: pa.Table) -> Versions:
    """Find the versions of each article, and what was changed between them.

    Args:
        articles: table of ``records.Article``, in any order.

    Returns:
        The earlier versions and the edits; both empty if no address stands twice.
    """
    last: dict[str, str] = {}
    edits: list[Edit] = []
    for rows in _by_page(articles):
        for chain in _chains(rows):
            last |= dict.fromkeys((str(r["article_id"]) for r in chain[:-1]), str(chain[-1]["article_id"]))
            for number, (before, after) in enumerate(pairwise(chain), 1):
                edits += _between(before, after, number, chain[-1]["article_id"])
    return Versions(last, to_table(Edit, edits))


def _by_page(articles: pa.Table) -> Iterator[list[Row]]:
    """The articles of every address that more than one has, in the order in which they were seen."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, url in enumerate(articles.column("url").to_pylist()):
        key = page_of(url)
        if key is not None:
            places[key].append(at)
    chosen = articles.select(_READ)
    for key in sorted(key for key, found in places.items() if len(found) > 1):
        rows = chosen.take(pa.array(places[key], pa.int64())).to_pylist()
        yield sorted(rows, key=_seen)


def _seen(row: Row) -> tuple[str, ...]:
    """When it was seen; what nothing tells is settled by the ids, so that the order is always the same."""
    return row["captured"] or "", row["published"] or "", row["path"], row["article_id"]


def page_of(url: str | None) -> str | None:
    """What all addresses of a page share; nothing for a front page, which is no article."""
    if not url or not is_link(url):
        return None
    try:
        parts = urlsplit(url)
        return page_key(url) if parts.path.strip("/") or parts.query else None
    except ValueError:
        return None


def _chains(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of successive versions, each of two or more."""
    chain = [rows[0]]
    for row in rows[1:]:
        if _is_version(str(chain[-1]["text"]), str(row["text"])):
            chain.append(row)
            continue
        if len(chain) > 1:
            yield chain
        chain = [row]
    if len(chain) > 1:
        yield chain


def _is_version(one: str, other: str) -> bool:
    """Whether two texts share enough runs of words, measured on the shorter one."""
    runs = _runs(one), _runs(other)
    fewer = min(len(r) for r in runs)
    return len(runs[0] & runs[1]) >= VERSION_SHARE * max(fewer, 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [t.text.casefold() for t in tokens(text)]
    return {tuple(words[i : i + VERSION_RUN]) for i in range(max(1, len(words) - VERSION_RUN + 1))}


def _between(before: Row, after: Row, number: int, article_id: str) -> Iterator[Edit]:
    """The edits between two versions, the first of which has this number."""

    def edit(kind: str, words: tuple[str, str], *places: int | None) -> Edit:
        versions = before["article_id"], after["article_id"]
        return Edit(
            make_id("e", *versions, kind, *places),
            article_id,
            after["url"],
            number,
            number + 1,
            before["captured"],
            after["captured"],
            kind,
            *words,
            *(places or (None, None, None, None)),
        )

    if before["title"] != after["title"]:
        yield edit("title", (before["title"] or "", after["title"] or ""))
    first, second = tokens(before["text"]), tokens(after["text"])
    for block in _aligned([t.text for t in first], [t.text for t in second]):
        if block.kind != "equal":
            a, b = _place(first, block.a_start, block.a_end), _place(second, block.b_start, block.b_end)
            words = before["text"][slice(*a)], after["text"][slice(*b)]
            yield edit(_KINDS[block.kind], words, *a, *b)


def _aligned(a: list[str], b: list[str]) -> list[Block]:
    """``align`` within what memory bears: of two huge rewritten texts the middle is one replacement."""
    start, most = 0, min(len(a), len(b))
    while start < most and a[start] == b[start]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end] == b[-1 - end]:
        end += 1
    if (len(a) - start - end) * (len(b) - start - end) <= ALIGNED_CELLS:
        return align(a, b)
    return [Block("replace", start, len(a) - end, start, len(b) - end)]


def _place(items: Sequence[Any], start: int, end: int) -> tuple[int, int]:
    """The characters that some tokens cover; an empty place stands before the next token."""
    if start < end:
        return items[start].start, items[end - 1].end
    at = items[start].start if start < len(items) else (items[-1].end if items else 0)
    return at, at
