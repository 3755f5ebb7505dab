"""Edges to sources: how many witnesses reach the utterance by themselves, and who only repeats them.

The log-linear model is rebuilt from the evidence of the edges (their weights sum to the log scores). Every
branch that hangs from the utterance itself is a source; a credited source that is not in the pile is one
branch, however many articles hang below it, and none where nothing does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from newstemma.graph.root_children import root_children
from newstemma.ids import make_id
from newstemma.independence.circles import circular
from newstemma.independence.steps import Step, steps
from newstemma.params.independence import SHARE
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
    grouped = steps(edges)
    known = {w.witness_id: w for w in to_records(Witness, witnesses)}
    filled, sources = [], []
    for utterance in to_records(Utterance, utterances):
        listed = grouped.get(utterance.utterance_id)
        if listed:
            utterance, found = _counted(utterance, listed, known)  # noqa: PLW2901 - the filled row takes its place
            sources.extend(found)
        filled.append(utterance)
    return to_table(Utterance, filled), to_table(Source, sources)


def _counted(
    utterance: Utterance, edges: Sequence[Step], witnesses: dict[str, Witness]
) -> tuple[Utterance, list[Source]]:
    nodes = sorted({e.child for e in edges})
    lost = [k for k, n in enumerate(nodes) if n in witnesses and witnesses[n].status == "lost"]
    if len(nodes) == 1:
        expected, low, high, idle = 1.0, 1, 1, dict[int, float]()
    else:
        found = root_children(*_scores(utterance.utterance_id, nodes, edges), optional=lost)
        low, high = found.central(SHARE)
        expected, idle = found.expected, found.idle
    below = _below(utterance.utterance_id, edges)
    turning = circular(edges, witnesses)
    sources = []
    for edge in edges:
        if edge.in_tree and edge.parent == utterance.utterance_id:
            collapsed = below[edge.child]
            chance = edge.probability - idle.get(nodes.index(edge.child), 0.0)
            sources.append(
                Source(
                    utterance_id=utterance.utterance_id,
                    source_id=make_id("so", utterance.utterance_id, edge.child),
                    witness_id=edge.child,
                    probability=round(min(1.0, max(0.0, chance)), _DIGITS),
                    collapsed=collapsed,
                    circular=bool(turning & {edge.child, *collapsed}),
                )
            )
    counted = replace(
        utterance,
        sources_expected=round(expected, _DIGITS),
        sources_low=max(1, low),
        sources_high=max(1, high),
    )
    return counted, sources


def _scores(root: str, nodes: Sequence[str], edges: Sequence[Step]) -> tuple[np.ndarray, np.ndarray]:
    """Log scores from the evidence; an edge without a row is impossible."""
    place = {node: k for k, node in enumerate(nodes)}
    from_root = np.full(len(nodes), -np.inf)
    between = np.full((len(nodes), len(nodes)), -np.inf)
    for edge in edges:
        if edge.parent == root:
            from_root[place[edge.child]] = edge.score
        else:
            between[place[edge.parent], place[edge.child]] = edge.score
    return from_root, between


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
