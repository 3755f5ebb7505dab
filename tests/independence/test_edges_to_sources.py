"""How many witnesses reach the utterance by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.graph.root_children import root_children
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.records import Edge, Evidence, Source, Utterance, Witness
from newstemma.tables import to_records, to_table

sys.path.insert(0, str(Path(__file__).parent.parent / "graph"))
from brute import trees


def witness(name: str, status: str = "extant") -> Witness:
    """A witness of utterance u."""
    return Witness("u", name, None, None, name, status, f"Outlet {name}", None, None, name, True, None)


def edge(parent: str, child: str, score: float, *, in_tree: bool = False, kind: str = "words") -> Edge:
    """A possible edge with one reason; its probability is not looked at here."""
    return Edge("u", parent, child, 0.5, in_tree, [Evidence(kind, score, "because")])


def counted(witnesses: list[Witness], edges: list[Edge]) -> tuple[Utterance, list[Source]]:
    """The utterance with its numbers, and its sources."""
    said = Utterance("u", None, None, None, None, "x", len(witnesses), 1, None, None, None, None, None)
    utterances, sources = edges_to_sources(
        to_table(Utterance, [said]), to_table(Witness, witnesses), to_table(Edge, edges)
    )
    return to_records(Utterance, utterances)[0], to_records(Source, sources)


def test_a_single_witness_is_one_source() -> None:
    """One witness is one source, for certain."""
    said, sources = counted([witness("a")], [edge("u", "a", 0, in_tree=True)])
    assert (said.sources_expected, said.sources_low, said.sources_high) == (1, 1, 1)
    assert [(s.witness_id, s.collapsed, s.circular) for s in sources] == [("a", [], False)]


def test_a_lost_source_is_one_branch() -> None:
    """Two articles below one lost source are one source, and it lists both."""
    edges = [
        edge("u", "l", 3, in_tree=True),
        *(edge("u", w, -6) for w in "ab"),
        *(edge("l", w, 3, in_tree=True) for w in "ab"),
    ]
    said, sources = counted([witness("a"), witness("b"), witness("l", "lost")], edges)
    assert said.sources_expected == pytest.approx(1, abs=0.01)
    assert (said.sources_low, said.sources_high) == (1, 1)
    assert [(s.witness_id, s.collapsed) for s in sources] == [("l", ["a", "b"])]


def test_a_lost_source_that_nobody_used_is_none() -> None:
    """A credited source that is a leaf below the utterance does not count."""
    edges = [edge("u", "l", 9, in_tree=True), edge("u", "a", 0, in_tree=True), edge("l", "a", -9)]
    said, _ = counted([witness("a"), witness("l", "lost")], edges)
    assert said.sources_expected == pytest.approx(1, abs=1e-3)
    assert said.sources_high == 1


def test_credits_in_a_circle_are_flagged() -> None:
    """A names B and B names A; a source above them is marked."""
    edges = [
        edge("u", "a", 0, in_tree=True),
        edge("u", "b", 0),
        edge("a", "b", 2, in_tree=True, kind="credit"),
        edge("b", "a", 2, kind="credit"),
    ]
    _, sources = counted([witness("a"), witness("b")], edges)
    assert [s.circular for s in sources] == [True]


def test_a_circle_of_three_is_flagged_and_a_chain_is_not() -> None:
    """A names B, B names C; only with C naming A it is a circle."""
    tree = [edge("u", "a", 0, in_tree=True), edge("a", "b", 0, in_tree=True), edge("b", "c", 0, in_tree=True)]
    chain = [edge("b", "a", 1, kind="credit"), edge("c", "b", 1, kind="credit")]
    witnesses = [witness(w) for w in "abc"]
    assert [s.circular for s in counted(witnesses, tree + chain)[1]] == [False]
    circle = [*chain, edge("a", "c", 1, kind="credit")]
    assert [s.circular for s in counted(witnesses, tree + circle)[1]] == [True]


def test_an_utterance_without_edges_keeps_null() -> None:
    """Where nothing is known nothing is claimed."""
    said, sources = counted([], [])
    assert said.sources_expected is None
    assert sources == []


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 4), st.integers(0, 10**6), st.integers(0, 2))
def test_the_distribution_equals_enumeration(n: int, seed: int, lost: int) -> None:
    """The number of counting root children, by listing all trees."""
    rng = np.random.default_rng(seed)
    root, edges = rng.normal(0, 2, n), rng.normal(0, 2, (n, n))
    optional = list(range(min(lost, n)))
    want = np.zeros(n + 1)
    for parents, score in trees(root, edges):
        heads = [j for j, p in enumerate(parents) if p < 0 and not (j in optional and j not in parents)]
        want[len(heads)] += np.exp(score)
    want /= want.sum()
    found = root_children(root, edges, optional)
    assert np.allclose(found.chances, want, atol=1e-6)
    assert found.expected == pytest.approx(float((want * np.arange(n + 1)).sum()), abs=1e-6)


def test_the_interval_cuts_off_both_ends() -> None:
    """One sure child and nineteen coins have a central interval of 90% around their mean."""
    root = np.zeros(20)
    edges = np.full((20, 20), -np.inf)
    edges[0, 1:] = 0.0
    found = root_children(root, edges)
    assert found.expected == pytest.approx(1 + 19 / 2)
    assert found.central(0.9) == (7, 14)


def test_large_graphs_use_the_exact_mean_and_variance() -> None:
    """Above the exact limit the normal distribution has the same middle."""
    n = 450
    root, edges = np.zeros(n), np.full((n, n), -np.inf)
    edges[0, 1:] = 0.0
    found = root_children(root, edges)
    low, high = found.central(0.9)
    assert low < 1 + (n - 1) / 2 < high
    assert high - low == pytest.approx(2 * 1.645 * np.sqrt((n - 1) / 4), abs=2)
