"""The page of corrections, and how a form becomes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newstemma.errors import UsageError
from newstemma.report.sureness import counted, listed
from newstemma.report.visible import clip
from newstemma.serve.ask import Ask, Kind, View
from newstemma.serve.library import Library
from newstemma.store.corrections import (
    UNKNOWN,
    Correction,
    add,
    history,
    is_date,
    make_correction,
    superseded,
    undo,
)

__all__ = ["kinds", "take"]

_LOOKED_UP = 200
"""Ids of a correction that are looked up to see whether it is in use."""
_MOST = 200
"""Characters of a name or value that are kept."""


def kinds(folder: Path) -> tuple[Kind, ...]:
    """The page, for a folder."""

    def rows(_ask: Ask) -> Iterable[Mapping[str, Any]]:
        made = history(folder)
        late = superseded(made)
        return [asdict(c) | {"superseded_by": late.get(c.key, "")} for c in made]

    def view(ask: Ask) -> View:
        made = history(folder)
        late = superseded(made)
        listed_ = [_row(ask.library, c, c.key in late) for c in reversed(made)]
        return View("Corrections", {"rows": listed_})

    return (Kind("/corrections", "corrections", view, rows),)


def _row(library: Library, c: Correction, late: bool) -> dict[str, Any]:
    held = "in use" if _named(library, c) else "not used: what it names is not in this run"
    state = f"undone by {c.undone}" if c.undone else "superseded by a later one" if late else held
    return {
        "key": c.key,
        "what": _words(library, c),
        "who": c.who,
        "when": c.when,
        "state": state,
        "active": not c.undone,
    }


_ABOUT: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("set-date", "set-outlet"), ("articles", "article_id")),
    **dict.fromkeys(
        (
            "set-speaker",
            "split-speaker",
            "merge-utterances",
            "split-utterance",
            "confirm-edge",
            "reject-edge",
        ),
        ("statements", "statement_id"),
    ),
}
"""The table that a kind names rows of; speakers taken together and rejected credits are gone from theirs."""


def _named(library: Library, c: Correction) -> bool:
    """Whether something that a correction names is in the tables."""
    if c.kind not in _ABOUT or (c.kind == "set-date" and not is_date(c.value)):
        return c.kind not in _ABOUT
    table, column = _ABOUT[c.kind]
    marks = ", ".join("?" * len(c.ids[:_LOOKED_UP]))
    sql = f'SELECT COUNT(*) FROM "{table}" WHERE "{column}" IN ({marks})'  # noqa: S608 - names of ours
    return library.count(sql, c.ids[:_LOOKED_UP]) > 0


def _words(library: Library, c: Correction) -> str:
    """What a correction does, in words."""
    if c.kind in ("set-date", "set-outlet"):
        noun = "date" if c.kind == "set-date" else "outlet"
        return f"The {noun} of {_article(library, c.ids[0])} is “{c.value}”"
    if c.kind == "set-speaker":
        return _said_by(library, c)
    if c.kind in ("confirm-edge", "reject-edge"):
        child, parent = (_witness(library, name) for name in c.names)
        verb = "has it" if c.kind == "confirm-edge" else "does not have it"
        return f"{child} {verb} from {parent}"
    if c.kind == "reject-credit":
        verb = "is" if len(c.names) == 1 else "are"
        return f"{listed(c.names, 4)} {verb} no source of {_article(library, c.value)}"
    return {
        "merge-speakers": f"{listed(c.names, 4)} are one speaker",
        "split-speaker": f"{counted(len(c.ids), 'statement')} by another speaker, {c.value}",
        "split-utterance": f"{counted(len(c.ids), 'version')} of another statement",
        "merge-utterances": f"{counted(len(c.ids), 'version')} of one statement",
    }[c.kind]


def _said_by(library: Library, c: Correction) -> str:
    found = library.get("statements", "statement_id", c.ids[:1]) if len(c.ids) == 1 else []
    what = f"“{clip(found[0].content, 70)}”" if found else counted(len(c.ids), "statement")
    who = "by nobody who is known" if c.value == UNKNOWN else f"by {c.value}"
    return f"{what} {'was' if len(c.ids) == 1 else 'were'} said {who}"


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
    return ids[:1], (), form.get("value", "")


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


def _speaker(library: Library, ids: Sequence[str], form: Mapping[str, str]) -> Made:
    named = form.get("value", "").strip()
    value = UNKNOWN if form.get("unknown") or named.casefold() == UNKNOWN else named
    if not value:
        raise UsageError("the speaker's name is missing.")
    known = {s.statement_id for s in library.get("statements", "statement_id", ids)}
    if ids and not known:
        raise UsageError("the statement is not in the tables any more.")
    return [i for i in ids if i in known], (), value


def _split_speaker(_library: Library, ids: Sequence[str], form: Mapping[str, str]) -> Made:
    if not form.get("value", "").strip():
        raise UsageError("the other speaker's name is missing.")
    return ids, (), form["value"]


def _credit(library: Library, ids: Sequence[str], _form: Mapping[str, str]) -> Made:
    found = library.get("credits", "credit_id", ids)
    if ids and not found:
        raise UsageError("the credit is not in the tables any more.")
    if len({c.article_id for c in found}) > 1:
        raise UsageError("reject the credits of one article at a time.")
    names = list(dict.fromkeys(c.credited for c in found))
    return [c.credit_id for c in found], names, found[0].article_id if found else ""


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
    "set-speaker": _speaker,
    "reject-credit": _credit,
    "merge-utterances": _merge,
    "split-utterance": _split,
    "confirm-edge": _edge,
    "reject-edge": _edge,
}
