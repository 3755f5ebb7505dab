"""Exact runs of words that two articles share, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import GRAM, MOST_SHARERS
from newstemma.reuse.words import Corpus

__all__ = ["Run", "gram_hashes", "runs_by_pair"]

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads small codes over all bits (Knuth)


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """``length`` equal words, from word ``a`` of one article and word ``b`` of the other."""

    a: int
    b: int
    length: int


def runs_by_pair(corpus: Corpus) -> Iterator[tuple[int, int, list[Run]]]:
    """Maximal exact runs of at least ``GRAM`` words, by pair of articles (lower index first).

    Work and memory grow with the text and with the number of shared n-grams; an n-gram of more than
    ``MOST_SHARERS`` articles links each of them only to the next.
    """
    pairs, left, right = _matches(corpus)
    order = np.lexsort((left, right - left, pairs))
    pairs, left, right = pairs[order], left[order], right[order]
    if not len(pairs):
        return
    same = (np.diff(pairs) == 0) & (np.diff(right - left) == 0) & (np.diff(left) == 1)
    heads = np.flatnonzero(np.concatenate(([True], ~same)))
    lengths = np.diff(np.append(heads, len(pairs))) + GRAM - 1
    keys, left, right = pairs[heads], left[heads], right[heads]
    n = len(corpus.first) - 1
    for at, stop in _groups(keys):
        a, b = divmod(int(keys[at]), n)
        base_a, base_b = int(corpus.first[a]), int(corpus.first[b])
        yield (
            a,
            b,
            [Run(int(left[k]) - base_a, int(right[k]) - base_b, int(lengths[k])) for k in range(at, stop)],
        )


def gram_hashes(corpus: Corpus) -> tuple[Ints, Hashes]:
    """Where n-grams start (never over an article's end) and a 64-bit hash of each."""
    total = len(corpus.codes) - GRAM + 1
    if total <= 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    inside = np.flatnonzero(corpus.owner[:total] == corpus.owner[GRAM - 1 :])
    codes = corpus.codes.astype(np.uint64) + np.uint64(1)
    hashes = np.zeros(total, dtype=np.uint64)
    for k in range(GRAM):
        hashes = (hashes ^ (hashes >> np.uint64(29))) * _FACTOR + codes[k : k + total] * _FACTOR
    return inside, hashes[inside]


def _groups(keys: Ints) -> Iterator[tuple[int, int]]:
    """Stretches of equal keys."""
    borders = np.flatnonzero(np.diff(keys)) + 1
    edges = np.concatenate(([0], borders, [len(keys)]))
    yield from zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)


def _matches(corpus: Corpus) -> tuple[Ints, Ints, Ints]:
    """Pairs of articles (a * n + b) and the two places (in the long row) of each shared n-gram."""
    n = len(corpus.first) - 1
    starts, hashes = gram_hashes(corpus)
    order = np.argsort(hashes, kind="stable")
    starts, hashes = starts[order], hashes[order]
    owner = corpus.owner[starts]
    # An article that repeats an n-gram is there with its first one.
    fresh = np.ones(len(starts), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
    starts, hashes, owner = starts[fresh], hashes[fresh], owner[fresh]
    heads = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else _NONE
    sharers = np.diff(np.append(heads, len(hashes)))
    lefts, rights = [_NONE], [_NONE]
    for count in np.unique(sharers[(sharers > 1) & (sharers <= MOST_SHARERS)]).tolist():
        table = starts[heads[sharers == count][:, None] + np.arange(count)]
        i, j = np.triu_indices(count, 1)
        lefts.append(table[:, i].ravel())
        rights.append(table[:, j].ravel())
    many = np.repeat(sharers > MOST_SHARERS, sharers)
    chained = np.flatnonzero(many[1:] & (hashes[1:] == hashes[:-1]))
    left = np.concatenate([*lefts, starts[chained]])
    right = np.concatenate([*rights, starts[chained + 1]])
    return corpus.owner[left] * n + corpus.owner[right], left, right


_NONE = np.empty(0, dtype=np.int64)
