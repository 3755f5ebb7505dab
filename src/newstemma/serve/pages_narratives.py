"""Pages on what hangs together: stories (what articles tell of one event) and narratives (the same point)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from newstemma.params.serve import NARRATIVE_EVENTS, NARRATIVE_ROWS, NARRATIVES
from newstemma.records import Narrative
from newstemma.report.pile import Pile
from newstemma.report.pile_view import narrative_view
from newstemma.report.sureness import counted, listed
from newstemma.report.timeline_svg import Event, Shape, timeline_svg
from newstemma.report.utterance_view import utterance_row
from newstemma.report.visible import clip
from newstemma.report.when import moment, when
from newstemma.serve.ask import Ask, Kind, Missing, Pager, View, pager, table_rows
from newstemma.serve.heard import heard_in
from newstemma.serve.links import PagesLinks
from newstemma.text.normalise import squeeze

__all__ = ["KINDS"]

_LEVELS = {"story": "level = 'story' AND n_articles > 1",
           "narrative": "level = 'narrative' AND json_array_length(utterance_ids) > 1"}  # fmt: skip
_SHAPES = Shape(1080, above=False), Shape(340, above=True)
_LANE = 34


def _narratives(ask: Ask) -> View:
    level = ask.query.get("level", "")
    groups = [
        (name, *_group(ask, name, ask.page if level else 1))
        for name in _LEVELS
        if level in ("", name) or level not in _LEVELS
    ]
    found = [n for _, _, rows in groups for n, _ in rows]
    return View(
        "Stories and narratives",
        {"groups": groups, "level": level, "pictures": _river(ask, found) if not level else []},
    )


def _group(ask: Ask, level: str, page: int) -> tuple[Pager, list[tuple[Narrative, Mapping[str, Any]]]]:
    """A page of the stories or narratives that most articles carry."""
    where = _LEVELS[level]
    place = pager(ask.library.count(f"SELECT COUNT(*) FROM narratives WHERE {where}"), page, NARRATIVES)  # noqa: S608 - ours
    rows = ask.library.rows(
        f"SELECT rowid FROM narratives WHERE {where} ORDER BY n_articles DESC,"  # noqa: S608 - ours
        " json_array_length(utterance_ids) DESC, narrative_id LIMIT ? OFFSET ?",
        [NARRATIVES, (place.page - 1) * NARRATIVES],
    )
    listed_: list[Narrative] = ask.library.get("narratives", "rowid", [r["rowid"] for r in rows])
    listed_.sort(key=lambda n: (-n.n_articles, -len(n.utterance_ids), n.narrative_id))
    return place, [(n, _row(ask, n)) for n in listed_]


def _row(ask: Ask, n: Narrative) -> Mapping[str, Any]:
    view = narrative_view(ask.library.part(), PagesLinks({}), n)
    return {
        "href": f"/narratives/{n.narrative_id}",
        "name": _name(ask, n),
        "counts": view.counts,
        "span": view.span,
        "terms": view.terms,
        "speakers": listed(n.speakers, 3) if n.speakers else "",
    }


def _name(ask: Ask, n: Narrative) -> str:
    """A story's name is the title of its first article; a narrative's the words of its central statement."""
    if n.level == "story":
        first = ask.library.names_of([n.first_article_id] if n.first_article_id else n.article_ids[:1])
        if first and first[0].title:
            return clip(first[0].title, 140)
    return clip(squeeze(n.label), 140)


def _river(ask: Ask, found: Sequence[Narrative]) -> list[Markup]:
    """How many articles carried what over time: a line for every story, or narrative where there is none."""
    stories = [n for n in found if n.level == "story"] or found
    events: list[Event] = []
    for n in stories:
        articles = ask.library.names_of(n.article_ids[:NARRATIVE_EVENTS])
        lane = clip(_name(ask, n), _LANE)
        pile = ask.library.part(articles=articles)
        events += [
            Event(lane, f"{pile.outlet(a.article_id)}: {clip(a.title or 'without a title', 90)}"
                  f" ({when(a.published) or 'no date'})", moment(a.published), f"/articles/{a.article_id}")
            for a in articles
        ]  # fmt: skip
    return _pictures(events, "Stories over time")


def _pictures(events: Sequence[Event], label: str) -> list[Markup]:
    """The same picture for wide and narrow screens; nothing where no day is known."""
    if not any(e.at for e in events):
        return []
    return [timeline_svg(events, [], shape, label) for shape in _SHAPES]


def _found(ask: Ask) -> Narrative:
    found: list[Narrative] = ask.library.get("narratives", "narrative_id", [ask.at])
    if not found:
        raise Missing(f"There is no story or narrative {ask.at}.")
    return found[0]


def _narrative(ask: Ask) -> View:
    n = _found(ask)
    pile = ask.library.utterances(n.utterance_ids[:NARRATIVE_ROWS])
    links = ask.library.links(pile)
    name = _name(ask, n)
    first = ask.library.names_of([n.first_article_id])
    view = narrative_view(ask.library.part(), links, n)
    told = sorted(pile.utterances, key=lambda k: -len(pile.articles_with(k)))
    said = [
        (utterance_row(pile, links, pile.utterances[k]), links.card(k))
        for k in told
        if pile.witnesses_of.get(k)
    ]
    return View(
        name,
        {
            "n": n,
            "name": name,
            "counts": view.counts,
            "span": view.span,
            "first": _article_line(ask, first[0]) if first else None,
            "bursts": listed([when(day) or day for day in n.bursts], 6) if n.bursts else "",
            "speakers": listed(n.speakers, 12) if n.speakers else "",
            "outlets": listed(n.outlets, 12) if n.outlets else "",
            "firmness": _firmness(n),
            "pictures": _pictures(_versions(pile, links, n), "The point over time"),
            "said": said,
            "more": max(0, len(n.utterance_ids) - NARRATIVE_ROWS),
            "heard": heard_in(ask, "narrative", n.narrative_id),
            "claims": _claims(ask, n),
            "articles": _articles(ask, n) if n.level == "story" else [],
            "within": _within(ask, n),
        },
    )


def _firmness(n: Narrative) -> str:
    """How often the wording became firmer or weaker on the way."""
    firmer = f"{counted(n.n_hardened, 'change')} firmer (a hedge or the source dropped, an intensifier added)"
    weaker = f"{counted(n.n_softened, 'change')} weaker (a hedge added, an intensifier dropped)"
    return "; ".join(([firmer] if n.n_hardened else []) + ([weaker] if n.n_softened else []))


def _versions(pile: Pile, links: PagesLinks, n: Narrative) -> list[Event]:
    """Every telling: a line for every outlet of a story, for every speaker of a narrative."""
    events = []
    for key in n.utterance_ids[:NARRATIVE_ROWS]:
        utterance = pile.utterances.get(key)
        who = (utterance.speaker if utterance else None) or "Speaker not resolved"
        for w in pile.witnesses_of.get(key, ()):
            if w.article_id:
                outlet, words = pile.outlet(w.article_id), clip(squeeze(w.text or ""), 80)
                title = f"{who} in {outlet}, {when(w.published) or 'no date'}: “{words}”"
                lane = outlet if n.level == "story" else who
                events.append(Event(lane, title, moment(w.published), links.card(key)))
    return events


def _claims(ask: Ask, n: Narrative) -> list[tuple[str, str, str]]:
    """Sentences in which an outlet says it in its own voice: words, where, address."""
    places = n.claims[:NARRATIVE_ROWS]
    known = ask.library.get("articles", "article_id", {p.article_id for p in places})
    pile = ask.library.part(articles=known)
    found = []
    for place in places:
        article = pile.articles.get(place.article_id)
        if article is not None:
            words = squeeze(article.text[place.start : place.end])
            found.append((words, pile.outlet(place.article_id), f"/articles/{place.article_id}"))
    return found


def _article_line(ask: Ask, article: Any) -> Mapping[str, Any]:
    pile = ask.library.part(articles=[article])
    return {
        "href": f"/articles/{article.article_id}",
        "title": clip(article.title or "Without a title", 120),
        "outlet": article.outlet or "",
        "date": when(article.published) or "no date",
        "named": pile.outlet(article.article_id),
    }


def _articles(ask: Ask, n: Narrative) -> list[Mapping[str, Any]]:
    articles = ask.library.names_of(n.article_ids[:NARRATIVE_ROWS])
    articles.sort(key=lambda a: (a.published is None, a.published or "", a.article_id))
    return [_article_line(ask, a) for a in articles]


def _within(ask: Ask, n: Narrative) -> list[Mapping[str, Any]]:
    """The narratives told in a story; the stories in which a narrative is told."""
    if n.level == "story":
        rows = ask.library.rows(
            f"SELECT rowid FROM narratives WHERE {_LEVELS['narrative']} AND story_ids LIKE ?"  # noqa: S608 - ours
            " ORDER BY n_articles DESC, narrative_id LIMIT ?",
            [f'%"{n.narrative_id}"%', NARRATIVES],
        )
        others = ask.library.get("narratives", "rowid", [r["rowid"] for r in rows])
    else:
        others = ask.library.get("narratives", "narrative_id", n.story_ids[:NARRATIVES])
    others.sort(key=lambda o: (-o.n_articles, o.narrative_id))
    return [_row(ask, o) for o in others]


def _utterances_of(ask: Ask) -> Iterable[Mapping[str, Any]]:
    ids = json.dumps(list(_found(ask).utterance_ids))
    return table_rows(ask, "utterances", "utterance_id IN (SELECT value FROM json_each(?))", [ids])


def _whole(ask: Ask) -> Mapping[str, Any]:
    _found(ask)
    (row,) = table_rows(ask, "narratives", "narrative_id = ?", [ask.at])
    return {"narrative": row, "utterances": list(_utterances_of(ask))}


def _first(pictures: Sequence[Markup]) -> Markup:
    return pictures[0] if pictures else Markup("")


KINDS = (
    Kind(
        "/narratives",
        "narratives_page",
        _narratives,
        lambda ask: table_rows(ask, "narratives"),
        picture=lambda ask: _first(_narratives(ask).values["pictures"]),
    ),
    Kind(
        "/narratives/{at}",
        "narrative",
        _narrative,
        _utterances_of,
        _whole,
        picture=lambda ask: _first(_narrative(ask).values["pictures"]),
    ),
)
"""The pages of this file."""
