"""Matrix-tree marginals and best arborescences against enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from brute import trees
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.errors import GraphError
from newstemma.graph.arborescence import best_arborescence, best_arborescences
from newstemma.graph.matrix_tree import Floats, log_partition, marginals, marginals_of_many
from newstemma.graph.root_children import root_children


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Scores of up to four nodes, some edges forbidden, the root always possible."""
    n = draw(st.integers(1, 4))
    scores = st.floats(-6, 6, allow_nan=False)
    root = np.array(draw(st.lists(scores, min_size=n, max_size=n)))
    maybe = st.one_of(st.just(-np.inf), scores)
    edges = np.array(draw(st.lists(maybe, min_size=n * n, max_size=n * n))).reshape(n, n)
    return root, edges


@settings(deadline=None, max_examples=150)
@given(graphs())
def test_marginals_equal_enumeration(graph: tuple[Floats, Floats]) -> None:
    """Edge probabilities by determinants are those by listing every tree."""
    root, edges = graph
    listed = list(trees(root, edges))
    weights = np.exp([score for _, score in listed])
    want_root, want = np.zeros(len(root)), np.zeros(edges.shape)
    for (parents, _), weight in zip(listed, weights / weights.sum(), strict=True):
        for child, parent in enumerate(parents):
            if parent < 0:
                want_root[child] += weight
            else:
                want[parent, child] += weight
    got = marginals(root, edges)
    assert np.allclose(got.root, want_root, atol=1e-6)
    assert np.allclose(got.edges, want, atol=1e-6)
    assert log_partition(root, edges) == pytest.approx(np.log(weights.sum()), abs=1e-6)


@settings(deadline=None, max_examples=150)
@given(graphs())
def test_best_tree_equals_enumeration(graph: tuple[Floats, Floats]) -> None:
    """No listed tree scores more than the one found, and the one found is a tree."""
    root, edges = graph
    found = tuple(best_arborescence(root, edges))
    scores = dict(trees(root, edges))
    assert scores[found] == pytest.approx(max(scores.values()), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 40), st.integers(0, 2**32 - 1))
def test_best_tree_beats_random_trees(n: int, seed: int) -> None:
    """On larger graphs the best tree scores at least as much as random ones, cycles of cycles included."""
    rng = np.random.default_rng(seed)
    root, edges = rng.normal(-8, 1, n), np.round(rng.normal(0, 2, (n, n)), 1)
    found = best_arborescence(root, edges)
    total = sum(root[j] if p < 0 else edges[p, j] for j, p in enumerate(found))
    order = rng.permutation(n)
    for _ in range(20):
        parents = [-1] * n
        for k in range(1, n):
            parents[order[k]] = max(order[:k], key=lambda p: edges[p, order[k]] + rng.normal())
        assert total >= sum(root[j] if p < 0 else edges[p, j] for j, p in enumerate(parents)) - 1e-9


@pytest.mark.parametrize("n", [2, 50, 400])
def test_probabilities_are_safe_for_extreme_scores(n: int) -> None:
    """Scores of hundreds of nats, where trees nearly fall off the root, still give sums of 1."""
    rng = np.random.default_rng(n)
    got = marginals(np.full(n, -300.0), rng.normal(0, 100, (n, n)))
    assert np.allclose(got.root + got.edges.sum(axis=0), 1)
    assert got.root.sum() >= 1 - 1e-4


def test_copies_are_one_source() -> None:
    """Among n equal nodes the expected number of root children is 1 + (n-1) r / (r + n w)."""
    n, r, w = 30, 1.0, np.exp(5.0)
    got = marginals(np.zeros(n), np.full((n, n), 5.0))
    assert got.root.sum() == pytest.approx(1 + (n - 1) * r / (r + n * w))


def test_unreachable_nodes_are_an_error() -> None:
    """Two nodes that only reach each other have no tree."""
    root, edges = np.array([-np.inf, -np.inf]), np.zeros((2, 2))
    with pytest.raises(GraphError, match="no spanning tree"):
        best_arborescence(root, edges)
    with pytest.raises(GraphError, match="no spanning tree"):
        marginals(root, edges)
    with pytest.raises(GraphError, match="no possible parent"):
        marginals(root, np.full((2, 2), -np.inf))


def test_ties_prefer_the_root_then_the_earlier_node() -> None:
    """Equal scores give one and the same tree every time."""
    assert best_arborescence(np.zeros(3), np.zeros((3, 3))) == [-1, -1, -1]
    assert best_arborescence(np.array([0.0, -9, -9]), np.zeros((3, 3))) == [-1, 0, 0]


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_many_graphs_are_as_one_by_one(n: int, count: int, seed: int) -> None:
    """A graph's tree and probabilities do not depend on what is computed beside it, to the last bit."""
    rng = np.random.default_rng(seed)
    root, edges = rng.normal(-1, 2, (count, n)), np.round(rng.normal(0, 2, (count, n, n)), 1)
    trees_, (from_root, between) = best_arborescences(root, edges), marginals_of_many(root, edges)
    for k in range(count):
        alone = marginals(root[k], edges[k])
        assert best_arborescence(root[k], edges[k]) == trees_[k].tolist()
        assert (alone.root == from_root[k]).all()
        assert (alone.edges == between[k]).all()


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_one_node_is_one_child(score: float) -> None:
    """A single node hangs from the root whatever its score; an optional one is idle there."""
    alone, node = np.array([score]), np.full((1, 1), -np.inf)
    certain, optional = root_children(alone, node), root_children(alone, node, [0])
    assert (certain.expected, certain.chances.round(9).tolist(), certain.idle) == (1.0, [0.0, 1.0], {})
    assert certain.central(0.9) == (1, 1)
    assert (optional.expected, optional.idle) == (0.0, {0: 1.0})
