"""Readings of steps, durations, sets and references; None where the words turn out not to be a time."""

from __future__ import annotations

import re
from dataclasses import replace

from newstemma.date.amounts import amount, period
from newstemma.date.fields import SKIP, STEPS, UNITS, Token, first, is_name, mod_of, tokens
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Reading

__all__ = [
    "ago",
    "aside",
    "at_weekend",
    "before",
    "compared",
    "compared_duration",
    "definite_unit",
    "duration",
    "every",
    "every_count",
    "every_named",
    "fixed_duration",
    "fixed_set",
    "half_duration",
    "later",
    "latest_period",
    "neighbour",
    "past_reference",
    "reference",
    "shifted_unit",
    "year_end",
]


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


def and_a_half(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``a year and a half``, ``a year and a half ago``, ``the last year and a half``."""
    listed = tokens(lexed, start, end)
    unit = str(first(listed, *UNITS))
    return (
        Reading("plain", "DURATION", value=period("1.5", unit)) if unit not in ("E", "C", "WE", "Q") else None
    )


def compared(_lexed: Lexed, _start: int, _end: int) -> Reading | None:
    """``the year-earlier quarter``, ``a year-ago loss``: what the text compares with, a year before."""
    return Reading("step", unit="Y", steps=-1, origin="text", back=True)


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
    if [t[0] for t in listed] in (["a", "unit"], ["a", "year_unit"]) and _is_rate(lexed, start):
        return SKIP
    found = amount([t for t in listed if t[0] != "ordinal"])
    return None if found is None else Reading("plain", "DURATION", value=period(*found))


_RATE = re.compile(r"(?:\d|%|[^\W\d]s|illion|hundred|thousand|times|twice|once|percent)\s+$")
"""What stands before "a year" where it means "per year"."""


def _is_rate(lexed: Lexed, start: int) -> bool:
    at = lexed.starts[start]
    return _RATE.search(lexed.text[max(0, at - 12) : at]) is not None


def compared_duration(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the year-earlier nine months``: as long as they are."""
    listed = tokens(lexed, start, end)
    units = [i for i, t in enumerate(listed) if t[0] in ("back", "later")]
    found = amount(listed[units[0] + 1 :])
    return None if found is None else Reading("plain", "DURATION", value=period(*found))


def every(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``every month``, ``each day``, ``twice a year``."""
    listed = [t for t in tokens(lexed, start, end) if t[0] in UNITS]
    return Reading("plain", "SET", value=period("1", str(listed[-1][1]))) if listed else None


def every_count(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``every two years``, ``every few months``, ``every second week``."""
    listed = tokens(lexed, start + 1, end)
    ordinal = first(listed, "ordinal")
    found = (str(ordinal), str(first(listed, *UNITS))) if ordinal else amount(listed)
    return None if found is None else Reading("plain", "SET", value=period(*found))


def half_duration(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``half an hour``, ``a half-century``, ``half a year``."""
    unit = str(first(tokens(lexed, start, end), *UNITS))
    halves = {"TH": "PT30M", "TM": "PT30S", "C": "P50Y", "E": "P5Y", "Y": "P6M", "D": "PT12H", "M": "P15D"}
    return Reading("plain", "DURATION", value=halves[unit]) if unit in halves else None


def every_named(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``each Thursday``, ``every summer``."""
    name, value = tokens(lexed, start, end)[-1]
    pattern = {
        "weekday": f"XXXX-WXX-{value}",
        "weekdays": f"XXXX-WXX-{value}",
        "month": f"XXXX-{value:>02}",
        "season": f"XXXX-{value}",
    }[name]
    return Reading("plain", "SET", value=pattern)


def fixed_set(lexed: Lexed, start: int, _end: int) -> Reading | None:
    """``daily``, ``annually``; a name after it makes it a newspaper."""
    end = lexed.ends[start]
    if lexed.text[end - 4 : end] == "aily" and re.match(r"\s+[A-Z]", lexed.text[end : end + 4]):
        return SKIP
    return Reading("plain", "SET", value=str(lexed.values[start]))


def fixed_duration(lexed: Lexed, _start: int, end: int) -> Reading | None:
    """One word for a span: "полчаса", "полгода"."""
    return Reading("plain", "DURATION", value=str(lexed.values[end - 1]))


def neighbour(lexed: Lexed, start: int, end: int) -> Reading | None:
    """The day after or before another: "le lendemain", "am Tag darauf", "накануне"."""
    listed = tokens(lexed, start, end)
    steps, part = int(first(listed, "neighbour") or 0), first(listed, "part")
    kind = "TIME" if part else "DATE"
    return Reading("step", kind, unit="D", steps=steps, origin="text", part=str(part) if part else None)


def at_weekend(lexed: Lexed, start: int, end: int) -> Reading | None:
    """The weekend behind a preposition that holds the article: "am Wochenende"."""
    return definite_unit(lexed, start, end) if lexed.values[end - 1] == "WE" else None


def shifted_unit(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``last week``, ``this year``, ``the following month``, ``later this quarter``."""
    listed = tokens(lexed, start, end)
    if end - start > 1 and is_name(lexed, start, end):
        return SKIP
    word = str(first(listed, "shift", "adj") or "this")
    unit = first(listed, *UNITS)
    if word == "past" and unit in ("D", "E"):
        return Reading("plain", "DURATION", value=period("1", str(unit)))
    steps, origin = STEPS[word]
    if unit is None:
        unit = "Q"  # "the latest period"
    later_word = first(listed, "mod", "later")
    if unit in ("E", "C", "WE") and later_word and first(listed, "shift", "adj") is None:
        return None
    cyrillic = lexed.text[lexed.starts[start]] > "Ѐ"  # a language without articles
    if word == "next" and unit == "D" and (listed[0][0] == "the" or cyrillic):
        origin = "text"
    return Reading(
        "step", unit=str(unit), steps=steps, origin=origin, definite=word == "latest", mod=mod_of(listed)
    )


_ENDED = re.compile(r"\s+(?:ended|ending)\b")


def definite_unit(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the quarter``, ``the year``, ``the weekend``: the one named before, else the one of publication."""
    listed = tokens(lexed, start, end)
    unit = str(first(listed, *UNITS))
    if unit in ("D", "E", "C"):
        return None
    if unit == "Y" and _ENDED.match(lexed.text, lexed.ends[end - 1]):
        return Reading("plain", "DURATION", value="P1Y")
    return Reading("step", unit=unit, steps=0, origin="text", definite=True, mod=mod_of(listed))


def year_end(_lexed: Lexed, _start: int, _end: int) -> Reading | None:
    """``year-end``, ``year's end``: of the year of publication."""
    return Reading("step", unit="Y", steps=0, mod="END")


def latest_period(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the latest period``: the quarter that the text speaks of."""
    listed = tokens(lexed, start, end)
    if first(listed, "shift", "adj") != "latest" or listed[-1][1] != "period":
        return None
    return Reading("step", unit="Q", steps=0, origin="text", definite=True)


def reference(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``now``, ``recently``, ``soon``."""
    return SKIP if is_name(lexed, start, end) else Reading("plain", value=str(lexed.values[end - 1]))


def past_reference(lexed: Lexed, start: int, end: int) -> Reading | None:
    """``the past``, ``current``: a shifting word without a unit after it."""
    word = lexed.text[lexed.starts[end - 1] : lexed.ends[end - 1]].lower()
    value = {"past": "PAST_REF", "current": "PRESENT_REF"}.get(word)
    return None if value is None or (word == "past" and end - start < 2) else Reading("plain", value=value)
