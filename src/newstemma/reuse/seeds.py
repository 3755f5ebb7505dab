"""Exact runs of words that two articles share, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import GRAM, MATCHES_AT_ONCE, MOST_SHARERS
from newstemma.reuse.words import Corpus

__all__ = ["Runs", "gram_hashes", "runs_of", "shared_runs"]

Places = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads small codes over all bits (Knuth)
_FIRST = np.ones(1, dtype=bool)  # the first of a row is a beginning


@dataclass(frozen=True, slots=True)
class Runs:
    """Equal words of two articles each, a column a field, by pair of articles and diagonal.

    Attributes:
        a, b: the articles' indices.
        left, right: where the run begins, as places in the long row of all words.
        length: its number of words.
    """

    a: Places
    b: Places
    left: Places
    right: Places
    length: Places

    def __len__(self) -> int:
        return len(self.a)


def shared_runs(corpus: Corpus) -> Iterator[Runs]:
    """Maximal exact runs of at least ``GRAM`` words, block by block of articles, in order of the pairs.

    Work grows with the text and with the number of shared n-grams, memory with the text alone; an n-gram of
    more than ``MOST_SHARERS`` articles links each of them only to the next.
    """
    grams = _shared_grams(corpus)
    article = corpus.owner[grams.places]
    own = np.bincount(article, grams.partners, minlength=len(corpus.first) - 1)
    block = ((np.cumsum(own) - own) // MATCHES_AT_ONCE)[article]
    for at, stop in pairwise([0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(article)]):
        partners = grams.partners[at:stop]
        left = np.repeat(grams.places[at:stop], partners)
        nth = np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
        right = grams.by_hash[np.repeat(grams.rank[at:stop], partners) + 1 + nth]
        if len(left):
            yield runs_of(corpus, left, right)


def runs_of(corpus: Corpus, left: Places, right: Places) -> Runs:
    """N-grams that two articles share, by where they begin, as maximal runs."""
    a, b = corpus.owner[left].astype(np.int64), corpus.owner[right].astype(np.int64)
    order = np.lexsort((left, right - left, b, a))
    a, b, left, right = a[order], b[order], left[order], right[order]
    ahead = (np.diff(a) == 0) & (np.diff(b) == 0) & (np.diff(right - left) == 0) & (np.diff(left) == 1)
    heads = np.flatnonzero(np.concatenate((_FIRST[: len(a)], ~ahead)))
    lengths = np.diff(np.append(heads, len(a))) + GRAM - 1
    return Runs(a[heads], b[heads], left[heads], right[heads], lengths)


def gram_hashes(corpus: Corpus) -> tuple[Places, Hashes]:
    """Where n-grams start (never over an article's end) and a 64-bit hash of each."""
    total = len(corpus.codes) - GRAM + 1
    if total <= 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    inside = np.flatnonzero(corpus.owner[:total] == corpus.owner[GRAM - 1 :])
    codes = (corpus.codes.astype(np.uint64) + np.uint64(1)) * _FACTOR
    hashes = np.zeros(total, dtype=np.uint64)
    for k in range(GRAM):
        hashes ^= hashes >> np.uint64(29)
        hashes *= _FACTOR
        hashes += codes[k : k + total]
    return inside, hashes[inside]


@dataclass(frozen=True, slots=True)
class _Grams:
    """The n-grams that several articles have, in the order of the text, an article's repetitions left out.

    Attributes:
        places: where each begins.
        partners: how many later places it is compared with ...
        rank: ... which follow it in ``by_hash``, from the one after this.
        by_hash: the places again, equal n-grams side by side, each time in the order of the text.
    """

    places: Places
    partners: Places
    rank: Places
    by_hash: Places


def _shared_grams(corpus: Corpus) -> _Grams:
    starts, group = _repeated(*gram_hashes(corpus))
    owner = corpus.owner[starts]
    again = (group[1:] == group[:-1]) & (owner[1:] == owner[:-1])
    fresh = np.concatenate((_FIRST[: len(starts)], ~again))
    starts, group = starts[fresh], group[fresh]
    heads = np.flatnonzero(np.concatenate((_FIRST[: len(starts)], group[1:] != group[:-1])))
    sharers = np.diff(np.append(heads, len(group)))
    several = np.repeat(sharers > 1, sharers)
    by_hash, sharers = starts[several], sharers[sharers > 1]
    ends = np.repeat(np.cumsum(sharers), sharers)
    later = ends - 1 - np.arange(len(by_hash))
    partners = np.where(np.repeat(sharers > MOST_SHARERS, sharers), np.minimum(later, 1), later)
    rank = np.argsort(by_hash, kind="stable")
    return _Grams(by_hash[rank], partners[rank], rank, by_hash)


def _repeated(starts: Places, hashes: Hashes) -> tuple[Places, Places]:
    """The n-grams that come more than once, equal ones side by side in the order of the text: where each
    begins, and a number for each different one."""
    order = np.argsort(hashes)  # unstable, and five times as fast; the order is made good below
    hashes = hashes[order]
    begins = np.concatenate((_FIRST[: len(hashes)], hashes[1:] != hashes[:-1]))
    single = begins & np.append(begins[1:], _FIRST[: len(hashes)])
    group, starts = np.cumsum(begins)[~single], starts[order[~single]]
    bits = int(starts.max(initial=0)).bit_length()
    return np.divmod(np.sort((group << bits) + starts), 1 << bits)[::-1]
