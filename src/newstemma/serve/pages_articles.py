"""Pages on articles: the list, one article, outlets and what they take from each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from newstemma.params.serve import PAGE_ROWS
from newstemma.report.article_view import article_view
from newstemma.report.pile import Pile
from newstemma.report.shares import names, portion, takings
from newstemma.report.sureness import counted, percent
from newstemma.report.views_between import Taken
from newstemma.report.visible import clip
from newstemma.report.when import when
from newstemma.serve.ask import Ask, Kind, Missing, View, pager, table_rows
from newstemma.serve.fixing import fixing
from newstemma.serve.heard import edits_of, heard_in
from newstemma.serve.pages_statements import days_histogram

__all__ = ["article_kinds"]

_ORDERS = {
    "date": "a.published IS NULL, a.published, a.rowid",
    "outlet": "a.outlet IS NULL, a.outlet, a.published, a.rowid",
    "title": "a.title IS NULL, a.title, a.rowid",
}
Raw = Callable[[str, str | None], str | None]
"""An article's raw input by its path and row id; None where it is not at hand."""


def _articles(ask: Ask) -> View:
    order = ask.query.get("order", "date")
    place = pager(ask.library.count("SELECT COUNT(*) FROM articles"), ask.page)
    rows = ask.library.rows(
        "SELECT a.article_id, a.outlet, a.title, a.published, a.language, a.path, a.row_id,"  # noqa: S608 - ours
        " (SELECT COUNT(*) FROM statements s WHERE s.article_id = a.article_id) AS statements"
        f" FROM articles a ORDER BY {_ORDERS.get(order, _ORDERS['date'])} LIMIT ? OFFSET ?",
        [PAGE_ROWS, (place.page - 1) * PAGE_ROWS],
    )
    for row in rows:
        row["date"] = when(row["published"]) or "no date"
    values = {"rows": rows, "pager": place, "order": order, "histogram": days_histogram(ask)}
    return View("Articles", values)


def _found(ask: Ask) -> Pile:
    pile = ask.library.article(ask.at)
    if pile is None:
        raise Missing(f"There is no article {ask.at}.")
    return pile


def _article(ask: Ask, raw: Raw) -> View:
    pile = _found(ask)
    article = pile.articles[ask.at]
    links = ask.library.links(pile)
    total = portion(pile, article)
    shares = [
        (name, n, percent(n / total.words) if total.words else "0%")
        for name, n in (
            ("in no earlier article of the pile", total.own),
            ("in an earlier article that it names", total.credited),
            ("in an earlier article that it does not name", total.uncredited),
            ("in another article, and dates do not tell which was first", total.open),
        )
        if n
    ]
    wanted = ask.query.get("raw") == "1"
    return View(
        clip(article.title or "Without a title", 120),
        {
            "a": article_view(pile, article, links),
            "takings": [
                _taken(pile, ask.at, links.article(t.other), t, total.words) for t in takings(pile, article)
            ],
            "shares": shares,
            "heard": heard_in(ask, "article", ask.at),
            "edits": [{**e, "when": when(e["captured_after"])} for e in edits_of(ask, ask.at)],
            "raw": raw(article.path, article.row_id) if wanted else None,
            "raw_wanted": wanted,
            "article": article,
            "here": f"/articles/{ask.at}",
            "fixing": fixing(ask, pile),
        },
    )


def _taken(pile: Pile, article_id: str, href: str | None, taking: Any, total: int) -> Taken:
    other = pile.articles.get(taking.other)
    back = other is not None and names(pile, other, article_id)
    credit = {
        (True, True): "they name each other",
        (True, False): "named in this article",
        (False, True): "names this article",
        (False, False): "neither names the other",
    }[bool(taking.credited), back]
    order = {
        "after": "appeared earlier",
        "before": "appeared later",
        "open": "dates do not tell which was first",
    }
    return Taken(
        name=pile.outlet(taking.other),
        date=when(other.published) if other else None,
        title=other.title if other else None,
        href=href,
        words=taking.words,
        share=percent(taking.words / total) if total else "0%",
        width=f"{100 * taking.words / total:.1f}%" if total else "0%",
        order=order[taking.order],
        credit=credit,
        kinds=", ".join(taking.kinds),
    )


