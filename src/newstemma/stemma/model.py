"""From evidence to probabilities and the best tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.arborescence import best_arborescence
from newstemma.graph.matrix_tree import marginals
from newstemma.stemma.features import Evidences
from newstemma.stemma.views import View

__all__ = ["Solution", "solve"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Solution:
    """One utterance, solved.

    Attributes:
        views: the witnesses that are in it; lost ones that nothing hangs from are gone.
        evidence: on the edges between them.
        scores: (1 + n, 1 + n) log scores by [parent, child]; row 0 is the root.
        probabilities: the same for exact edge probabilities; each column but the first sums to 1.
        parents: for each view the 1-based number of its parent in the best tree, 0 for the root.
    """

    views: tuple[View, ...]
    evidence: Evidences
    scores: Floats
    probabilities: Floats
    parents: tuple[int, ...]


def solve(views: Sequence[View], evidence: Evidences, weights: Floats) -> Solution:
    """The best tree and all edge probabilities.

    A credited source from which nothing hangs in the best tree explains nothing: it is taken out, and the
    rest is solved again.
    """
    kept = list(views)
    while True:
        scores = evidence.scores(weights)
        parents = best_arborescence(scores[0, 1:], scores[1:, 1:])
        idle = [k + 1 for k, v in enumerate(kept) if v.lost and k not in parents]
        if not idle:
            break
        evidence = evidence.without(idle)
        kept = [v for k, v in enumerate(kept) if k + 1 not in idle]
    found = marginals(scores[0, 1:], scores[1:, 1:])
    probabilities = np.zeros_like(scores)
    probabilities[0, 1:], probabilities[1:, 1:] = found.root, found.edges
    return Solution(tuple(kept), evidence, scores, probabilities, tuple(p + 1 for p in parents))
