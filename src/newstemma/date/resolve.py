"""From readings to values: what each expression means given publication and what the text has named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from newstemma.date.calendar import SEASONS, UNKNOWN, Point, feast, point, shift, write
from newstemma.date.pack import Pack
from newstemma.date.reading import Found, Reading
from newstemma.date.tense import tense_at
from newstemma.ids import make_id
from newstemma.params import date as params
from newstemma.records import DateExpression

__all__ = ["Context", "resolve"]

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
        return _numeric(reading, context)
    ways = {"step": _step, "clock": _clock, "calendar": _calendar}
    value, anchor, at = ways[reading.kind](found, context)
    if reading.part and "T" not in value:
        value += f"T{reading.part}"
    return value, anchor, at


# --- steps: last week, two days earlier, the quarter -------------------------------------------------------


def _step(found: Found, context: Context) -> Value:
    reading = found.reading
    unit, steps = str(reading.unit), int(reading.steps or 0)
    if unit == "Y" and steps == -1 and reading.back:
        quarter = _last_quarter(found, context)
        if quarter is not None:
            at = shift(quarter.at, -4, "Q")
            return (UNKNOWN["Q"], None, None) if at is None else (write(at), f"text:{quarter.date_id}", at)
    if reading.origin == "text":
        named = None if reading.definite and unit != "Q" and context.published else _reference(context, reading)
        if named is not None:
            return _stepped(named.at, steps, unit, reading, f"text:{named.date_id}")
        if not reading.definite and steps > 0:
            return UNKNOWN[unit], None, None
    if reading.definite and context.published:
        steps -= _over(unit, found, context)
    if context.published is None or not _fine_enough(context.published, unit):
        return UNKNOWN[unit], None, None
    return _stepped(context.published, steps, unit, reading, context.anchor)


def _over(unit: str, found: Found, context: Context) -> int:
    """1 where "the quarter" or "the weekend" means the one that is over: news speaks of it days after it."""
    if unit == "Q":
        return 1
    early = context.published is not None and context.published.first.weekday() <= params.WEEKEND_IS_OVER
    return 1 if unit == "WE" and early and context.tense(found) <= 0 else 0


def _stepped(origin: Point, steps: int, unit: str, reading: Reading, anchor: str | None) -> Value:
    """Some units from the origin, if the calendar goes so far."""
    moved = shift(origin, steps, unit)
    if moved is None:
        return UNKNOWN[unit], None, None
    return write(moved), anchor, moved


def _last_quarter(found: Found, context: Context) -> Named | None:
    """The quarter that the text has been speaking of: "a year earlier" then is that quarter of the year before."""
    for named in reversed(context.named):
        if found.start - named.start > params.QUARTER_REACH:
            return None
        if named.at.unit == "Q" and not named.derived:
            return named
    return None


def _fine_enough(at: Point, unit: str) -> bool:
    """Whether a date known to that precision can anchor a step of that unit."""
    return _SIZE.index(at.unit) <= _SIZE.index(unit)


def _reference(context: Context, reading: Reading) -> Named | None:
    """The last named date fine enough to count from (for "the quarter": the last of just that kind)."""
    for named in reversed(context.named):
        if reading.definite:
            if named.at.unit == reading.unit and not named.derived:
                return named
        elif _fine_enough(named.at, str(reading.unit)) and not named.derived:
            return named
    return None


def _clock(found: Found, context: Context) -> Value:
    """A clock time: of the day named in the same sentence (right after it, else before), else of publication."""
    day = _day_beside(found, context)
    if day is not None:
        return write(day.at), f"text:{day.date_id}", day.at
    return _step(found, context)


def _day_beside(found: Found, context: Context) -> Named | None:
    best: tuple[int, Named] | None = None
    for named in context.named:
        low, high = sorted((named.start, found.start))
        if named.at.unit != "D" or high - low > params.CLOCK_REACH or _BREAK.search(context.text, low, high):
            continue
        distance = high - low + (params.CLOCK_REACH if named.start < found.start else 0)
        if best is None or distance < best[0]:
            best = distance, named
    return best[1] if best else None


# --- named parts of the calendar ---------------------------------------------------------------------------


def _calendar(found: Found, context: Context) -> Value:
    """A calendar reading with its year: given, stepped, from the text, or from publication."""
    reading = found.reading
    if reading.year is not None:
        return _complete(reading, reading.year, None)
    if reading.weekday is not None and reading.month is None:
        return _weekday(found, context)
    if reading.part and reading.steps is not None:
        return _part_of_day(reading, context)
    if reading.year_steps is not None:
        return _in_stepped_year(reading, context)
    if reading.part and not (reading.month or reading.day):
        return _part_of_day(reading, context)
    return _yearless(found, context)


def _start(reading: Reading, year: int) -> Point | None:
    """Where the reading's stretch begins in a given year."""
    try:
        if reading.feast:
            return Point(feast(reading.feast, year), "D")
        if reading.month:
            unit = reading.unit or ("D" if reading.day else "M")
            return point(date(year, reading.month, reading.day or 1), unit)
        if reading.quarter:
            return Point(date(year, reading.quarter * 3 - 2, 1), "Q")
        if reading.half:
            return Point(date(year, reading.half * 6 - 5, 1), "H")
        if reading.season:
            return Point(date(year, SEASONS.index(reading.season) * 3 + 3, 1), "S")
        return Point(date(year, 1, 1), "Y")
    except ValueError:
        return None


def _complete(reading: Reading, year: int, anchor: str | None) -> Value:
    at = _start(reading, year)
    return (_partial(reading), None, None) if at is None else (write(at), anchor, at)


