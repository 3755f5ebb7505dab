"""Sentences that repeat an utterance without saying whose it is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from newstemma.text.embedding import embed
from newstemma.text.names import outlet_key
from newstemma.text.similarity import Rarity
from newstemma.text.tokens import sentences
from newstemma.witness.blocking import by_meaning, near
from newstemma.witness.columns import Columns, Ints
from newstemma.witness.features import Around
from newstemma.witness.judge import Judge
from newstemma.witness.pieces import Piece, pieces_of
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
    comparison: tuple[Sequence[Piece], Rarity, Mapping[str, frozenset[str]]],
    credited: Mapping[str, frozenset[str]],
) -> list[Repetition]:
    """The sentences outside all statements that very probably repeat one.

    Args:
        articles: all articles, in the order of their ids.
        statements: all statements.
        nodes: the statements made ready for comparing.
        groups: the nodes of every utterance.
        comparison: the nodes' pieces, what words are worth, and the content stems of every article.
        credited: keys of the outlets that each article credits.

    Returns:
        For each such sentence the node that it most probably repeats, with the log odds; a sentence of the
        same article as all of a node's statements does not count. Where the article tells another utterance
        together with an article that tells this one, they are kin: the odds rise by ``KIN``; where it credits
        the outlet to which the utterance was said, they rise by ``VENUE_CREDITED``.
    """
    pieces, rarity, matter = comparison
    outside = list(outside_of(articles, statements))
    first = len(nodes)
    voices = {a.article_id: own_voice(a, matter[a.article_id]) for a in articles}
    arounds = [node.around for node in nodes] + [voices[a.article_id] for a, _ in outside]
    own = [
        piece
        for k, (article, span) in enumerate(outside)
        for piece in pieces_of(first + k, article, [span], rarity)
    ]
    both = [*pieces, *own]
    judge = Judge(both, arounds, rarity, exact=len(both) <= EMBED_ALL)
    pairs = _pairs(both, len(pieces), judge.columns, rarity)
    odds = dict(zip(zip(*pairs.tolist(), strict=True), judge.judged(*pairs).tolist(), strict=True))
    kin = _Kin(statements, nodes, groups, credited)
    best: dict[int, tuple[float, int]] = {}
    for (i, j), value in sorted(odds.items()):
        sentence, node = both[j].owner - first, both[i].owner
        if kin.tells(outside[sentence][0].article_id, node):
            continue
        raised = value
        if value > 0:
            raised += KIN * kin.tell_another(outside[sentence][0].article_id, node)
            raised += VENUE_CREDITED * kin.credits_venue(outside[sentence][0].article_id, node)
        if raised >= NEEDED and raised > best.get(sentence, (0.0, 0))[0]:
            best[sentence] = (raised, node)
    return [
        Repetition(node, outside[k][0].article_id, outside[k][1], value)
        for k, (value, node) in sorted(best.items())
    ]


NEEDED = math.log(UNATTRIBUTED / (1 - UNATTRIBUTED))
"""Log odds from which a sentence repeats an utterance."""


def own_voice(article: Article, matter: frozenset[str]) -> Around:
    """What surrounds a sentence that the article says itself."""
    day = day_of(article.published)
    return Around(article.article_id, False, frozenset(), None, None, None, day, article.language, matter)


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


def _pairs(both: Sequence[Piece], shift: int, columns: Columns, rarity: Rarity) -> Ints:
    """Pieces of statements (the first ``shift``) with pieces of sentences that share enough with them."""
    owners = np.array([p.owner for p in both], dtype=np.int64)
    found = near(columns, owners, shift, max(LEAST_SHARED, UNATTRIBUTED_WEIGHT)) if shift < len(both) else ()
    out = {(j, k) for k, j in zip(*found, strict=True)} if len(found) else set()
    if len(both) <= EMBED_ALL:
        near_in_meaning = by_meaning(both, embed([p.text for p in both]))
        out.update((i, j) for i, j in near_in_meaning if i < shift <= j)
    listed = sorted((int(i), int(j)) for i, j in out if share_enough(both[i], both[j], rarity))
    return np.array(listed, dtype=np.int64).reshape(-1, 2).T


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
