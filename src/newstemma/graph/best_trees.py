"""The k best spanning arborescences, by dividing what is left.

Lawler 1972; for arborescences Camerini, Fratta and Maffioli 1980. The best tree is found; all others differ
from it first at some node, in the order of the nodes. So the rest falls into parts, one per node: the nodes
before it keep their parents, this one may not. The best tree of each part comes from Chu-Liu/Edmonds again,
and the best of those is the next.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newstemma.errors import GraphError
from newstemma.graph.arborescence import ROOT, best_arborescence

__all__ = ["best_trees"]

Floats = NDArray[np.float64]


def best_trees(log_root: Floats, log_edges: Floats, k: int) -> list[tuple[list[int], float]]:
    """The k best trees with their scores, the best first; fewer if there are no more.

    Args:
        log_root, log_edges: scores as for ``arborescence.best_arborescence``.
        k: how many trees, at least one.

    Returns:
        (the parent of each node, the tree's log score); equally good trees in an order that the scores'
        places alone decide.

    Raises:
        GraphError: there is no tree at all.
    """
    first = best_arborescence(log_root, log_edges)
    heap = [(-_score(log_root, log_edges, first), tuple(first), log_root, log_edges, 0)]
    out: list[tuple[list[int], float]] = []
    while heap and len(out) < k:
        lost, parents, root, edges, fixed = heapq.heappop(heap)
        out.append((list(parents), -lost))
        if len(out) < k:
            for part in _parts(root, edges, parents, fixed):
                heapq.heappush(heap, part)
    return out


_Part = tuple[float, tuple[int, ...], Floats, Floats, int]


def _parts(root: Floats, edges: Floats, parents: Sequence[int], fixed: int) -> Iterator[_Part]:
    """The best tree of each part of what is left beside a tree; nodes before ``fixed`` keep their parents."""
    root, edges = root.copy(), edges.copy()
    for node in range(fixed, len(parents)):
        other_root, other_edges = root.copy(), edges.copy()
        _forbid(other_root, other_edges, parents[node], node)
        try:
            best = best_arborescence(other_root, other_edges)
        except GraphError:  # no tree without that edge: an empty part
            best = []
        if best:
            yield -_score(root, edges, best), tuple(best), other_root, other_edges, node
        _keep_only(root, edges, parents[node], node)


def _forbid(root: Floats, edges: Floats, parent: int, node: int) -> None:
    if parent == ROOT:
        root[node] = -np.inf
    else:
        edges[parent, node] = -np.inf


def _keep_only(root: Floats, edges: Floats, parent: int, node: int) -> None:
    kept = root[node] if parent == ROOT else edges[parent, node]
    root[node] = -np.inf
    edges[:, node] = -np.inf
    if parent == ROOT:
        root[node] = kept
    else:
        edges[parent, node] = kept


def _score(root: Floats, edges: Floats, parents: Sequence[int]) -> float:
    return float(sum(root[j] if p == ROOT else edges[p, j] for j, p in enumerate(parents)))
