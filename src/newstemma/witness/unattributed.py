"""Sentences that repeat an utterance without saying whose it is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstemma.params.witness import (
    EMBED_ALL,
    NEIGHBOURS,
    UNATTRIBUTED,
    UNATTRIBUTED_WEIGHT,
)
from newstemma.records import Article, Statement
from newstemma.spans import Span
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity
from newstemma.text.tokens import sentences
from newstemma.witness.blocking import Index, by_meaning
from newstemma.witness.features import Around
from newstemma.witness.judge import Judge
from newstemma.witness.pieces import Piece, pieces_of
from newstemma.witness.statements import Node, day_of

__all__ = ["Repetition", "repetitions"]


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
    pieces: Sequence[Piece],
    rarity: Rarity,
) -> list[Repetition]:
    """The sentences outside all statements that very probably repeat one.

    Args:
        articles: all articles, in the order of their ids.
        statements: all statements.
        nodes, pieces: the statements made ready for comparing, and their pieces.
        rarity: what words are worth.

    Returns:
        For each such sentence the node that it most probably repeats, with the log odds; a sentence of the
        same article as all of a node's statements does not count.
    """
    outside = list(_outside(articles, statements))
    first = len(nodes)
    arounds = [node.around for node in nodes]
    arounds += [
        Around(a.article_id, False, frozenset(), None, None, None, day_of(a.published), a.language)
        for a, _ in outside
    ]
    own: list[Piece] = []
    for k, (article, span) in enumerate(outside):
        own += pieces_of(first + k, article, [span], rarity)
    both = [*pieces, *own]
    pairs = _pairs(pieces, own, rarity)
    odds = Judge(both, arounds, rarity).odds(pairs)
    best: dict[int, tuple[float, int]] = {}
    needed = math.log(UNATTRIBUTED / (1 - UNATTRIBUTED))
    for (i, j), value in sorted(odds.items()):
        sentence, node = both[j].owner - first, both[i].owner
        if value >= needed and value > best.get(sentence, (needed - 1, 0))[0]:
            best[sentence] = (value, node)
    return [
        Repetition(node, outside[k][0].article_id, outside[k][1], value)
        for k, (value, node) in sorted(best.items())
    ]


def _own_voice(article: Article) -> Around:
    """What surrounds a sentence that the article says itself."""
    day = day_of(article.published)
    return Around(article.article_id, False, frozenset(), None, None, None, day, article.language)


def _pairs(pieces: Sequence[Piece], own: Sequence[Piece], rarity: Rarity) -> set[tuple[int, int]]:
    """Pieces of statements (lower index) with pieces of sentences that share enough with them."""
    index = Index(pieces, rarity)
    shift = len(pieces)
    out: set[tuple[int, int]] = set()
    for k, piece in enumerate(own):
        near = [j for weight, j in index.near(piece) if weight >= UNATTRIBUTED_WEIGHT]
        out.update((j, shift + k) for j in near[:NEIGHBOURS])
    both = [*pieces, *own]
    if len(both) <= EMBED_ALL:
        near_in_meaning = by_meaning(both, embed([p.text for p in both]))
        out.update((i, j) for i, j in near_in_meaning if i < shift <= j)
    return {
        (i, j) for i, j in out if rarity.total(sorted(both[i].stems & both[j].stems)) >= UNATTRIBUTED_WEIGHT
    }


def _outside(articles: Sequence[Article], statements: Sequence[Statement]) -> Iterator[tuple[Article, Span]]:
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
