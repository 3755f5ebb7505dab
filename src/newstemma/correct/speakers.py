"""Speakers taken together and set apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.correct.work import Work
from newstemma.ids import make_id
from newstemma.records import Speaker, Statement
from newstemma.store.corrections import UNKNOWN, Correction
from newstemma.text.normalise import fold

__all__ = ["merge_speakers", "recount", "set_speaker"]


def merge_speakers(work: Work, correction: Correction) -> bool:
    """Give the statements of all named speakers to the first; whether there was anything to merge.

    Speakers are known by their ids, or (after another run) by their names.
    """
    names = {fold(n) for n in correction.names}
    found = [s for s in work.rows("speakers") if s.speaker_id in correction.ids or fold(s.name) in names]
    order = {key: k for k, key in enumerate(correction.ids)}
    found.sort(key=lambda s: (order.get(s.speaker_id, len(order)), s.speaker_id))
    if len(found) < 2:
        return False
    first, *others = found
    aliases = _distinct([*first.aliases, *(n for s in others for n in (s.name, *s.aliases))])
    roles = _distinct([r for s in found for r in s.roles])
    affiliation = first.affiliation or next((s.affiliation for s in others if s.affiliation), None)
    joined = replace(first, aliases=aliases, roles=roles, affiliation=affiliation)
    gone = {s.speaker_id for s in others}
    work.put(
        "speakers", [joined if s is first else s for s in work.rows("speakers") if s.speaker_id not in gone]
    )
    moved = {s.statement_id for s in work.rows("statements") if s.speaker_id in gone}
    _move(work, moved, joined)
    return True


def set_speaker(work: Work, correction: Correction) -> bool:
    """Give some statements to another speaker, who may be a new one or nobody who is known.

    Returns:
        Whether one of the statements is there.
    """
    known = work.statements
    moved = {s for s in correction.ids if s in known}
    if not moved:
        return False
    if correction.kind == "set-speaker" and fold(correction.value) == UNKNOWN:
        _move(work, moved, None)
        return True
    other = _called(work.rows("speakers"), correction.value)
    if other is None:
        before = next(
            (s for s in work.rows("speakers") if s.speaker_id == known[min(moved)].speaker_id), None
        )
        kind = before.kind if before else "unknown"
        other = Speaker(make_id("sp", correction.value), correction.value, kind, [], [], None, 0, 0)
        work.put("speakers", [*work.rows("speakers"), other])
    _move(work, moved, other)
    return True


def _called(speakers: Sequence[Speaker], name: str) -> Speaker | None:
    """The speaker of this name; else the only one who is also called so."""
    named = [s for s in speakers if fold(s.name) == fold(name)]
    also = [s for s in speakers if fold(name) in {fold(alias) for alias in s.aliases}]
    return named[0] if named else also[0] if len(also) == 1 else None


def _move(work: Work, moved: set[str], speaker: Speaker | None) -> None:
    speaker_id, name = (speaker.speaker_id, speaker.name) if speaker else (None, None)

    def given(s: Statement) -> Statement:
        if s.statement_id not in moved:
            return s
        work.resaid.add(s.article_id)
        return replace(s, speaker_id=speaker_id, speaker=name, speaker_how="correction")

    work.put("statements", [given(s) for s in work.rows("statements")])
    work.touched |= set(work.holding(sorted(moved)))
    work.moved |= moved
    work.people = True


def recount(work: Work) -> None:
    """Count every speaker's statements and articles; a speaker without any is no speaker."""
    said: dict[str, list[str]] = {}
    for s in work.rows("statements"):
        if s.speaker_id:
            said.setdefault(s.speaker_id, []).append(s.article_id)
    counted = (
        replace(s, n_statements=len(said[s.speaker_id]), n_articles=len(set(said[s.speaker_id])))
        for s in work.rows("speakers")
        if s.speaker_id in said
    )
    work.put("speakers", counted)


def _distinct(names: Iterable[str]) -> list[str]:
    """Each name once, in its first spelling."""
    return list({fold(n): n for n in reversed(list(names))}.values())[::-1]
