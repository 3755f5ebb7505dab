"""What the user sees while the work goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["fail", "progress", "say"]

Note = Callable[[str, int, int], None]

_DOING = {
    "read": "Reading files",
    "articles": "Cleaning, finding statements, dates and credits",
    "speakers": "Joining speakers across articles",
    "credits": "Tying credits to articles",
    "dates": "Placing statements in time",
    "overlaps": "Finding shared passages",
    "utterances": "Grouping statements into utterances",
    "stemma": "Drawing the trees",
    "independence": "Counting independent sources",
    "drift": "Comparing versions",
    "narratives": "Grouping utterances into narratives",
    "voices": "Counting voices",
    "conflicts": "Looking for conflicts",
    "report": "Writing the report",
}


def say(text: str) -> None:
    """A line for the user, on standard error, so that standard output stays data."""
    sys.stderr.write(text + "\n")


def fail(text: str) -> None:
    """One clear message about what went wrong."""
    say(f"newstemma: {text}")


@contextmanager
def progress(quiet: bool) -> Iterator[Note]:
    """A function to tell (stage, done, total): bars on a terminal, else plain lines, or nothing."""
    if quiet:
        yield lambda _stage, _done, _total: None
        return
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    from rich.console import Console  # a quarter of a second, for bars that somebody sees
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield _bars(bars)


def _bars(bars: Progress) -> Note:
    tasks = {}

    def note(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(_DOING.get(stage, stage), total=total)
        finished = done >= total
        bars.update(tasks[stage], completed=done, total=total, refresh=finished)

    return note


def _plain_lines(every_seconds: float = 10.0) -> Note:
    """A line when a stage begins, and one every few seconds while a long one goes on."""
    seen: set[str] = set()
    last = time.monotonic()

    def note(stage: str, done: int, total: int) -> None:
        nonlocal last
        if stage not in seen:
            seen.add(stage)
            say(f"{_DOING.get(stage, stage)} …")
        elif total > 1 and time.monotonic() - last > every_seconds:
            last = time.monotonic()
            say(f"  {done} of {total}")

    return note
