"""Neighbour joining (Saitou and Nei 1987; Studier and Keppler 1988), with short branches contracted.

The plain method puts every item at a tip. Where a tip's branch, or one between two inner nodes, is no longer
than chance would make it, the two ends are one: so an item that others were made from becomes an inner node.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.union_find import UnionFind

__all__ = ["Joined", "neighbour_joining"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Joined:
    """An unrooted tree.

    Attributes:
        n_inner: nodes n, n + 1 … that stand for none of the n items.
        branches: (node, node, length), each once.
    """

    n_inner: int
    branches: tuple[tuple[int, int, float], ...]


def neighbour_joining(distance: Floats, shortest: float = 0.0) -> Joined:
    """The tree of n items by their distances, in O(n³).

    Args:
        distance: symmetric, zeros on the diagonal.
        shortest: branches shorter than this are contracted, the shortest first, unless that would make two
            items one.

    Returns:
        The tree; items are nodes 0 to n - 1. Ties go to the pair that stands first.
    """
    n = len(distance)
    branches = _joined(distance)
    top = 1 + max((max(i, j) for i, j, _ in branches), default=n - 1)
    sets: UnionFind[int] = UnionFind(range(max(top, n)))
    item: dict[int, int] = {k: k for k in range(n)}
    for i, j, length in sorted(branches, key=lambda b: (b[2], b[0], b[1])):
        a, b = sets.find(i), sets.find(j)
        if length < shortest and not (a in item and b in item):
            named = item.get(a, item.get(b))
            sets.join(a, b)
            if named is not None:
                item[sets.find(a)] = named
    fresh: dict[int, int] = {}

    def name(node: int) -> int:
        head = sets.find(node)
        return item[head] if head in item else fresh.setdefault(head, n + len(fresh))

    kept = [(name(i), name(j), max(length, 0.0)) for i, j, length in branches if sets.find(i) != sets.find(j)]
    return Joined(len(fresh), tuple(kept))


def _joined(distance: Floats) -> list[tuple[int, int, float]]:
    """The plain method: branches of a tree whose inner nodes are n, n + 1 …"""
    n = len(distance)
    if n < 2:
        return []
    size = 2 * n
    table = np.zeros((size, size))
    table[:n, :n] = distance
    active, new, branches = list(range(n)), n, []
    while len(active) > 2:
        part = table[np.ix_(active, active)]
        m, total = len(active), part.sum(axis=0)
        criterion = (m - 2) * part - total[None, :] - total[:, None]
        np.fill_diagonal(criterion, np.inf)
        a, b = (int(k) for k in np.unravel_index(int(criterion.argmin()), criterion.shape))
        to_a = part[a, b] / 2 + (total[a] - total[b]) / (2 * (m - 2))
        i, j = active[a], active[b]
        branches += [(i, new, float(to_a)), (j, new, float(part[a, b] - to_a))]
        row = (table[i] + table[j] - table[i, j]) / 2
        table[new], table[:, new] = row, row
        table[new, new] = 0.0
        active = [k for k in active if k not in (i, j)] + [new]
        new += 1
    branches.append((active[0], active[1], float(table[active[0], active[1]])))
    return branches
