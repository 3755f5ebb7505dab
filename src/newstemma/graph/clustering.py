"""Correlation clustering: groups from pairwise likes and dislikes, the number of groups left open."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping

__all__ = ["CANNOT", "correlation_clusters"]

CANNOT = -math.inf
"""The weight of a pair that must not end in one group."""

_ROUNDS = 8
"""Rounds of single moves at most; on news piles nothing moves after the third."""
_EPSILON = 1e-9


def correlation_clusters(n: int, weights: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Group items so that the weights inside groups sum to as much as possible, by two greedy methods.

    First greedy additive edge contraction (Keuper et al. 2015): the two groups with the largest summed weight
    between them are joined until no sum is positive. Then single items move to the neighbouring group that
    gains most, or out into one of their own, until nothing gains.

    Args:
        n: number of items, 0 to n - 1.
        weights: for pairs (i, j) with i < j, how much they belong together (log odds, say): positive likes,
            negative dislikes, ``CANNOT`` forbids. Pairs that are not named count nothing.

    Returns:
        The groups, each in order, ordered by their first item. The same input gives the same groups.
    """
    near = _neighbours(n, weights)
    groups = _contract(n, near)
    label = [0] * n
    for g, members in enumerate(groups):
        for item in members:
            label[item] = g
    _move(near, label)
    out: dict[int, list[int]] = {}
    for item in range(n):
        out.setdefault(label[item], []).append(item)
    return list(out.values())


def _neighbours(n: int, weights: Mapping[tuple[int, int], float]) -> list[dict[int, float]]:
    near: list[dict[int, float]] = [{} for _ in range(n)]
    for (i, j), weight in sorted(weights.items()):
        near[i][j] = weight
        near[j][i] = weight
    return near


def _contract(n: int, near: list[dict[int, float]]) -> list[list[int]]:
    """Greedy additive edge contraction; ties go to the lowest items."""
    between = [dict(row) for row in near]
    members: list[list[int] | None] = [[i] for i in range(n)]
    heap = [(-w, i, j) for i in range(n) for j, w in between[i].items() if i < j and w > 0]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if members[i] is None or members[j] is None or between[i].get(j) != -negative:
            continue
        if len(between[i]) < len(between[j]):
            i, j = j, i
        members[i] = (members[i] or []) + (members[j] or [])
        members[j] = None
        for k, weight in between[j].items():
            del between[k][j]
            if k == i:
                continue
            total = between[i].get(k, 0.0) + weight
            between[i][k] = between[k][i] = total
            if total > 0:
                heapq.heappush(heap, (-total, min(i, k), max(i, k)))
        between[j] = {}
    return [sorted(m) for m in members if m is not None]


def _move(near: list[dict[int, float]], label: list[int]) -> None:
    """Single items to where they gain most, in place."""
    fresh = len(label)
    for _ in range(_ROUNDS):
        moved = False
        for item, row in enumerate(near):
            pull: dict[int, float] = {}
            for other, weight in row.items():
                pull[label[other]] = pull.get(label[other], 0.0) + weight
            here = pull.pop(label[item], 0.0)
            there, best = max(pull.items(), key=lambda p: (p[1], -p[0]), default=(-1, CANNOT))
            if max(best, 0.0) > here + _EPSILON:
                label[item] = there if best > 0 else fresh
                fresh += 1
                moved = True
        if not moved:
            return
