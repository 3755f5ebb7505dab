"""Changes to narratives: whether the wording of a point hardens or softens on its way.

The changes along the trees of a narrative's utterances are summed, from parent to child. A wording hardens
where a hedge is dropped or strengthened, an intensifier is added or the source is dropped; it softens where
a hedge is added or weakened or an intensifier is dropped. Changes between siblings, whose direction is not
known, do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa

from newstemma.records import Change, Narrative
from newstemma.tables import to_records, to_table

__all__ = ["changes_to_narratives", "direction", "summed"]

_FIRMER = ("hedge dropped", "strengthened", "intensifier added")
_WEAKER = ("hedge added", "weakened", "intensifier dropped")


def changes_to_narratives(narratives: pa.Table, changes: pa.Table) -> pa.Table:
    """Fill in how often the wording hardened and softened.

    Args:
        narratives: the narratives.
        changes: the changes along the trees.

    Returns:
        The narratives with ``n_hardened`` and ``n_softened``.
    """
    firmer, weaker = summed(to_records(Change, changes))
    rows = to_records(Narrative, narratives)
    return to_table(
        Narrative,
        [
            replace(
                n,
                n_hardened=sum(firmer[u] for u in n.utterance_ids),
                n_softened=sum(weaker[u] for u in n.utterance_ids),
            )
            for n in rows
        ],
    )


def summed(changes: Iterable[Change]) -> tuple[Counter[str], Counter[str]]:
    """Per utterance, the changes to a firmer and to a weaker wording."""
    firmer: Counter[str] = Counter()
    weaker: Counter[str] = Counter()
    for change in changes:
        way = direction(change)
        firmer[change.utterance_id] += way > 0
        weaker[change.utterance_id] += way < 0
    return firmer, weaker


def direction(change: Change) -> int:
    """1 if a change makes the wording firmer, -1 if weaker, 0 if neither or if its direction is not known."""
    if change.relation != "edge":
        return 0
    if change.kind == "attribution_dropped":
        return 1
    if change.kind not in {"hedge", "intensifier"} or not change.detail:
        return 0
    return int(change.detail.startswith(_FIRMER)) - int(change.detail.startswith(_WEAKER))
