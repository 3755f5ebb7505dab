"""From exact runs to passages: runs on nearly one diagonal are joined, and their ends run on over edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import DRIFT, GAP, MOST_PASSAGES
from newstemma.reuse.extend import Edges, extended
from newstemma.reuse.seeds import Runs
from newstemma.reuse.words import Corpus

__all__ = ["Grown", "Passage", "passages_of", "without_inner"]

Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words ``start_a`` to ``end_a`` of one article and ``start_b`` to ``end_b`` of another (half-open)."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    similarity: float
    """Part of the words of both sides that are shared in order."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Passages that may be some, a column a field: articles, places in the long row (half-open), and how many
    words stand in exact runs."""

    a: Places
    b: Places
    start_a: Places
    end_a: Places
    start_b: Places
    end_b: Places
    exact: Places


def passages_of(corpus: Corpus, runs: Runs, weights: Floats) -> Grown:
    """The passages that grow out of exact runs.

    Args:
        corpus: the words of the articles.
        runs: exact runs of pairs of them.
        weights: what each word is worth, 0 for grammar.

    Returns:
        Passages by pair of articles, unjudged: the caller decides which are long and alike enough.
    """
    head, tail, exact = _chains(runs)
    a, b = runs.a[head], runs.b[head]
    row = corpus.codes, weights
    edges = (
        Edges(corpus.first[a], corpus.first[a + 1]),
        Edges(corpus.first[b], corpus.first[b + 1]),
    )
    left_a, left_b = extended(row, (runs.left[head] - 1, runs.right[head] - 1), edges, -1)
    ends = runs.left[tail] + runs.length[tail], runs.right[tail] + runs.length[tail]
    right_a, right_b = extended(row, ends, edges, 1)
    return Grown(a, b, left_a + 1, right_a, left_b + 1, right_b, exact)


def _chains(runs: Runs) -> tuple[Places, Places, Places]:
    """The first and the last run of each chain of runs, and the number of words in its runs.

    A run can only follow one of the same pair of articles, on a near diagonal, and at a small distance: most
    have nothing near them and are chains by themselves.
    """
    near = (np.diff(runs.a) == 0) & (np.diff(runs.b) == 0) & (np.diff(runs.right - runs.left) <= DRIFT)
    cluster = np.concatenate(([0], np.cumsum(~near)))
    order = np.lexsort((runs.length, runs.right, runs.left, cluster))
    cluster, start = cluster[order], runs.left[order]
    # How far the runs of a cluster reach so far; clusters are moved apart, so that one pass does for all.
    apart = cluster * (int(start.max(initial=0)) + int(runs.length.max(initial=0)) + GAP + 1)
    reach = np.maximum.accumulate(start + runs.length[order] + apart)
    single = np.concatenate(([True], (start + apart)[1:] - reach[:-1] > GAP, [True]))
    borders = np.flatnonzero(single[: len(order)])
    sizes = np.diff(np.append(borders, len(order)))
    alone = order[borders[sizes == 1]]
    several: list[tuple[int, int, int]] = []
    for at, size in zip(borders[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        several += _chained(runs, order[at : at + size])
    head, tail, exact = np.asarray(several, dtype=np.int64).reshape(-1, 3).T
    head, tail = np.concatenate((alone, head)), np.concatenate((alone, tail))
    exact = np.concatenate((runs.length[alone], exact))
    by_pair = np.argsort(head, kind="stable")
    return head[by_pair], tail[by_pair], exact[by_pair]


def _chained(runs: Runs, which: Places) -> list[tuple[int, int, int]]:
    """Runs of one pair of articles, in their order, that follow each other on both sides at a small distance,
    as one; the nearest chain takes a run."""
    columns = (runs.left, runs.right, runs.length)
    rows = zip(*(column[which].tolist() for column in columns), which.tolist(), strict=True)
    open_: list[_Chain] = []
    closed: list[_Chain] = []
    for left, right, length, k in rows:
        best: tuple[int, _Chain] | None = None
        still: list[_Chain] = []
        for chain in open_:
            gap_a, gap_b = left - chain.end_a, right - chain.end_b
            if gap_a > GAP:
                closed.append(chain)
                continue
            still.append(chain)
            near = -chain.last < gap_b <= GAP and -chain.last < gap_a and abs(gap_a - gap_b) <= DRIFT
            if near and (best is None or abs(gap_a - gap_b) + max(gap_a, gap_b) < best[0]):
                best = (abs(gap_a - gap_b) + max(gap_a, gap_b), chain)
        if best is None:
            still.append(_Chain(k, k, left + length, right + length, length, length))
        else:
            best[1].go_on(k, left + length, right + length, length)
        open_ = still
    return [(chain.head, chain.tail, chain.exact) for chain in closed + open_]


@dataclass(slots=True)
class _Chain:
    """Runs that follow each other: the first and the last, where that ends and how long it is, and the words
    of all."""

    head: int
    tail: int
    end_a: int
    end_b: int
    last: int
    exact: int

    def go_on(self, run: int, end_a: int, end_b: int, length: int) -> None:
        """Take one more run."""
        self.tail, self.end_a, self.end_b, self.last = run, end_a, end_b, length
        self.exact += length


def without_inner(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that do not lie in a longer one on both sides, the ``MOST_PASSAGES`` longest at most."""
    kept: list[Passage] = []
    for p in sorted(passages, key=lambda p: (p.start_a - p.end_a, p)):
        if len(kept) == MOST_PASSAGES:
            break
        inner = any(
            k.start_a <= p.start_a and p.end_a <= k.end_a and k.start_b <= p.start_b and p.end_b <= k.end_b
            for k in kept
        )
        if not inner:
            kept.append(p)
    return sorted(kept)
