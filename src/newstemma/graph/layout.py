"""Places for the nodes of a tree: every leaf its own row, every parent midway between its children.

The classic dendrogram layout (Reingold and Tilford 1981 without the tightening, which a stemma of labelled
rows does not need): edges never cross, siblings keep the order that they are given in, and the same tree
always gets the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newstemma.errors import GraphError

__all__ = ["layout"]


def layout(root: str, children: Mapping[str, Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Depth and row of every node that the root reaches.

    Args:
        root: the tree's root.
        children: the children of each node in the order in which they shall stand; leaves may be absent.

    Returns:
        node → (depth, row), root first and then depth-first. Depth is 0 for the root and grows by 1 with
        each step; leaves have the rows 0, 1, 2 … from first to last; a parent has the mean of its first
        and last child's row. Multiply both by what suits the drawing.

    Raises:
        GraphError: a node is reached twice (a cycle, or two parents).
    """
    depth = _depths(root, children)
    row: dict[str, float] = {}
    leaves = 0
    for node in depth:
        if not children.get(node):
            row[node] = float(leaves)
            leaves += 1
    for node in reversed(depth):
        below = children.get(node)
        if below:
            row[node] = (row[below[0]] + row[below[-1]]) / 2
    return {node: (float(d), row[node]) for node, d in depth.items()}


def _depths(root: str, children: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Depth of each node in depth-first order; a stack instead of recursion, for chains of any length."""
    depth: dict[str, int] = {}
    stack = [(root, 0)]
    while stack:
        node, d = stack.pop()
        if node in depth:
            raise GraphError(f"not a tree: {node!r} is reached twice; give every node one parent")
        depth[node] = d
        stack.extend((child, d + 1) for child in reversed(children.get(node, ())))
    return depth
