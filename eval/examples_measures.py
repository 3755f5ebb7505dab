"""Measures of sets, clusterings and trees that the figures of ``examples.py`` are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Edge = tuple[str, str]


def percent(part: float, whole: float) -> float:
    """Percent; nothing asked for is nothing missed."""
    return 100.0 * part / whole if whole else 100.0


def f1(gold: set[Any], predicted: set[Any]) -> float:
    """F1 of two sets in percent; two empty sets agree."""
    return percent(2 * len(gold & predicted), len(gold) + len(predicted))


def mean(values: Iterable[float]) -> float:
    """Mean, or 0 of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def bcubed(gold: Mapping[Any, Any], predicted: Mapping[Any, Any]) -> float:
    """B-cubed F1 in percent of two clusterings of the same items (Bagga and Baldwin 1998)."""
    if not gold:
        return 100.0

    def agreement(a: Mapping[Any, Any], b: Mapping[Any, Any]) -> float:
        return mean(mean(b[i] == b[j] for j in a if a[j] == a[i]) for i in a)

    precision, recall = agreement(predicted, gold), agreement(gold, predicted)
    return 100.0 * 2 * precision * recall / (precision + recall)


def nearest_extant(edges: Iterable[Edge], extant: set[str]) -> set[Edge]:
    """(ancestor, witness) for each witness and its nearest extant ancestors, lost ones skipped."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for parent, child in edges:
        parents[child].add(parent)
    found: set[Edge] = set()
    for witness in extant:
        queue, seen = sorted(parents[witness]), {witness}
        while queue:
            node = queue.pop()
            if node in extant and node != witness:
                found.add((node, witness))
            elif node not in seen:
                queue.extend(sorted(parents[node]))
            seen.add(node)
    return found
