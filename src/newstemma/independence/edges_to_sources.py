"""Edges to sources: how many witnesses reach the utterance by themselves, and who only repeats them.

The log-linear model is rebuilt from the evidence of the edges (their weights sum to the log scores). Every
branch that hangs from the utterance itself is a source; a credited source that is not in the pile is one
branch, however many articles hang below it, and none where nothing does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from newstemma.graph.root_children import RootChildren, Scored, root_children_of_many
from newstemma.ids import make_id
from newstemma.independence.circles import circular
from newstemma.independence.steps import Step, steps
from newstemma.params.independence import AT_ONCE, SHARE
from newstemma.records import Source, Utterance, Witness
from newstemma.tables import to_records, to_table

__all__ = ["edges_to_sources"]

_DIGITS = 6


def edges_to_sources(utterances: pa.Table, witnesses: pa.Table, edges: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The utterances with their number of independent sources, and the sources.

    Args:
        utterances: ``sources_*`` are filled; an utterance without edges keeps them null.
        witnesses: extant and lost.
        edges: with probabilities and evidence.

    Returns:
        The utterances table, with the expected number and a central interval that holds 90% of the
        probability, and the sources table: a row per child of the utterance in the best tree.
    """
    known = {w.witness_id: w for w in to_records(Witness, witnesses)}
    listed = to_records(Utterance, utterances)
    grouped = steps(edges)
    told = [u.utterance_id for u in listed if grouped.get(u.utterance_id)]
    filled: dict[str, Utterance] = {}
    sources: list[Source] = []
    by_id = {u.utterance_id: u for u in listed}
    for first in range(0, len(told), AT_ONCE):
        graphs = [_graph(name, grouped[name], known) for name in told[first : first + AT_ONCE]]
        for graph, found in zip(graphs, root_children_of_many([g.scored for g in graphs]), strict=True):
            filled[graph.root] = _filled(by_id[graph.root], found)
            sources += _sources(graph, found, known)
    return to_table(Utterance, [filled.get(u.utterance_id, u) for u in listed]), to_table(Source, sources)


@dataclass(frozen=True)
class _Graph:
    """One utterance.

    Attributes:
        root: its id.
        edges: all its edges.
        nodes: the witnesses that count, in the order of ``scored``.
        scored: the scores between them; lost witnesses are optional.
    """

    root: str
    edges: Sequence[Step]
    nodes: Sequence[str]
    scored: Scored


def _graph(root: str, edges: Sequence[Step], witnesses: Mapping[str, Witness]) -> _Graph:
    """The log-linear model rebuilt; an edge without a row is impossible.

    An article that is another one over again counts as that one: what has it from the copy has it from the
    original, whichever of the two is the likelier. So one copy more never makes a source more.
    """
    everyone = {e.child for e in edges}
    missing = {n for n in everyone if n in witnesses and witnesses[n].status == "lost"}
    stands_for = _originals(root, edges, everyone - missing)
    nodes = sorted(everyone - stands_for.keys())
    place = {node: k for k, node in enumerate(nodes)} | {root: len(nodes)}
    scores = np.full((len(nodes) + 1, len(nodes)), -np.inf)
    for edge in edges:
        parent = stands_for.get(edge.parent, edge.parent)
        if edge.child in stands_for or parent == edge.child:
            continue
        at = place[parent], place[edge.child]
        scores[at] = max(scores[at], edge.score)
    lost = [k for k, n in enumerate(nodes) if n in missing]
    return _Graph(root, edges, nodes, Scored(scores[-1], scores[:-1], lost))


def _sureness(edge: Step) -> tuple[bool, float, str]:
    return edge.passage, edge.probability, edge.parent


def _originals(root: str, edges: Sequence[Step], articles: Set[str]) -> dict[str, str]:
    """For each article that is another one over again, that one: its likeliest parent that is none itself."""
    again = {e.child for e in edges if e.passage and e.parent == root}
    best: dict[str, Step] = {}
    for edge in edges if again else ():
        if edge.child in again and edge.parent not in again and edge.parent in articles:
            known = best.get(edge.child)
            if known is None or _sureness(edge) > _sureness(known):
                best[edge.child] = edge
    return {child: edge.parent for child, edge in best.items()}


def _filled(utterance: Utterance, found: RootChildren) -> Utterance:
    low, high = found.central(SHARE)
    return replace(
        utterance,
        sources_expected=round(found.expected, _DIGITS),
        sources_low=max(1, low),
        sources_high=max(1, high),
    )


def _sources(graph: _Graph, found: RootChildren, witnesses: Mapping[str, Witness]) -> Iterator[Source]:
    """A row for each child of the utterance in the best tree."""
    idle = {graph.nodes[k]: chance for k, chance in found.idle.items()}
    below = _below(graph.root, graph.edges)
    turning = circular(graph.edges, witnesses)
    for edge in graph.edges:
        if edge.in_tree and edge.parent == graph.root:
            collapsed = below[edge.child]
            chance = edge.probability - idle.get(edge.child, 0.0)
            yield Source(
                utterance_id=graph.root,
                source_id=make_id("so", graph.root, edge.child),
                witness_id=edge.child,
                probability=round(min(1.0, max(0.0, chance)), _DIGITS),
                collapsed=collapsed,
                circular=bool(turning & {edge.child, *collapsed}),
            )


def _below(root: str, edges: Sequence[Step]) -> dict[str, list[str]]:
    """All witnesses below each child of the root in the best tree, sorted."""
    children: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.in_tree:
            children[edge.parent].append(edge.child)
    out: dict[str, list[str]] = {}
    for head in children[root]:
        found, queue = [], list(children[head])
        while queue:
            node = queue.pop()
            found.append(node)
            queue.extend(children[node])
        out[head] = sorted(found)
    return out
