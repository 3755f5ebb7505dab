"""Readings of named parts of the calendar; None where the words turn out not to be a time."""

from __future__ import annotations

import re

from newstemma.date.classes import CLASSES
from newstemma.date.fields import SKIP, STEPS, Token, first, is_date, is_name, mod_of, tokens
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Reading

__all__ = [
    "bare_season",
    "bare_year",
    "calendar",
    "century",
    "clock",
    "clock_part",
    "decade",
    "definite_season",
    "half_year",
    "iso",
    "numeric",
    "short_year",
    "spoken_year",
    "week_of",
]

_SHORT_YEARS = 40
"""Two-digit years from here on are of the twentieth century, those below of the twenty-first."""


def calendar(lexed: Lexed, start: int, end: int) -> Reading | None:
    """A named part of the calendar: months, days, weekdays, quarters, halves, seasons, times of a day."""
    return _calendar(tokens(lexed, start, end))


def half_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """Languages with a word for half a year: "im ersten Halbjahr 2021", "au premier semestre"."""
    listed = tokens(lexed, start, end)
    if first(listed, "unit") != "H":
        return None
    return _calendar([("half", 1) if token[0] == "unit" else token for token in listed])


def _calendar(listed: list[Token]) -> Reading | None:
    fields: dict[str, int | str | None] = {"mod": first(listed, "mod")}
    names = [name for name, _ in listed]
    for i, (name, value) in enumerate(listed):
        if name in ("year", "month", "weekday", "season", "part"):
            fields.setdefault(name, value)
        elif name == "holiday":
            fields["feast"] = value
        elif name == "number" and names[i - 1] == "apostrophe" and isinstance(value, int) and value < 100:
            fields["year"] = 1900 + value if value >= _SHORT_YEARS else 2000 + value
        elif name == "number" and names[i + 1 : i + 2] == ["tens"] and isinstance(value, int):
            fields["year"] = value * 100 + sum(
                int(v or 0) for n, v in listed[i + 1 :] if n in ("tens", "number")
            )
            break
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
    elif isinstance(value, str):  # "0MO": this morning
        fields["part"], value = value[-2:], int(value[:-2])
    fields.update(unit="D", steps=value)


def _checked(fields: dict[str, int | str | None], names: list[str]) -> Reading | None:
    """The reading if its numbers can stand in a calendar."""
    day, month, year = fields.get("day"), fields.get("month"), fields.get("year")
    if day is not None and not (isinstance(day, int) and 1 <= day <= 31):
        return None
    if day and month and not is_date(int(year or 2000), int(month), int(day)):
        return None
    if fields.get("quarter") not in (None, 1, 2, 3, 4) or fields.get("half") not in (None, 1, 2):
        return None
    if "half" in names and "half" not in fields:
        fields["half"] = 2 if fields.pop("steps", None) == -1 else 1
        fields.pop("origin", None)
    kind = "step" if fields.get("unit") else "calendar"
    timed = isinstance(fields.get("part"), str)
    return Reading(kind, "TIME" if timed else "DATE", **fields)  # type: ignore[arg-type]  # built field by field


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


def today(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``yesterday``, ``late yesterday``, ``yesterday evening``, ``tonight``."""
    alone = end - start == 1 and not str(lexed.values[start])[-1:].isalpha()  # not "heute Morgen"
    return SKIP if alone and is_name(lexed, start, end) else calendar(lexed, start, end)


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
    if not is_date(year, month, number):
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


_SEASON_AFTER = frozenset(["im", "en", "au"])


def bare_season(lexed: Lexed, start: int, end: int) -> Reading | None:
    """A season without its article where the language has none: "im Herbst", "en otoño", "осенью"."""
    word = lexed.text[lexed.starts[start] : lexed.ends[start]].lower()
    adverb = word[:1] > "Ѐ" and word.endswith(("ю", "ом", "ой"))
    led = word in _SEASON_AFTER
    return calendar(lexed, start, end) if adverb or led else None


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


def short_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``'98``: only with two digits right after the apostrophe."""
    value = lexed.values[end - 1]
    written = lexed.text[lexed.starts[end - 1] : lexed.ends[end - 1]]
    if len(written) != 2 or not isinstance(value, int) or lexed.ends[start] != lexed.starts[end - 1]:
        return None
    if lexed.text[max(0, lexed.starts[start] - 1) : lexed.starts[start]] in ("'", "`", "‘"):
        return None  # the opening mark of a quotation
    return Reading("calendar", year=1900 + value if value >= _SHORT_YEARS else 2000 + value)


_PLAIN_YEARS = range(1750, 2051)
"""Four digits that are read as a year anywhere; others need a word such as "in" before them."""
_YEAR_AFTER = re.compile(r"\w|\s?[%$€£°]")
_YEAR_BEFORE = re.compile(r"[$€£#№]\s?$|(?<!\d)[-–]$|[^\W\d_]$")


def bare_year(lexed: Lexed, start: int, end: int) -> Reading | None:
    """Four digits alone: a year if they lie near our time and are no amount of anything."""
    listed = tokens(lexed, start, end)
    value = int(first(listed, "year") or 0)
    place = next(i for i in range(start, end) if lexed.codes[i] == CLASSES["year"])
    before = lexed.text[max(0, lexed.starts[place] - 2) : lexed.starts[place]]
    if listed[-1][0] == "year" and _YEAR_AFTER.match(lexed.text, lexed.ends[place]):
        return None
    if _YEAR_BEFORE.search(before):
        return None
    led = place > 0 and lexed.codes[place - 1] in _LEADS_TO_YEAR
    if value not in _PLAIN_YEARS and not led and len(listed) == 1:
        return None
    return Reading("calendar", year=value, mod=mod_of(listed))


_LEADS_TO_YEAR = frozenset(CLASSES[name] for name in ("prep", "of", "year_unit"))


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
    value = first(listed, "decade", "year", "number", "tens")
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
