"""What is known of an article while its expressions are resolved: publication and the dates named so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from newstemma.date.calendar import Point
from newstemma.date.pack import Pack
from newstemma.date.reading import Found, Reading
from newstemma.date.tense import tense_at
from newstemma.ids import make_id
from newstemma.params import date as params

__all__ = ["Context", "Named", "Value", "day_beside", "fine_enough", "last_quarter", "reference"]

_BREAK = re.compile(r"[.!?]\s+[A-ZА-Я]|\n\s*\n")
_SIZE = "D W WE M Q S H Y E C".split()
"""Granularities from fine to coarse."""
Value = tuple[str, str | None, Point | None]
"""A TIMEX3 value, its anchor and, if it is complete, its place in the calendar."""


@dataclass(slots=True)
class Named:
    """A date that the text has named, to count from."""

    date_id: str
    at: Point
    start: int
    explicit: bool
    """Whether the words themselves give its year."""
    derived: bool
    """Whether it was itself counted from another ("a year earlier"), so nothing is counted from it again."""


@dataclass(slots=True)
class Context:
    """What is known while one article's expressions are resolved in order."""

    owner: str
    text: str
    published: Point | None
    published_words: str | None
    pack: Pack
    named: list[Named] = field(default_factory=list)
    full: dict[tuple[int, int], Named] = field(default_factory=dict)
    """Complete dates of the whole text by month and day, to give others their year."""

    starts: list[int] | None = None
    """Where the named dates stand, once all are known."""

    def tense(self, found: Found) -> int:
        """1 where the words around the expression speak of the future, -1 of the past, else 0."""
        return tense_at(self.text, found.start, found.end, self.pack)

    def date_id(self, found: Found) -> str:
        """The id of an expression."""
        return make_id("dt", self.owner, found.start, found.end)

    @property
    def anchor(self) -> str | None:
        """How the publication date is named as an anchor."""
        return f"published:{self.published_words}" if self.published else None


def fine_enough(at: Point, unit: str) -> bool:
    """Whether a date known to that precision can anchor a step of that unit."""
    return _SIZE.index(at.unit) <= _SIZE.index(unit)


def reference(context: Context, reading: Reading) -> Named | None:
    """The last named date fine enough to count from (for "the quarter": the last of just that kind)."""
    for named in reversed(context.named[-params.REFERENCES :]):
        if named.derived:
            continue
        if named.at.unit == reading.unit or (
            not reading.definite and fine_enough(named.at, str(reading.unit))
        ):
            return named
    return None


def last_quarter(found: Found, context: Context) -> Named | None:
    """The quarter that the text speaks of: "a year earlier" then is that quarter of the year before."""
    for named in reversed(context.named):
        if found.start - named.start > params.QUARTER_REACH:
            return None
        if named.at.unit == "Q" and not named.derived:
            return named
    return None


def day_beside(found: Found, context: Context) -> Named | None:
    """The day named nearest in the same sentence; one that follows is nearer than one before."""
    starts = [named.start for named in context.named] if context.starts is None else context.starts
    context.starts = starts
    low = bisect_left(starts, found.start - params.CLOCK_REACH)
    high = bisect_right(starts, found.start + params.CLOCK_REACH)
    best: tuple[int, Named] | None = None
    for named in context.named[low:high]:
        left, right = sorted((named.start, found.start))
        if named.at.unit != "D" or _BREAK.search(context.text, left, right):
            continue
        distance = right - left + (params.CLOCK_REACH if named.start < found.start else 0)
        if best is None or distance < best[0]:
            best = distance, named
    return best[1] if best else None