def _partial(reading: Reading) -> str:
    """The value with its year unknown."""
    if reading.month:
        if reading.unit == "W":
            return UNKNOWN["W"]
        return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")
    if reading.feast and reading.feast[0].isdigit() and "-" in reading.feast:
        return f"XXXX-{reading.feast}"
    if reading.quarter:
        return f"XXXX-Q{reading.quarter}"
    if reading.half:
        return f"XXXX-H{reading.half}"
    if reading.season:
        return f"XXXX-{reading.season}"
    if reading.weekday:
        return f"XXXX-WXX-{reading.weekday}"
    return "XXXX-XX-XX"


def _weekday(found: Found, context: Context) -> Value:
    """The last such day up to publication, or the next one where the words speak of the future."""
    reading, published = found.reading, context.published
    if published is None or published.unit != "D" or reading.weekday is None:
        return _partial(reading), None, None
    back = (published.first.isoweekday() - reading.weekday) % 7
    if reading.steps is None or reading.steps == 0:
        days = 7 - back if back and context.tense(found) > 0 else -back
    elif reading.steps < 0:
        days = -(back or 7)
    else:
        days = 7 - back
    at = shift(published, days, "D")
    return (_partial(reading), None, None) if at is None else (write(at), context.anchor, at)


def _part_of_day(reading: Reading, context: Context) -> Value:
    """``this morning``, ``last night``: on the day of publication or the one before."""
    origin, anchor = context.published, context.anchor
    if reading.origin == "text":
        named = _reference(context, Reading("step", unit="D"))
        origin, anchor = (named.at, f"text:{named.date_id}") if named else (origin, anchor)
    if origin is None or origin.unit != "D":
        return UNKNOWN["D"], None, None
    at = shift(origin, reading.steps or 0, "D")
    return (UNKNOWN["D"], None, None) if at is None else (write(at), anchor, at)


def _in_stepped_year(reading: Reading, context: Context) -> Value:
    """``December of last year``, ``February of the same year``."""
    steps = reading.year_steps or 0
    if reading.origin == "text":
        named = _reference(context, Reading("step", unit="Y"))
        if named is not None:
            return _complete(reading, named.at.first.year + steps, f"text:{named.date_id}")
    if context.published is None:
        return _partial(reading), None, None
    return _complete(reading, context.published.first.year + steps, context.anchor)


def _yearless(found: Found, context: Context) -> Value:
    """A month, day, quarter or season without a year."""
    reading = found.reading
    if not (reading.month or reading.quarter or reading.half or reading.season or reading.feast):
        return _partial(reading), None, None
    if reading.steps is None:
        same = context.full.get((reading.month or 0, reading.day or 0))
        if same is not None and (context.published is None or reading.day):
            return _complete(reading, same.at.first.year, f"text:{same.date_id}")
        if context.published is None:
            return _year_from_text(found, context)
    if context.published is None:
        return _partial(reading), None, None
    year = _year_of_weekday(reading, context.published) or _year_near(found, context.published, context)
    return _complete(reading, year, context.anchor)


def _year_from_text(found: Found, context: Context) -> Value:
    """The year that puts it nearest to the last date of the same paragraph whose year is written out."""
    reading = found.reading
    for named in reversed(context.named):
        if found.start - named.start > params.YEAR_REACH or "\n\n" in context.text[named.start : found.start]:
            break
        if not named.explicit:
            continue
        year = _nearest(reading, named.at)
        return _complete(reading, year, f"text:{named.date_id}")
    return _partial(reading), None, None


def _nearest(reading: Reading, origin: Point) -> int:
    """The year whose date lies nearest to the origin; a year (or longer) as origin gives itself."""
    if origin.unit in ("Y", "E", "C"):
        return origin.first.year
    years = (origin.first.year, origin.first.year + 1, origin.first.year - 1)
    return min(years, key=lambda y: _distance(reading, y, origin.first))


def _distance(reading: Reading, year: int, day: date) -> int:
    at = _start(reading, year) if 1 <= year <= 9999 else None
    return abs((at.first - day).days) if at is not None else 10**6


def _year_near(found: Found, published: Point, context: Context) -> int:
    """Past by default ("in December" is the last one), future where the words say so or it is near."""
    reading, year = found.reading, published.first.year
    at = _start(reading, year)
    if at is None:
        return year
    this = point(published.first, at.unit if at.unit != "D" or published.unit == "D" else published.unit)
    steps = reading.steps
    if steps is not None and steps != 0:
        if steps < 0:
            return year if at.first < this.first else year - 1
        return year if at.first > this.first else year + 1
    if steps == 0:
        return year
    ahead = (at.first - this.first).days
    tense = context.tense(found)
    if reading.quarter or reading.half:
        return year - 1 if ahead > 0 and tense <= 0 else year
    if ahead > 0:
        reach = (params.NEAR_IN_PAST, params.NEAR_FUTURE, 366)[tense + 1]
        return year if ahead <= reach else year - 1
    return year + 1 if tense > 0 and -ahead > params.NEAR_PAST else year


def _year_of_weekday(reading: Reading, published: Point) -> int | None:
    """"Saturday, April 25": of the years around publication the one in which that day is a Saturday."""
    if not reading.weekday or not reading.day or reading.steps is not None:
        return None
    years = (published.first.year, published.first.year - 1, published.first.year + 1)
    starts = [(year, _start(reading, year)) for year in years if 1 <= year <= 9999]
    return next((y for y, at in starts if at and at.first.isoweekday() == reading.weekday), None)


def _numeric(reading: Reading, context: Context) -> Value:
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
