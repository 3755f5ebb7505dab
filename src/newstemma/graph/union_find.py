"""Disjoint sets (Tarjan 1975), with results that do not depend on the order of unions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

__all__ = ["UnionFind"]


class UnionFind(Generic[T]):
    """Sets of items that grow together; an item that was never named is a set of its own."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def find(self, item: T) -> T:
        """The set's present head (use it only to compare)."""
        parent = self._parent.setdefault(item, item)
        while parent != self._parent[parent]:
            self._parent[parent] = self._parent[self._parent[parent]]
            parent = self._parent[parent]
        self._parent[item] = parent
        return parent

    def join(self, a: T, b: T) -> None:
        """Make one set of the two sets."""
        self._parent[self.find(b)] = self.find(a)

    def groups(self) -> list[list[T]]:
        """All sets, members and sets in the order in which items were first named."""
        sets: dict[T, list[T]] = {}
        for item in self._parent:
            sets.setdefault(self.find(item), []).append(item)
        return list(sets.values())
