"""How many children the root has, over all spanning arborescences.

The root's edges form a determinantal process (Burton and Pemantle 1993; for arborescences it follows at once
from the matrix-tree theorem): with L the Laplacian including the root's weights r, and K = diag(r) L⁻¹,

    sum over trees of (weight × t^(root children)) / sum over trees of weight = det(I + (t - 1) K).

So with the eigenvalues p of K the generating function is the product of (1 - p + p t), as if each eigenvalue
were an independent coin, and the distribution is read off by evaluating the product at the roots of unity.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.matrix_tree import laplacian, scaled

__all__ = ["EXACT_UP_TO", "RootChildren", "Scored", "root_children", "root_children_of_many"]

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]

EXACT_UP_TO = 400
"""Nodes up to which the distribution is exact; its eigenvalues then take under a second. Beyond, it is the
normal distribution with the exact mean and variance, and optional nodes always count (a determinant for each
would take minutes)."""
_CELLS_AT_ONCE = 1_000_000
"""Cells of matrices that are inverted at once, 8 MB."""
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
        chances = self.chances.tolist()
        low = next((k for k, sum_ in enumerate(accumulate(chances)) if sum_ > tail), 0)
        cut = next((k for k, sum_ in enumerate(accumulate(reversed(chances))) if sum_ > tail), 0)
        return low, max(low, len(chances) - 1 - cut)


@dataclass(frozen=True)
class Scored:
    """A graph: scores as for ``matrix_tree.marginals``, and optional nodes.

    Attributes:
        log_root, log_edges: the scores.
        optional: nodes that do not count when they are leaves below the root (a lost source that nobody
            copied is no source).
    """

    log_root: Floats
    log_edges: Floats
    optional: Sequence[int] = ()

    @property
    def alone(self) -> bool:
        """Whether it is one node that always counts: there is one tree."""
        return len(self.log_root) == 1 and not self.optional


def root_children(log_root: Floats, log_edges: Floats, optional: Sequence[int] = ()) -> RootChildren:
    """The distribution of the number of the root's children.

    Args:
        log_root, log_edges, optional: as in ``Scored``.

    Returns:
        Mean and probabilities; exact up to ``EXACT_UP_TO`` nodes.
    """
    return root_children_of_many([Scored(log_root, log_edges, optional)])[0]


def root_children_of_many(graphs: Sequence[Scored]) -> list[RootChildren]:
    """``root_children`` of many graphs; the determinants and eigenvalues of those of one size at once.

    1. every graph gives a part for each group of its optional nodes: the graph without that group
    2. log determinants and the kernels' eigenvalues of the parts
    3. each graph's generating function is the sum over its parts (inclusion and exclusion)
    """
    parts = [part for k, graph in enumerate(graphs) if not graph.alone for part in _parts(k, graph)]
    of: list[list[_Solved]] = [[] for _ in graphs]
    for part in _solved(parts):
        of[part.part.graph].append(part)
    return [
        _one_child() if graph.alone else _counted(graph, found)
        for graph, found in zip(graphs, of, strict=True)
    ]


@cache
def _one_child() -> RootChildren:
    """What holds of every graph of one node that always counts, whatever its score."""
    graph = Scored(np.zeros(1), np.full((1, 1), -np.inf))
    return _counted(graph, list(_solved(list(_parts(0, graph)))))


@cache
def _points(n: int) -> Complex:
    """The roots of unity at which a distribution on 0 … n is read off."""
    found: Complex = np.exp(2j * np.pi * np.arange(n + 1) / (n + 1))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A graph, by number, without a group of optional nodes: weights, and the product of the group's."""

    graph: int
    gone: tuple[int, ...]
    root: Floats
    edges: Floats
    weight: float


@dataclass(frozen=True, slots=True)
class _Solved:
    """A part with the logarithm of its determinant and its kernel's eigenvalues (or trace and variance)."""

    part: _Part
    log_det: float
    eigenvalues: Complex
    moments: tuple[float, float]


