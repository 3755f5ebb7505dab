"""Statements taken together as one utterance, and set apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.correct.work import Work
from newstemma.ids import make_id
from newstemma.params.correct import COMPARED
from newstemma.records import Article, Credit, Statement, Utterance, Witness
from newstemma.spans import Span
from newstemma.store.corrections import Correction
from newstemma.tables import to_records, to_table
from newstemma.text.names import outlet_key
from newstemma.witness.describe import describe
from newstemma.witness.statements_to_utterances import statements_to_utterances
from newstemma.witness.unattributed import Repetition

__all__ = ["merge_utterances", "refresh", "regroup", "split_utterance"]

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


def _replace(
    work: Work, old: Sequence[str], groups: Sequence[Sequence[Witness]], all_heirs: bool = False
) -> None:
    """Utterances of these witnesses in place of the old ones; in narratives the first, or all of them."""
    utterances, witnesses = [], []
    for group in groups:
        utterance, versions = _described(work, group)
        utterances.append(utterance)
        witnesses += versions
    gone = set(old)
    work.put("utterances", [*(u for u in work.rows("utterances") if u.utterance_id not in gone), *utterances])
    work.put("witnesses", [*(w for w in work.rows("witnesses") if w.utterance_id not in gone), *witnesses])
    heirs = tuple(u.utterance_id for u in utterances)
    work.renamed |= dict.fromkeys(old, heirs if all_heirs else heirs[:1])
    work.touched = (work.touched - gone) | {u.utterance_id for u in utterances}


def regroup(work: Work) -> None:
    """Set apart statements whose new speaker did not say what the others of their utterance say.

    One utterance has one speaker. What is set apart makes the same point, so its narrative keeps it; it joins
    an utterance of the new speaker if the stage that groups statements would take them together.
    """
    for statement_id in sorted(work.moved):
        speakers = {s.statement_id: s.speaker_id for s in work.rows("statements")}
        own = speakers[statement_id]
        if own is None:
            continue
        for key in work.holding([statement_id]):
            told = work.told()[key]
            apart = [w for w in told if speakers.get(w.statement_id or "") == own]
            rest = [w for w in told if w not in apart]
            if any(speakers.get(w.statement_id or "") for w in rest):
                _replace(work, [key], [rest, apart], all_heirs=True)
        _join(work, statement_id, own)


def _join(work: Work, statement_id: str, speaker_id: str) -> None:
    """Take a statement's utterance together with the one of its speaker that it belongs to."""
    holding = work.holding([statement_id])
    other = _same(work, statement_id, speaker_id) if holding else None
    if other and other not in holding:
        told = work.told()
        _replace(work, [*holding, other], [[w for key in (*holding, other) for w in told[key]]])


def _same(work: Work, statement_id: str, speaker_id: str) -> str | None:
    """The other utterance of this speaker that the statement belongs to, if there is one."""
    theirs = {u.utterance_id for u in work.rows("utterances") if u.speaker_id == speaker_id}
    members = {w.statement_id for w in work.rows("witnesses") if w.utterance_id in theirs and w.statement_id}
    members.add(statement_id)
    if not 1 < len(members) <= COMPARED:
        return None
    statements = [s for s in work.rows("statements") if s.statement_id in members]
    articles = {s.article_id for s in statements}
    listed = [a for a in work.rows("articles") if a.article_id in articles]
    tables = to_table(Article, listed), to_table(Statement, statements)
    _, witnesses = statements_to_utterances(*tables, to_table(Credit, []))
    groups: dict[str, set[str]] = defaultdict(set)
    for witness in to_records(Witness, witnesses):
        if witness.statement_id:
            groups[witness.utterance_id].add(witness.statement_id)
    with_it = next((g for g in groups.values() if statement_id in g), set()) - {statement_id}
    found = Counter(key for s in sorted(with_it) for key in work.holding([s]) if key in theirs)
    return found.most_common(1)[0][0] if found else None


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
    redated = work.redated | work.resaid
    made: dict[str, tuple[Utterance, list[Witness]]] = {}
    for key in sorted(work.touched):
        new, versions = _described(work, told[key])
        before = utterances[key]
        fresh = replace(
            new,
            utterance_id=key,
            text=before.text,
            addressee=new.addressee or _kept_addressee(work, before, told[key]),
            said_on=new.said_on if any(w.article_id in redated for w in told[key]) else before.said_on,
        )
        made[key] = fresh, [_owned(key, w) for w in versions]
    work.put("utterances", [made.get(u.utterance_id, (u,))[0] for u in work.rows("utterances")])
    others = [w for w in work.rows("witnesses") if w.utterance_id not in made]
    work.put("witnesses", [*others, *(w for _, versions in made.values() for w in versions)])


def _kept_addressee(work: Work, before: Utterance, told: Iterable[Witness]) -> str | None:
    """To whom it was made as far as no credit that said so was rejected (other members may say it too)."""
    gone = {key for w in told for key in work.rejected.get(w.article_id or "", ())}
    return None if outlet_key(before.addressee or "") in gone else before.addressee


def _owned(utterance_id: str, witness: Witness) -> Witness:
    assert witness.article_id is not None
    return replace(
        witness, utterance_id=utterance_id, witness_id=make_id("w", utterance_id, witness.article_id)
    )
