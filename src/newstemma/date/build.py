"""From the tokens that a rule matched to a reading; None where the words turn out not to be a time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from newstemma.date.classes import CLASSES
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Reading

__all__ = ["SKIP"]

SKIP = Reading("skip")
"""Words that look like a time and are none (ages): consumed, and no expression."""

_NAME = {code: name for name, code in CLASSES.items()}
_UNITS = frozenset("unit year_unit quarter_unit units time_unit time_units".split())
_SHORT_YEARS = 40
"""Two-digit years from here on are of the twentieth century, those below of the twenty-first."""

STEPS = {
    "last": (-1, "published"),
    "past": (-1, "published"),
    "this": (0, "published"),
    "next": (1, "published"),
    "latest": (0, "text"),
    "previous": (-1, "text"),
    "same": (0, "text"),
    "following": (1, "text"),
}
"""Steps and origin of each shifting word."""

Token = tuple[str, int | str | None]


def tokens(lexed: Lexed, start: int, end: int) -> list[Token]:
    """Class name and value of each token."""
    return [(_NAME[c], v) for c, v in zip(lexed.codes[start:end], lexed.values[start:end], strict=True)]


def first(listed: list[Token], *names: str) -> int | str | None:
    """The value of the first token of one of these classes."""
    return next((v for name, v in listed if name in names), None)


def calendar(lexed: Lexed, start: int, end: int) -> Reading | None:
    """A named part of the calendar: months, days, weekdays, quarters, halves, seasons, times of a day."""
    listed = tokens(lexed, start, end)
    fields: dict[str, int | str | None] = {"mod": first(listed, "mod")}
    names = [name for name, _ in listed]
    for i, (name, value) in enumerate(listed):
        if name in ("year", "month", "weekday", "season", "part"):
            fields.setdefault(name, value)
        elif name == "holiday":
            fields["feast"] = value
        elif name == "number" and names[i - 1] == "apostrophe" and isinstance(value, int) and value < 100:
            fields["year"] = 1900 + value if value >= _SHORT_YEARS else 2000 + value
        elif name == "quarter_code":
            fields["quarter"] = value
        elif name in ("shift", "adj"):
            _shifting(
                fields,
                str(value),
                "year_unit" in names[max(0, i - 1) : i + 3] and "month quarter_unit half season",
            )
        elif name in ("number", "ordinal", "second") and not _is_clock(names, i):
            fields["quarter" if "quarter_unit" in names else "half" if "half" in names else "day"] = value
        elif name == "today":
            _today(fields, value)
    clock_value = _clock(listed)
    if clock_value:
        fields["part"] = clock_value
    return _checked(fields, names)


def _is_clock(names: list[str], i: int) -> bool:
    return names[i + 1 : i + 2] in (["ampm"], ["oclock"])


def _shifting(fields: dict[str, int | str | None], word: str, of_year: str | bool) -> None:
    steps, origin = STEPS[word]
    fields["origin"] = origin
    fields["year_steps" if of_year else "steps"] = steps


def _today(fields: dict[str, int | str | None], value: int | str | None) -> None:
    if value in ("tonight", "last_night"):
        fields["part"], value = "NI", 0 if value == "tonight" else -1
    fields.update(unit="D", steps=value)


def _checked(fields: dict[str, int | str | None], names: list[str]) -> Reading | None:
    """The reading if its numbers can stand in a calendar."""
    day, month, year = fields.get("day"), fields.get("month"), fields.get("year")
    if day is not None and not (isinstance(day, int) and 1 <= day <= 31):
        return None
    if day and month and not _is_date(int(year or 2000), int(month), int(day)):
        return None
    if fields.get("quarter") not in (None, 1, 2, 3, 4) or fields.get("half") not in (None, 1, 2):
        return None
    if "half" in names and "half" not in fields:
        fields["half"] = 2 if fields.pop("steps", None) == -1 else 1
        fields.pop("origin", None)
    kind = "step" if fields.get("unit") else "calendar"
    timed = isinstance(fields.get("part"), str)
    return Reading(kind, "TIME" if timed else "DATE", **fields)  # type: ignore[arg-type]  # built field by field


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _clock(listed: list[Token]) -> str | None:
    """``HH:MM`` of a clock time among the tokens, in 24 hours; None if there is none or it cannot be."""
    for i, (name, value) in enumerate(listed):
        half_day = first(listed[i + 1 : i + 2], "ampm")
        if name == "clock":
            hour, minute = (int(x) for x in str(value).split(":"))
        elif (
            name in ("number", "decimal") and listed[i + 1 : i + 2] and listed[i + 1][0] in ("ampm", "oclock")
        ):
            whole, _, part = str(value).partition(".")
            hour, minute = int(whole), int(part or 0)
        else:
            continue
        if half_day and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half_day == "pm" else 0)
        return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
    return None


def clock(lexed: Lexed, start: int, end: int) -> Reading | None:
    """A clock time without a day: of the day of publication, if that is known."""
    listed = tokens(lexed, start, end)
    at = _clock(listed)
    hour = first(listed, "number")
    if at is None and isinstance(hour, int) and 1 <= hour <= 12 and first(listed, "part"):
        at = f"{hour % 12 + (12 if first(listed, 'part') in ('AF', 'EV') else 0):02}:00"
    weekday = first(listed, "weekday")
    if at is None:
        return None
    if weekday:
        return Reading("calendar", "TIME", weekday=int(weekday), part=at)
    day = first(listed, "today")
    if isinstance(day, int):
        return Reading("step", "TIME", unit="D", steps=day, part=at)
    return Reading("clock", "TIME", unit="D", steps=0, part=at)


def clock_part(lexed: Lexed, start: int, _end: int) -> Reading | None:
    """``noon``, ``midnight`` alone; "morning" alone is no place in time."""
    at = str(lexed.values[start])
    return Reading("clock", "TIME", unit="D", steps=0, part=at) if ":" in at else None


def iso(lexed: Lexed, start: int, _end: int) -> Reading | None:
    """``2022-02-15`` with or without a time."""
    value = str(lexed.values[start])
    day, _, at = value.partition("T")
    year, month, number = (int(x) for x in day.split("-"))
    if not _is_date(year, month, number):
        return None
    return Reading("calendar", "TIME" if at else "DATE", year=year, month=month, day=number, part=at or None)


def numeric(lexed: Lexed, _start: int, end: int) -> Reading | None:
    """``15.02.2022``, ``2/15/22``: day and month are left for the resolver to order."""
    value = str(lexed.values[end - 1])
    a, b, c = re.split(r"[./-]", value)
    year = int(c) if len(c) == 4 else None
    if year is None:
        year = 2000 + int(c) if int(c) < 50 else 1900 + int(c)
    if not (1 <= int(a) <= 31 and 1 <= int(b) <= 31) or min(int(a), int(b)) > 12:
        return None
    return Reading("numeric", value=value, year=year, month=int(b), day=int(a))


def definite_season(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the summer``; "the fall of" something is none, nor is it without the article."""
    following = lexed.codes[end : end + 1]
    return None if following == CLASSES["of"] else calendar(lexed, start, end)


