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

    Attributes:
        shared, shared_pairs: words and word pairs that both have.
        new_shared: the child's words that the parent lacks and another witness has.
        new_alone: the child's words that nobody else has (by child).
        new_pairs: the child's word pairs that the parent lacks.
        cut: the parent's words that the child lacks.
        cut_alone: the parent's words that nobody else has (by parent).
        only_two: words and pairs that these two have and nobody else; 0 if there are only two witnesses.
    """

    shared: Floats
    shared_pairs: Floats
    new_shared: Floats
    new_alone: Floats
    new_pairs: Floats
    cut: Floats
    cut_alone: Floats
    only_two: Floats


def pairs_of(words: Sequence[str]) -> set[tuple[str, str]]:
    """Neighbouring words."""
    return set(pairwise(words))


def compare_words(views: Sequence[View]) -> Wording:
    """All counts for the views of one utterance (lost ones have no words)."""
    single = _incidence([set(v.words) for v in views])
    double = _incidence([pairs_of(v.words) for v in views])
    shared, shared_pairs = single @ single.T, double @ double.T
    used, used_pairs = single.sum(axis=0), double.sum(axis=0)
    common = used >= 2
    total, total_pairs = single.sum(axis=1), double.sum(axis=1)
    alone = single[:, ~common].sum(axis=1)
    only = np.zeros_like(shared)
    if sum(bool(v.words) for v in views) > 2:
        for matrix, counts in ((single, used), (double, used_pairs)):
            rare = matrix[:, counts == 2]
            only += rare @ rare.T
    return Wording(
        shared=shared,
        shared_pairs=shared_pairs,
        new_shared=(total - alone)[None, :] - shared,
        new_alone=alone,
        new_pairs=total_pairs[None, :] - shared_pairs,
        cut=total[:, None] - shared,
        cut_alone=alone,
        only_two=only,
    )


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
    """The words that views i and j have and no other has, in the order of view j."""
    elsewhere = {w for k, v in enumerate(views) if k not in (i, j) for w in v.words}
    mine = set(views[i].words) - elsewhere
    return [w for w in dict.fromkeys(views[j].words) if w in mine]
