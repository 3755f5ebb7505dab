"""Steps: last week, two days earlier, the quarter, and clock times."""

from __future__ import annotations

from newstemma.date.calendar import UNKNOWN, Point, shift, write
from newstemma.date.context import Context, Named, Value, day_beside, fine_enough, last_quarter, reference
from newstemma.date.reading import Found, Reading
from newstemma.params import date as params

__all__ = ["clock", "step"]


def step(found: Found, context: Context) -> Value:
    """The value of a step: from a quarter or another date of the text, else from publication."""
    reading = found.reading
    unit, steps = str(reading.unit), int(reading.steps or 0)
    quarter = last_quarter(found, context) if unit == "Y" and steps == -1 and reading.back else None
    if quarter is not None:
        return _stepped(quarter.at, -4, "Q", f"text:{quarter.date_id}")
    if reading.origin == "text":
        named = _counted_from(reading, context)
        if named is not None:
            return _stepped(named.at, steps, unit, f"text:{named.date_id}")
        if not reading.definite and steps > 0:
            return UNKNOWN[unit], None, None
    if reading.definite and context.published:
        steps -= _over(unit, found, context)
    if context.published is None or not fine_enough(context.published, unit):
        return UNKNOWN[unit], None, None
    return _stepped(context.published, steps, unit, context.anchor)


def _counted_from(reading: Reading, context: Context) -> Named | None:
    """The named date to count from; "the year" and "the week" of a dated article are those of publication."""
    if reading.definite and reading.unit != "Q" and context.published:
        return None
    return reference(context, reading)


def _over(unit: str, found: Found, context: Context) -> int:
    """1 where "the quarter" or "the weekend" means the one that is over: news speaks of it days after it."""
    if unit == "Q":
        return 1
    early = context.published is not None and context.published.first.weekday() <= params.WEEKEND_IS_OVER
    return 1 if unit == "WE" and early and context.tense(found) <= 0 else 0


def _stepped(origin: Point, steps: int, unit: str, anchor: str | None) -> Value:
    """Some units from the origin, if the calendar goes so far."""
    moved = shift(origin, steps, unit)
    if moved is None:
        return UNKNOWN[unit], None, None
    return write(moved), anchor, moved


def clock(found: Found, context: Context) -> Value:
    """A clock time: of the day named in the same sentence (after it, else before), else of publication."""
    day = day_beside(found, context)
    if day is not None:
        return write(day.at), f"text:{day.date_id}", day.at
    return step(found, context)
