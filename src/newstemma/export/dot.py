"""Stemmata in the DOT language, drawn as OpenStemmata does (https://openstemmata.github.io).

One digraph per utterance. Witnesses are named by their sigla; lost ones are grey; steps of the best tree are
solid, rivals above a quarter (contamination, or doubt) dashed. ``newstemma`` adds the probability as label
and width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import visible
from newstemma.params.export import RIVAL
from newstemma.records import Edge, Utterance, Witness

__all__ = ["tables_to_dot", "utterance_to_dot"]

_ROOT = "archetype"


def tables_to_dot(tables: Tables) -> Iterator[str]:
    """A digraph for every utterance with at least two witnesses, one after the other."""
    for _, graph in utterance_to_dot(tables):
        yield graph


def utterance_to_dot(tables: Tables) -> Iterator[tuple[str, str]]:
    """(utterance_id, digraph) for every utterance with at least two witnesses."""
    pile = Pile(tables)
    for utterance, told in pile.retold():
        yield utterance.utterance_id, _digraph(utterance, told, pile.edges.get(utterance.utterance_id, []))


def _digraph(utterance: Utterance, told: Sequence[Witness], edges: Sequence[Edge]) -> str:
    name = {utterance.utterance_id: _ROOT} | {w.witness_id: w.sigil for w in told}
    spoken = f"{utterance.speaker or 'unknown speaker'}: {utterance.text}"
    lines = [
        f"digraph {_quoted(utterance.utterance_id)} {{",
        f"  label={_quoted(spoken)};",
        f'  {_ROOT} [label={_quoted(utterance.speaker or "ω")}, color="grey"];',
        *map(_node, told),
        *(_arrow(e, name) for e in edges if e.in_tree or e.probability >= RIVAL),
        "}\n",
    ]
    return "\n".join(lines)


def _node(witness: Witness) -> str:
    tip = f"{witness.name}{', ' + witness.published if witness.published else ''}"
    grey = ', color="grey"' if witness.status == "lost" else ""
    return f"  {_quoted(witness.sigil)} [label={_quoted(witness.sigil)}, tooltip={_quoted(tip)}{grey}];"


def _arrow(edge: Edge, name: dict[str, str]) -> str:
    style = "" if edge.in_tree else ', style="dashed"'
    width = f'penwidth="{0.5 + 2 * edge.probability:.2f}"'
    ends = f"{_quoted(name[edge.parent])} -> {_quoted(name[edge.child])}"
    return f'  {ends} [label="{edge.probability:.2f}", {width}{style}];'


def _quoted(text: str) -> str:
    """A DOT string; line ends are written as the escape that draws one, other controls as their pictures."""
    plain = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'
