"""All stemmata as one GraphML graph (http://graphml.graphdrawing.org), for Gephi, yEd, igraph or networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import attribute, content
from newstemma.records import Edge, Utterance, Witness

__all__ = ["tables_to_graphml"]

_KEYS = (
    ("kind", "node", "string"), ("label", "node", "string"), ("utterance", "node", "string"),
    ("article", "node", "string"), ("speaker", "node", "string"), ("published", "node", "string"),
    ("text", "node", "string"), ("probability", "edge", "double"), ("in_tree", "edge", "boolean"),
    ("evidence", "edge", "string"),
)  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def tables_to_graphml(tables: Tables) -> Iterator[str]:
    """A directed graph: a node for each utterance (the root) and witness, every edge with its probability.

    Node data: kind (utterance, extant, lost), label, utterance, article, speaker, published, text. Edge data:
    probability, in_tree, evidence. Utterances with a single witness are left out: they have no tree.
    """
    yield _HEAD
    for name, of, kind in _KEYS:
        yield f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="stemmata" edgedefault="directed">\n'
    pile = Pile(tables)
    for utterance, told in pile.retold():
        yield _root(utterance)
        yield from map(_witness, told)
        yield from map(_edge, pile.edges.get(utterance.utterance_id, ()))
    yield "</graph>\n</graphml>\n"


def _data(values: Mapping[str, str | None]) -> str:
    return "".join(f'<data key="{k}">{content(v)}</data>' for k, v in values.items() if v is not None)


def _root(utterance: Utterance) -> str:
    values = {
        "kind": "utterance",
        "label": utterance.speaker or "unknown speaker",
        "utterance": utterance.utterance_id,
        "speaker": utterance.speaker,
        "published": utterance.said_on,
        "text": utterance.text,
    }
    return f'<node id="{attribute(utterance.utterance_id)}">{_data(values)}</node>\n'


def _witness(witness: Witness) -> str:
    values = {
        "kind": witness.status,
        "label": f"{witness.sigil}: {witness.name}",
        "utterance": witness.utterance_id,
        "article": witness.article_id,
        "published": witness.published,
        "text": witness.text,
    }
    return f'<node id="{attribute(witness.witness_id)}">{_data(values)}</node>\n'


def _edge(edge: Edge) -> str:
    values = {
        "probability": repr(edge.probability),
        "in_tree": str(edge.in_tree).lower(),
        "evidence": "; ".join(e.detail for e in edge.evidence),
    }
    ends = f'source="{attribute(edge.parent)}" target="{attribute(edge.child)}"'
    return f"<edge {ends}>{_data(values)}</edge>\n"
