"""How many children the root has, over all spanning arborescences.

The root's edges form a determinantal process (Burton and Pemantle 1993; for arborescences it follows at once
from the matrix-tree theorem): with L the Laplacian including the root's weights r, and K = diag(r) L⁻¹,

    sum over trees of (weight × t^(root children)) / sum over trees of weight = det(I + (t - 1) K).

So with the eigenvalues p of K the generating function is the product of (1 - p + p t), as if each eigenvalue
were an independent coin, and the distribution is read off by evaluating the product at the roots of unity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.matrix_tree import laplacian, scaled

__all__ = ["EXACT_UP_TO", "RootChildren", "root_children"]

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

EXACT_UP_TO = 400
"""Nodes up to which the distribution is exact; its eigenvalues then take under a second. Beyond, it is the
normal distribution with the exact mean and variance, and optional nodes always count (a determinant for each
would take minutes)."""
MOST_OPTIONAL = 6
"""Optional nodes up to which trees in which they are idle are told apart exactly (2^6 determinants)."""


@dataclass(frozen=True)
class RootChildren:
    """The distribution of the number of the root's children.

    Attributes:
        expected: its mean.
        chances: probability of 0, 1, 2 … children.
        idle: for each optional node, the probability that it is a leaf below the root.
    """

    expected: float
    chances: Floats
    idle: dict[int, float]

    def central(self, share: float) -> tuple[int, int]:
        """The smallest and largest number when (1 - share) / 2 is cut off at each end."""
        tail = (1 - share) / 2 - 1e-9
        below = np.cumsum(self.chances)
        above = np.cumsum(self.chances[::-1])[::-1]
        low = int(np.argmax(below > tail))
        high = int(len(above) - 1 - np.argmax(above[::-1] > tail))
        return low, max(low, high)


def root_children(log_root: Floats, log_edges: Floats, optional: Sequence[int] = ()) -> RootChildren:
    """The distribution of the number of the root's children.

    Args:
        log_root, log_edges: scores as for ``matrix_tree.marginals``.
        optional: nodes that do not count when they are leaves below the root (a lost source that nobody
            copied is no source).

    Returns:
        Mean and probabilities; exact up to ``EXACT_UP_TO`` nodes.
    """
    root, edges, _ = scaled(log_root[None], log_edges[None])
    kernel = _kernel(root[0], edges[0])
    exact = len(kernel) <= EXACT_UP_TO
    idle = {a: _idle(root[0], edges[0], (a,)) if exact else 0.0 for a in optional}
    expected = float(np.trace(kernel)) - sum(idle.values())
    if not exact:
        variance = float(np.trace(kernel) - np.einsum("ij,ji->", kernel, kernel))
        return RootChildren(expected, _normal(expected, max(variance, 1e-9), len(kernel)), idle)
    points = np.exp(2j * np.pi * np.arange(len(kernel) + 1) / (len(kernel) + 1))
    values = _generating(root[0], edges[0], (), points)
    listed = sorted(optional)[:MOST_OPTIONAL]
    for size in range(1, len(listed) + 1):
        for group in combinations(listed, size):
            part = _idle(root[0], edges[0], group)
            values += (1 - points) ** size * part * _generating(root[0], edges[0], group, points)
    chances = np.clip(np.fft.fft(values).real / len(points), 0, None)
    return RootChildren(expected, chances / chances.sum(), idle)


def _kernel(root: Floats, edges: Floats) -> Floats:
    found: Floats = root[:, None] * np.linalg.inv(laplacian(root[None], edges[None])[0])
    return found


def _rest(root: Floats, edges: Floats, gone: Sequence[int]) -> tuple[Floats, Floats]:
    if not gone:
        return root, edges
    keep = [k for k in range(len(root)) if k not in gone]
    return root[keep], edges[np.ix_(keep, keep)]


def _idle(root: Floats, edges: Floats, group: Sequence[int]) -> float:
    """The probability that all nodes of the group are leaves below the root."""
    part = _rest(root, edges, group)
    whole = np.linalg.slogdet(laplacian(root[None], edges[None])[0])[1]
    without = np.linalg.slogdet(laplacian(part[0][None], part[1][None])[0])[1] if len(part[0]) else 0.0
    return float(np.prod(root[list(group)]) * math.exp(min(without - whole, 700.0)))


def _generating(root: Floats, edges: Floats, gone: Sequence[int], points: Complex) -> Complex:
    """The generating function of the rest's root children at some points."""
    part = _rest(root, edges, gone)
    if not len(part[0]):
        return np.ones_like(points)
    eigenvalues = np.linalg.eigvals(_kernel(*part))
    found: Complex = np.prod(1 + (points[:, None] - 1) * eigenvalues[None, :], axis=1)
    return found


def _normal(mean: float, variance: float, n: int) -> Floats:
    """A normal distribution on 0 … n, by unit steps."""
    edges = (np.arange(n + 2) - 0.5 - mean) / math.sqrt(2 * variance)
    below = np.array([0.5 * (1 + math.erf(float(x))) for x in edges])
    chances = np.diff(below)
    found: Floats = chances / chances.sum()
    return found
