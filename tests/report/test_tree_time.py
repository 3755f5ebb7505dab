"""Columns of trees in which time runs from left to right."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from newstemma.graph.layout import layout
from newstemma.report.tree import Node, Tree
from newstemma.report.tree_time import TimeColumns, time_columns
from newstemma.report.when import moment


def drawn(parents: Mapping[str, str], dates: Mapping[str, str | None]) -> tuple[Tree, TimeColumns]:
    """A tree from child -> parent (``r`` is the root), and its columns."""
    nodes = {k: Node(k, k, k, "", "extant", None, moment(dates.get(k))) for k in ("r", *parents)}
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    tree = Tree("r", nodes, children, ())
    return tree, time_columns(tree, {k: d for k, (d, _) in layout("r", children).items()})


def test_a_later_copy_of_the_same_parent_stands_further_right() -> None:
    """Two copies from one parent, a day apart, are in different columns, each below its date."""
    _, found = drawn(
        {"a": "r", "b": "a", "c": "a"}, {"a": "2024-03-01", "b": "2024-03-02", "c": "2024-03-05"}
    )
    assert [found.column[k] for k in "rabc"] == [0, 1, 2, 3]
    assert [b.label for b in found.bands] == ["1 Mar 2024", "2 Mar", "5 Mar"]


def test_without_a_date_a_version_keeps_to_the_tree() -> None:
    """An undated version stands beside its parent, and no date is invented for it."""
    _, found = drawn({"a": "r", "b": "a", "c": "b"}, {"a": "2024-03-01", "c": "2024-03-05"})
    assert [found.column[k] for k in "rabc"] == [0, 1, 2, 3]
    assert [(b.first, b.last) for b in found.bands] == [(1, 1), (3, 3)]


def test_one_date_makes_no_axis() -> None:
    """A single date says nothing about an order."""
    assert drawn({"a": "r", "b": "a"}, {"a": "2024-03-01"})[1].bands == ()


def test_a_tree_against_the_dates_is_drawn_as_it_is() -> None:
    """Where a correction hangs the earlier below the later one there is no axis."""
    _, found = drawn({"a": "r", "b": "a"}, {"a": "2024-03-05", "b": "2024-03-01"})
    assert found.bands == ()
    assert found.column == {"r": 0, "a": 1, "b": 2}


def test_many_days_are_taken_together_at_the_narrowest_gaps() -> None:
    """Thirty copies over thirty days and one a year later: the year is a border, the picture narrow."""
    keys = [f"k{n:02}" for n in range(30)]
    dates = {k: f"2024-03-{n + 1:02}" for n, k in enumerate(keys)} | {"z": "2025-03-01"}
    _, found = drawn(dict.fromkeys([*keys, "z"], "r"), dates)
    assert max(found.column.values()) < 8
    assert found.bands[-1].label == "1 Mar 2025"
    assert found.column["z"] > max(found.column[k] for k in keys)


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str | None]]:
    """Any tree of up to twelve versions with any dates."""
    size = draw(st.integers(1, 12))
    keys = [f"k{n}" for n in range(size)]
    parents = {k: draw(st.sampled_from(["r", *keys[:n]])) for n, k in enumerate(keys)}
    day = st.one_of(
        st.none(), st.sampled_from(["2024", "2024-03", "2024-03-02T10:00", "2024-03-02T18:30", "2024-03-02"]),
        st.integers(1, 28).map(lambda d: f"2024-04-{d:02}"),
    )  # fmt: skip
    return parents, {k: draw(day) for k in keys}


@given(trees())
def test_children_and_later_bands_stand_further_right(
    tree: tuple[dict[str, str], dict[str, str | None]],
) -> None:
    """Whatever the dates: no child left of its parent, bands apart and in the order of time."""
    parents, dates = tree
    _, found = drawn(parents, dates)
    assert all(found.column[child] > found.column[parent] for child, parent in parents.items())
    assert all(a.last < b.first for a, b in zip(found.bands, found.bands[1:], strict=False))
    assert sorted(set(found.column.values())) == list(range(max(found.column.values()) + 1))
