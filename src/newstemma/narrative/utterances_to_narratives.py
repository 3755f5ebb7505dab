"""Utterances to narratives: what makes the same point, over time and across speakers.

1. Every utterance with enough telling words is a point; in a small pile so is every sentence that an outlet
   tells in its own voice (``points``).
2. Points are tied that share rare words and lie close in meaning (``likeness``).
3. Communities of that graph (Leiden, on the constant Potts model) are narratives; a narrative has at least
   two points, one of them an utterance, and is carried by at least two articles.
4. Its label is words of its most central statement, never invented text (``labels``).
5. Beside them stand the stories: articles that tell of one event (``articles_to_stories``); a narrative names
   those that it is told in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.narrative.carriers import Carrier, Carriers, Name, headline, narrative, story
from newstemma.narrative.cells import Cells
from newstemma.narrative.communities import communities
from newstemma.narrative.labels import key_terms, label
from newstemma.narrative.lazy import Lazy
from newstemma.narrative.likeness import term_weight, ties_of
from newstemma.narrative.points import Point, Told, own_sentences, point_of
from newstemma.params.narrative import CLAIMS_UP_TO, PAIR_TIE, SAME_POINT, TIE_FLOOR
from newstemma.records import Article, Narrative, Statement
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.similarity import content_stems

__all__ = ["Member", "groups_of", "named", "utterances_to_narratives"]

Strong = Mapping[tuple[int, int], float]


def utterances_to_narratives(
    articles: pa.Table, utterances: pa.Table, witnesses: pa.Table, statements: pa.Table | None = None
) -> pa.Table:
    """Group utterances by the point they make, and articles by the event they tell of.

    Args:
        articles: the articles (for outlets and dates).
        utterances: the utterances.
        witnesses: their witnesses.
        statements: the statements, by which the outlets' own sentences are told apart; without them only
            utterances are points.

    Returns:
        The narratives table: narratives and stories of at least two articles; utterances that stand alone are
        in no narrative.
    """
    rows = Lazy(Article, articles)
    groups = articles_to_stories(rows)
    carriers = [Carrier(a.article_id, a.outlet, a.published, headline(a.title, a.text)) for a in rows]
    pile = Carriers(carriers, _told(utterances, witnesses))
    stories = [row for ids in groups if len(ids) > 1 and (row := story(pile, ids)) is not None]
    story_of = {a: row.narrative_id for row in stories for a in row.article_ids}
    own: list[Point] = []
    if statements is not None and articles.num_rows <= CLAIMS_UP_TO:
        said = to_records(Statement, statements)
        own = list(own_sentences(to_records(Article, articles), said, _versions(witnesses)))
    points = _Points(pile.utterances, dict(_languages(articles)), own)
    return to_table(Narrative, [*_narratives(pile, points, story_of), *stories])


def _told(utterances: pa.Table, witnesses: pa.Table) -> Iterator[Told]:
    """The utterances, each with the articles that have it."""
    articles: dict[str, set[str]] = defaultdict(set)
    pairs = (witnesses.column(name).to_pylist() for name in ("utterance_id", "article_id"))
    one: dict[str, str] = {}  # the same string for the same article
    for utterance, article in zip(*pairs, strict=True):
        if article:
            articles[utterance].add(one.setdefault(article, article))
    names = ("utterance_id", "text", "speaker_id", "speaker", "said_on")
    speakers: dict[str | None, str | None] = {}
    for row in zip(*(utterances.column(name).to_pylist() for name in names), strict=True):
        identifier, text, speaker_id, speaker, said_on = row
        a, b, c = (speakers.setdefault(value, value) for value in (speaker_id, speaker, said_on))
        yield Told(identifier, text, a, b, c, tuple(sorted(articles.pop(identifier, ()))))


def _versions(witnesses: pa.Table) -> Iterator[tuple[str, Span]]:
    """Where the versions of utterances stand."""
    columns = (witnesses.column(name).to_pylist() for name in ("article_id", "start", "end"))
    for article_id, start, end in zip(*columns, strict=True):
        if article_id and start is not None and end is not None:
            yield article_id, Span(start, end)


def _languages(articles: pa.Table) -> Iterator[tuple[str, str | None]]:
    return zip(*(articles.column(name).to_pylist() for name in ("article_id", "language")), strict=True)


class _Points:
    """All points, ordered by their keys, their words as numbers."""

    def __init__(
        self, told: Mapping[str, Told], language: Mapping[str, str | None], own: Sequence[Point]
    ) -> None:
        self._told = told
        self._own = {p.key: p for p in own}
        self._language = language
        self.commonness: Counter[str] = Counter()
        """In how many points each stem stands."""
        self.keys: list[str] = []
        names: dict[str, int] = {}
        numbers: list[int] = []
        self.cells = Cells.of(self._read(names, numbers))
        self.language = np.array(numbers, dtype=np.int16)

    def _read(self, names: dict[str, int], numbers: list[int]) -> Iterator[frozenset[str]]:
        """The telling words of every point."""
        for key in sorted([*self._told, *self._own]):
            point = self._own.get(key) or self._of(key)
            if point is not None:
                self.keys.append(key)
                self.commonness.update(content_stems(point.text))
                numbers.append(names.setdefault(point.language or "", len(names)))
                yield point.terms

    def _of(self, key: str) -> Point | None:
        told = self._told[key]
        return point_of(told, self._language[told.articles[0]] if told.articles else None)

    def text(self, at: int) -> str:
        """The words of a point."""
        key = self.keys[at]
        return (self._own.get(key) or self._told[key]).text

    def __getitem__(self, at: int) -> Point:
        key = self.keys[at]
        point = self._own.get(key) or self._of(key)
        assert point is not None
        return point


def _narratives(pile: Carriers, points: _Points, story_of: Mapping[str, str]) -> Iterator[Narrative]:
    first = points.cells.first()
    rows = np.flatnonzero(first == np.arange(len(first)))
    found = ties_of(
        points.cells.take(rows), points.language[rows], lambda some: [points.text(rows[k]) for k in some]
    )
    pairs = zip(rows[found.a].tolist(), rows[found.b].tolist(), strict=True)
    strong = dict(zip(pairs, map(strength, found.likeness.tolist()), strict=True))
    counts = points.cells.take(rows).counts().tolist()
    number = {word: code for code, word in enumerate(points.cells.words)}

    def weight(term: str) -> float:
        return term_weight(len(rows), counts[number[term]])

    copies: dict[int, list[int]] = defaultdict(list)
    for row, head in enumerate(first.tolist()):
        copies[head].append(row)
    for group in _with_copies(strong, copies):
        members = [Member(points[row], tied) for head, tied in group.items() for row in copies[head]]
        name = named(members, weight, points.commonness)
        if name is not None:
            yield narrative(pile, sorted_points(members), name, story_of)


def strength(likeness: float) -> float:
    """How strong a tie is."""
    return round(likeness - SAME_POINT + TIE_FLOOR, 4)


@dataclass(frozen=True, slots=True)
class Member:
    """A point of a narrative, and how closely it is tied to the others."""

    point: Point
    tied: float


def sorted_points(members: Sequence[Member]) -> list[Point]:
    """The points, by their keys."""
    return [m.point for m in sorted(members, key=lambda m: m.point.key)]


def named(
    members: Sequence[Member], weight: Callable[[str], float], commonness: Mapping[str, int]
) -> Name | None:
    """The name of a group of points; None if it is no narrative: no utterance, or a single article.

    Args:
        members: the points.
        weight: how telling a word is that one of them has.
        commonness: in how many points of the pile each of their stems stands.
    """
    listed = sorted(members, key=lambda m: m.point.key)
    points = [m.point for m in listed]
    if not any(p.utterance for p in points) or len({a for p in points for a in p.articles}) < 2:
        return None
    weights = {t: weight(t) for t in sorted({t for p in points for t in p.terms})}
    return Name(
        label(points, [m.tied for m in listed], weights), key_terms([p.text for p in points], commonness)
    )


def groups_of(n: int, strong: Strong) -> Iterator[dict[int, float]]:
    """Rows of points that are one narrative, and how closely each is tied to the others.

    Args:
        n: number of points, 0 to n - 1.
        strong: how strong their ties are.
    """
    group_of: dict[int, int] = {}
    groups = [g for g in communities(n, strong) if len(g) > 2 or strong[g[0], g[1]] >= PAIR_TIE]
    for k, group in enumerate(groups):
        group_of |= dict.fromkeys(group, k)
    tied: dict[int, float] = defaultdict(float)
    for (i, j), weight in sorted(strong.items()):
        if i in group_of and group_of[i] == group_of.get(j):
            tied[i] += weight
            tied[j] += weight
    for group in groups:
        top = max(tied[row] for row in group) or 1.0
        yield {row: tied[row] / top for row in group}


def _with_copies(strong: Strong, copies: Mapping[int, Sequence[int]]) -> Iterator[dict[int, float]]:
    """The groups, and points that are alone but for their copies."""
    grouped: set[int] = set()
    for group in groups_of(max(copies, default=-1) + 1, strong):
        grouped.update(group)
        yield group
    for head, rows in copies.items():
        if len(rows) > 1 and head not in grouped:
            yield {head: 0.0}
