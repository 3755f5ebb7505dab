"""Points in time with their granularity, and how TIMEX3 (ISO 8601) writes them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["SEASONS", "UNKNOWN", "Point", "feast", "parse_point", "point", "shift", "write"]

SEASONS = ("SP", "SU", "FA", "WI")
"""Spring, summer, fall, winter: as TIMEX3 names them, in the order in which a year's seasons end."""

UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}
"""What stands for a point of that granularity when nothing anchors it."""

_MONTHS = {"M": 1, "Q": 3, "H": 6, "S": 3, "Y": 12, "E": 120, "C": 1200}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: its first day and what kind of stretch it is.

    ``unit`` is D day, W week (ISO, from Monday), WE weekend, M month, Q quarter, H half-year, S season,
    Y year, E decade or C century.
    """

    first: date
    unit: str

    @property
    def middle(self) -> date:
        """A day in its middle, to measure distances from."""
        if self.unit in _MONTHS:
            return self.first + timedelta(days=_MONTHS[self.unit] * 15)
        return self.first + timedelta(days=3) if self.unit == "W" else self.first


def point(day: date, unit: str) -> Point:
    """The stretch of the kind ``unit`` that contains ``day``."""
    if unit == "D":
        return Point(day, unit)
    if unit in ("W", "WE"):
        return Point(day - timedelta(days=day.weekday()), unit)
    if unit == "S":
        return Point(_season_start(day), unit)
    if unit in ("E", "C"):
        size = _MONTHS[unit] // 12
        return Point(date(max(1, day.year // size * size), 1, 1), unit)
    size = _MONTHS[unit]
    return Point(date(day.year, (day.month - 1) // size * size + 1, 1), unit)


def _season_start(day: date) -> date:
    """Seasons begin in March, June, September and December; January belongs to the winter before it."""
    if day.month < 3:
        return date(max(1, day.year - 1), 12, 1)
    return date(day.year, day.month // 3 * 3, 1)


def shift(start: Point, steps: int, unit: str) -> Point | None:
    """The stretch ``steps`` units away, at the coarser granularity of the two; None beyond the calendar."""
    try:
        if unit in ("D", "W", "WE"):
            days = steps * (1 if unit == "D" else 7)
            return point(start.first + timedelta(days=days), unit)
        months = start.first.year * 12 + start.first.month - 1 + steps * _MONTHS[unit]
        year, month = divmod(months, 12)
        day = min(start.first.day, calendar.monthrange(year, month + 1)[1]) if 1 <= year <= 9999 else 1
        return point(date(year, month + 1, day), unit)
    except (OverflowError, ValueError):  # before year 1 or after 9999: nothing that a calendar could write
        return None


def feast(name: str, year: int) -> date:
    """The day of a feast in a year: ``12-25``, ``easter-2`` or ``11/4/4`` (month, weekday, which of them).

    ``11/1/1+1`` is the day after the first Monday of November.

    Easter by Butcher's algorithm for the Gregorian calendar (Meeus 1991, chapter 8).
    """
    if name.startswith("easter"):
        return _easter(year) + timedelta(days=int(name[6:] or 0))
    if "/" in name:
        name, _, later = name.partition("+")
        month, weekday, which = (int(x) for x in name.split("/"))
        days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month]
        matching = [d for d in days if d.isoweekday() == weekday]
        return matching[which - 1 if which > 0 else which] + timedelta(days=int(later or 0))
    month, day = (int(x) for x in name.split("-"))
    return date(year, month, day)


def _easter(year: int) -> date:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)


def write(at: Point) -> str:
    """The TIMEX3 value: ``2022-01-26``, ``2022-W04``, ``2022-01``, ``2022-Q1``, ``2022-SP``, ``202``."""
    first, unit = at.first, at.unit
    if unit == "D":
        return first.isoformat()
    if unit in ("W", "WE"):
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    year_digits = f"{first.year:04}"
    writers = {
        "M": lambda: f"{year_digits}-{first.month:02}",
        "Q": lambda: f"{year_digits}-Q{(first.month + 2) // 3}",
        "H": lambda: f"{year_digits}-H{1 if first.month < 7 else 2}",
        "S": lambda: f"{year_digits}-{SEASONS[first.month // 3 - 1]}",
        "Y": lambda: year_digits,
        "E": lambda: year_digits[:3],
        "C": lambda: year_digits[:2],
    }
    return writers[unit]()


def parse_point(published: str | None) -> Point | None:
    """A publication date at the precision that it has (day, month or year); None if it is none."""
    m = _ISO.match(published or "")
    if m is None:
        return None
    year, month, day = (int(g) if g else None for g in m.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return Point(first, "D" if day else "M" if month else "Y")
