"""Correlation clustering."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.graph.clustering import CANNOT, correlation_clusters

Weights = dict[tuple[int, int], float]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Weights]:
    """Up to seven items, any pairs with weights, some forbidden."""
    n = draw(st.integers(1, 7))
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(n), 2)) or [(0, 0)]), max_size=21))
    weight = st.one_of(st.just(CANNOT), st.integers(-5, 5).map(float))
    return n, {pair: draw(weight) for pair in sorted(pairs) if pair[0] < pair[1]}


def test_likes_and_dislikes() -> None:
    """Two clear groups come out as two."""
    weights = {(0, 1): 2.0, (1, 2): 2.0, (0, 2): 1.0, (3, 4): 3.0, (2, 3): -1.0}
    assert correlation_clusters(6, weights) == [[0, 1, 2], [3, 4], [5]]


def test_a_forbidden_pair_splits_a_chain_at_its_weakest_link() -> None:
    """0 and 2 must not meet: 1 stays with the one it likes more."""
    assert correlation_clusters(3, {(0, 1): 2.0, (1, 2): 1.0, (0, 2): CANNOT}) == [[0, 1], [2]]


def test_one_weak_like_does_not_join_two_groups() -> None:
    """Not single-link: the many dislikes between two groups outvote one like."""
    inside = {(0, 1): 3.0, (0, 2): 3.0, (1, 2): 3.0, (3, 4): 3.0, (3, 5): 3.0, (4, 5): 3.0}
    between = dict.fromkeys(((0, 3), (0, 4), (1, 3), (1, 4), (2, 5)), -1.0)
    assert correlation_clusters(6, inside | between | {(2, 3): 1.0}) == [[0, 1, 2], [3, 4, 5]]


@given(graphs())
def test_every_item_is_in_one_group_and_no_forbidden_pair_is(given_: tuple[int, Weights]) -> None:
    """A partition that keeps the bans, and the same again the second time."""
    n, weights = given_
    groups = correlation_clusters(n, weights)
    assert sorted(item for group in groups for item in group) == list(range(n))
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    assert all(weights.get(pair, 0.0) != CANNOT for pair in together)
    assert groups == correlation_clusters(n, dict(reversed(list(weights.items()))))


@given(graphs())
def test_no_single_move_gains(given_: tuple[int, Weights]) -> None:
    """Taking any item out of its group into one of its own does not help."""
    n, weights = given_
    for group in correlation_clusters(n, weights):
        for item in group:
            inside = sum(weights.get((min(item, o), max(item, o)), 0.0) for o in group if o != item)
            assert inside >= -1e-6


def test_large_chain_is_fast() -> None:
    """Fifty thousand items in a chain take seconds, not hours."""
    n = 50_000
    assert len(correlation_clusters(n, {(i, i + 1): 1.0 for i in range(n - 1)})) >= 1
