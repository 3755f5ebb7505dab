"""What the words of a time expression say, before anything is known about when they were written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Found", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields that the words give; everything else is None.

    ``kind`` is ``plain`` (``value`` is final: durations, sets, references to now), ``calendar`` (a named part
    of the calendar), ``numeric`` (15.02.2022, day and month still to be told apart), ``step``
    (``steps`` times ``unit`` away from ``origin``), ``clock`` (a time of some day) or ``skip`` (no time).
    """

    kind: str
    type: str = "DATE"
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    feast: str | None = None
    """A day as the calendar stage names it: ``12-25``, ``easter-2``, ``11/4/4`` (Thanksgiving)."""
    part: str | None = None
    """Part of the day (MO, AF, EV, NI …) or a clock time (``10:35``)."""
    unit: str | None = None
    steps: int | None = None
    """For ``step``; on a calendar reading: -1 "last December", 0 "this", 1 "next"."""
    origin: str = "published"
    """``published`` or ``text`` (counted from another expression of the text)."""
    year_steps: int | None = None
    """"of last year" is -1."""
    mod: str | None = None
    """``START``, ``MID`` or ``END`` of the stretch."""
    back: bool = False
    """"a year ago", "year-earlier": of the quarter that the text speaks of, if it speaks of one."""
    definite: bool = False
    """Words such as "the quarter", which point back to one already named if there is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading and the characters it rests on."""

    start: int
    end: int
    reading: Reading
