"""Tables and corrections to tables: what readers know better, and everything that follows from it.

1. dates and outlets of articles; with them time expressions and the days of statements
2. speakers
3. utterances: taken together, set apart
4. the trees of all utterances that this concerns, drawn again
5. steps of trees, confirmed or rejected; the other steps' probabilities follow
6. independent sources, changes, narratives, conflicts, voices

A correction that names something that is not in the tables (any more) changes nothing and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from newstemma.correct.again import again_after_trees, again_dates, again_people, again_trees
from newstemma.correct.articles import set_date, set_outlet
from newstemma.correct.speakers import merge_speakers, recount, split_speaker
from newstemma.correct.steps import set_steps
from newstemma.correct.utterances import merge_utterances, refresh, split_utterance
from newstemma.correct.work import Work
from newstemma.store.corrections import Correction

__all__ = ["Corrected", "tables_to_corrected"]

_RULES: Mapping[str, Callable[[Work, Correction], bool]] = {
    "set-date": set_date,
    "set-outlet": set_outlet,
    "merge-speakers": merge_speakers,
    "split-speaker": split_speaker,
    "merge-utterances": merge_utterances,
    "split-utterance": split_utterance,
}
"""What each kind does, in the order in which kinds are applied; steps of trees come last."""


@dataclass(frozen=True)
class Corrected:
    """Corrected tables.

    Attributes:
        tables: all tables by name.
        idle: keys of the corrections that name nothing in the tables.
    """

    tables: Mapping[str, pa.Table]
    idle: Sequence[str]


def tables_to_corrected(tables: Mapping[str, pa.Table], corrections: Sequence[Correction]) -> Corrected:
    """Apply corrections; the given tables are not changed.

    Args:
        tables: all tables of a run, as the stages made them.
        corrections: those that hold, in the order in which they were made.
    """
    if not corrections:
        return Corrected(tables, ())
    work = Work(tables)
    used: set[str] = set()
    for kind, rule in _RULES.items():
        used |= {c.key for c in corrections if c.kind == kind and rule(work, c)}
        if kind == "set-outlet":
            again_dates(work)
    if work.people:
        recount(work)
    refresh(work)
    again_trees(work)
    steps = [c for c in corrections if c.kind in ("confirm-edge", "reject-edge")]
    redrawn = work.touched | {u for c in steps for u in work.holding(c.ids)}
    used |= set_steps(work, steps)
    again_after_trees(work, redrawn)
    again_people(work)
    return Corrected(work.tables(), [c.key for c in corrections if c.key not in used])
