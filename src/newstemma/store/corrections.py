"""Corrections by the people who use a run: a small file in the run folder that is only ever added to.

Each line is a correction (who, when, what, by ids that are made from content and so survive another run) or
the undoing of one. The file says the same whatever the tables are made from; ``correct`` applies it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newstemma.errors import NewstemmaError, UsageError
from newstemma.ids import make_id

__all__ = [
    "CORRECTIONS",
    "KINDS",
    "UNKNOWN",
    "Correction",
    "active",
    "add",
    "history",
    "is_date",
    "make_correction",
    "superseded",
    "undo",
]

CORRECTIONS = "corrections.jsonl"
"""The file's name inside the run folder."""

KINDS = (
    "set-date",
    "set-outlet",
    "merge-speakers",
    "split-speaker",
    "set-speaker",
    "reject-credit",
    "merge-utterances",
    "split-utterance",
    "confirm-edge",
    "reject-edge",
)
"""What can be corrected."""

UNKNOWN = "unknown"
"""The value of ``set-speaker`` that says that nobody knows who said it."""

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        key: ``k-`` and a digest of everything else.
        kind: one of ``KINDS``.
        ids: what it is about: articles, speakers, credits, or statements (an utterance is named by its
            statements).
        names: of a step of a tree: child and parent, each an article_id, the name of a lost source, or empty
            for the utterance itself; of speakers: their names; of credits: who is credited, and the article.
        value: the date, the outlet, or the speaker's name (``UNKNOWN`` if nobody knows it).
        who: as they gave it; empty if they did not.
        when: ISO 8601, UTC.
        undone: by whom and when, if it was.
    """

    key: str
    kind: str
    ids: tuple[str, ...]
    names: tuple[str, ...] = ()
    value: str = ""
    who: str = ""
    when: str = ""
    undone: str = ""


def make_correction(
    kind: str, ids: Sequence[str], names: Sequence[str] = (), value: str = "", who: str = ""
) -> Correction:
    """A correction of now.

    Raises:
        UsageError: no such kind, nothing to correct, or a date that no calendar has.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no correction {kind!r}. There are: {', '.join(KINDS)}.")
    if not ids:
        raise UsageError("nothing was chosen to correct.")
    if kind == "set-date" and not is_date(value.strip()):
        raise UsageError(f"{value.strip()!r} is no date. Write 2022-04-29, 2022-04 or 2022.")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    draft = Correction("", kind, tuple(ids), tuple(names), value.strip(), who.strip(), when)
    return replace(draft, key=make_id("k", *asdict(draft).values()))


def is_date(value: str) -> bool:
    """Whether it is a year, month, day or moment of the calendar, written as ISO 8601."""
    found = _DATE.fullmatch(value)
    if found is None:
        return False
    whole = value if len(value) > 7 else f"{found['year']}-{found['month'] or '01'}-01"
    try:
        datetime.fromisoformat(whole)
    except ValueError:  # the thirteenth month, the thirtieth of February, the year 0000
        return False
    return True


def add(folder: Path, correction: Correction) -> None:
    """Add a correction to the folder's file."""
    _append(folder, {k: v for k, v in asdict(correction).items() if k != "undone"})


def undo(folder: Path, key: str, who: str = "") -> None:
    """Take a correction back; it stays in the file.

    Raises:
        UsageError: there is no such correction, or it is undone already.
    """
    if key not in {c.key for c in active(folder)}:
        raise UsageError(f"there is no correction {key} to undo.")
    _append(
        folder, {"undo": key, "who": who.strip(), "when": datetime.now(UTC).isoformat(timespec="seconds")}
    )


def _append(folder: Path, line: dict[str, object]) -> None:
    with (folder / CORRECTIONS).open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def history(folder: Path) -> list[Correction]:
    """All corrections of a folder, those that were undone too, in the order in which they were made.

    Raises:
        NewstemmaError: a line cannot be read; the message names it.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return []
    found: dict[str, Correction] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            _read(json.loads(line), found)
        except (ValueError, KeyError, TypeError) as error:
            raise NewstemmaError(
                f"{path}, line {number} is no correction ({error}). Mend or remove it."
            ) from error
    return list(found.values())


def _read(row: dict[str, str], found: dict[str, Correction]) -> None:
    if "undo" in row:
        note = f"{row.get('who') or 'not named'}, {row['when']}"
        found[row["undo"]] = replace(found[row["undo"]], undone=note)
        return
    values = {**row, "ids": tuple(row["ids"]), "names": tuple(row.get("names", ()))}
    correction = Correction(**values)  # type: ignore[arg-type] # a wrong row raises TypeError, which is told
    if correction.kind not in KINDS:
        raise ValueError(f"unknown kind {correction.kind!r}")
    found[correction.key] = correction


def active(folder: Path) -> list[Correction]:
    """The corrections that hold."""
    return [c for c in history(folder) if not c.undone]


def superseded(corrections: Sequence[Correction]) -> dict[str, str]:
    """Which corrections later ones take the place of: of the same row, the last one holds.

    A step that is confirmed takes the place of another parent that was confirmed for the same version.

    Args:
        corrections: in the order in which they were made; those that were undone neither count nor are told.

    Returns:
        Keys, each with the key of the (last) later correction.
    """
    held = [c for c in corrections if not c.undone]
    found: dict[str, str] = {}
    for at, earlier in enumerate(held):
        later = next((c for c in reversed(held[at + 1 :]) if _replaces(c, earlier)), None)
        if later is not None:
            found[earlier.key] = later.key
    return found


_SPEAKERS = ("set-speaker", "split-speaker")
_STEPS = ("confirm-edge", "reject-edge")


def _replaces(later: Correction, earlier: Correction) -> bool:
    """Whether all that the earlier one says is said anew by the later one."""
    if later.kind in _SPEAKERS and earlier.kind in _SPEAKERS:
        return set(earlier.ids) <= set(later.ids)
    if later.kind in _STEPS and earlier.kind in _STEPS:
        if later.names[:1] != earlier.names[:1] or set(later.ids).isdisjoint(earlier.ids):
            return False
        return later.names == earlier.names or later.kind == earlier.kind == "confirm-edge"
    if later.kind != earlier.kind:
        return False
    if later.kind in ("set-date", "set-outlet"):
        return later.ids[:1] == earlier.ids[:1]
    return later.kind == "reject-credit" and set(earlier.ids) <= set(later.ids)
