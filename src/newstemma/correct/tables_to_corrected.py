"""Tables and corrections to tables: what readers know better, and everything that follows from it.

1. dates and outlets of articles; with them time expressions
2. speakers, in the order in which they were corrected
3. credits that are none
4. what follows from these: to whom and when statements were made, utterances of one speaker
5. utterances: taken together, set apart, in the order in which they were corrected
6. the trees of all utterances that this concerns, drawn again
7. steps of trees, confirmed or rejected; the other steps' probabilities follow
8. independent sources, changes, narratives, conflicts, voices

A correction that a later one takes the place of is passed over; one that names something that is not in the
tables (any more) changes nothing and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from newstemma.correct.again import again_after_trees, again_dates, again_people, again_said, again_trees
from newstemma.correct.articles import set_date, set_outlet
from newstemma.correct.credits import reject_credit
from newstemma.correct.speakers import merge_speakers, recount, set_speaker
from newstemma.correct.steps import set_steps
from newstemma.correct.utterances import merge_utterances, refresh, regroup, split_utterance
from newstemma.correct.work import Work
from newstemma.store.corrections import Correction, superseded

__all__ = ["Corrected", "tables_to_corrected"]

_Rules = Mapping[str, Callable[[Work, Correction], bool]]
_ARTICLES: _Rules = {"set-date": set_date, "set-outlet": set_outlet}
_SPEAKERS: _Rules = {
    "merge-speakers": merge_speakers,
    "split-speaker": set_speaker,
    "set-speaker": set_speaker,
}
_CREDITS: _Rules = {"reject-credit": reject_credit}
_UTTERANCES: _Rules = {"merge-utterances": merge_utterances, "split-utterance": split_utterance}


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
    late = superseded(corrections)
    held = [c for c in corrections if c.key not in late]
    used = set(late)
    for rules in (_ARTICLES, _SPEAKERS, _CREDITS):
        used |= _by(rules, work, held)
    again_dates(work)
    again_said(work)
    if work.people:
        recount(work)
        regroup(work)
    used |= _by(_UTTERANCES, work, held)
    refresh(work)
    again_trees(work)
    steps = [c for c in held if c.kind in ("confirm-edge", "reject-edge")]
    redrawn = work.touched | {u for c in steps for u in work.holding(c.ids)}
    used |= set_steps(work, steps)
    again_after_trees(work, redrawn)
    again_people(work)
    return Corrected(work.tables(), [c.key for c in corrections if c.key not in used])


def _by(rules: _Rules, work: Work, corrections: Sequence[Correction]) -> set[str]:
    """Apply the corrections of some kinds in their order; the keys of those that named something."""
    return {c.key for c in corrections if c.kind in rules and rules[c.kind](work, c)}
