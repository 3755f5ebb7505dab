"""Dates at the precision that is known, in words and as places on a time axis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["MONTHS", "Moment", "band_words", "day_words", "moment", "span_words", "when"]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?(?:\d\d)?)?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is known.

    Attributes:
        low, high: its ends in days (ordinals of the proleptic calendar, hours as fractions, wall clock).
        words: for a reader: ``15 February 2022, 10:04``.
        short: for a label: ``15 Feb 2022``.
    """

    low: float
    high: float
    words: str
    short: str

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.high - self.low <= 1


def moment(value: str | None) -> Moment | None:
    """The moment of an ISO 8601 string; None for null and for forms that give no place in time."""
    match = _ISO.fullmatch(value.strip()) if value else None
    if match is None:
        return None
    year, month, day, hour, minute = (int(g) if g else None for g in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    low = float(first.toordinal())
    if month is None:
        return Moment(low, low + (date(year, 12, 31) - first).days + 1, str(year), str(year))
    name = MONTHS[month - 1]
    if day is None:
        return Moment(low, low + _month_days(first), f"{name} {year}", f"{name[:3]} {year}")
    words, short = f"{day} {name} {year}", f"{day} {name[:3]} {year}"
    if hour is None or minute is None or hour > 23 or minute > 59:
        return Moment(low, low + 1, words, short)
    at = low + (hour + minute / 60) / 24
    return Moment(at, at, f"{words}, {hour:02}:{minute:02}", short)


def _month_days(first: date) -> int:
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - first).days


def when(value: str | None) -> str | None:
    """A date for a reader; a form that is not understood stays as it is."""
    known = moment(value)
    return known.words if known else value


def day_words(ordinal: float) -> str:
    """A day for a reader: ``15 February 2022``."""
    day = date.fromordinal(int(ordinal))
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_words(low: float, high: float) -> str:
    """Two days as a span: ``7 to 15 March 2024``."""
    first, last = date.fromordinal(int(low)), date.fromordinal(int(high))
    end = day_words(last.toordinal())
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {end}"
    return f"{day_words(first.toordinal())} to {end}"


def band_words(low: float, high: float, before: float | None = None) -> str:
    """A stretch of time as a short label: ``8 Mar 2024, 11:20–13:10``, ``8–9 Mar 2024``.

    Args:
        low, high: its ends in days; a whole day ends where the next one begins.
        before: the end of the stretch whose label stands to the left; what is the same is not said again.
    """
    first = date.fromordinal(int(low))
    last = date.fromordinal(int(high) - (high == int(high) and high > low))
    known = date.fromordinal(int(before)) if before is not None else None
    timed = low != int(low) and high != int(high) and first == last
    clocks = list(dict.fromkeys(_clock(t) for t in (low, high))) if timed else []
    if clocks and first == known:
        return "–".join(clocks)
    year = f" {last.year}" if known is None or known.year != last.year or first.year != last.year else ""
    words = f"{last.day} {_month(last)}{year}"
    if first.year != last.year:
        words = f"{first.day} {_month(first)} {first.year} – {words}"
    elif first.month != last.month:
        words = f"{first.day} {_month(first)} – {words}"
    elif first != last:
        words = f"{first.day}–{words}"
    return ", ".join([words, *(["–".join(clocks)] if clocks else [])])


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


def _clock(ordinal: float) -> str:
    minutes = round((ordinal - int(ordinal)) * 1440)
    return f"{minutes // 60:02}:{minutes % 60:02}"
