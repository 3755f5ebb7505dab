"""All spanning arborescences of a small graph, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def trees(log_root: Floats, log_edges: Floats) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every tree as parents by node (-1 is the root) and its score."""
    n = len(log_root)
    for parents in product(range(-1, n), repeat=n):
        if any(p == j for j, p in enumerate(parents)) or not _reach_root(parents):
            continue
        score = sum(log_root[j] if p < 0 else log_edges[p, j] for j, p in enumerate(parents))
        if np.isfinite(score):
            yield parents, float(score)


def _reach_root(parents: tuple[int, ...]) -> bool:
    for start in range(len(parents)):
        node, steps = start, 0
        while node >= 0 and steps <= len(parents):
            node, steps = parents[node], steps + 1
        if node >= 0:
            return False
    return True
