"""Which pieces are worth comparing: those that share rare words, or lie close in meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from newstemma.params.witness import (
    GRAM,
    LEAST_SHARED,
    NEAREST,
    NEAREST_COSINE,
    NEIGHBOURS,
    RARE_STEMS,
    STEM_SHARERS,
)
from newstemma.text.embedding import Vectors
from newstemma.text.similarity import Rarity
from newstemma.witness.pieces import Piece

__all__ = ["Index", "by_meaning", "by_words", "verbatim_chains"]

Pair = tuple[int, int]


class Index:
    """From rare stems, and pairs of neighbouring content stems, to the pieces that have them.

    Only those that at least two and at most ``STEM_SHARERS`` pieces have are kept, so that looking a piece
    up takes bounded time.
    """

    def __init__(self, pieces: Sequence[Piece], rarity: Rarity) -> None:
        self._rarity = rarity
        places: dict[str, list[int]] = defaultdict(list)
        for k, piece in enumerate(pieces):
            for key in self.keys(piece):
                if len(places[key]) <= STEM_SHARERS:
                    places[key].append(k)
        self._places: Mapping[str, list[int]] = {
            key: found for key, found in places.items() if len(found) <= STEM_SHARERS
        }

    def keys(self, piece: Piece) -> list[str]:
        """The piece's rarest stems and all its pairs of neighbouring content stems."""
        rare = sorted(piece.stems, key=lambda s: (-self._rarity.weight(s), s))[:RARE_STEMS]
        content = [s for s in piece.run if s in piece.stems]
        pairs = {f"{a} {b}" for a, b in pairwise(content)}
        return rare + sorted(pairs)

    def worth(self, key: str) -> float:
        """What sharing a key is worth: the rarity of its rarer stem."""
        return max(self._rarity.weight(s) for s in key.split(" ")) if key else 0.0

    def near(self, piece: Piece) -> list[tuple[float, int]]:
        """The pieces that share most with this one, as (summed rarity, index), best first."""
        shared: dict[int, float] = defaultdict(float)
        for key in self.keys(piece):
            found = self._places.get(key)
            if found is not None:
                weight = self.worth(key)
                for other in found:
                    shared[other] += weight
        scored = [(weight, k) for k, weight in shared.items() if weight >= LEAST_SHARED]
        return sorted(scored, key=lambda p: (-p[0], p[1]))


def by_words(pieces: Sequence[Piece], rarity: Rarity) -> set[Pair]:
    """Pairs of pieces of different owners that share rare words, ``NEIGHBOURS`` at most for each."""
    index = Index(pieces, rarity)
    out: set[Pair] = set()
    for k, piece in enumerate(pieces):
        others = [j for _, j in index.near(piece) if pieces[j].owner != piece.owner]
        out.update((min(k, j), max(k, j)) for j in others[:NEIGHBOURS])
    return out | verbatim_chains(pieces)


def verbatim_chains(pieces: Sequence[Piece]) -> set[Pair]:
    """Pieces that share an n-gram of words, each with the one before it that has it: a chain, not all pairs.

    So a quotation that ten thousand articles carry, whose words are no longer rare, still hangs together.
    """
    last: dict[tuple[str, ...], int] = {}
    out: set[Pair] = set()
    for k, piece in enumerate(pieces):
        run = piece.run
        for gram in {run[i : i + GRAM] for i in range(len(run) - GRAM + 1)}:
            before = last.get(gram)
            if before is not None and pieces[before].owner != piece.owner:
                out.add((before, k))
            last[gram] = k
    return out


def by_meaning(pieces: Sequence[Piece], vectors: Vectors) -> set[Pair]:
    """Each piece with its nearest in meaning of other owners. Time grows with the square: for small piles."""
    out: set[Pair] = set()
    if len(pieces) < 2:
        return out
    owners = np.asarray([p.owner for p in pieces])
    cosines = vectors @ vectors.T
    cosines[owners[:, None] == owners[None, :]] = -1.0
    few = min(NEAREST, len(pieces) - 1)
    nearest = np.argsort(-np.round(cosines, 4), axis=1, kind="stable")[:, :few]
    for k, row in enumerate(nearest.tolist()):
        out.update((min(k, j), max(k, j)) for j in row if cosines[k, j] >= NEAREST_COSINE)
    return out
