"""Corrections by the people who use a run: a small file in the run folder that is only ever added to.

Each line is a correction (who, when, what, by ids that are made from content and so survive another run) or
the undoing of one. The file says the same whatever the tables are made from; ``correct`` applies it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newstemma.errors import NewstemmaError, UsageError
from newstemma.ids import make_id

__all__ = ["CORRECTIONS", "KINDS", "Correction", "active", "add", "history", "make_correction", "undo"]

CORRECTIONS = "corrections.jsonl"
"""The file's name inside the run folder."""

KINDS = (
    "set-date",
    "set-outlet",
    "merge-speakers",
    "split-speaker",
    "merge-utterances",
    "split-utterance",
    "confirm-edge",
    "reject-edge",
)
"""What can be corrected, in the order in which corrections are applied."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        key: ``k-`` and a digest of everything else.
        kind: one of ``KINDS``.
        ids: what it is about: articles, speakers, or statements (an utterance is named by its statements).
        names: of a step of a tree: child and parent, each an article_id, the name of a lost source, or empty
            for the utterance itself; of speakers: their names.
        value: the date, the outlet, or the other speaker's name.
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
        UsageError: no such kind, or nothing to correct.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no correction {kind!r}. There are: {', '.join(KINDS)}.")
    if not ids:
        raise UsageError("nothing was chosen to correct.")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    draft = Correction("", kind, tuple(ids), tuple(names), value.strip(), who.strip(), when)
    return replace(draft, key=make_id("k", *asdict(draft).values()))


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
