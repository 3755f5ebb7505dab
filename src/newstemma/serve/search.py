"""Search over articles and statements: hits, the values that they can be filtered by, and their days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from newstemma.params.serve import FACETS, PAGE_ROWS, SEARCH_HITS, SNIPPET_WORDS
from newstemma.report.visible import clip, visible
from newstemma.serve.library import Library
from newstemma.serve.query import Query

__all__ = ["PLACES", "Found", "Hit", "find", "hits_rows"]

PLACES = ("statements", "articles")
_MARK, _END = "\ue000", "\ue001"
_SIGNS = re.compile(f"([{_MARK}{_END}])")
"""Private-use characters around matched words: article text is escaped before they become markup."""

_COLUMNS = {"speaker": "speaker", "outlet": "outlet", "kind": "kind", "language": "language"}


@dataclass(frozen=True)
class Hit:
    """An article or statement that was found."""

    row: Mapping[str, Any]
    text: Markup


@dataclass(frozen=True)
class Found:
    """The answer to a search.

    Attributes:
        total: hits, at most ``SEARCH_HITS``.
        more: whether there are more than that.
        values: filter → its most frequent values with their counts.
        days: hits by day of publication.
    """

    total: int
    more: bool
    hits: Sequence[Hit]
    values: Mapping[str, Sequence[tuple[str, int]]]
    days: Mapping[str, int]


def find(library: Library, query: Query, place: str, page: int) -> Found:
    """One page of hits with the counts of all.

    Args:
        library: the index.
        query: what is looked for.
        place: ``statements`` or ``articles``.
        page: from 1.
    """
    matching = _matching(query, place)
    facts = library.rows(
        f"SELECT f.id, f.outlet, f.day, f.language, f.kind, f.speaker FROM {matching.sql()} LIMIT ?",  # noqa: S608 - values are bound
        [*matching.values, SEARCH_HITS + 1],
    )
    more = len(facts) > SEARCH_HITS
    facts = facts[:SEARCH_HITS]
    counts = {name: Counter(f[c] for f in facts if f[c]) for name, c in _COLUMNS.items()}
    days = Counter(f["day"] for f in facts if f["day"])
    ids = _ranked(library, query, place, [f["id"] for f in facts], page, more)
    return Found(
        total=len(facts),
        more=more,
        hits=_hits(library, query, place, ids),
        values={name: _top(c) for name, c in counts.items() if len(c) > 1 or query.get(name)},
        days=days,
    )


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:FACETS]


@dataclass(frozen=True)
class _Matching:
    """SQL that selects the facts (``f``) of all hits, and its values."""

    source: str
    where: Sequence[str]
    values: Sequence[Any]

    def sql(self, join: str = "") -> str:
        """What stands after FROM."""
        return f"{self.source}{join}{' WHERE ' + ' AND '.join(self.where) if self.where else ''}"


def _matching(query: Query, place: str) -> _Matching:
    noun = place.removesuffix("s")
    source, where, values = f"{noun}_facts f", [], []
    match = query.match()
    if match is not None:
        source = f"{noun}_words w JOIN {noun}_facts f ON f.id = w.rowid"
        where.append(f"{noun}_words MATCH ?")
        values.append(match)
    for name, column in _COLUMNS.items():
        if (value := query.get(name)) is not None:
            where.append(f"f.{column} = ?")
            values.append(value)
    if query.get("date") is not None:
        where.append("f.day >= ? AND f.day <= ?")
        values += query.days() or ("~", "")  # a date that cannot be read finds nothing
    return _Matching(source, where, values)


def _ranked(
    library: Library, query: Query, place: str, ids: Sequence[int], page: int, more: bool
) -> list[int]:
    """The ids of one page: best first where words are looked for, else in the tables' order."""
    start = (page - 1) * PAGE_ROWS
    if query.match() is None or more:
        return list(ids[start : start + PAGE_ROWS])
    matching = _matching(query, place)
    noun = place.removesuffix("s")
    rows = library.rows(
        f"SELECT f.id AS id FROM {matching.sql()} ORDER BY bm25({noun}_words), f.id LIMIT ? OFFSET ?",  # noqa: S608 - likewise
        [*matching.values, PAGE_ROWS, start],
    )
    return [r["id"] for r in rows]


def _hits(library: Library, query: Query, place: str, ids: Sequence[int]) -> list[Hit]:
    columns = {
        "statements": "s.rowid AS id, s.statement_id, s.article_id, s.kind, s.speaker, s.speaker_id,"
        " s.said_on, s.content AS words, a.outlet, a.title, a.published, a.language"
        " FROM statements s LEFT JOIN articles a ON a.article_id = s.article_id WHERE s.rowid",
        "articles": "a.rowid AS id, a.article_id, a.outlet, a.title, a.published, a.language,"
        " substr(a.text, 1, 400) AS words FROM articles a WHERE a.rowid",
    }[place]
    marks = ", ".join("?" * len(ids))
    rows = {r["id"]: r for r in library.rows(f"SELECT {columns} IN ({marks})", ids)}
    snippets = _snippets(library, query, place, ids)
    return [Hit(rows[k], _shown(snippets.get(k) or clip(rows[k]["words"], 280))) for k in ids if k in rows]


def _snippets(library: Library, query: Query, place: str, ids: Sequence[int]) -> dict[int, str]:
    match, noun = query.match(), place.removesuffix("s")
    if match is None or not ids:
        return {}
    column = 1 if place == "articles" else 0
    marks = ", ".join("?" * len(ids))
    rows = library.rows(
        f"SELECT rowid AS id, snippet({noun}_words, {column}, ?, ?, ' … ', ?) AS text"  # noqa: S608
        f" FROM {noun}_words WHERE {noun}_words MATCH ? AND rowid IN ({marks})",
        [_MARK, _END, SNIPPET_WORDS, match, *ids],
    )
    return {r["id"]: clip(r["text"], 900) for r in rows}


def _shown(text: str) -> Markup:
    """Escaped text with the matched words marked; our signs in the text itself change nothing."""
    out: list[str] = []
    inside = False
    for part in _SIGNS.split(text):
        if part in (_MARK, _END):
            if inside != (part == _MARK):
                out.append("</mark>" if inside else "<mark>")
                inside = not inside
        else:
            out.append(str(escape(visible(part))))
    return Markup("".join(out) + ("</mark>" if inside else ""))  # noqa: S704 - escaped part by part


def hits_rows(library: Library, query: Query, place: str) -> Iterable[Mapping[str, Any]]:
    """All hits, without limit, as rows for a download."""
    matching = _matching(query, place)
    if place == "statements":
        columns = "s.statement_id, s.article_id, f.outlet, f.day AS published, f.language, s.kind, s.speaker,"
        columns += " s.said_on, s.content"
        join = " JOIN statements s ON s.rowid = f.id"
    else:
        columns = "a.article_id, a.outlet, a.published, a.language, a.title, a.url"
        join = " JOIN articles a ON a.rowid = f.id"
    return library.stream(f"SELECT {columns} FROM {matching.sql(join)}", matching.values)  # noqa: S608 - likewise
