"""Tree layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.errors import GraphError
from newstemma.graph.layout import layout


def test_parent_stands_midway() -> None:
    """A parent's row is the mean of its first and last child's."""
    places = layout("r", {"r": ["a", "b"], "a": ["c", "d"]})
    assert places == {"r": (0, 1.25), "a": (1, 0.5), "c": (2, 0), "d": (2, 1), "b": (1, 2)}


def test_a_single_node_is_a_tree() -> None:
    """A root without children stands at the origin."""
    assert layout("r", {}) == {"r": (0, 0)}


def test_a_cycle_is_refused() -> None:
    """A node that is reached twice is an error that names it."""
    with pytest.raises(GraphError, match="'a'"):
        layout("r", {"r": ["a"], "a": ["b"], "b": ["a"]})


def test_long_chains_do_not_overflow() -> None:
    """A chain of 5,000 nodes is laid out without recursion."""
    assert layout("0", {str(i): [str(i + 1)] for i in range(5000)})["5000"] == (5000, 0)


@given(st.lists(st.integers(min_value=0), max_size=40))
def test_no_two_nodes_of_one_depth_share_a_row(parents: list[int]) -> None:
    """Nodes of equal depth stand on different rows, and siblings keep their order."""
    children: dict[str, list[str]] = {}
    for i, parent in enumerate(parents, start=1):
        children.setdefault(str(parent % i), []).append(str(i))
    places = layout("0", children)
    assert len(places) == len(parents) + 1
    assert len(set(places.values())) == len(places)
    for below in children.values():
        rows = [places[c][1] for c in below]
        assert rows == sorted(rows)
