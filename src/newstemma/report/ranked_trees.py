"""The likeliest trees of an utterance, to be flipped through: what else its edges allow, and how likely.

An edge's score is the sum of its evidence (docs/stemma.md), so the table of edges holds the whole model: the
best trees come from it by Lawler's division (``graph.best_trees``), a tree's probability is its weight over
that of all trees (matrix-tree theorem).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newstemma.errors import GraphError
from newstemma.graph.best_trees import best_trees
from newstemma.graph.matrix_tree import log_partition, marginals
from newstemma.params.report import MODEL_OFF, RANKED_FROM, RANKED_NODES
from newstemma.records import Edge

__all__ = ["RankedTree", "hung", "ranked_trees"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RankedTree:
    """A tree over all witnesses.

    Attributes:
        parents: child → parent.
        probability: of this tree among all trees.
    """

    parents: Mapping[str, str]
    probability: float


def ranked_trees(utterance_id: str, edges: Sequence[Edge], most: int) -> list[RankedTree]:
    """The likeliest trees, the one of the tables first.

    Args:
        utterance_id: the root.
        edges: all possible steps of the utterance, with their evidence.
        most: how many trees at most; none of less than ``RANKED_FROM`` of the first.

    Returns:
        Nothing where there are more than ``RANKED_NODES`` witnesses, or where the edges' evidence does not
        give back their probabilities (tables of another origin): then the other trees cannot be told.
    """
    names = sorted({e.child for e in edges})
    if not 2 <= len(names) <= RANKED_NODES:
        return []
    place = {name: k for k, name in enumerate([utterance_id, *names])}
    scores = np.full((len(place), len(place)), -np.inf)
    told = np.zeros_like(scores)
    for edge in edges:
        if edge.parent in place and edge.parent != edge.child:
            at = place[edge.parent], place[edge.child]
            scores[at], told[at] = sum(e.weight for e in edge.evidence), edge.probability
    root, between = scores[0, 1:], scores[1:, 1:]
    try:
        if not _agrees(root, between, told):
            return []
        every = log_partition(root, between)
        best = best_trees(root, between, most)
    except GraphError:
        return []
    by_number = [utterance_id, *names]
    found = [
        RankedTree(
            {names[child]: by_number[parent + 1] for child, parent in enumerate(parents)},
            min(1.0, float(np.exp(score - every))),
        )
        for parents, score in best
    ]
    chosen = {e.child: e.parent for e in edges if e.in_tree}
    if not any(tree.parents == chosen for tree in found):
        return []
    found.sort(key=lambda tree: tree.parents != chosen)
    return [found[0], *(tree for tree in found[1:] if tree.probability >= RANKED_FROM * found[0].probability)]


def _agrees(root: Floats, between: Floats, told: Floats) -> bool:
    """Whether the scores give the probabilities that the table tells."""
    again = marginals(root, between)
    off = max(np.abs(again.root - told[0, 1:]).max(), np.abs(again.edges - told[1:, 1:]).max())
    return float(off) <= MODEL_OFF


def hung(edges: Sequence[Edge], tree: RankedTree) -> list[Edge]:
    """The same edges with another tree's steps as the chosen ones."""
    return [replace(e, in_tree=tree.parents.get(e.child) == e.parent) for e in edges]
