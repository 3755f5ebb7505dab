"""GraphML and DOT, read by networkx and pydot."""

from __future__ import annotations

import io
from collections.abc import Mapping

import networkx as nx
import pyarrow as pa
import pytest

from newstemma.export.dot import tables_to_dot, utterance_to_dot
from newstemma.export.graphml import tables_to_graphml

Tables = Mapping[str, pa.Table]


def test_networkx_reads_the_graph(tables: Tables) -> None:
    """Nodes, edges, probabilities and hostile names come back as they are in the tables."""
    graph = nx.read_graphml(io.BytesIO("".join(tables_to_graphml(tables)).encode()))
    assert set(graph) == {"u-1", "w-1", "w-2", "w-3"}
    assert graph.nodes["w-1"]["label"] == 'A: The "Fen" \\ Gazette'
    assert graph.nodes["w-3"]["kind"] == "lost"
    assert graph.edges["w-1", "w-2"]["probability"] == 0.6
    tree = [(a, b) for a, b, in_tree in graph.edges(data="in_tree") if in_tree]
    assert nx.is_arborescence(nx.DiGraph(tree))
    assert graph.edges["w-1", "w-2"]["evidence"] == "names <it> & more"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydot calls pyparsing by its old names
def test_pydot_reads_the_stemma(tables: Tables) -> None:
    """Lost witnesses are grey, steps of the tree solid, likely rivals dashed, unlikely ones left out."""
    pydot = pytest.importorskip("pydot")
    (graph,) = pydot.graph_from_dot_data("".join(tables_to_dot(tables)))
    grey = {n.get_name().strip('"') for n in graph.get_nodes() if n.get("color")}
    assert grey == {"archetype", "α"}
    style = {
        (e.get_source().strip('"'), e.get_destination().strip('"')): e.get("style") for e in graph.get_edges()
    }
    assert style == {
        ("archetype", "α"): None,
        ("α", "A"): None,
        ("A", "B"): None,
        ("α", "B"): '"dashed"',
    }


def test_one_graph_for_each_utterance(tables: Tables, nothing: Tables) -> None:
    """Utterances with one witness have no tree; none at all gives nothing."""
    assert [u for u, _ in utterance_to_dot(tables)] == ["u-1"]
    assert "".join(tables_to_dot(nothing)) == ""
