"""Communities of a graph of ties: the Leiden algorithm on the constant Potts model.

Leiden (Traag, Waltman and van Eck 2019) gives communities that hang together, which Louvain does not promise.
The constant Potts model (Traag, Van Dooren and Nesterov 2011) has no resolution limit: whether two groups are
one depends on the ties between them and not on the size of the graph, so that what is added elsewhere leaves
them as they are. ``graspologic-native`` computes it; leidenalg and igraph are under the GPL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from newstemma.params.narrative import RESOLUTION, ROUNDS, SEED, TRIALS

__all__ = ["communities"]


def communities(n: int, weights: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups of nodes that are tied more than ``RESOLUTION`` on average.

    Args:
        n: number of nodes, 0 to n - 1.
        weights: for tied nodes (i, j) with i < j, how strongly; all positive.

    Returns:
        Every group of at least two nodes, each in order, ordered by their first node. The same graph gives
        the same groups.
    """
    from graspologic_native import leiden  # late: only piles with ties need it

    out = []
    for part in _parts(n, weights):
        nodes = sorted({node for pair in part for node in pair})
        number = {node: str(k) for k, node in enumerate(nodes)}  # whatever the rest of the graph is like
        edges = [(number[i], number[j], weights[i, j]) for i, j in part]
        _, found = leiden(
            edges, resolution=RESOLUTION, use_modularity=False, seed=SEED, iterations=ROUNDS, trials=TRIALS
        )
        groups: dict[int, list[int]] = defaultdict(list)
        for node, group in found.items():
            groups[group].append(nodes[int(node)])
        out += [sorted(group) for group in groups.values() if len(group) > 1]
    return sorted(out)


def _parts(n: int, weights: Mapping[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """The ties of each connected part: one part's groups do not hang on what chance did in another."""
    from newstemma.graph.union_find import UnionFind

    joined: UnionFind[int] = UnionFind(range(n))
    for i, j in weights:
        joined.join(i, j)
    parts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in sorted(weights):
        parts[joined.find(i)].append((i, j))
    return list(parts.values())
