"""The best spanning arborescence (Chu and Liu 1965; Edmonds 1967) in O(n²), after Tarjan (1977).

Every node takes its best parent; where that closes a cycle, the cycle becomes one node whose incoming scores
are what entering it would gain or lose against the cycle's own edge, and the search goes on. At the end the
cycles are opened again at the node that was entered (Camerini, Fratta and Maffioli 1979).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newstemma.errors import GraphError

__all__ = ["ROOT", "best_arborescence", "best_arborescences"]

ROOT = -1
"""Stands for the root in a list of parents."""

_EQUAL = 9
"""Digits to which scores of entering a cycle are compared: what is equal but for rounding is a tie."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def best_arborescence(log_root: Floats, log_edges: Floats) -> list[int]:
    """The parent of each node in the tree with the largest sum of scores.

    Args:
        log_root: score of root → j for each of n nodes; ``-inf`` forbids it.
        log_edges: score of i → j at ``[i, j]``; ``-inf`` forbids it, the diagonal is ignored.

    Returns:
        The parent of each node, ``ROOT`` for a child of the root. The root may have any number of
        children. Among equally good parents the root comes first, then the one that stands earlier.

    Raises:
        GraphError: some node cannot be reached from the root.
    """
    found: list[int] = best_arborescences(log_root[None], log_edges[None])[0].tolist()
    return found


def best_arborescences(log_root: Floats, log_edges: Floats) -> Ints:
    """``best_arborescence`` for many graphs of one size, stacked; a row of parents for each."""
    count, n = log_root.shape
    scores = np.full((count, n + 1, n + 1), -np.inf)
    scores[:, 0, 1:] = log_root
    scores[:, 1:, 1:] = log_edges
    scores[:, np.arange(n + 1), np.arange(n + 1)] = -np.inf
    parents = np.zeros((count, n + 1), dtype=np.int64)
    parents[:, 1:] = scores[:, :, 1:].argmax(axis=1)
    chosen = np.take_along_axis(scores[:, :, 1:], parents[:, None, 1:], axis=1)
    if np.isneginf(chosen).any():
        raise GraphError("no spanning tree: some node has no possible parent")
    for k in np.flatnonzero(~_acyclic(parents)).tolist():
        parents[k] = _Contraction(scores[k]).solve()
    found: Ints = parents[:, 1:] - 1
    return found


def _acyclic(parents: Ints) -> NDArray[np.bool_]:
    """Whether following parents (of several graphs) leads every node to 0, by doubling the steps."""
    ancestors = parents
    for _ in range(int(parents.shape[1]).bit_length()):
        ancestors = np.take_along_axis(ancestors, ancestors, axis=1)
    led: NDArray[np.bool_] = (ancestors == 0).all(axis=1)
    return led


class _Contraction:
    """The search on nodes 0 (root) to n, and on the cycles that are contracted on the way (from n + 1)."""

    def __init__(self, scores: Floats) -> None:
        self.n = len(scores)
        # by (contracted) child: the score of each original parent, and the original child it would enter
        self.gain: list[Floats] = list(scores.T.copy())
        self.entered: list[Ints] = [np.full(self.n, j, dtype=np.int64) for j in range(self.n)]
        # the (contracted) node that holds each original one, and the (parent, child) edge taken by each
        self.inside: Ints = np.arange(self.n, dtype=np.int64)
        self.choice: list[tuple[int, int]] = [(-1, -1)] * self.n
        self.members: dict[int, list[int]] = {}

    def solve(self) -> list[int]:
        """Parents by node (0 has none, given as 0)."""
        done = {0}
        for start in range(1, self.n):
            path: list[int] = []
            node = int(self.inside[start])
            while node not in done:
                node = self._step(node, path)
            done.update(path)
        return self._opened()

    def _step(self, node: int, path: list[int]) -> int:
        """Go to the node's best parent; a node that is already on the path closes a cycle."""
        if node in path:
            at = path.index(node)
            cycle = path[at:]
            del path[at:]
            return self._contract(cycle)
        parent = int(self.gain[node].argmax())
        if np.isneginf(self.gain[node][parent]):
            raise GraphError("no spanning tree: some node cannot be reached from the root")
        self.choice[node] = (parent, int(self.entered[node][parent]))
        path.append(node)
        return int(self.inside[parent])

    def _contract(self, cycle: list[int]) -> int:
        """Make one node of a cycle; its incoming scores are relative to the cycle's own edges."""
        new = len(self.gain)
        relative = np.stack([self.gain[m] - self.gain[m][self.choice[m][0]] for m in cycle]).round(_EQUAL)
        best = relative.argmax(axis=0)
        columns = np.arange(self.n)
        gain = relative[best, columns]
        for m in cycle:
            self.inside[self.inside == m] = new
        gain[self.inside == new] = -np.inf
        self.gain.append(gain)
        self.entered.append(np.stack([self.entered[m] for m in cycle])[best, columns])
        self.choice.append((-1, -1))
        self.members[new] = cycle
        return new

    def _opened(self) -> list[int]:
        """Open the contracted cycles, the last first: the member that was entered gets the new parent."""
        holder = {m: new for new, cycle in self.members.items() for m in cycle}
        for new in sorted(self.members, reverse=True):
            member = self.choice[new][1]
            while holder.get(member) != new:
                member = holder[member]
            self.choice[member] = self.choice[new]
        return [0] + [self.choice[j][0] for j in range(1, self.n)]
