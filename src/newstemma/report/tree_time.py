"""Columns of a tree that is drawn so that time runs from left to right where dates are known.

1. versions whose day is known fall into groups that certainly follow each other
2. no version stands left of one that is certainly earlier, no child left of its parent
3. the widest gaps in time between groups become borders that columns do not cross, as many as the width
   allows; between two borders lies a band with a date of its own

A version without a known day stands where the tree puts it, and belongs to no band. If the tree runs
against the dates (a reader's correction may ask for that) there are no bands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from newstemma.params.report import DATED_COLUMNS
from newstemma.report.tree import Tree
from newstemma.report.when import Moment, band_words

__all__ = ["Band", "TimeColumns", "time_columns"]


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring columns of one stretch of time."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class TimeColumns:
    """The column of every node, and what stretches of time the columns stand for."""

    column: Mapping[str, int]
    bands: Sequence[Band]


@dataclass(frozen=True)
class _Group:
    """Nodes of which none is certainly earlier than another."""

    keys: tuple[str, ...]
    low: float
    high: float


def time_columns(tree: Tree, depth: Mapping[str, float]) -> TimeColumns:
    """Where the nodes of a tree stand.

    Args:
        tree: what is drawn.
        depth: of every node that is drawn, the root at 0.
    """
    plain = {key: int(d) for key, d in depth.items()}
    known = {k: m for k in plain if k != tree.root and (m := tree.nodes[k].at) is not None and m.exact}
    groups = _groups(known)
    if len(known) < 2:
        return TimeColumns(plain, ())
    most = max(DATED_COLUMNS, 2 + max(plain.values()))
    for ordered in (True, False):
        for borders in _borders(groups, most):
            columns = _columns(tree, plain, groups, borders, ordered)
            if columns is None:
                return TimeColumns(plain, ())
            if max(columns.values()) < most:
                return TimeColumns(columns, _bands(groups, borders, columns))
    return TimeColumns(plain, ())


def _groups(known: Mapping[str, Moment]) -> list[_Group]:
    """Nodes by time; whose intervals overlap are one group."""
    groups: list[_Group] = []
    for key, at in sorted(known.items(), key=lambda item: (item[1].low, item[1].high, item[0])):
        last = groups[-1] if groups else None
        if last and (at.low < last.high or (at.low, at.high) == (last.low, last.high)):
            groups[-1] = _Group((*last.keys, key), last.low, max(last.high, at.high))
        else:
            groups.append(_Group((key,), at.low, at.high))
    return groups


def _borders(groups: Sequence[_Group], most: int) -> Iterator[frozenset[int]]:
    """The widest gaps before groups: first as many as may fit, then fewer and fewer."""
    gaps = sorted(range(1, len(groups)), key=lambda k: (groups[k - 1].high - groups[k].low, k))
    for count in range(min(len(gaps), most - 2), -1, -1):
        yield frozenset(gaps[:count])


def _columns(
    tree: Tree, nodes: Mapping[str, int], groups: Sequence[_Group], borders: frozenset[int], ordered: bool
) -> dict[str, int] | None:
    """The leftmost columns that keep to the tree and to time; None if these two contradict each other.

    ``ordered``: whether groups keep their order between two borders too.
    """
    after: dict[str | int, dict[str | int, int]] = {key: {} for key in nodes}
    for parent, listed in tree.children.items():
        for child in listed:
            if child in after and parent in after:
                after[child][parent] = 1
    for k, group in enumerate(groups):
        after[k] = dict.fromkeys(group.keys, 0) | ({k - 1: 0} if k else {})
        gate = k - 1 if ordered else max((b - 1 for b in borders if b <= k), default=-1)
        if gate >= 0:
            step = int(k in borders or not ordered)
            for key in group.keys:
                after[key][gate] = step
    columns: dict[str | int, int] = {}
    try:
        for item in TopologicalSorter({k: tuple(v) for k, v in after.items()}).static_order():
            columns[item] = max((columns[a] + step for a, step in after[item].items()), default=0)
    except CycleError:
        return None
    return {key: columns[key] for key in nodes}


def _bands(groups: Sequence[_Group], borders: frozenset[int], columns: Mapping[str, int]) -> tuple[Band, ...]:
    starts = [0, *sorted(borders)]
    bands: list[Band] = []
    before = None
    for start, end in zip(starts, [*starts[1:], len(groups)], strict=True):
        inside = groups[start:end]
        places = [columns[key] for group in inside for key in group.keys]
        bands.append(Band(min(places), max(places), band_words(inside[0].low, inside[-1].high, before)))
        before = inside[-1].low
    return tuple(bands)
