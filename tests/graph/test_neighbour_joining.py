"""Neighbour joining."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.graph.neighbour_joining import neighbour_joining


def paths(n: int, branches: tuple[tuple[int, int, float], ...]) -> np.ndarray:
    """Path lengths between the first n nodes of a tree."""
    near: dict[int, list[tuple[int, float]]] = {}
    for i, j, length in branches:
        near.setdefault(i, []).append((j, length))
        near.setdefault(j, []).append((i, length))
    out = np.zeros((n, n))
    for start in range(n):
        seen, queue = {start: 0.0}, [start]
        while queue:
            node = queue.pop()
            for other, length in near.get(node, ()):
                if other not in seen:
                    seen[other] = seen[node] + length
                    queue.append(other)
        out[start] = [seen[k] for k in range(n)]
    return out


@settings(deadline=None, max_examples=50)
@given(st.integers(2, 12), st.integers(0, 10**6))
def test_additive_distances_are_found_again(n: int, seed: int) -> None:
    """Distances that come from a tree give a tree with these distances."""
    rng = np.random.default_rng(seed)
    branches = tuple((int(rng.integers(k)), k, float(rng.uniform(1, 9))) for k in range(1, n))
    distance = paths(n, branches)
    assert np.allclose(paths(n, neighbour_joining(distance).branches), distance)


@settings(deadline=None, max_examples=50)
@given(st.integers(2, 12), st.integers(0, 10**6))
def test_contraction_puts_items_inside(n: int, seed: int) -> None:
    """With branches of nothing contracted, a tree whose items are all its nodes has no inner nodes."""
    rng = np.random.default_rng(seed)
    branches = tuple((int(rng.integers(k)), k, float(rng.uniform(1, 9))) for k in range(1, n))
    found = neighbour_joining(paths(n, branches), shortest=0.5)
    assert found.n_inner == 0
    assert {frozenset(b[:2]) for b in found.branches} == {frozenset(b[:2]) for b in branches}


def test_two_and_one_items() -> None:
    """Two items are one branch, one item is none."""
    assert neighbour_joining(np.array([[0.0, 3.0], [3.0, 0.0]])).branches == ((0, 1, 3.0),)
    assert neighbour_joining(np.zeros((1, 1))).branches == ()
