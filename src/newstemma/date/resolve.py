"""From readings to values: what each expression means given publication and what the text has named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from newstemma.date.calendar import Point
from newstemma.date.context import Context, Named, Value
from newstemma.date.reading import Found, Reading
from newstemma.date.resolve_calendar import calendar_part, numeric
from newstemma.date.resolve_step import clock, step
from newstemma.records import DateExpression

__all__ = ["resolve"]


def resolve(found: Sequence[Found], context: Context) -> list[DateExpression]:
    """Time expressions with type, value and anchor, in the order of the text."""
    _collect_full(found, context)
    clocks = [one for one in found if one.reading.kind == "clock"]
    out = [_resolved(one, context) for one in found if one.reading.kind != "clock"]
    out.extend(_resolved(one, context) for one in clocks)
    return sorted(out, key=lambda d: d.start)


def _resolved(one: Found, context: Context) -> DateExpression:
    value, anchor, at = _value(one, context)
    date_id = context.date_id(one)
    if at is not None and one.reading.kind != "clock":
        explicit = one.reading.year is not None
        derived = one.reading.unit == "Y" and at.unit != "Y"
        context.named.append(Named(date_id, _at_mod(at, one.reading), one.start, explicit, derived))
    words = context.text[one.start : one.end]
    return DateExpression(date_id, context.owner, one.start, one.end, words, one.reading.type, value, anchor)


def _collect_full(found: Sequence[Found], context: Context) -> None:
    for one in found:
        r = one.reading
        if r.kind == "calendar" and r.year and r.month and r.day:
            at = Point(date(r.year, r.month, r.day), "D")
            context.full.setdefault((r.month, r.day), Named(context.date_id(one), at, one.start, True, False))


def _at_mod(at: Point, reading: Reading) -> Point:
    """The end of a year counts from its last month, the middle from its seventh."""
    if at.unit == "Y" and reading.mod in ("MID", "END"):
        return Point(date(at.first.year, 12 if reading.mod == "END" else 7, 1), "M")
    return at


def _value(found: Found, context: Context) -> Value:
    reading = found.reading
    if reading.kind == "plain":
        return str(reading.value), None, None
    if reading.kind == "numeric":
        return numeric(reading, context)
    ways = {"step": step, "clock": clock, "calendar": calendar_part}
    value, anchor, at = ways[reading.kind](found, context)
    if reading.part and "T" not in value:
        value += f"T{reading.part}"
    return value, anchor, at
