"""Sentences that repeat an utterance without saying whose it is."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

import numpy as np

from newstemma.params.witness import (
    EMBED_ALL,
    KIN,
    LEAST_SHARED,
    UNATTRIBUTED,
    UNATTRIBUTED_BEYOND,
    UNATTRIBUTED_WEIGHT,
    VENUE_CREDITED,
)
from newstemma.records import Article, Statement
from newstemma.spans import Span
from newstemma.text.names import outlet_key
from newstemma.text.similarity import Rarity
from newstemma.text.tokens import sentences
from newstemma.witness.blocking import by_meaning, near
from newstemma.witness.columns import Columns
from newstemma.witness.features import Around
from newstemma.witness.judge import Embedder, Judge
from newstemma.witness.pieces import Piece, pieces_of
from newstemma.witness.setting import Matter, beside
from newstemma.witness.statements import Node, day_of

__all__ = ["NEEDED", "Repetition", "outside_of", "own_voice", "repetitions", "share_enough"]


@dataclass(frozen=True, slots=True)
class Repetition:
    """A sentence of an article that repeats what a node says, in the article's own voice."""

    node: int
    article_id: str
    span: Span
    odds: float


def repetitions(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    nodes: Sequence[Node],
    groups: Sequence[Sequence[int]],
    comparison: tuple[Sequence[Piece], Rarity, Mapping[str, Matter], Embedder],
    credited: Mapping[str, frozenset[str]],
) -> list[Repetition]:
    """The sentences outside all statements that very probably repeat one.

    Args:
        articles: all articles, in the order of their ids.
        statements: all statements.
        nodes: the statements made ready for comparing.
        groups: the nodes of every utterance.
        comparison: the nodes' pieces, what words are worth, what every article is about, and what makes
            vectors.
        credited: keys of the outlets that each article credits.

    Returns:
        For each such sentence the node that it most probably repeats, with the log odds; a sentence of the
        same article as all of a node's statements does not count. Where the article tells another utterance
        together with an article that tells this one, they are kin: the odds rise by ``KIN``; where it credits
        the outlet to which the utterance was said, they rise by ``VENUE_CREDITED``.
    """
    pieces, rarity, matter, embedder = comparison
    outside = list(outside_of(articles, statements))
    first = len(nodes)
    voices = {a.article_id: own_voice(a, None, matter[a.article_id]) for a in articles}
    arounds = [node.around for node in nodes] + [voices[a.article_id] for a, _ in outside]
    both, columns = _read(pieces, first, outside, rarity)
    found = _pairs(both, columns, rarity, embedder)
    del columns
    kin = _Kin(statements, nodes, groups, credited)
    asked: list[_Asked] = []
    for i, j in found:
        sentence, node = both[j].owner - first, both[i].owner
        raised = kin.raised(outside[sentence][0].article_id, node)
        if raised is not None:
            asked.append(_Asked(i, j, sentence, node, raised))
    for k in {pair.sentence for pair in asked}:
        article, span = outside[k]
        arounds[first + k] = own_voice(article, span, matter[article.article_id])
    best: dict[int, tuple[float, int]] = {}
    for pair, value in zip(asked, _judged(asked, both, arounds, rarity, embedder), strict=True):
        raised = value + pair.raised
        if raised >= NEEDED and raised > best.get(pair.sentence, (0.0, 0))[0]:
            best[pair.sentence] = (raised, pair.node)
    return [
        Repetition(node, outside[k][0].article_id, outside[k][1], value)
        for k, (value, node) in sorted(best.items())
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A piece of a statement and one of a sentence, and by how much the odds rise if they are above 0."""

    i: int
    j: int
    sentence: int
    node: int
    raised: float


def _judged(
    asked: Sequence[_Asked],
    pieces: Sequence[Piece],
    arounds: Sequence[Around],
    rarity: Rarity,
    embedder: Embedder,
) -> list[float]:
    """Log odds of those that can be enough, NaN for others; only pieces that are asked for are looked at."""
    pairs = np.array([(pair.i, pair.j) for pair in asked], dtype=np.int64).reshape(-1, 2)
    used, places = np.unique(pairs, return_inverse=True)
    exact = len(pieces) <= EMBED_ALL
    judge = Judge([pieces[k] for k in used.tolist()], arounds, rarity, exact=exact, embedder=embedder)
    least = np.array([max(0.0, NEEDED - pair.raised - _ROUNDING) for pair in asked], dtype=np.float64)
    i, j = places.reshape(-1, 2).T
    odds: list[float] = judge.judged(i, j, least).tolist()
    return odds


_ROUNDING = 1e-9  # so that a pair whose odds rise to just what is needed is looked at

NEEDED = math.log(UNATTRIBUTED / (1 - UNATTRIBUTED))
"""Log odds from which a sentence repeats an utterance."""


def own_voice(article: Article, sentence: Span | None, matter: Matter) -> Around:
    """What surrounds a sentence that the article says itself; None: of the article alone."""
    day = day_of(article.published)
    near = beside(article, [sentence]) if sentence is not None else ((), ())
    about = matter.stems, matter.themes, *near
    return Around(article.article_id, False, frozenset(), None, None, None, day, article.language, *about)


class _Kin:
    """Which articles tell an utterance together."""

    def __init__(
        self,
        statements: Sequence[Statement],
        nodes: Sequence[Node],
        groups: Sequence[Sequence[int]],
        credited: Mapping[str, frozenset[str]],
    ) -> None:
        self._credited = credited
        self._venues = [
            frozenset(
                outlet_key(a)
                for node in members
                for k in nodes[node].members
                if (a := statements[k].addressee)
            )
            for members in groups
        ]
        self._group_of = {node: g for g, members in enumerate(groups) for node in members}
        self._told_by = [
            frozenset(statements[k].article_id for node in members for k in nodes[node].members)
            for members in groups
        ]
        self._tells: dict[str, set[int]] = defaultdict(set)
        for g, tellers in enumerate(self._told_by):
            for article_id in tellers:
                self._tells[article_id].add(g)

    def raised(self, article_id: str, node: int) -> float | None:
        """By how much the odds of a sentence of the article rise; None if it does not count."""
        if self.tells(article_id, node):
            return None
        another, venue = self.tell_another(article_id, node), self.credits_venue(article_id, node)
        return KIN * another + VENUE_CREDITED * venue

    def tells(self, article_id: str, node: int) -> bool:
        """Whether an article tells the node's utterance already, with attribution: it is a witness once."""
        return article_id in self._told_by[self._group_of[node]]

    def credits_venue(self, article_id: str, node: int) -> bool:
        """Whether an article credits the outlet to which the node's utterance was said."""
        return not self._venues[self._group_of[node]].isdisjoint(self._credited.get(article_id, ()))

    def tell_another(self, article_id: str, node: int) -> bool:
        """Whether an article tells some other utterance together with one that tells this node's."""
        own = self._group_of[node]
        tellers = self._told_by[own]
        return any(
            g != own and not tellers.isdisjoint(self._told_by[g])
            for g in self._tells.get(article_id, ())
            if len(self._told_by[g]) > 1
        )


class _Both(Sequence[Piece]):
    """The pieces of nodes, and behind them those of sentences, which are made again when they are asked for.

    There are about as many of the latter, 1 kB each, and few are ever looked at.

    Args:
        pieces: of the nodes.
        first: the number of nodes; the sentences, as owners of pieces, go on from it.
        outside: the sentences with their articles.
        rarity: what words are worth.

    Attributes:
        shift: the number of the nodes' pieces.
        owners: whose the pieces are; known once ``read`` has been through all of them.
    """

    def __init__(
        self, pieces: Sequence[Piece], first: int, outside: Sequence[tuple[Article, Span]], rarity: Rarity
    ) -> None:
        self._pieces, self._first, self._outside, self._rarity = pieces, first, outside, rarity
        self._seen: dict[int, list[Piece]] = {}
        self.shift = len(pieces)
        self.owners = np.array([p.owner for p in pieces], dtype=np.int64)
        self._starts = self.owners[:0]

    def read(self) -> Iterator[Piece]:
        """All in order."""
        owners = array("q")
        for k in range(len(self._outside)):
            found = self._of(k)
            owners.extend([self._first + k] * len(found))
            yield from found
        own = np.array(owners, dtype=np.int64)
        sentences_ = np.arange(self._first, self._first + len(self._outside))
        self._starts = np.searchsorted(own, sentences_) + self.shift
        self.owners = np.concatenate([self.owners, own])

    def _of(self, k: int) -> list[Piece]:
        article, span = self._outside[k]
        return pieces_of(self._first + k, article, [span], self._rarity, sentence=True)

    def __len__(self) -> int:
        """Of both."""
        return len(self.owners)

    @overload
    def __getitem__(self, at: int) -> Piece: ...
    @overload
    def __getitem__(self, at: slice) -> list[Piece]: ...
    def __getitem__(self, at: int | slice) -> Piece | list[Piece]:
        """One of them, or some; a sentence that was asked for once is kept."""
        if isinstance(at, slice):
            return [self[k] for k in range(*at.indices(len(self)))]
        if at < self.shift:
            return self._pieces[at]
        sentence = int(self.owners[at]) - self._first
        found = self._seen.get(sentence)
        if found is None:
            found = self._seen[sentence] = self._of(sentence)
        return found[at - int(self._starts[sentence])]


def _read(
    pieces: Sequence[Piece], first: int, outside: Sequence[tuple[Article, Span]], rarity: Rarity
) -> tuple[_Both, Columns]:
    """The pieces of nodes and of sentences, and both as arrays."""
    both = _Both(pieces, first, outside, rarity)
    return both, Columns(chain(pieces, both.read()), rarity, named=False)


def _pairs(both: _Both, columns: Columns, rarity: Rarity, embedder: Embedder) -> list[tuple[int, int]]:
    """Pieces of statements with pieces of sentences that share enough with them."""
    shift, owners = both.shift, both.owners
    if shift == len(both):
        return []
    j, i = near(columns, owners, shift, max(LEAST_SHARED, UNATTRIBUTED_WEIGHT))
    enough = columns.weigh_shared(i, j) > UNATTRIBUTED_WEIGHT - _ROUNDING
    out = set(zip(i[enough].tolist(), j[enough].tolist(), strict=True))
    if len(both) <= EMBED_ALL:
        near_in_meaning = by_meaning(both, embedder([p.text for p in both]))
        out.update((i, j) for i, j in near_in_meaning if i < shift <= j)
    return sorted((i, j) for i, j in out if share_enough(both[i], both[j], rarity))


def share_enough(a: Piece, b: Piece, rarity: Rarity) -> bool:
    """Whether two pieces share much, and not names alone: many sentences have one person's full name."""
    shared = a.stems & b.stems
    beyond = shared - a.names - b.names
    return rarity.total(shared) >= UNATTRIBUTED_WEIGHT and rarity.total(beyond) >= UNATTRIBUTED_BEYOND


def outside_of(
    articles: Sequence[Article], statements: Sequence[Statement]
) -> Iterator[tuple[Article, Span]]:
    """Sentences that share no character with any statement."""
    told: dict[str, list[Span]] = defaultdict(list)
    for s in statements:
        told[s.article_id].append(Span(s.content_start, s.content_end))
    for article in articles:
        spans = sorted(told.get(article.article_id, ()))
        at = 0
        reach = 0
        for sentence in sentences(article.text):
            while at < len(spans) and spans[at].start < sentence.end:
                reach = max(reach, spans[at].end)
                at += 1
            if reach <= sentence.start:
                yield article, sentence
