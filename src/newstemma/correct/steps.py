"""Steps of a tree that a reader knows: confirmed, or ruled out. The rest of the tree follows from them.

A confirmed or rejected step is one more piece of evidence, heavier than all others together: the weights of
an edge still sum to its log score, and everything that reads them (independence too) sees the correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from newstemma.correct.work import Work
from newstemma.errors import GraphError
from newstemma.graph.arborescence import ROOT, best_arborescence
from newstemma.graph.matrix_tree import marginals
from newstemma.params.correct import CERTAIN
from newstemma.records import Edge, Evidence, Witness
from newstemma.store.corrections import Correction

__all__ = ["set_steps"]

_DIGITS = 9


def set_steps(work: Work, corrections: Sequence[Correction]) -> set[str]:
    """Apply what is known about steps.

    Returns:
        The keys of the corrections that hold for a step of the tables.
    """
    by_utterance: dict[str, list[tuple[Correction, str, str]]] = {}
    used = set()
    for correction in corrections:
        for utterance_id in work.holding(correction.ids):
            step = _step(work, utterance_id, correction)
            if step is not None:
                by_utterance.setdefault(utterance_id, []).append((correction, *step))
                used.add(correction.key)
    if by_utterance:
        rows = [e for e in work.rows("edges") if e.utterance_id not in by_utterance]
        lost = {w.witness_id for w in work.rows("witnesses") if w.status == "lost"}
        gone: set[str] = set()
        for utterance_id, known in sorted(by_utterance.items()):
            own = [e for e in work.rows("edges") if e.utterance_id == utterance_id]
            solved, idle = _without_idle(_weighed(utterance_id, own, known), lost)
            rows += solved
            gone |= idle
        work.put("edges", rows)
        work.put("witnesses", [w for w in work.rows("witnesses") if w.witness_id not in gone])
    return used


def _without_idle(edges: Sequence[Edge], lost: set[str]) -> tuple[list[Edge], set[str]]:
    """The edges solved, and the lost witnesses that are left out of them.

    A lost witness from which nothing hangs any more explains nothing: as in a fresh tree it is taken out, and
    the rest is solved again.
    """
    gone: set[str] = set()
    while True:
        solved = _solved([e for e in edges if e.parent not in gone and e.child not in gone])
        parents = {e.parent for e in solved if e.in_tree}
        idle = {e.child for e in solved if e.child in lost and e.child not in parents}
        if not idle:
            return solved, gone
        gone |= idle


def _step(work: Work, utterance_id: str, correction: Correction) -> tuple[str, str] | None:
    """Parent and child of the step in this utterance's tree."""
    members = [w for w in work.rows("witnesses") if w.utterance_id == utterance_id]
    child, parent = (_member(members, name) for name in correction.names)
    above = parent.witness_id if parent else utterance_id if not correction.names[1] else None
    return (above, child.witness_id) if child is not None and above is not None else None


def _member(members: Sequence[Witness], name: str) -> Witness | None:
    return next(
        (w for w in members if name and name in (w.article_id, w.name if w.status == "lost" else None)), None
    )


def _solved(heavier: Sequence[Edge]) -> list[Edge]:
    """An utterance's edges with probabilities and tree worked out from their evidence.

    Raises:
        GraphError: the corrections leave a version without any possible parent.
    """
    utterance_id = heavier[0].utterance_id
    nodes = sorted({e.child for e in heavier})
    place = {node: k for k, node in enumerate(nodes)} | {utterance_id: ROOT}
    root = np.full(len(nodes), -np.inf)
    between = np.full((len(nodes), len(nodes)), -np.inf)
    for edge in heavier:
        score = sum(e.weight for e in edge.evidence)
        if place[edge.parent] == ROOT:
            root[place[edge.child]] = score
        else:
            between[place[edge.parent], place[edge.child]] = score
    parents = best_arborescence(root, between)
    chances = marginals(root, between)
    return [_rated(edge, place, parents, chances.root, chances.edges) for edge in heavier]


def _rated(
    edge: Edge, place: Mapping[str, int], parents: Sequence[int], root: np.ndarray, between: np.ndarray
) -> Edge:
    i, j = place[edge.parent], place[edge.child]
    chance = float(root[j] if i == ROOT else between[i, j])
    return replace(edge, probability=round(chance, _DIGITS), in_tree=parents[j] == i)


def _weighed(
    utterance_id: str, edges: Sequence[Edge], known: Sequence[tuple[Correction, str, str]]
) -> list[Edge]:
    """The edges with the corrections as evidence; a step that has no row yet gets one."""
    found = {(e.parent, e.child): e for e in edges}
    for correction, parent, child in known:
        sign = 1 if correction.kind == "confirm-edge" else -1
        verb = "confirmed" if sign > 0 else "rejected"
        detail = f"{verb} by {correction.who or 'a reader'} on {correction.when[:10]}"
        evidence = Evidence("correction", sign * CERTAIN, detail)
        edge = found.get((parent, child)) or Edge(
            utterance_id, parent, child, 0.0, in_tree=False, evidence=[]
        )
        found[parent, child] = replace(edge, evidence=[*edge.evidence, evidence])
    if not found:
        raise GraphError(f"{utterance_id} has no steps")
    return list(found.values())
