"""The year of a month, day, quarter, season or feast that is named without one."""

from __future__ import annotations

import re
from datetime import date

from newstemma.date.calendar import SEASONS, UNKNOWN, Point, feast, point, write
from newstemma.date.context import Context, Value, fine_enough
from newstemma.date.reading import Found, Reading
from newstemma.params import date as params

__all__ = ["complete", "partial", "yearless"]

_FIXED = re.compile(r"\d\d-\d\d")


def first_day(reading: Reading, year: int) -> Point | None:
    """Where the reading's stretch begins in a given year."""
    try:
        if reading.feast:
            return Point(feast(reading.feast, year), "D")
        if reading.month and (reading.day or reading.unit):
            return point(date(year, reading.month, reading.day or 1), reading.unit or "D")
        month, unit = _first_month(reading)
        return Point(date(year, month, 1), unit)
    except ValueError:  # February 29 of another year
        return None


def _first_month(reading: Reading) -> tuple[int, str]:
    """The month in which the stretch begins, and its granularity."""
    if reading.month:
        return reading.month, "M"
    if reading.quarter:
        return reading.quarter * 3 - 2, "Q"
    if reading.half:
        return reading.half * 6 - 5, "H"
    return (SEASONS.index(reading.season) * 3 + 3, "S") if reading.season else (1, "Y")


def complete(reading: Reading, year: int, anchor: str | None) -> Value:
    """The value in a given year; with the year unknown if that year has no such day."""
    at = first_day(reading, year)
    return (partial(reading), None, None) if at is None else (write(at), anchor, at)


def partial(reading: Reading) -> str:
    """The value with its year unknown."""
    if reading.unit == "W":
        return UNKNOWN["W"]
    day = f"-{reading.day:02}" if reading.day else ""
    fixed = reading.feast if reading.feast and _FIXED.fullmatch(reading.feast) else None
    known = (
        (reading.month, f"{reading.month:02}{day}" if reading.month else ""),
        (fixed, fixed),
        (reading.quarter, f"Q{reading.quarter}"),
        (reading.half, f"H{reading.half}"),
        (reading.season, reading.season),
        (reading.weekday, f"WXX-{reading.weekday}"),
    )
    return next((f"XXXX-{written}" for given, written in known if given), UNKNOWN["D"])


def yearless(found: Found, context: Context) -> Value:
    """A month, day, quarter or season without a year."""
    reading = found.reading
    if not (reading.month or reading.quarter or reading.half or reading.season or reading.feast):
        return partial(reading), None, None
    if reading.steps is None:
        same = context.full.get((reading.month or 0, reading.day or 0))
        if same is not None and (context.published is None or reading.day):
            return complete(reading, same.at.first.year, f"text:{same.date_id}")
        if context.published is None:
            return _year_from_text(found, context)
    if context.published is None or not fine_enough(context.published, "M"):
        return partial(reading), None, None
    year = _year_of_weekday(reading, context.published) or _year_near(found, context.published, context)
    return complete(reading, year, context.anchor)


def _year_from_text(found: Found, context: Context) -> Value:
    """The year that puts it nearest to the last date of the same paragraph whose year is written out."""
    reading = found.reading
    for named in reversed(context.named):
        if found.start - named.start > params.YEAR_REACH or "\n\n" in context.text[named.start : found.start]:
            break
        if not named.explicit:
            continue
        year = _nearest(reading, named.at)
        return complete(reading, year, f"text:{named.date_id}")
    return partial(reading), None, None


def _nearest(reading: Reading, origin: Point) -> int:
    """The year whose date lies nearest to the origin; a year (or longer) as origin gives itself."""
    if origin.unit in ("Y", "E", "C"):
        return origin.first.year
    years = (origin.first.year, origin.first.year + 1, origin.first.year - 1)
    return min(years, key=lambda y: _distance(reading, y, origin.first))


def _distance(reading: Reading, year: int, day: date) -> int:
    at = first_day(reading, year) if 1 <= year <= 9999 else None
    return abs((at.first - day).days) if at is not None else 10**6


def _year_near(found: Found, published: Point, context: Context) -> int:
    """Past by default ("in December" is the last one), future where the words say so or it is near."""
    reading, year = found.reading, published.first.year
    at = first_day(reading, year)
    if at is None:
        return year
    this = point(published.first, at.unit if at.unit != "D" or published.unit == "D" else published.unit)
    ahead = (at.first - this.first).days
    if reading.steps is not None:
        return _stepped_year(reading.steps, ahead, year)
    tense = context.tense(found)
    if reading.quarter or reading.half:
        return year - 1 if ahead > 0 and tense <= 0 else year
    if ahead > 0:
        reach = (params.NEAR_IN_PAST, params.NEAR_FUTURE, 366)[tense + 1]
        return year if ahead <= reach else year - 1
    return year + 1 if tense > 0 and -ahead > params.NEAR_PAST else year


def _stepped_year(steps: int, ahead: int, year: int) -> int:
    """``last``, ``this`` or ``next`` of something that lies so many days ahead in the year of publication."""
    if steps < 0:
        return year if ahead < 0 else year - 1
    if steps > 0:
        return year if ahead > 0 else year + 1
    return year


def _year_of_weekday(reading: Reading, published: Point) -> int | None:
    """ "Saturday, April 25": of the years around publication the one in which that day is a Saturday."""
    if not reading.weekday or not reading.day or reading.steps is not None:
        return None
    years = (published.first.year, published.first.year - 1, published.first.year + 1)
    starts = [(year, first_day(reading, year)) for year in years if 1 <= year <= 9999]
    return next((y for y, at in starts if at and at.first.isoweekday() == reading.weekday), None)
