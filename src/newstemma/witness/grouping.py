"""Statements into utterances: block, judge, cluster."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from newstemma.graph.clustering import correlation_clusters
from newstemma.graph.union_find import UnionFind
from newstemma.params.witness import CLOSED_UP_TO, EMBED_ALL
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity
from newstemma.witness.blocking import by_meaning, by_words
from newstemma.witness.judge import Judge, owners
from newstemma.witness.pieces import Piece
from newstemma.witness.statements import Node

__all__ = ["closing", "group"]

Pair = tuple[int, int]


def group(nodes: Sequence[Node], pieces: Sequence[Piece], rarity: Rarity) -> list[list[int]]:
    """Which nodes are one utterance.

    1. Pieces that share rare words, or of small piles lie close in meaning, are paired.
    2. Each pair gets log odds; a pair of nodes has those of its best pair of pieces.
    3. In loose groups (joined by any positive pair) of moderate size, the other pairs are judged too.
    4. Each loose group is split by correlation clustering.
    """
    few = len(pieces) <= EMBED_ALL
    judge = Judge(pieces, [node.around for node in nodes], rarity, exact=few)
    pairs = by_words(pieces, rarity)
    if few:
        pairs |= by_meaning(pieces, embed([p.text for p in pieces]))
    odds = judge.odds(pairs)
    loose = _loose(len(nodes), owners(odds, pieces))
    odds |= judge.odds(closing(loose, pieces) - odds.keys())
    return sorted(_split(loose, owners(odds, pieces)))


def _loose(n: int, weights: dict[Pair, float]) -> list[list[int]]:
    """Nodes joined by any pair that is more likely than not, in order."""
    sets: UnionFind[int] = UnionFind(range(n))
    for (a, b), value in weights.items():
        if value > 0:
            sets.join(a, b)
    return [sorted(members) for members in sets.groups()]


def closing(loose: Sequence[Sequence[int]], pieces: Sequence[Piece]) -> set[Pair]:
    """All pairs of pieces of different nodes inside loose groups that are not too large."""
    of: dict[int, list[int]] = {}
    for k, piece in enumerate(pieces):
        of.setdefault(piece.owner, []).append(k)
    out: set[Pair] = set()
    for members in loose:
        held = [k for node in members for k in of.get(node, ())]
        if len(members) > 1 and len(held) <= CLOSED_UP_TO:
            out.update((i, j) for i, j in combinations(sorted(held), 2) if pieces[i].owner != pieces[j].owner)
    return out


def _split(loose: Sequence[Sequence[int]], weights: dict[Pair, float]) -> list[list[int]]:
    """The utterances of every loose group."""
    place = {node: (g, k) for g, members in enumerate(loose) for k, node in enumerate(members)}
    inner: list[dict[Pair, float]] = [{} for _ in loose]
    for (a, b), value in weights.items():
        if place[a][0] == place[b][0]:
            inner[place[a][0]][place[a][1], place[b][1]] = value
    out: list[list[int]] = []
    for members, within in zip(loose, inner, strict=True):
        clusters = correlation_clusters(len(members), within)
        out += [[members[k] for k in cluster] for cluster in clusters]
    return out
