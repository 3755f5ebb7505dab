"""Three plain ways to draw the tree, to be beaten: likeness and order, neighbour joining, spanning tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newstemma.stemma.views import View
from newstemma.stemma.wording import pairs_of

__all__ = ["RIVALS", "earliest_most_similar", "neighbour_joining", "spanning_tree"]

Edges = list[tuple[str, str]]
Floats = NDArray[np.float64]

_ROOT = "root"
_LIKE = 0.2  # word pairs shared, of the shorter one's, below which nothing is thought to be copied


def _likeness(views: Sequence[View]) -> Floats:
    """Shared word pairs as a part of the shorter version's (a copy may be cut)."""
    bags = [pairs_of(v.words) for v in views]
    n = len(views)
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            least = min(len(bags[i]), len(bags[j]))
            out[i, j] = out[j, i] = len(bags[i] & bags[j]) / least if least else 0.0
    return out


def _dice(views: Sequence[View]) -> Floats:
    """Shared word pairs as a part of both versions'."""
    bags = [pairs_of(v.words) for v in views]
    n = len(views)
    out = np.eye(n)
    for i in range(n):
        for j in range(i + 1, n):
            both = len(bags[i]) + len(bags[j])
            out[i, j] = out[j, i] = 2 * len(bags[i] & bags[j]) / both if both else 0.0
    return out


def _times(views: Sequence[View]) -> list[float]:
    """Publication as far as known; the undated come last, in the order given."""
    return [v.published.low if np.isfinite(v.published.low) else 1e12 + k for k, v in enumerate(views)]


def earliest_most_similar(views: Sequence[View]) -> Edges:
    """Each article's parent is the most similar earlier one; what resembles nothing earlier is original."""
    times, like = _times(views), _likeness(views)
    edges: Edges = []
    for j, view in enumerate(views):
        earlier = [i for i in range(len(views)) if (times[i], i) < (times[j], j)]
        best = max(earlier, key=lambda i: (like[i, j], -times[i], -i), default=None)
        parent = views[best].witness_id if best is not None and like[best, j] >= _LIKE else _ROOT
        edges.append((parent, view.witness_id))
    return edges


def _oriented(neighbours: dict[int, list[int]], start: int, names: Sequence[str]) -> Edges:
    edges: Edges = [(_ROOT, names[start])]
    queue, seen = [start], {start}
    while queue:
        node = queue.pop()
        for other in neighbours[node]:
            if other not in seen:
                seen.add(other)
                edges.append((names[node], names[other]))
                queue.append(other)
    return edges


def spanning_tree(views: Sequence[View]) -> Edges:
    """The maximum spanning tree on similarity (Prim 1957), rooted at the earliest."""
    like, times = _dice(views), _times(views)
    n = len(views)
    start = min(range(n), key=lambda k: (times[k], k))
    inside, neighbours = [start], {k: list[int]() for k in range(n)}
    while len(inside) < n:
        i, j = max(
            ((i, j) for i in inside for j in range(n) if j not in inside),
            key=lambda p: (like[p], -p[0], -p[1]),
        )
        neighbours[i].append(j)
        neighbours[j].append(i)
        inside.append(j)
    return _oriented(neighbours, start, [v.witness_id for v in views])


def neighbour_joining(views: Sequence[View]) -> Edges:
    """Neighbour joining (Saitou and Nei 1987), rooted at the earliest; inner nodes are lost witnesses."""
    times = _times(views)
    names = [v.witness_id for v in views]
    distance = 1 - _dice(views)
    active = list(range(len(views)))
    neighbours: dict[int, list[int]] = {k: [] for k in active}
    while len(active) > 2:
        part = distance[np.ix_(active, active)]
        m = len(active)
        q = (m - 2) * part - part.sum(axis=0)[None, :] - part.sum(axis=1)[:, None]
        np.fill_diagonal(q, np.inf)
        a, b = np.unravel_index(int(q.argmin()), q.shape)
        i, j = active[int(a)], active[int(b)]
        new = len(names)
        names.append(f"joined {new}")
        row = (distance[i] + distance[j] - distance[i, j]) / 2
        distance = np.vstack([distance, row])
        distance = np.hstack([distance, np.append(row, 0.0)[:, None]])
        neighbours[new] = [i, j]
        neighbours[i].append(new)
        neighbours[j].append(new)
        active = [k for k in active if k not in (i, j)] + [new]
    if len(active) == 2:
        neighbours[active[0]].append(active[1])
        neighbours[active[1]].append(active[0])
    start = min(range(len(views)), key=lambda k: (times[k], k))
    return _oriented(neighbours, start, names)


RIVALS = {
    "earliest most similar": earliest_most_similar,
    "neighbour joining": neighbour_joining,
    "maximum spanning tree": spanning_tree,
}
