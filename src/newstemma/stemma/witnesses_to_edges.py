"""Witnesses to edges: for each utterance the tree of who has it from whom, with exact probabilities.

For every utterance:

1. its extant witnesses, with the credits that speak for these words (``governing``)
2. a lost witness for every credited source that is not among them (``views``)
3. the evidence on every possible edge, the utterance itself being the root (``features``)
4. the best tree (Chu-Liu/Edmonds); lost witnesses that explain nothing are taken out (``model``)
5. the probability of every edge over all trees (matrix-tree theorem)
6. second parents, where one tree cannot explain what a witness has (``contamination``)
7. the reasons in words (``reasons``)

docs/stemma.md derives the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from newstemma.params.stemma import ALL_EDGES_UP_TO, FULL_REASONS_FROM, KEPT_FROM
from newstemma.records import Edge, Evidence, Witness
from newstemma.stemma.contamination import second_parents
from newstemma.stemma.features import INDEX, collect
from newstemma.stemma.model import Solution, solve
from newstemma.stemma.pile import Pile, make_pile
from newstemma.stemma.reasons import Reasons, short_reason
from newstemma.stemma.rows import edge_table
from newstemma.stemma.views import View, as_witness, extant_views, lost_views
from newstemma.stemma.weights import weights_of
from newstemma.tables import to_records, to_table
from newstemma.text.names import outlet_key

__all__ = ["edges_of", "witnesses_to_edges"]

Floats = NDArray[np.float64]

_DIGITS = 9
_CREDITS = [INDEX[f"credit_{how}"] for how in ("article", "near", "paragraph", "line")]


def witnesses_to_edges(
    articles: pa.Table,
    statements: pa.Table,
    utterances: pa.Table,
    witnesses: pa.Table,
    credits: pa.Table,
    overlaps: pa.Table,
) -> tuple[pa.Table, pa.Table]:
    """The witnesses with the lost ones added, and the edges between them.

    Args:
        articles, statements, credits, overlaps: what the evidence comes from.
        utterances: one row per utterance (its addressee is used).
        witnesses: the extant witnesses.

    Returns:
        The witnesses table with lost witnesses, and the edges table. The probabilities of a witness's
        parents sum to 1; in utterances of more than ``ALL_EDGES_UP_TO`` nodes, rows of less than
        ``KEPT_FROM`` are left out.
    """
    pile = make_pile(articles, statements, credits, overlaps)
    weights = weights_of()
    extant = to_records(Witness, witnesses)
    by_utterance: dict[str, list[Witness]] = defaultdict(list)
    for witness in extant:
        by_utterance[witness.utterance_id].append(witness)
    said_to = dict(
        zip(*(utterances.column(c).to_pylist() for c in ("utterance_id", "addressee")), strict=True)
    )
    lost: list[Witness] = []
    edges: list[Edge] = []
    for utterance_id in sorted(by_utterance):
        venue = outlet_key(said_to.get(utterance_id) or "")
        views = extant_views(by_utterance[utterance_id], pile, venue)
        if len(views) == 1 and not views[0].credits:
            edges.append(_single(utterance_id, views[0]))
            continue
        solution = _solved(utterance_id, views, pile, venue, weights)
        missing = [v for v in solution.views if v.lost]
        lost.extend(as_witness(utterance_id, v, k) for k, v in enumerate(missing))
        edges.extend(edges_of(utterance_id, solution, weights))
    return to_table(Witness, [*extant, *lost]), edge_table(edges)


def _single(utterance_id: str, view: View) -> Edge:
    """The only edge of an utterance with one witness and no credited source."""
    reason = Evidence("independence", 0.0, f"{view.name} is the only witness and names no source")
    return Edge(utterance_id, utterance_id, view.witness_id, 1.0, in_tree=True, evidence=[reason])


def _solved(utterance_id: str, views: Sequence[View], pile: Pile, venue: str, weights: Floats) -> Solution:
    lost = lost_views(utterance_id, views)
    everyone = [*views, *lost]
    return solve(everyone, collect(everyone, pile, venue), weights)


def edges_of(utterance_id: str, solution: Solution, weights: Floats) -> Iterator[Edge]:
    """The rows of one utterance."""
    names = [utterance_id, *(v.witness_id for v in solution.views)]
    told = Reasons(solution, weights)
    explained, kept = _explained(solution), _kept(solution)
    second = {(s.parent, s.child): s.evidence(solution) for s in second_parents(solution)}
    for i, j in second:
        explained[i, j] = kept[i, j] = True
    for i, j in np.argwhere(kept).tolist():
        full = explained[i, j]
        reasons = told.of(i, j) if full else short_reason(solution, i, j)
        if (i, j) in second:
            reasons = [*reasons, second[i, j]]
        probability = round(float(solution.probabilities[i, j]), _DIGITS)
        in_tree = solution.parents[j - 1] == i
        yield Edge(utterance_id, names[i], names[j], probability, in_tree=in_tree, evidence=reasons)


def _tree(solution: Solution) -> NDArray[np.bool_]:
    tree = np.zeros_like(solution.evidence.allowed)
    tree[list(solution.parents), np.arange(1, len(tree))] = True
    return tree


def _kept(solution: Solution) -> NDArray[np.bool_]:
    """Which possible edges become rows."""
    allowed = solution.evidence.allowed
    if len(allowed) <= ALL_EDGES_UP_TO + 1:
        return allowed
    kept = (solution.probabilities >= KEPT_FROM) | _tree(solution)
    kept |= solution.evidence.values[_CREDITS].any(axis=0)
    kept[0] = True
    return kept & allowed


def _explained(solution: Solution) -> NDArray[np.bool_]:
    """Which rows give every reason: the tree, each child's two likeliest parents, credits, likely ones."""
    explained = _tree(solution) | (solution.probabilities >= FULL_REASONS_FROM)
    explained |= solution.evidence.values[_CREDITS].any(axis=0)
    best = np.argsort(-solution.probabilities, axis=0, kind="stable")[:2]
    explained[best, np.arange(len(explained))] = True
    return explained