def _parts(number: int, graph: Scored) -> Iterator[_Part]:
    root, edges, _ = scaled(graph.log_root[None], graph.log_edges[None])
    n = len(graph.log_root)
    yield _Part(number, (), root[0], edges[0], 1.0)
    if n > EXACT_UP_TO:
        return
    listed = sorted(graph.optional)
    for group in (*((a,) for a in listed), *_groups(listed[:MOST_OPTIONAL])):
        keep = [k for k in range(n) if k not in group]
        weight = math.prod(root[0, list(group)].tolist())
        yield _Part(number, group, root[0, keep], edges[0][np.ix_(keep, keep)], weight)


def _groups(listed: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Groups of two and more."""
    for size in range(2, len(listed) + 1):
        yield from combinations(listed, size)


def _solved(parts: Sequence[_Part]) -> Iterator[_Solved]:
    by_size: dict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        by_size[len(part.root)].append(part)
    for n, listed in by_size.items():
        most = max(1, _CELLS_AT_ONCE // max(1, n * n))
        for first in range(0, len(listed), most):
            yield from _solved_alike(listed[first : first + most], n)


def _solved_alike(parts: Sequence[_Part], n: int) -> Iterator[_Solved]:
    """Parts of one size."""
    if n == 0:
        for part in parts:
            yield _Solved(part, 0.0, np.zeros(0, dtype=np.complex128), (0.0, 0.0))
        return
    root = np.stack([part.root for part in parts])
    matrix = laplacian(root, np.stack([part.edges for part in parts]))
    kernel = root[:, :, None] * np.linalg.inv(matrix)
    trace = np.trace(kernel, axis1=1, axis2=2)
    if n > EXACT_UP_TO:
        variance = trace - np.einsum("kij,kji->k", kernel, kernel)
        moments = zip(trace.tolist(), variance.tolist(), strict=True)
        for part, moment in zip(parts, moments, strict=True):
            yield _Solved(part, 0.0, np.zeros(0, dtype=np.complex128), moment)
        return
    log_det = np.linalg.slogdet(matrix)[1].tolist()
    eigenvalues = np.linalg.eigvals(kernel).astype(np.complex128)
    for k, part in enumerate(parts):
        yield _Solved(part, log_det[k], eigenvalues[k], (float(trace[k]), 0.0))


def _counted(graph: Scored, parts: Sequence[_Solved]) -> RootChildren:
    by_group = {part.part.gone: part for part in parts}
    whole, n = by_group[()], len(graph.log_root)
    if n > EXACT_UP_TO:
        mean, variance = whole.moments
        return RootChildren(mean, _normal(mean, max(variance, 1e-9), n), dict.fromkeys(graph.optional, 0.0))
    chance = {
        gone: part.part.weight * math.exp(min(part.log_det - whole.log_det, 700.0)) if gone else 1.0
        for gone, part in by_group.items()
    }
    points = _points(n)
    told = set(sorted(graph.optional)[:MOST_OPTIONAL])
    values: Complex = np.zeros(n + 1, dtype=np.complex128)
    for gone, part in sorted(by_group.items(), key=lambda item: (len(item[0]), item[0])):
        if told.issuperset(gone):
            rest = (1 + (points[:, None] - 1) * part.eigenvalues).prod(axis=1)
            values = values + ((1 - points) ** len(gone) * chance[gone] * rest if gone else rest)
    chances = np.clip(np.fft.fft(values).real / (n + 1), 0, None)
    idle = {a: chance[a,] for a in graph.optional}
    return RootChildren(whole.moments[0] - sum(idle.values()), chances / chances.sum(), idle)


def _normal(mean: float, variance: float, n: int) -> Floats:
    """A normal distribution on 0 … n, by unit steps."""
    edges = (np.arange(n + 2) - 0.5 - mean) / math.sqrt(2 * variance)
    below = np.array([0.5 * (1 + math.erf(float(x))) for x in edges])
    chances = np.diff(below)
    found: Floats = chances / chances.sum()
    return found
