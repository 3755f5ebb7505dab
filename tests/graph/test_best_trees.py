"""The k best trees, held against listing every tree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.errors import GraphError
from newstemma.graph.arborescence import ROOT, best_arborescence
from newstemma.graph.best_trees import best_trees


def _leads_to_root(parents: tuple[int, ...]) -> bool:
    for start in range(len(parents)):
        node, steps = start, 0
        while node != ROOT and steps <= len(parents):
            node, steps = parents[node], steps + 1
        if node != ROOT:
            return False
    return True


def _all_scores(root: np.ndarray, edges: np.ndarray) -> list[float]:
    """The scores of every tree, the best first."""
    n = len(root)
    choices = [[p for p in range(-1, n) if p != j] for j in range(n)]
    trees = [t for t in itertools.product(*choices) if _leads_to_root(t)]
    scores = [sum(root[j] if p == ROOT else edges[p, j] for j, p in enumerate(t)) for t in trees]
    return sorted((s for s in scores if np.isfinite(s)), reverse=True)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 4), st.integers(0, 10_000), st.booleans())
def test_the_best_trees_are_the_best_of_all(n: int, seed: int, some_forbidden: bool) -> None:
    """Every score, in order, as from listing all trees; and no tree twice."""
    rng = np.random.default_rng(seed)
    root, edges = rng.normal(size=n), rng.normal(size=(n, n))
    if some_forbidden:
        edges[rng.random((n, n)) < 0.4] = -np.inf
    every = _all_scores(root, edges)
    found = best_trees(root, edges, 12)
    assert [s for _, s in found] == pytest.approx(every[:12])
    assert len({tuple(parents) for parents, _ in found}) == len(found)
    assert found[0][0] == best_arborescence(root, edges)


def test_there_may_be_fewer_trees() -> None:
    """A chain that leaves no choice has one tree."""
    edges = np.array([[-np.inf, 0.0], [-np.inf, -np.inf]])
    assert best_trees(np.array([0.0, -np.inf]), edges, 5) == [([ROOT, 0], 0.0)]


def test_no_tree_is_an_error() -> None:
    """A node without any parent cannot be in a tree."""
    with pytest.raises(GraphError):
        best_trees(np.array([0.0, -np.inf]), np.full((2, 2), -np.inf), 2)
