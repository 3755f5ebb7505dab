"""Pages on what was said: the overview, utterances, one utterance, one step of its tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from newstemma.params.report import RANKED_TREES
from newstemma.params.serve import PAGE_ROWS, TOP_ROWS
from newstemma.report.ranked_trees import ranked_trees
from newstemma.report.sureness import counted
from newstemma.report.utterance_view import utterance_row, utterance_view
from newstemma.report.views import TreeView
from newstemma.report.visible import clip
from newstemma.serve.ask import Ask, Kind, Missing, View, pager, table_rows
from newstemma.serve.fixing import speakers_offered
from newstemma.serve.histogram_svg import histogram_svg
from newstemma.serve.links import search_for

__all__ = ["KINDS", "days_histogram"]

_ORDERS = {
    "retold": "r.retold IS NULL, r.retold, u.rowid",
    "changed": "r.changed IS NULL, r.changed, r.retold IS NULL, r.retold, u.rowid",
    "date": "COALESCE(u.said_on, u.first_seen) IS NULL, COALESCE(u.said_on, u.first_seen), u.rowid",
    "speaker": "u.speaker IS NULL, u.speaker, u.rowid",
}

_TOP = {
    name: f"SELECT utterance_id, changes FROM ranking WHERE {name} IS NOT NULL ORDER BY {name} LIMIT ?"  # noqa: S608 - ours
    for name in ("retold", "changed")
}


def days_histogram(ask: Ask) -> Markup:
    """Articles by day of publication."""
    rows = ask.library.rows("SELECT day, COUNT(*) AS n FROM article_facts WHERE day IS NOT NULL GROUP BY day")
    days = {r["day"]: r["n"] for r in rows}
    return histogram_svg(days, lambda a, b: search_for(f"date:{a}..{b}", "articles"), "articles")


def _overview(ask: Ask) -> View:
    top = ask.library.derived("overview")
    lists = {name: _listed(ask, _TOP[name], [TOP_ROWS]) for name in ("retold", "changed")}
    changes = [r["changes"] for r in ask.library.rows(_TOP["changed"], [TOP_ROWS])]
    top["timelines"] = [Markup(t) for t in top["timelines"]]  # noqa: S704 - made by our own drawing
    values = {"overview": top, "histogram": days_histogram(ask), "changes": changes, **lists}
    return View(top["title"], values)


def _overview_rows(ask: Ask) -> Iterable[Mapping[str, Any]]:
    for figure in ask.library.derived("overview")["figures"]:
        yield {"figure": figure["label"], "value": figure["value"], "note": figure["note"]}


def _overview_whole(ask: Ask) -> Mapping[str, Any]:
    top = ask.library.derived("overview")
    return {
        "span": top["span"],
        "sentences": [text for text, _ in top["sentences"]],
        "figures": list(_overview_rows(ask)),
        "warnings": [{"head": w["head"], "text": w["text"]} for w in top["warnings"]],
    }


def _listed(ask: Ask, sql: str, values: Iterable[Any] = ()) -> list[Mapping[str, Any]]:
    """Utterances in the order of a query, each as a line with its address."""
    ids = [r["utterance_id"] for r in ask.library.rows(sql, list(values))]
    pile = ask.library.utterances(ids)
    links = ask.library.links(pile)
    found: list[Mapping[str, Any]] = []
    for key in ids:
        if (utterance := pile.utterances.get(key)) is not None and pile.witnesses_of.get(key):
            found.append(
                {
                    "row": utterance_row(pile, links, utterance),
                    "href": links.card(key),
                    "utterance": utterance,
                }
            )
    return found


def _condition(ask: Ask) -> tuple[str, list[Any]]:
    only = ask.query.get("only", "")
    return {"retold": ("r.retold IS NOT NULL", []), "changed": ("r.changed IS NOT NULL", [])}.get(
        only, ("1", [])
    )


def _utterances(ask: Ask) -> View:
    only = ask.query.get("only", "")
    order = ask.query.get("order", "changed" if only == "changed" else "retold")
    source = "utterances u LEFT JOIN ranking r ON r.utterance_id = u.utterance_id"
    where, values = _condition(ask)
    place = pager(ask.library.count(f"SELECT COUNT(*) FROM {source} WHERE {where}", values), ask.page)  # noqa: S608 - ours
    sql = (
        f"SELECT u.utterance_id FROM {source} WHERE {where}"  # noqa: S608 - ours
        f" ORDER BY {_ORDERS.get(order, _ORDERS['retold'])} LIMIT ? OFFSET ?"
    )
    listed = _listed(ask, sql, [*values, PAGE_ROWS, (place.page - 1) * PAGE_ROWS])
    return View("Statements", {"rows": listed, "pager": place, "only": only, "order": order})


def _utterance(ask: Ask) -> View:
    pile = ask.library.utterances([ask.at], texts=True)
    utterance = pile.utterances.get(ask.at)
    if utterance is None:
        raise Missing(f"There is no statement {ask.at}.")
    steps_at = f"/utterances/{quote(ask.at, safe='')}/steps"
    view = utterance_view(pile, ask.library.links(pile), 0, utterance, steps_at=steps_at)
    n = len(pile.articles_with(ask.at))
    title = f"{view.speaker}: “{clip(view.text, 70)}”"
    witnesses = sorted(
        (w for w in pile.witnesses_of.get(ask.at, ()) if w.statement_id),
        key=lambda w: (len(w.sigil), w.sigil),
    )
    offered = speakers_offered(ask)
    told = f"One statement, told by {counted(n, 'article')}"
    return View(
        title,
        {"u": view, "heading": told, "steps_at": steps_at, "witnesses": witnesses, "speakers": offered},
    )


def _utterance_whole(ask: Ask) -> Mapping[str, Any]:
    found = {
        name: list(table_rows(ask, name, "utterance_id = ?", [ask.at]))
        for name in ("utterances", "witnesses", "edges", "sources", "changes")
    }
    if not found["utterances"]:
        raise Missing(f"There is no statement {ask.at}.")
    edges = ask.library.get("edges", "utterance_id", [ask.at])
    trees = [asdict(tree) for tree in ranked_trees(ask.at, edges, RANKED_TREES)]
    return {"utterance": found.pop("utterances")[0], **found, "trees": trees}


def _utterance_picture(ask: Ask) -> Markup:
    """The likeliest tree, or another of those that can be flipped through (``?tree=2``)."""
    trees: Sequence[TreeView] = _utterance(ask).values["u"].trees
    asked = ask.query.get("tree", "1")
    return next((t.picture for k, t in enumerate(trees, start=1) if str(k) == asked), Markup(""))


KINDS = (
    Kind("/", "overview", _overview, _overview_rows, _overview_whole, days_histogram),
    Kind(
        "/utterances",
        "utterances",
        _utterances,
        lambda ask: table_rows(ask, "utterances"),
        picture=days_histogram,
    ),
    Kind(
        "/utterances/{at}",
        "utterance",
        _utterance,
        lambda ask: table_rows(ask, "witnesses", "utterance_id = ?", [ask.at]),
        _utterance_whole,
        _utterance_picture,
    ),
)
"""The pages of this file."""
