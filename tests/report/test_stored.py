"""Rows that become records when they are asked for."""

from __future__ import annotations

import pyarrow as pa
import pytest

from newstemma.records import Edge
from newstemma.report.pile import Pile, make_pile
from newstemma.report.stored import Stored, grouped, having
from newstemma.tables import to_records


@pytest.fixture
def edges(run: dict[str, pa.Table]) -> Stored[Edge]:
    """The edges of the hand-made run."""
    return Stored("edges", run["edges"])


def test_rows_are_the_records_of_the_table(edges: Stored[Edge]) -> None:
    """Read through, sliced or one by one, they are what ``to_records`` gives."""
    wanted = to_records(Edge, edges.table)
    assert list(edges) == wanted
    assert edges[1:3] == wanted[1:3]
    assert edges[-1] == wanted[-1]
    assert len(edges) == len(wanted)


def test_groups_are_those_of_a_list(edges: Stored[Edge]) -> None:
    """Groups of rows and groups of records are the same, the rows in their order."""
    stored, listed = grouped(edges, "utterance_id"), grouped(list(edges), "utterance_id")
    assert dict(stored) == dict(listed)
    assert stored.get("u-none") is None


def test_wanted_values_are_those_of_a_list(edges: Stored[Edge]) -> None:
    """The same rows are kept whether they are records yet or not."""
    first = edges[0].child
    kept = list(having(edges, "child", lambda value: value == first))
    assert kept == having(list(edges), "child", lambda value: value == first)
    assert kept
    assert not list(having(edges, "child", lambda _: False))


def test_steps_of_the_trees(run: dict[str, pa.Table], pile: Pile) -> None:
    """The steps of the best trees are the edges that are in them, records or not."""
    whole = make_pile(run)
    object.__setattr__(whole, "edges", list(pile.edges))
    assert whole.steps_of == pile.steps_of
    assert sum(map(len, pile.steps_of.values())) == sum(edge.in_tree for edge in pile.edges)
