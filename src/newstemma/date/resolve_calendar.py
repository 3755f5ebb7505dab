"""Named parts of the calendar: weekdays, parts of days, months of a stepped year, numeric dates."""

from __future__ import annotations

from datetime import date

from newstemma.date.calendar import UNKNOWN, Point, shift, write
from newstemma.date.context import Context, Value, reference
from newstemma.date.reading import Found, Reading
from newstemma.date.resolve_year import complete, partial, yearless
from newstemma.params import date as params

__all__ = ["calendar_part", "numeric"]


def calendar_part(found: Found, context: Context) -> Value:
    """A calendar reading with its year: given, stepped, from the text, or from publication."""
    reading = found.reading
    if reading.year is not None:
        return complete(reading, reading.year, None)
    if reading.weekday is not None and reading.month is None:
        return _weekday(found, context)
    if reading.year_steps is not None:
        return _in_stepped_year(reading, context)
    if reading.part and not (reading.month or reading.day or reading.feast):
        return _part_of_day(reading, context)
    return yearless(found, context)


def _weekday(found: Found, context: Context) -> Value:
    """The last such day up to publication, or the next one where the words speak of the future."""
    reading, published = found.reading, context.published
    if published is None or published.unit != "D" or reading.weekday is None:
        return partial(reading), None, None
    back = (published.first.isoweekday() - reading.weekday) % 7
    if reading.steps is None or reading.steps == 0:
        days = 7 - back if back and context.tense(found) > 0 else -back
    elif reading.steps < 0:
        days = -(back or 7)
    else:
        days = 7 - back
    at = shift(published, days, "D")
    return (partial(reading), None, None) if at is None else (write(at), context.anchor, at)


def _part_of_day(reading: Reading, context: Context) -> Value:
    """``this morning``, ``last night``: on the day of publication or the one before."""
    origin, anchor = context.published, context.anchor
    if reading.origin == "text":
        named = reference(context, Reading("step", unit="D"))
        origin, anchor = (named.at, f"text:{named.date_id}") if named else (origin, anchor)
    if origin is None or origin.unit != "D":
        return UNKNOWN["D"], None, None
    at = shift(origin, reading.steps or 0, "D")
    return (UNKNOWN["D"], None, None) if at is None else (write(at), anchor, at)


def _in_stepped_year(reading: Reading, context: Context) -> Value:
    """``December of last year``, ``February of the same year``."""
    steps = reading.year_steps or 0
    if reading.origin == "text":
        named = reference(context, Reading("step", unit="Y"))
        if named is not None:
            return complete(reading, named.at.first.year + steps, f"text:{named.date_id}")
    if context.published is None:
        return partial(reading), None, None
    return complete(reading, context.published.first.year + steps, context.anchor)


def numeric(reading: Reading, context: Context) -> Value:
    """Day and month in the order of the separator, language, possibility, or publication; else unknown."""
    year, a, b = int(reading.year or 0), int(reading.day or 0), int(reading.month or 0)
    orders = {(year, b, a), (year, a, b)}
    valid = sorted(d for d in orders if _possible(*d))
    if "." in str(reading.value) or context.pack.day_first:
        valid = [d for d in valid if d == (year, b, a)] or valid
    if len(valid) > 1 and context.published is not None:
        near = [d for d in valid if abs((date(*d) - context.published.first).days) <= params.NUMERIC_NEAR]
        valid = near if len(near) == 1 else valid
    if len(valid) != 1:
        return (f"{year}-XX-XX", None, None) if valid else (f"{year}", None, None)
    at = Point(date(*valid[0]), "D")
    return write(at), None, at


def _possible(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
