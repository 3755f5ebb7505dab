"""Statements taken together as one utterance, and set apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.correct.work import Work
from newstemma.ids import make_id
from newstemma.records import Utterance, Witness
from newstemma.spans import Span
from newstemma.store.corrections import Correction
from newstemma.witness.describe import describe
from newstemma.witness.unattributed import Repetition

__all__ = ["merge_utterances", "refresh", "split_utterance"]

_CERTAIN = 30.0
"""Log odds of a repetition that the tables already hold: they are not weighed again."""


def merge_utterances(work: Work, correction: Correction) -> bool:
    """Make one utterance of all that hold one of the statements; whether there was more than one."""
    found = work.holding(correction.ids)
    if len(found) < 2:
        return False
    told = work.told()
    _replace(work, found, [[w for key in found for w in told[key]]])
    return True


def split_utterance(work: Work, correction: Correction) -> bool:
    """Set the versions of some statements apart from the others; whether both parts have some."""
    told = work.told()
    done = False
    for key in work.holding(correction.ids):
        apart = [w for w in told[key] if w.statement_id in correction.ids]
        rest = [w for w in told[key] if w.statement_id not in correction.ids]
        if any(w.statement_id for w in rest):
            _replace(work, [key], [rest, apart])
            done = True
    return done


def _replace(work: Work, old: Sequence[str], groups: Sequence[Sequence[Witness]]) -> None:
    """Utterances of these witnesses in place of the old ones."""
    utterances, witnesses = [], []
    for group in groups:
        utterance, versions = _described(work, group)
        utterances.append(utterance)
        witnesses += versions
    gone = set(old)
    work.put("utterances", [*(u for u in work.rows("utterances") if u.utterance_id not in gone), *utterances])
    work.put("witnesses", [*(w for w in work.rows("witnesses") if w.utterance_id not in gone), *witnesses])
    work.renamed |= dict.fromkeys(old, utterances[0].utterance_id)
    work.touched = (work.touched - gone) | {u.utterance_id for u in utterances}


def _described(work: Work, group: Iterable[Witness]) -> tuple[Utterance, list[Witness]]:
    """The rows of an utterance, as the witness stage makes them, from the versions that the tables hold."""
    known = work.statements
    listed = list(group)
    members = [known[w.statement_id] for w in listed if w.statement_id in known]
    told = [
        Repetition(0, w.article_id, Span(w.start, w.end), _CERTAIN)
        for w in listed
        if w.statement_id is None and w.article_id is not None and w.start is not None and w.end is not None
    ]
    return describe(members, told, work.articles)


def refresh(work: Work) -> None:
    """Bring the touched utterances up to date with their articles' dates and outlets and their speakers."""
    told, utterances = work.told(), work.utterances
    made: dict[str, tuple[Utterance, list[Witness]]] = {}
    for key in sorted(work.touched):
        new, versions = _described(work, told[key])
        before = utterances[key]
        fresh = replace(
            new,
            utterance_id=key,
            text=before.text,
            addressee=new.addressee or before.addressee,
            said_on=new.said_on if work.redated else before.said_on,
        )
        made[key] = fresh, [_owned(key, w) for w in versions]
    work.put("utterances", [made.get(u.utterance_id, (u,))[0] for u in work.rows("utterances")])
    others = [w for w in work.rows("witnesses") if w.utterance_id not in made]
    work.put("witnesses", [*others, *(w for _, versions in made.values() for w in versions)])


def _owned(utterance_id: str, witness: Witness) -> Witness:
    assert witness.article_id is not None
    return replace(
        witness, utterance_id=utterance_id, witness_id=make_id("w", utterance_id, witness.article_id)
    )
