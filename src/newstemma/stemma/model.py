"""From evidence to probabilities and the best tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.arborescence import best_arborescences
from newstemma.graph.matrix_tree import marginals_of_many
from newstemma.stemma.features import INDEX
from newstemma.stemma.graphs import Evidences, Graphs
from newstemma.stemma.views import View
from newstemma.stemma.weights import Weights

__all__ = ["Solution", "Solutions", "solve", "solve_all"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_EQUAL = 9
"""Digits to which scores are compared for the best tree: what is equal but for rounding is a tie, and there
the utterance comes first, then the earlier witness."""


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


@dataclass(frozen=True)
class Solutions:
    """Utterances of one size, solved; arrays as in ``Solution`` with a first axis for utterances."""

    graphs: Graphs
    scores: Floats
    probabilities: Floats
    parents: Ints

    def one(self, k: int) -> Solution:
        """The k-th of them."""
        return Solution(
            self.graphs.views[k],
            self.graphs.one(k),
            self.scores[k],
            self.probabilities[k],
            tuple(self.parents[k].tolist()),
        )


def solve(views: Sequence[View], evidence: Evidences, weights: Weights) -> Solution:
    """The best tree and all edge probabilities.

    A credited source from which nothing hangs in the best tree explains nothing: it is taken out, and the
    rest is solved again.
    """
    alone = evidence.values[:, None], evidence.allowed[None], evidence.extent[None]
    graphs = Graphs(("",), (tuple(views),), *alone)
    return next(solve_all([graphs], weights)).one(0)


def solve_all(graphs: Iterable[Graphs], weights: Weights) -> Iterator[Solutions]:
    """``solve`` for many utterances, those of one size at once, from the largest size down."""
    waiting: dict[int, list[Graphs]] = defaultdict(list)
    for part in graphs:
        waiting[part.n].append(part)
    while waiting:
        n = max(waiting)
        for part in waiting.pop(n):
            scores = part.scores(weights)
            even = scores.round(_EQUAL)
            parents = best_arborescences(even[:, 0, 1:], even[:, 1:, 1:]) + 1
            idle = _idle(part, parents)
            done = ~idle.any(axis=1)
            if done.any():
                which = np.flatnonzero(done)
                solved = part if done.all() else part.some(which)
                yield _solutions(solved, scores[which], parents[which])
            for gone in np.unique(idle.sum(axis=1)[~done]).tolist():
                which = np.flatnonzero(idle.sum(axis=1) == gone)
                waiting[n - gone].append(part.without(which, idle[which]))


def _idle(graphs: Graphs, parents: Ints) -> NDArray[np.bool_]:
    """Which nodes are lost and nobody's parent; a child that is another article over again adds nothing."""
    is_parent = np.zeros((len(parents), graphs.n + 1), dtype=bool)
    again = graphs.values[INDEX["root_duplicate"], :, 0, 1:] != 0
    is_parent[np.arange(len(parents))[:, None], np.where(again, 0, parents)] = True
    idle: NDArray[np.bool_] = graphs.lost & ~is_parent[:, 1:]
    return idle


def _solutions(graphs: Graphs, scores: Floats, parents: Ints) -> Solutions:
    from_root, between = marginals_of_many(scores[:, 0, 1:], scores[:, 1:, 1:])
    probabilities = np.zeros_like(scores)
    probabilities[:, 0, 1:], probabilities[:, 1:, 1:] = from_root, between
    return Solutions(graphs, scores, probabilities, parents)
