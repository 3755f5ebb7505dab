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
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import pyarrow as pa

from newstemma.params.stemma import AT_ONCE
from newstemma.records import Edge, Evidence, Witness
from newstemma.stemma.features import collect_all
from newstemma.stemma.graphs import Gathered
from newstemma.stemma.model import solve_all
from newstemma.stemma.pile import Pile, make_pile
from newstemma.stemma.rows import edge_table, edges_of
from newstemma.stemma.views import View, as_witness, extant_views, lost_views
from newstemma.stemma.weights import weights_of
from newstemma.tables import ORDER, to_records, to_table
from newstemma.text.names import outlet_key

__all__ = ["witnesses_to_edges"]


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
    said_to = dict(
        zip(*(utterances.column(c).to_pylist() for c in ("utterance_id", "addressee")), strict=True)
    )
    lost: list[Witness] = []
    parts: list[pa.Table] = []
    waiting = _gathered(_by_utterance(witnesses), said_to, pile)
    while listed := list(islice(waiting, AT_ONCE)):
        single = [g for g in listed if len(g.views) == 1]
        several = [g for g in listed if len(g.views) > 1]
        made = [to_table(Edge, [_single(g.utterance_id, g.views[0]) for g in single])] if single else []
        for solutions in solve_all(collect_all(several, pile), weights):
            made.append(edges_of(solutions, weights))
            lost += _missing(solutions.graphs.names, solutions.graphs.views)
        parts.append(edge_table(made))
    return _with_lost(witnesses, lost), edge_table(parts)


def _by_utterance(witnesses: pa.Table) -> dict[str, list[Witness]]:
    found: dict[str, list[Witness]] = defaultdict(list)
    for witness in to_records(Witness, witnesses):
        found[witness.utterance_id].append(witness)
    return found


def _gathered(
    witnesses: Mapping[str, Sequence[Witness]], said_to: Mapping[str, str | None], pile: Pile
) -> Iterator[Gathered]:
    """Each utterance with its extant and its lost witnesses."""
    for utterance_id in sorted(witnesses):
        venue = outlet_key(said_to.get(utterance_id) or "")
        views = extant_views(witnesses[utterance_id], pile, venue)
        yield Gathered(utterance_id, (*views, *lost_views(utterance_id, views)), venue)


def _single(utterance_id: str, view: View) -> Edge:
    """The only edge of an utterance with one witness and no credited source."""
    reason = Evidence("independence", 0.0, f"{view.name} is the only witness and names no source")
    return Edge(utterance_id, utterance_id, view.witness_id, 1.0, in_tree=True, evidence=[reason])


def _missing(names: Sequence[str], utterances: Sequence[Sequence[View]]) -> Iterator[Witness]:
    """The lost witnesses that are left in the solutions."""
    for name, views in zip(names, utterances, strict=True):
        for k, view in enumerate(v for v in views if v.lost):
            yield as_witness(name, view, k)


def _with_lost(extant: pa.Table, lost: Sequence[Witness]) -> pa.Table:
    """All witnesses in the table's stable order."""
    added = to_table(Witness, lost)
    table = pa.concat_tables([extant.select(added.schema.names).cast(added.schema), added]).combine_chunks()
    return table.sort_by([(column, "ascending") for column in ORDER["witnesses"]])
