"""Articles that are copies of one text, by MinHash (Broder 1997) and banded lookup."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newstemma.graph.union_find import UnionFind
from newstemma.params.reuse import BANDS, NEAR_DUPLICATE, PERMUTATIONS, SIGNED_AT_ONCE
from newstemma.reuse.seeds import gram_hashes
from newstemma.reuse.words import Corpus

__all__ = ["copies_of", "is_copy", "signatures"]

Hashes = npt.NDArray[np.uint64]


def copies_of(corpus: Corpus) -> list[int]:
    """For every article the index of the first article of which it is a near copy (its own, if none)."""
    n = len(corpus.first) - 1
    rows = signatures(corpus)
    sets: UnionFind[int] = UnionFind(range(n))
    width = PERMUTATIONS // BANDS
    for band in range(BANDS):
        seen: dict[bytes, int] = {}
        for article in range(n):
            other = seen.setdefault(rows[article, band * width : (band + 1) * width].tobytes(), article)
            if other != article and is_copy(rows[article], rows[other]):
                sets.join(other, article)
    first = [0] * n
    for group in sets.groups():
        head = min(group)
        for article in group:
            first[article] = head
    return first


def signatures(corpus: Corpus) -> Hashes:
    """A row of ``PERMUTATIONS`` minima for every article."""
    n = len(corpus.first) - 1
    starts, hashes = gram_hashes(corpus)
    borders = np.searchsorted(starts, corpus.first)
    rows = np.empty((n, PERMUTATIONS), dtype=np.uint64)
    for at in range(0, n, SIGNED_AT_ONCE):
        stop = min(at + SIGNED_AT_ONCE, n)
        rows[at:stop] = _signed(
            [hashes[borders[k] : borders[k + 1]].tolist() or [k + 1] for k in range(at, stop)]
        )
    return rows


def _signed(gram_sets: list[list[int]]) -> Hashes:
    """The minima of each article's n-gram hashes; an article without any stands for itself."""
    from rensa import CMinHash

    found = CMinHash.digests64_from_token_hash_sets(gram_sets, PERMUTATIONS, 1)
    return np.asarray(found, dtype=np.uint64)


def is_copy(a: Hashes, b: Hashes) -> bool:
    """Whether two rows are of near copies."""
    return bool((a == b).mean() >= NEAR_DUPLICATE)
