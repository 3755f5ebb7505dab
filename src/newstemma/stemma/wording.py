"""Which words any two witnesses share and lack, for all pairs at once.

A word that stands in the first and third wording has the pattern 101; words of one pattern are counted
together, and one matrix product over the patterns counts what every two wordings share, be they two or two
thousand. Utterances with equally many witnesses are counted at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newstemma.stemma.views import View

__all__ = ["Wording", "compare_words", "only_in_both", "pairs_of"]

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Wording:
    """Counts by [utterance, parent, child] unless said otherwise; of different words or pairs, not of places.

    "Another" is another *wording*: witnesses with the very same words count as one here, so that a copy more
    changes nothing about what the others share.

    Attributes:
        shared_pairs: word pairs that both have.
        new_shared: the child's words that the parent lacks and another wording has.
        new_alone: the child's words that the parent lacks and no other wording has.
        new_pairs: the child's word pairs that the parent lacks.
        cut: the parent's words that the child lacks.
        cut_alone: the parent's words that no other wording has and the child lacks.
        only_two: words and pairs that these two have and no other wording; 0 if there is no other wording.
        contained: share of the child's word pairs that the parent has.
        own_share: by [utterance, witness], the share of its words that no other wording has; 0 if there is
            no other.
    """

    shared_pairs: Floats
    new_shared: Floats
    new_alone: Floats
    new_pairs: Floats
    cut: Floats
    cut_alone: Floats
    only_two: Floats
    contained: Floats
    own_share: Floats


def pairs_of(words: Sequence[str]) -> set[tuple[str, str]]:
    """Neighbouring words."""
    return set(pairwise(words))


def compare_words(utterances: Sequence[Sequence[View]]) -> Wording:
    """All counts for the views of several utterances with equally many (lost ones have no words).

    Every count gets a first axis for the utterances.
    """
    n = len(utterances[0])
    at = np.zeros((len(utterances), n), dtype=np.int64)
    words, doubles = [], []
    for k, views in enumerate(utterances):
        wordings = sorted({v.words for v in views})
        place = {listed: i for i, listed in enumerate(wordings)}
        at[k] = [place[v.words] for v in views]
        words.append(_patterns([set(w) for w in wordings]))
        doubles.append(_patterns([pairs_of(w) for w in wordings]))
    single, double = _Counted.of(words, n), _Counted.of(doubles, n)
    same = np.eye(n, dtype=bool)[None]
    new = single.total[:, None, :] - single.shared
    alone = single.alone
    counts = {
        "shared_pairs": double.shared,
        "new_shared": np.where(same, 0, new - alone[:, None, :]),
        "new_pairs": double.total[:, None, :] - double.shared,
        "cut": single.total[:, :, None] - single.shared,
        "cut_alone": np.where(same, 0, alone[:, :, None]),
        "new_alone": np.where(same, 0, alone[:, None, :]),
        "only_two": single.only_two(same) + double.only_two(same),
    }
    counts["contained"] = double.shared / np.maximum(double.total, 1)[:, None, :]
    others = np.count_nonzero(single.total, axis=1) > 1
    own = np.where(others[:, None], alone / np.maximum(single.total, 1), 0)
    which = np.arange(len(utterances))[:, None, None]
    rows, columns = at[:, :, None], at[:, None, :]
    return Wording(
        **{name: matrix[which, rows, columns] for name, matrix in counts.items()},
        own_share=np.take_along_axis(own, at, axis=1),
    )


Patterns = tuple[list[int], list[int]]
"""Patterns (a bit for each wording that has the word) and how many words have each."""


def _patterns(bags: Sequence[set[str] | set[tuple[str, str]]]) -> Patterns:
    masks: dict[object, int] = {}
    known = masks.get
    for k, bag in enumerate(bags):
        bit = 1 << k
        for item in bag:
            masks[item] = known(item, 0) | bit
    counted = Counter(masks.values())
    return list(counted), list(counted.values())


@dataclass(frozen=True)
class _Counted:
    """Counts by [utterance, wording, wording]; wordings that an utterance has not are all zeros.

    Attributes:
        shared: words that both have.
        pairs: words that these two have and no other wording.
        alone: by wording, the words that no other has; ``total``: all its words.
    """

    shared: Floats
    pairs: Floats
    alone: Floats
    total: Floats

    @classmethod
    def of(cls, listed: Sequence[Patterns], n: int) -> _Counted:
        """The counts of some utterances with up to n wordings each."""
        most = max(1, *(len(masks) for masks, _ in listed))
        size = (n + 7) // 8
        packed = b"".join(m.to_bytes(size, "little") for masks, _ in listed for m in masks)
        found = np.frombuffer(packed, dtype=np.uint8).reshape(-1, size)
        lengths = np.array([len(masks) for masks, _ in listed])
        filled = np.arange(most)[None, :] < lengths[:, None]
        bits = np.zeros((len(listed), most, n), dtype=np.float32)
        bits[filled] = np.unpackbits(found, axis=1, count=n, bitorder="little")
        times = np.zeros((len(listed), most), dtype=np.float32)
        times[filled] = [count for _, counts in listed for count in counts]
        having = bits.sum(axis=2)
        shared = _product(bits, times)
        alone = (bits * (times * (having == 1))[:, :, None]).sum(axis=1)
        total = np.diagonal(shared, axis1=1, axis2=2).copy()
        return cls(shared, _product(bits, times * (having == 2)), alone, total)

    def only_two(self, same: NDArray[np.bool_]) -> Floats:
        """What two wordings share and no other has; for two witnesses of one wording, what no other has."""
        worded = np.count_nonzero(self.total, axis=1)[:, None, None]
        own = np.where(same, self.alone[:, None, :], 0)
        found: Floats = np.where((worded > 2) & ~same, self.pairs, np.where(worded >= 2, own, 0))
        return found


def _product(bits: Floats, times: Floats) -> Floats:
    """By utterance the sum over patterns of how often each holds for both of two wordings."""
    found: Floats = np.matmul((bits * times[:, :, None]).transpose(0, 2, 1), bits)
    return found


def only_in_both(views: Sequence[View], i: int, j: int) -> list[str]:
    """The words that views i and j have and no other wording has, in the order of view j."""
    both = {views[i].words, views[j].words}
    elsewhere = {w for v in views if v.words not in both for w in v.words}
    mine = set(views[i].words) - elsewhere
    return [w for w in dict.fromkeys(views[j].words) if w in mine]
