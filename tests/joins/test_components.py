"""Components by SQL against union-find."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.engine.duck import Duck
from newstemma.graph.union_find import UnionFind
from newstemma.joins.components import components

LINKS = pa.schema([("a", pa.string()), ("b", pa.string())])


def by_joins(links: list[tuple[str, str]]) -> dict[str, str]:
    """The label of every item."""
    with TemporaryDirectory() as folder, Duck(Path(folder)) as relations:
        columns = [[a for a, _ in links], [b for _, b in links]]
        relations.put("links", pa.table(columns, schema=LINKS))
        components(relations, "links", "found")
        rows = relations.get("select item, label from found").to_pylist()
    labels = {row["item"]: row["label"] for row in rows}
    assert len(labels) == len(rows)
    return labels


def by_union(links: list[tuple[str, str]]) -> dict[str, str]:
    """The same by union-find."""
    sets: UnionFind[str] = UnionFind({item for link in links for item in link})
    for a, b in links:
        sets.join(a, b)
    return {item: min(group) for group in sets.groups() for item in group if len(group) > 1}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_labels_are_those_of_union_find(pairs: list[tuple[int, int]]) -> None:
    """Whatever is linked, every component has its smallest item as its label, and no item has two."""
    links = [(f"{a:02}", f"{b:02}") for a, b in pairs]
    assert by_joins(links) == by_union(links)


def test_a_long_chain() -> None:
    """A chain of 500 items, in an order that helps nobody, is one component."""
    names = [f"{(7919 * k) % 500:03}" for k in range(500)]
    links = list(pairwise(names))
    assert set(by_joins(links).values()) == {"000"}
