"""Credits that run in a circle: A names B and B names A, or both name a third that names one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newstemma.independence.steps import Step
from newstemma.records import Witness
from newstemma.text.names import outlet_key

__all__ = ["circular"]


def circular(edges: Sequence[Step], witnesses: Mapping[str, Witness]) -> frozenset[str]:
    """The witnesses of one utterance whose credits lead back to themselves.

    A lost witness and an extant one of the same name are one outlet here: an article that credits an outlet
    which certainly published later credits a lost earlier version of it, and the circle is still one.
    """
    if not any(edge.credited for edge in edges):
        return frozenset()
    outlet = {w: outlet_key(witnesses[w].name) or w for w in {e.child for e in edges} if w in witnesses}
    names: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.credited and edge.parent in outlet:
            names[outlet[edge.child]].add(outlet[edge.parent])
    turning = _on_cycles(names)
    return frozenset(w for w, key in outlet.items() if key in turning)


def _on_cycles(names: Mapping[str, set[str]]) -> set[str]:
    """Nodes that can reach themselves."""
    found = set()
    for start in names:
        seen: set[str] = set()
        queue = list(names[start])
        while queue:
            node = queue.pop()
            if node not in seen:
                seen.add(node)
                queue.extend(names.get(node, ()))
        if start in seen:
            found.add(start)
    return found
