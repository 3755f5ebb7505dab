"""Tokens that begin with a digit: years, days, decades, clock times, long dates."""

from __future__ import annotations

import re

from newstemma.date.classes import CLASSES
from newstemma.date.pack import NOTHING as _NOTHING
from newstemma.date.pack import Entry
from newstemma.params import date as params

__all__ = ["number_entry"]

_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th|er|re|ème|e|º|ª|-?(?:го|й|м|я|ой|е))")
_DECADE = re.compile(r"([12][0-9]{2}0|[1-9]0)(?:s|er|ern|ers|-?(?:е|х|ых|ые))")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])(?::|h)([0-5][0-9])(?::[0-5][0-9])?")
_HOUR = re.compile(r"([01]?[0-9]|2[0-4])h")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}")
_NUMERIC = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
_QUARTER = re.compile(r"([1-4])q")


def number_entry(token: str) -> Entry:  # noqa: PLR0911 - one return per written form
    """The class and value of a token that begins with a digit."""
    if token.isdigit():
        return _digits(token)
    if (m := _ORDINAL.fullmatch(token)) is not None and not token.startswith("0"):
        return Entry(CLASSES["ordinal"], int(m[1]))
    if (m := _DECADE.fullmatch(token)) is not None:
        return Entry(CLASSES["decade"], int(m[1]))
    if (m := _CLOCK.fullmatch(token)) is not None:
        return Entry(CLASSES["clock"], f"{int(m[1]):02}:{m[2]}")
    if (m := _HOUR.fullmatch(token)) is not None:
        return Entry(CLASSES["clock"], f"{int(m[1]):02}:00")
    if _THOUSANDS.fullmatch(token) and len(token) < params.LONGEST_NUMBER:
        return Entry(CLASSES["number"], int(re.sub("[.,]", "", token)))
    if _DECIMAL.fullmatch(token):
        return Entry(CLASSES["decimal"], token.replace(",", "."))
    if (m := _QUARTER.fullmatch(token)) is not None:
        return Entry(CLASSES["quarter_code"], int(m[1]))
    return _long_form(token)


def _long_form(token: str) -> Entry:
    if token[4:5] == "-":
        return Entry(CLASSES["iso"], token)
    return Entry(CLASSES["numeric"], token) if _NUMERIC.fullmatch(token) else _NOTHING


def _digits(token: str) -> Entry:
    if len(token) == 4 and params.FIRST_YEAR <= int(token) <= params.LAST_YEAR:
        return Entry(CLASSES["year"], int(token))
    if len(token) <= 6:
        return Entry(CLASSES["number"], int(token))
    return _NOTHING
