"""Pages on what holds between articles: conflicts, failures, search, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from newstemma.params.report import CONFLICTS
from newstemma.params.serve import PAGE_ROWS
from newstemma.records import TABLES
from newstemma.report.pile_view import conflict_views
from newstemma.report.visible import clip
from newstemma.report.when import when
from newstemma.serve.ask import Ask, Kind, Missing, View, pager, table_rows
from newstemma.serve.histogram_svg import histogram_svg
from newstemma.serve.links import search_for
from newstemma.serve.query import FILTERS, Query, read_query
from newstemma.serve.search import PLACES, Found, find, hits_rows

__all__ = ["KINDS"]

_CELL = 160


def _conflicts(ask: Ask) -> View:
    size = min(CONFLICTS, PAGE_ROWS)
    place = pager(ask.library.count("SELECT COUNT(*) FROM conflicts"), ask.page, size)
    rows = ask.library.rows(
        "SELECT rowid FROM conflicts ORDER BY CASE kind WHEN 'number' THEN 0 WHEN 'date' THEN 1"
        " WHEN 'polarity' THEN 2 WHEN 'attribution' THEN 3 ELSE 4 END, conflict_id LIMIT ? OFFSET ?",
        [size, (place.page - 1) * size],
    )
    conflicts = ask.library.get("conflicts", "rowid", [r["rowid"] for r in rows])
    pile = ask.library.part(
        conflicts=conflicts,
        articles=ask.library.get(
            "articles", "article_id", (a for c in conflicts for a in (c.article_a, c.article_b))
        ),
        statements=ask.library.get(
            "statements", "statement_id", (s for c in conflicts for s in (c.statement_a, c.statement_b))
        ),
    )
    views, _ = conflict_views(pile, ask.library.links(pile))
    return View("Conflicts", {"page": {"conflicts": views, "conflicts_more": 0}, "pager": place})


def _failures(ask: Ask) -> View:
    place = pager(ask.library.count("SELECT COUNT(*) FROM failures"), ask.page)
    rows = ask.library.rows(
        "SELECT * FROM failures ORDER BY reason = 'skipped', path, stage LIMIT ? OFFSET ?",
        [PAGE_ROWS, (place.page - 1) * PAGE_ROWS],
    )
    return View("Failures: what was not read", {"rows": rows, "pager": place})


def _asked(ask: Ask) -> tuple[Query, str]:
    place = ask.query.get("in", "statements")
    return read_query(ask.query.get("q", "")), place if place in PLACES else "statements"


def _search(ask: Ask) -> View:
    query, where = _asked(ask)
    empty = not query.words and not query.filters
    found = find(ask.library, query, where, ask.page) if not empty else Found(0, False, [], {}, {})
    place = pager(found.total, ask.page)
    title = f"Search: {clip(query.text(), 80)}" if not empty else "Search"
    chosen = [
        (name, query.get(name), search_for(query.with_filter(name, None).text(), where)) for name in FILTERS
    ]
    return View(
        title,
        {
            "text": query.text(),
            "where": where,
            "empty": empty,
            "found": found,
            "pager": place,
            "start": (place.page - 1) * PAGE_ROWS + 1,
            "chosen": [c for c in chosen if c[1] is not None],
            "facets": _facets(found, query, where),
            "histogram": _search_days(found, query, where),
            "links": {p: search_for(query.text(), p) for p in PLACES},
            "when": when,
        },
    )


def _facets(found: Found, query: Query, where: str) -> list[tuple[str, list[tuple[str, int, str]]]]:
    return [
        (name, [(v, n, search_for(query.with_filter(name, v).text(), where)) for v, n in found.values[name]])
        for name in FILTERS
        if found.values.get(name) and query.get(name) is None
    ]


def _search_days(found: Found, query: Query, where: str) -> Markup:
    def href(first: str, last: str) -> str:
        return search_for(
            query.with_filter("date", first if first == last else f"{first}..{last}").text(), where
        )

    return histogram_svg(found.days, href, where)


def _search_picture(ask: Ask) -> Markup:
    query, where = _asked(ask)
    return _search_days(find(ask.library, query, where, 1), query, where)


def _search_rows(ask: Ask) -> Iterable[Mapping[str, Any]]:
    return hits_rows(ask.library, *_asked(ask))


def _tables(ask: Ask) -> View:
    return View("Tables", {"rows": list(_table_counts(ask))})


def _table_counts(ask: Ask) -> Iterable[Mapping[str, Any]]:
    for name, record in TABLES.items():
        count = ask.library.count(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608 - a table of ours
        yield {"table": name, "rows": count, "what": (record.__doc__ or "").splitlines()[0]}


def _table(ask: Ask) -> View:
    name = _known(ask)
    place = pager(ask.library.count(f'SELECT COUNT(*) FROM "{name}"'), ask.page)  # noqa: S608 - checked
    rows = ask.library.rows(
        f'SELECT * FROM "{name}" ORDER BY rowid LIMIT ? OFFSET ?',  # noqa: S608 - checked
        [PAGE_ROWS, (place.page - 1) * PAGE_ROWS],
    )
    shown = [{k: _cell(v) for k, v in row.items()} for row in rows]
    return View(f"Table {name}", {"rows": shown, "pager": place, "name": name})


def _cell(value: Any) -> str:
    return "" if value is None else clip(str(value), _CELL)


def _known(ask: Ask) -> str:
    if ask.at not in TABLES:
        raise Missing(f"There is no table {ask.at}.")
    return ask.at


KINDS = (
    Kind("/conflicts", "conflicts_page", _conflicts, lambda ask: table_rows(ask, "conflicts")),
    Kind("/failures", "failures_page", _failures, lambda ask: table_rows(ask, "failures")),
    Kind("/search", "search", _search, _search_rows, picture=_search_picture),
    Kind("/tables", "tables", _tables, _table_counts),
    Kind("/tables/{at}", "table", _table, lambda ask: table_rows(ask, _known(ask))),
)
"""The pages of this file."""
