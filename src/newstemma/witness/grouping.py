"""Statements into utterances: block, judge, cluster."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from newstemma.graph.clustering import correlation_clusters
from newstemma.graph.union_find import UnionFind
from newstemma.params.witness import CLOSED_UP_TO, EMBED_ALL
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity
from newstemma.witness.blocking import by_meaning, by_words
from newstemma.witness.columns import Floats, Ints
from newstemma.witness.judge import Embedder, Judge, liking
from newstemma.witness.pieces import Piece
from newstemma.witness.statements import Node

__all__ = ["closing", "group"]

Pair = tuple[int, int]


def group(
    nodes: Sequence[Node], pieces: Sequence[Piece], rarity: Rarity, embedder: Embedder = embed
) -> list[list[int]]:
    """Which nodes are one utterance.

    1. Pieces that share rare words, or of small piles lie close in meaning, are paired.
    2. Each pair that is more likely than not gets log odds; a pair of nodes has those of its best pair of
       pieces.
    3. Such pairs make loose groups. Inside these the other pairs are judged too, and in those of moderate
       size pairs that blocking did not name; what speaks against pairs elsewhere changes nothing.
    4. Each loose group is split by correlation clustering.
    """
    few = len(pieces) <= EMBED_ALL
    judge = Judge(pieces, [node.around for node in nodes], rarity, exact=few, embedder=embedder)
    owner = np.array([p.owner for p in pieces], dtype=np.int64)
    pairs = by_words(judge.columns, owner)
    if few:
        listed = by_meaning(pieces, embedder([p.text for p in pieces]))
        listed |= set(zip(*pairs.tolist(), strict=True))
        pairs = _rows(listed)
    odds = judge.judged(pairs[0], pairs[1], np.zeros(pairs.shape[1]))
    likely = odds > 0
    loose = _loose(len(nodes), owner[pairs[:, likely]])
    more = np.concatenate([_rows(closing(loose, pieces)), _inside(loose, pairs[:, ~likely], owner)], axis=1)
    numbers = np.setdiff1d(_number(more, len(pieces)), _number(pairs[:, likely], len(pieces)))
    more = np.stack(np.divmod(numbers, max(1, len(pieces))))
    odds = np.concatenate([odds[likely], judge.judged(*more)])
    pairs = np.concatenate([pairs[:, likely], more], axis=1)
    return sorted(_split(loose, *_of_owners(pairs, odds, owner)))


def _rows(pairs: set[Pair]) -> Ints:
    """Pairs as two rows, in order."""
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T


def _number(pairs: Ints, of: int) -> Ints:
    """One number for each pair."""
    numbers: Ints = pairs[0] * of + pairs[1]
    return numbers


def _of_owners(pairs: Ints, odds: Floats, owner: Ints) -> tuple[Ints, Floats]:
    """Pairs of owners, the smaller first, in order, with what that of their best pair of pieces counts."""
    both = np.sort(owner[pairs], axis=0)
    order = np.lexsort((-odds, both[1], both[0]))
    both, odds = both[:, order], odds[order]
    new = np.r_[True, (both[:, 1:] != both[:, :-1]).any(axis=0)][: len(odds)]
    return both[:, new], liking(odds[new])


def _loose(n: int, pairs: Ints) -> list[list[int]]:
    """Nodes joined by pairs, in order."""
    sets: UnionFind[int] = UnionFind(range(n))
    for a, b in pairs.T.tolist():
        sets.join(a, b)
    return [sorted(members) for members in sets.groups()]


def _inside(loose: Sequence[Sequence[int]], pairs: Ints, owner: Ints) -> Ints:
    """Those pairs of pieces whose owners are in one loose group."""
    group_of = _places(loose)[0]
    a, b = group_of[owner[pairs]]
    return pairs[:, a == b]


def _places(loose: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Of every node the group, and its place there."""
    nodes = np.array([node for members in loose for node in members], dtype=np.int64)
    sizes = np.array([len(members) for members in loose], dtype=np.int64)
    group_of, place_in = np.empty_like(nodes), np.empty_like(nodes)
    group_of[nodes] = np.repeat(np.arange(len(loose)), sizes)
    place_in[nodes] = np.arange(len(nodes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return group_of, place_in


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


def _split(loose: Sequence[Sequence[int]], pairs: Ints, odds: Floats) -> list[list[int]]:
    """The utterances of every loose group."""
    group_of, place_in = _places(loose)
    a, b = pairs
    here = group_of[a] == group_of[b]
    inner: dict[int, dict[Pair, float]] = {g: {} for g, members in enumerate(loose) if len(members) > 1}
    sides = (place_in[side[here]].tolist() for side in (a, b))
    for g, i, j, value in zip(group_of[a[here]].tolist(), *sides, odds[here].tolist(), strict=True):
        inner[g][i, j] = value
    out: list[list[int]] = []
    for g, members in enumerate(loose):
        clusters = correlation_clusters(len(members), inner[g]) if g in inner else [[0]]
        out += [[members[k] for k in cluster] for cluster in clusters]
    return out