def _article_whole(ask: Ask) -> Mapping[str, Any]:
    found = list(table_rows(ask, "articles", "article_id = ?", [ask.at]))
    if not found:
        raise Missing(f"There is no article {ask.at}.")
    parts = {
        name: list(table_rows(ask, name, "article_id = ?", [ask.at]))
        for name in ("statements", "mentions", "dates", "credits", "witnesses", "edits")
    }
    parts["voices_in"] = list(table_rows(ask, "voices_in", "scope_id = ? AND scope = 'article'", [ask.at]))
    for name in ("overlaps", "conflicts"):
        parts[name] = list(table_rows(ask, name, "article_a = ? OR article_b = ?", [ask.at, ask.at]))
    return {"article": found[0], **parts}


def _outlets(ask: Ask) -> View:
    drawn = ask.library.derived("outlets")
    flows = ask.library.rows("SELECT * FROM flows ORDER BY rowid LIMIT ?", [PAGE_ROWS])
    place = pager(ask.library.count("SELECT COUNT(*) FROM outlets"), ask.page)
    shares = ask.library.rows(
        "SELECT * FROM outlets ORDER BY rowid LIMIT ? OFFSET ?", [PAGE_ROWS, (place.page - 1) * PAGE_ROWS]
    )
    return View(
        "Outlets: who takes from whom",
        {
            "shares": shares,
            "pager": place,
            "flows": flows,
            "more_flows": drawn["pairs"] - len(flows),
            "matrix": drawn["matrix"],
            "picture_svg": _outlet_picture(ask),
            "summary": f"{_outlet_words(ask)}; {counted(drawn['pairs'], 'pair')} of a taker and a giver",
        },
    )


def _outlet_words(ask: Ask) -> str:
    """How many outlets there are, and how many articles stand for themselves as they name none."""
    known = ask.library.count("SELECT COUNT(DISTINCT outlet) FROM articles")
    unnamed = ask.library.count("SELECT COUNT(*) FROM articles WHERE outlet IS NULL")
    none = f"{counted(unnamed, 'article')} that name{'s' if unnamed == 1 else ''} no outlet"
    told = f"{none} (shown by title)" if unnamed else ""
    return " and ".join(filter(None, [counted(known, "outlet") if known else "", told]))


def _outlet_rows(ask: Ask) -> Iterable[Mapping[str, Any]]:
    return ask.library.stream("SELECT * FROM flows ORDER BY rowid")


def _outlet_whole(ask: Ask) -> Mapping[str, Any]:
    return {
        "outlets": ask.library.rows("SELECT * FROM outlets ORDER BY rowid"),
        "flows": list(_outlet_rows(ask)),
    }


def _outlet_picture(ask: Ask) -> Markup:
    return Markup(ask.library.derived("outlets")["picture"])  # noqa: S704 - made by our own drawing


def article_kinds(raw: Raw) -> tuple[Kind, ...]:
    """The pages of this file.

    Args:
        raw: where raw inputs come from.
    """
    return (
        Kind(
            "/articles",
            "articles_list",
            _articles,
            lambda ask: table_rows(ask, "articles"),
            picture=days_histogram,
        ),
        Kind(
            "/articles/{at}",
            "article",
            lambda ask: _article(ask, raw),
            lambda ask: table_rows(ask, "statements", "article_id = ?", [ask.at]),
            _article_whole,
        ),
        Kind("/outlets", "outlets", _outlets, _outlet_rows, _outlet_whole, _outlet_picture),
        Kind(
            "/outlets/shares",
            "outlets",
            _outlets,
            lambda ask: ask.library.stream("SELECT * FROM outlets ORDER BY rowid"),
        ),
    )
