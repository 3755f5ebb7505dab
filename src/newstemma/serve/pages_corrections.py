"""The page of corrections, and how a form becomes one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newstemma.errors import UsageError
from newstemma.report.sureness import counted, listed
from newstemma.serve.ask import Ask, Kind, View
from newstemma.serve.library import Library
from newstemma.store.corrections import Correction, add, history, make_correction, undo

__all__ = ["kinds", "take"]

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?)?)?")
_MOST = 200
"""Characters of a name or value that are kept."""


def kinds(folder: Path) -> tuple[Kind, ...]:
    """The page, for a folder."""

    def rows(_ask: Ask) -> Iterable[Mapping[str, Any]]:
        return [asdict(c) for c in history(folder)]

    def view(ask: Ask) -> View:
        return View("Corrections", {"rows": [_row(ask.library, c) for c in reversed(history(folder))]})

    return (Kind("/corrections", "corrections", view, rows),)


def _row(library: Library, c: Correction) -> dict[str, Any]:
    state = f"undone by {c.undone}" if c.undone else "in use"
    return {
        "key": c.key,
        "what": _words(library, c),
        "who": c.who,
        "when": c.when,
        "state": state,
        "active": not c.undone,
    }


def _words(library: Library, c: Correction) -> str:
    """What a correction does, in words."""
    if c.kind in ("set-date", "set-outlet"):
        noun = "date" if c.kind == "set-date" else "outlet"
        return f"The {noun} of {_article(library, c.ids[0])} is “{c.value}”"
    if c.kind == "merge-speakers":
        return f"{listed(c.names, 4)} are one speaker"
    if c.kind == "split-speaker":
        return f"{counted(len(c.ids), 'statement')} by another speaker, {c.value}"
    if c.kind == "split-utterance":
        return f"{counted(len(c.ids), 'version')} of another statement"
    if c.kind == "merge-utterances":
        return f"{counted(len(c.ids), 'version')} of one statement"
    child, parent = (_witness(library, name) for name in c.names)
    verb = "has it" if c.kind == "confirm-edge" else "does not have it"
    return f"{child} {verb} from {parent}"


def _article(library: Library, article_id: str) -> str:
    found = library.names_of([article_id])
    return found[0].title or found[0].outlet or article_id if found else article_id


def _witness(library: Library, name: str) -> str:
    if not name:
        return "the utterance itself"
    found = library.names_of([name]) if name.startswith("a-") else []
    return found[0].outlet or found[0].title or name if found else name


def take(folder: Path, library: Library, pairs: Sequence[tuple[str, str]]) -> str | None:
    """Write down what a form asks for.

    Returns:
        The key of the correction; None for an undoing.

    Raises:
        UsageError: the form asks for nothing that can be done; the message says what is missing.
    """
    form = {k: v[:_MOST] for k, v in pairs}
    ids = [v.strip().rpartition("/")[2] for k, v in pairs if k == "id" and v.strip()]
    kind, who = form.get("kind", ""), form.get("who", "")
    if kind == "undo":
        undo(folder, ids[0] if ids else "", who)
        return None
    make = _FORMS.get(kind)
    if make is None:
        raise UsageError("the form does not say what to correct.")
    chosen, names, value = make(library, ids, form)
    correction = make_correction(kind, chosen, names, value, who)
    add(folder, correction)
    return correction.key


Made = tuple[Sequence[str], Sequence[str], str]


def _date(_library: Library, ids: Sequence[str], form: Mapping[str, str]) -> Made:
    value = form.get("value", "").strip()
    if not _DATE.fullmatch(value):
        raise UsageError(f"{value!r} is no date. Write 2022-04-29, 2022-04 or 2022.")
    return ids[:1], (), value


def _outlet(_library: Library, ids: Sequence[str], form: Mapping[str, str]) -> Made:
    if not form.get("value", "").strip():
        raise UsageError("the outlet's name is missing.")
    return ids[:1], (), form["value"]


def _speakers(library: Library, ids: Sequence[str], _form: Mapping[str, str]) -> Made:
    found = library.get("speakers", "speaker_id", ids)
    if len(found) < 2:
        raise UsageError("two speakers are needed.")
    order = {key: k for k, key in enumerate(ids)}
    found.sort(key=lambda s: order[s.speaker_id])
    return [s.speaker_id for s in found], [s.name for s in found], ""


def _split_speaker(_library: Library, ids: Sequence[str], form: Mapping[str, str]) -> Made:
    if not form.get("value", "").strip():
        raise UsageError("the other speaker's name is missing.")
    return ids, (), form["value"]


def _merge(library: Library, ids: Sequence[str], _form: Mapping[str, str]) -> Made:
    witnesses = library.get("witnesses", "utterance_id", ids)
    if len({w.utterance_id for w in witnesses}) < 2:
        raise UsageError("two statements are needed; give the address or the id of the other one.")
    return [w.statement_id for w in witnesses if w.statement_id], (), ""


def _split(_library: Library, ids: Sequence[str], _form: Mapping[str, str]) -> Made:
    return ids, (), ""


def _edge(library: Library, _ids: Sequence[str], form: Mapping[str, str]) -> Made:
    child = library.get("witnesses", "witness_id", [form.get("child", "")])
    parent = library.get("witnesses", "witness_id", [form.get("parent", "")])
    if not child:
        raise UsageError("the version is not in the tables any more.")
    members = library.get("witnesses", "utterance_id", [child[0].utterance_id])
    names = [w.article_id or w.name for w in child] + ([w.article_id or w.name for w in parent] or [""])
    return [w.statement_id for w in members if w.statement_id], names, ""


_FORMS: Mapping[str, Callable[[Library, Sequence[str], Mapping[str, str]], Made]] = {
    "set-date": _date,
    "set-outlet": _outlet,
    "merge-speakers": _speakers,
    "split-speaker": _split_speaker,
    "merge-utterances": _merge,
    "split-utterance": _split,
    "confirm-edge": _edge,
    "reject-edge": _edge,
}