def century(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the 20th century``: its first two digits of years, 19."""
    listed = tokens(lexed, start, end)
    number = first(listed, "ordinal", "second", "number")
    if first(listed, "unit") != "C" or not isinstance(number, int) or not 1 <= number <= 22:
        return None
    return Reading("plain", value=f"{number - 1:02}")


def decade(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the 1980s``, ``the '80s``: three digits; two written digits mean the twentieth century."""
    listed = tokens(lexed, start, end)
    names = [name for name, _ in listed]
    value = first(listed, "decade", "year", "number")
    if not isinstance(value, int) or value % 10 or not (20 <= value < 100 or value >= 1000):
        return None
    if first(listed, "decade") is None and first(listed, "units") != "Y" and listed[-1][0] != "genitive":
        return None
    if value < 1000 and "apostrophe" not in names and "units" not in names and _possessive(lexed, start):
        return None  # "in his 30s" is an age
    year = value if value >= 1000 else 1900 + value
    return Reading("plain", value=str(year // 10))


def _possessive(lexed: Lexed, start: int) -> bool:
    words = lexed.text[max(0, lexed.starts[start] - 8) : lexed.ends[start]].lower().split()
    return any(w in ("his", "her", "their", "its", "my", "our", "your") for w in words[-2:])


def today(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``yesterday``, ``late yesterday``, ``yesterday evening``, ``tonight``."""
    return calendar(lexed, start, end)


def amount(listed: list[Token]) -> tuple[str, str] | None:
    """Number and unit of a span of time as TIMEX3 writes them: ("3", "Y"), ("X", "D"); halves are kept."""
    number: float | None = None
    vague = half = False
    unit: str | None = None
    for i, (name, value) in enumerate(listed):
        if name in ("number", "tens", "a", "decimal", "hundred", "year"):
            number = _plus(number, name, value, slash=listed[i - 1][0] == "slash" if i else False)
        elif name == "few":
            vague = True
        elif name == "half":
            half = True
        elif name in _UNITS:
            unit = str(value)
        elif name == "second" and unit is None:
            unit = "TS"
    if unit is None:
        return None
    if vague or number is None:
        return ("X" if vague else "1"), unit
    number += 0.5 if half else 0
    return (f"{number:g}" if number < 1e6 else str(int(number))), unit


def _plus(number: float | None, name: str, value: int | str | None, *, slash: bool) -> float:
    """A number word after another: twenty-five, two hundred, 2 1/2."""
    amount_of = float(value or 0)
    if number is None:
        return amount_of
    if name == "a":
        return number
    if slash:
        return number + 0.5 - 1 if amount_of == 2 else number
    if name == "hundred" and number:
        return number * amount_of
    return number + amount_of


def period(number: str, unit: str) -> str:
    """``P3Y``, ``PT2H``, ``PXD``, ``P2Y6M``: decades are ten years, halves whole smaller units."""
    time = "T" if unit.startswith("T") else ""
    letter = unit[-1] if time else {"E": "E", "C": "C", "WE": "WE"}.get(unit, unit)
    if number != "X" and unit in ("E", "C", "WE"):
        times, letter = {"E": (10, "Y"), "C": (100, "Y"), "WE": (2, "D")}[unit]
        return f"P{float(number) * times:g}{letter}"
    if "." in number:
        return _with_half(number, letter, time)
    return f"P{time}{number}{letter}"


def _with_half(number: str, letter: str, time: str) -> str:
    whole, fraction = number.split(".")
    smaller = {
        "Y": ("M", 6),
        "H": ("M", 30),
        "M": ("S", 30) if time else ("D", 15),
        "D": ("TH", 12),
        "W": ("D", 3),
    }
    if fraction == "5" and letter in smaller:
        name, count = smaller[letter]
        head = f"{whole}{letter}" if int(whole) else ""
        return f"P{time}{head}{'T' if name.startswith('T') else ''}{count}{name[-1]}"
    return f"P{time}{number}{letter}"


def _step(listed: list[Token], sign: int, origin: str) -> Reading | None:
    """Some units away; an unknown number of them stays unknown."""
    found = amount(listed)
    if found is None:
        return None
    number, unit = found
    if number == "X":
        value = {"Y": "PXY"}.get(unit, period("X", unit))
        return Reading("plain", "DURATION", value=value)
    if "." in number or unit.startswith("T") or not number.isdigit():
        return Reading("plain", "DURATION", value=period(number, unit))
    return Reading("step", unit=unit, steps=sign * int(number), origin=origin)


def ago(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``two weeks ago``, ``months ago``, ``the quarter a year ago``."""
    listed = tokens(lexed, start, end)
    if listed[0][0] in ("units", "time_units"):
        return Reading("plain", "DURATION", value=period("X", str(listed[0][1])))
    return _back(_step(listed, -1, "published"))


def _back(reading: Reading | None) -> Reading | None:
    return None if reading is None else replace(reading, back=True)


def later(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``two days earlier``, ``a year later``: counted from the text; "from now" from publication."""
    listed = tokens(lexed, start, end)
    word = first(listed, "later", "back")
    origin = "published" if word == "hence" else "text"
    reading = _step(listed, -1 if word in ("earlier", "ago") else 1, origin)
    return reading if word not in ("earlier", "ago") else _back(reading)


_BREAK = re.compile(r"\s*(?:[.,;:)\"”’]|$)")


def aside(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``two days before``, ``the day after``: only where nothing follows that it would be before or after."""
    listed = tokens(lexed, start, end)
    if _BREAK.match(lexed.text, lexed.ends[end - 1]) is None:
        return None
    sign = -1 if listed[-1][1] == "earlier" else 1
    part = first(listed, "part")
    if part:
        return Reading("step", "TIME", unit="D", steps=sign, origin="text", part=str(part))
    return _step(listed, sign, "text")


def before(lexed: Lexed, start: int, end: int) -> Reading | None:
    """Languages that put it first: "vor zwei Tagen", "il y a deux jours", "через неделю"."""
    sign = -1 if lexed.values[start] == "ago" else 1
    return _step(tokens(lexed, start + 1, end), sign, "published")


def duration(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``three years``, ``the past two weeks``, ``a 10-year``; ages are none."""
    listed = tokens(lexed, start, end)
    if listed[-1][0] == "old":
        return SKIP
    if first(listed, "quarter_unit") or (first(listed, "units") == "Q" and "dash" in [t[0] for t in listed]):
        return None  # a fraction: "a quarter of", "three-quarters"
    found = amount([t for t in listed if t[0] != "ordinal"])
    return None if found is None else Reading("plain", "DURATION", value=period(*found))


def compared_duration(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the year-earlier nine months``: as long as they are."""
    listed = tokens(lexed, start, end)
    units = [i for i, t in enumerate(listed) if t[0] in ("back", "later")]
    found = amount(listed[units[0] + 1 :])
    return None if found is None else Reading("plain", "DURATION", value=period(*found))


def every(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``every month``, ``each day``, ``twice a year``."""
    listed = [t for t in tokens(lexed, start, end) if t[0] in _UNITS]
    return Reading("plain", "SET", value=period("1", str(listed[-1][1]))) if listed else None


def every_count(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``every two years``, ``every few months``, ``every second week``."""
    listed = tokens(lexed, start + 1, end)
    ordinal = first(listed, "ordinal")
    found = (str(ordinal), str(first(listed, *_UNITS))) if ordinal else amount(listed)
    return None if found is None else Reading("plain", "SET", value=period(*found))


def half_duration(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``half an hour``, ``a half-century``, ``half a year``."""
    unit = str(first(tokens(lexed, start, end), *_UNITS))
    halves = {"TH": "PT30M", "TM": "PT30S", "C": "P50Y", "E": "P5Y", "Y": "P6M", "D": "PT12H", "M": "P15D"}
    return Reading("plain", "DURATION", value=halves[unit]) if unit in halves else None


def every_named(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``each Thursday``, ``every summer``."""
    name, value = tokens(lexed, start, end)[-1]
    pattern = {"weekday": f"XXXX-WXX-{value}", "weekdays": f"XXXX-WXX-{value}", "month": f"XXXX-{value:>02}", "season": f"XXXX-{value}"}[name]
    return Reading("plain", "SET", value=pattern)


def fixed_set(lexed: Lexed, start: int, _end: int) -> Reading | None:
    """``daily``, ``annually``."""
    return Reading("plain", "SET", value=str(lexed.values[start]))


def shifted_unit(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``last week``, ``this year``, ``the following month``, ``later this quarter``."""
    listed = tokens(lexed, start, end)
    word = str(first(listed, "shift", "adj") or "this")
    unit = first(listed, *_UNITS)
    if word == "past" and unit in ("D", "E"):
        return Reading("plain", "DURATION", value=period("1", str(unit)))
    steps, origin = STEPS[word]
    if unit is None:
        unit = "Q"  # "the latest period"
    later_word = first(listed, "mod", "later")
    if unit in ("E", "C", "WE") and later_word and first(listed, "shift", "adj") is None:
        return None
    if word == "next" and unit == "D" and listed[0][0] == "the":
        origin = "text"
    return Reading("step", unit=str(unit), steps=steps, origin=origin, definite=word == "latest", mod=_mod(listed))


def _mod(listed: list[Token]) -> str | None:
    value = first(listed, "mod")
    return str(value) if value else None


_ENDED = re.compile(r"\s+(?:ended|ending)\b")


def definite_unit(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the quarter``, ``the year``, ``the weekend``: the one named before, else the one of publication."""
    listed = tokens(lexed, start, end)
    unit = str(first(listed, *_UNITS))
    if unit in ("D", "E", "C"):
        return None
    if unit == "Y" and _ENDED.match(lexed.text, lexed.ends[end - 1]):
        return Reading("plain", "DURATION", value="P1Y")
    return Reading("step", unit=unit, steps=0, origin="text", definite=True, mod=_mod(listed))


def week_of(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the week of March 6``."""
    inner = calendar(lexed, start, end)
    if inner is None:
        return None
    return Reading("calendar", month=inner.month, day=inner.day, unit="W")


def spoken_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``nineteen ninety-seven``, ``January nineteen ninety-seven``, ``the year two thousand``."""
    listed = tokens(lexed, start, end)
    numbers = [int(v or 0) for name, v in listed if name in ("number", "tens")]
    month = first(listed, "month")
    if first(listed, "hundred") == 1000:
        year = numbers[0] * 1000
    elif numbers[0] in (17, 18, 19, 20):
        year = numbers[0] * 100 + sum(numbers[1:])
    else:
        return None
    return Reading("calendar", year=year, month=int(month) if month else None)


def year_end(_lexed: Lexed, _start: int, _end: int) -> Reading | None:
    """``year-end``, ``year's end``: of the year of publication."""
    return Reading("step", unit="Y", steps=0, mod="END")


def latest_period(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the latest period``: the quarter that the text speaks of."""
    listed = tokens(lexed, start, end)
    if first(listed, "shift", "adj") != "latest" or listed[-1][1] != "period":
        return None
    return Reading("step", unit="Q", steps=0, origin="text", definite=True)


def short_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``'98``: only with two digits right after the apostrophe."""
    value = lexed.values[end - 1]
    written = lexed.text[lexed.starts[end - 1] : lexed.ends[end - 1]]
    if len(written) != 2 or not isinstance(value, int) or lexed.ends[start] != lexed.starts[end - 1]:
        return None
    if lexed.text[max(0, lexed.starts[start] - 1) : lexed.starts[start]] in ("'", "`", "‘"):
        return None  # the opening mark of a quotation
    return Reading("calendar", year=1900 + value if value >= _SHORT_YEARS else 2000 + value)


def bare_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """Four digits alone: a year if they lie near our time and nothing counted follows."""
    listed = tokens(lexed, start, end)
    value = first(listed, "year")
    text, at = lexed.text, lexed.starts[start]
    before_it = text[max(0, at - 1) : at]
    after_it = text[lexed.ends[end - 1] : lexed.ends[end - 1] + 2]
    ranged = before_it in "-–" and text[max(0, at - 2) : at - 1].isdigit()
    if (before_it and before_it in "$€£#№-" and not ranged) or after_it[:1] in ("%", "$", "€", "£", "°"):
        return None
    return Reading("calendar", year=int(value or 0), mod=_mod(listed))


def reference(lexed: Lexed, _start: int, end: int) -> Reading | None:
    """``now``, ``recently``, ``soon``."""
    return Reading("plain", value=str(lexed.values[end - 1]))


def past_reference(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the past``, ``current``: a shifting word without a unit after it."""
    word = lexed.text[lexed.starts[end - 1] : lexed.ends[end - 1]].lower()
    value = {"past": "PAST_REF", "current": "PRESENT_REF"}.get(word)
    return None if value is None or (word == "past" and end - start < 2) else Reading("plain", value=value)
