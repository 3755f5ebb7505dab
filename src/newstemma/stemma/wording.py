"""Which words any two witnesses share and lack, for all pairs at once.

Every witness becomes a row of zeros and ones over the words and word pairs of the utterance; one matrix
product then counts what every two of them share, be they two or two thousand.
"""

from __future__ import annotations

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
    """Counts by [parent, child] unless said otherwise; each is of different words (or pairs), not of places.

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
        own_share: by witness, the share of its words that no other wording has; 0 if there is no other.
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


def compare_words(views: Sequence[View]) -> Wording:
    """All counts for the views of one utterance (lost ones have no words)."""
    wordings = sorted({v.words for v in views})
    place = {words: k for k, words in enumerate(wordings)}
    at = np.array([place[v.words] for v in views], dtype=np.int64)
    single, double = _incidence([set(w) for w in wordings]), _incidence([pairs_of(w) for w in wordings])
    shared, shared_pairs = single @ single.T, double @ double.T
    total, total_pairs = single.sum(axis=1), double.sum(axis=1)
    alone = single[:, single.sum(axis=0) == 1].sum(axis=1)
    same = np.eye(len(wordings), dtype=bool)
    new = total[None, :] - shared
    counts = {
        "shared_pairs": shared_pairs,
        "new_shared": np.where(same, 0, new - alone[None, :]),
        "new_pairs": total_pairs[None, :] - shared_pairs,
        "cut": total[:, None] - shared,
        "cut_alone": np.where(same, 0, alone[:, None]),
        "new_alone": np.where(same, 0, alone[None, :]),
        "only_two": _only_two(single, same) + _only_two(double, same),
    }
    counts["contained"] = shared_pairs / np.maximum(total_pairs, 1)[None, :]
    others = np.count_nonzero(total) > 1
    own = alone / np.maximum(total, 1) if others else np.zeros_like(alone)
    return Wording(**{name: matrix[np.ix_(at, at)] for name, matrix in counts.items()}, own_share=own[at])


def _only_two(matrix: Floats, same: NDArray[np.bool_]) -> Floats:
    """What two wordings share and no other has; for two witnesses of one wording, what no other has."""
    if np.count_nonzero(matrix.any(axis=1)) < 2:
        return np.zeros_like(same, dtype=np.float32)
    used = matrix.sum(axis=0)
    pair, own = matrix[:, used == 2], matrix[:, used == 1]
    found: Floats = np.where(same, (own.sum(axis=1))[None, :], pair @ pair.T)
    if np.count_nonzero(matrix.any(axis=1)) == 2:
        found = np.where(same, found, 0).astype(np.float32)
    return found


def _incidence(bags: Sequence[set[str] | set[tuple[str, str]]]) -> Floats:
    """A row of zeros and ones for each bag; the columns' order does not matter to any count."""
    columns: dict[object, int] = {}
    rows, places = [], []
    for i, bag in enumerate(bags):
        for item in bag:
            places.append(columns.setdefault(item, len(columns)))
            rows.append(i)
    matrix = np.zeros((len(bags), len(columns)), dtype=np.float32)
    matrix[rows, places] = 1.0
    return matrix


def only_in_both(views: Sequence[View], i: int, j: int) -> list[str]:
    """The words that views i and j have and no other wording has, in the order of view j."""
    both = {views[i].words, views[j].words}
    elsewhere = {w for v in views if v.words not in both for w in v.words}
    mine = set(views[i].words) - elsewhere
    return [w for w in dict.fromkeys(views[j].words) if w in mine]
