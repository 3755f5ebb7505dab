"""Utterances to narratives by joins: the steps of ``narrative.utterances_to_narratives``, whose functions do
the work on what belongs together.

1. Articles that tell of one event are found (``stories``); each story's row is made of its articles and the
   utterances in them.
2. Points are tied and grouped (``points``); each narrative's row is made of its points and their articles.
3. With each bucket come the counts of its own words: no worker reads the words of the pile.
4. What happens to the wording along the trees is summed for each utterance, and then for each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.joins.points import Own, points, points_grouped
from newstemma.joins.rows import (
    PACKED,
    as_table,
    count,
    digits_of,
    keep_rows,
    kept,
    loaded,
    packed,
    spread,
    unpacked,
    values,
)
from newstemma.joins.stories import stories_grouped
from newstemma.narrative.carriers import Carrier, Carriers, headline, narrative, story
from newstemma.narrative.changes_to_narratives import summed
from newstemma.narrative.likeness import term_weight
from newstemma.narrative.points import Point, Told
from newstemma.narrative.utterances_to_narratives import Member, named, sorted_points
from newstemma.records import Change, Narrative
from newstemma.tables import to_records, to_table
from newstemma.text.similarity import content_stems

__all__ = ["narratives"]

_STRING, _INT = pa.string(), pa.int64()
_CARRIERS = pa.schema([("article_id", _STRING), ("headline", _STRING), ("payload", pa.binary())])
_STEMS = pa.schema([("article_id", _STRING), ("stem", _STRING)])
_WAYS = pa.schema([("utterance_id", _STRING), ("firmer", _INT), ("weaker", _INT)])
_STORY_OF = pa.schema([("article_id", _STRING), ("story", _STRING)])
_FORM = (
    ("id", "string"), ("other", "string"), ("n", "bigint"), ("more", "bigint"), ("tied", "double"),
    ("terms", "binary"), ("payload", "binary"),
)  # fmt: skip
"""Of a row that goes into a story or narrative: ``member`` (its group, article or key), ``article`` and
``told`` (payload), ``word`` and ``term`` (how many have it), ``way`` (an utterance, firmer, weaker),
``story`` (an article and its story)."""


def narratives(relations: Relations) -> None:
    """Of the relations articles, statements, utterances, witnesses and changes make ``narratives``."""
    keep_rows(relations, "utterances")
    _known(relations)
    points(relations)
    stories_grouped(relations)
    _stories(relations)
    points_grouped(relations)
    _narratives(relations)
    relations.view("packed_rows", "select * from packed_stories union all select * from packed_narratives")
    unpacked(relations, "packed_rows", "narratives")


def _known(relations: Relations) -> None:
    """Make ``carriers``, ``carrier_stems`` and ``ways``: what is known of single articles and utterances."""
    wanted = "article_id, outlet, published, title, text"
    relations.each("carriers", f"select {wanted} from articles", _carriers, _CARRIERS)
    relations.each("carrier_stems", "select article_id, headline from carriers", _stems, _STEMS)
    relations.each("all_ways", "select * from changes", _ways, _WAYS)
    sums = ", ".join(f"cast(sum({name}) as bigint) as {name}" for name in ("firmer", "weaker"))
    relations.query("ways", f"select utterance_id, {sums} from all_ways group by utterance_id")


def _carriers(rows: pa.Table) -> pa.Table:
    out = []
    for article_id, outlet, published, title, text in values(rows, *("article_id", "outlet", "published"),
                                                              "title", "text"):  # fmt: skip
        first = headline(title, text)
        out.append((article_id, first, kept(Carrier(article_id, outlet, published, first))))
    return as_table(out, _CARRIERS)


def _stems(rows: pa.Table) -> pa.Table:
    found = values(rows, "article_id", "headline")
    return as_table([(key, stem) for key, text in found for stem in sorted(content_stems(text))], _STEMS)


def _ways(rows: pa.Table) -> pa.Table:
    firmer, weaker = summed(to_records(Change, rows))
    return as_table([(key, firmer[key], weaker[key]) for key in sorted(firmer)], _WAYS)


def _rows(kind: str, bucket: str, source: str, **columns: str) -> str:
    """SQL for rows of one kind; columns that are not named are null."""
    filled = (f"{columns.get(name, f'cast(null as {form})')} as {name}" for name, form in _FORM)
    return f"select distinct {bucket} as bucket, '{kind}' as kind, {', '.join(filled)} from {source}"


def _stories(relations: Relations) -> None:
    """Make ``packed_stories`` and ``story_of`` (article_id, story)."""
    place = spread("g.story", digits_of(relations, "story_groups"))
    mine = "story_groups as g join"
    told = "point_carried as c on c.article_id = g.article_id join"
    counts = "select stem, count(*) as n from carrier_stems group by stem"
    parts = [
        _rows("member", place, "story_groups as g", id="g.story", other="g.article_id"),
        _rows("article", place, f"{mine} carriers as k on k.article_id = g.article_id", payload="k.payload"),
        _rows("told", place, f"{mine} {told} point_told as t on t.key = c.key", payload="t.payload"),
        _rows("word", place, f"{mine} carrier_stems as s on s.article_id = g.article_id join ({counts}) as n "
              "on n.stem = s.stem", id="n.stem", n="n.n"),
        _rows("way", place, f"{mine} {told} ways as w on w.utterance_id = c.key", id="w.utterance_id",
              n="w.firmer", more="w.weaker"),
    ]  # fmt: skip
    relations.grouped("packed_stories", " union all ".join(parts), _told_stories, PACKED)
    relations.each("story_of", "select payload from packed_stories", _story_of, _STORY_OF)


def _story_of(rows: pa.Table) -> pa.Table:
    found = [loaded(payload) for payload in rows.column("payload").to_pylist()]
    out = [(article_id, row["narrative_id"]) for row in found for article_id in row["article_ids"]]
    return as_table(out, _STORY_OF)


def _narratives(relations: Relations) -> None:
    """Make ``packed_narratives``."""
    place = spread("m.grp", digits_of(relations, "point_members"))
    mine = "point_members as m join"
    relations.query(
        "point_articles",
        "select key, article_id from point_carried union all select p.key, "
        "substr(p.key, 1, length(p.key) - 10) as article_id from points as p left join point_told as t "
        "on t.key = p.key where t.key is null",  # an own sentence's key: article:start
    )
    carried = "point_articles as c on c.key = m.key join"
    counts = "select stem, count(*) as n from point_stems group by stem"
    parts = [
        _rows("member", place, f"{mine} points as p on p.key = m.key", id="m.grp", other="m.key",
              tied="m.tied", terms="p.terms", payload="p.payload"),
        _rows("article", place, f"{mine} {carried} carriers as k on k.article_id = c.article_id",
              payload="k.payload"),
        _rows("word", place, f"{mine} point_stems as s on s.key = m.key join ({counts}) as n "
              "on n.stem = s.stem", id="n.stem", n="n.n"),
        _rows("term", place, f"{mine} point_terms as t on t.key = m.key join point_weights as w "
              "on w.term = t.term", id="w.term", n="w.n"),
        _rows("way", place, f"{mine} ways as w on w.utterance_id = m.key", id="w.utterance_id",
              n="w.firmer", more="w.weaker"),
        _rows("story", place, f"{mine} {carried} story_of as s on s.article_id = c.article_id",
              id="s.article_id", other="s.story"),
    ]  # fmt: skip
    work = partial(_told_narratives, n_points=count(relations, "heads"))
    relations.grouped("packed_narratives", " union all ".join(parts), work, PACKED)


class _Given:
    """The rows of one bucket by their kinds."""

    def __init__(self, rows: pa.Table) -> None:
        self.members: list[tuple[Any, ...]] = []
        self.counts: dict[str, dict[str, int]] = defaultdict(dict)
        self.ways: dict[str, tuple[int, int]] = {}
        self.story_of: dict[str, str] = {}
        self.articles: list[Carrier] = []
        self.told: list[Told] = []
        for kind, *row in values(rows, "kind", *(name for name, _ in _FORM)):
            identifier, other, n, more, *_, payload = row
            if kind == "member":
                self.members.append(tuple(row))
            elif kind in ("word", "term"):
                self.counts[kind][identifier] = n
            elif kind == "way":
                self.ways[identifier] = (n, more)
            elif kind == "story":
                self.story_of[identifier] = other
            else:
                listed: list[Any] = self.articles if kind == "article" else self.told
                listed.append(loaded(payload))

    def packed(self, made: Iterator[Narrative]) -> pa.Table:
        """The rows, with what happens to their wording."""
        done = []
        for row in made:
            ways = [self.ways[u] for u in row.utterance_ids if u in self.ways]
            done.append(replace(row, n_hardened=sum(f for f, _ in ways), n_softened=sum(w for _, w in ways)))
        return packed({"narratives": to_table(Narrative, done)})


def _told_stories(rows: pa.Table) -> pa.Table:
    """The rows of the stories of one bucket."""
    given = _Given(rows)
    pile = Carriers(given.articles, given.told, given.counts["word"])
    groups: dict[str, list[str]] = defaultdict(list)
    for key, article_id, *_ in given.members:
        groups[key].append(article_id)
    made = (story(pile, sorted(ids)) for _, ids in sorted(groups.items()))
    return given.packed(row for row in made if row is not None)


def _told_narratives(rows: pa.Table, n_points: int) -> pa.Table:
    """The rows of the narratives of one bucket."""
    given = _Given(rows)
    groups: dict[str, list[Member]] = defaultdict(list)
    for group, key, _, _, tied, terms, payload in given.members:
        held = loaded(payload)
        words = frozenset(loaded(terms))
        groups[group].append(Member(_point(key, words, held), tied))
    told = [m.point.utterance for members in groups.values() for m in members if m.point.utterance]
    pile = Carriers(given.articles, told)

    def weight(term: str) -> float:
        return term_weight(n_points, given.counts["term"][term])

    def made() -> Iterator[Narrative]:
        for _, members in sorted(groups.items()):
            name = named(members, weight, given.counts["word"])
            if name is not None:
                yield narrative(pile, sorted_points(members), name, given.story_of)

    return given.packed(made())


def _point(key: str, terms: frozenset[str], held: Told | Own) -> Point:
    if isinstance(held, Told):
        return Point(key, held.text, terms, held.articles, None, held, None)
    articles = (held.place.article_id,) if held.place else ()
    return Point(key, held.text, terms, articles, None, None, held.place)
