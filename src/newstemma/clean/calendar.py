"""Calendar dates in a line: numeric ones and month names in ten languages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newstemma.text.normalise import fold

__all__ = ["DateFound", "dates_in", "iso_of", "parse"]


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a line, with the time that follows it, if any."""

    start: int
    end: int
    value: str
    """ISO 8601: a day, a minute of a day, or a month; ``--03-03`` for a day without a year."""


_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "at": "jänner feber maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru1": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
}
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12, "okt": 10, "dez": 12, "mrz": 3, "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "ene": 1,
    "abr": 4, "ago": 8, "dic": 12, "set": 9, "out": 10, "fev": 2, "mrt": 3, "янв": 1, "фев": 2, "мар": 3,
    "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "ноя": 11, "нояб": 11, "дек": 12,
    "setiembre": 9,
}  # fmt: skip

_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?:19|20)\d\d"
_PATTERNS = (
    # 2022-02-15T10:04:00+03:00, 2022-02-15 10:04, 2022/02/15, 2022.02.15
    ("ymd", re.compile(rf"(?<![\d.-])(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?![\d])")),
    # 15.02.2022, 15/02/2022, 02/15/2022, 15-02-2022, 15.02.22
    (
        "numeric",
        re.compile(r"(?<![\w.,/-])(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?!\d|\.\d)"),
    ),
    # 15 February 2022, 15. Februar 2022, 15 de febrero de 2022, 1er mars 2022, 15th of February, 2022
    (
        "dmy",
        re.compile(
            rf"(?<![\d.])(?P<d>\d\d?)(?:st|nd|rd|th|er|º|\.)?(?:\s+|-)(?:(?:de|of)\s+)?(?P<name>{_WORD})\.?,?"
            rf"(?:\s+|-)(?:(?:de|del)\s+)?(?P<y>{_YEAR})(?!\d)"
        ),
    ),
    # February 15, 2022, Feb. 15th 2022
    (
        "mdy",
        re.compile(rf"(?<!\w)(?P<name>{_WORD})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>{_YEAR})(?!\d)"),
    ),
    ("cjk", re.compile(rf"(?P<y>{_YEAR})\s?[年년]\s?(?P<m>\d\d?)\s?[月월]\s?(?P<d>\d\d?)\s?[日일]")),
)  # fmt: skip
_YEARLESS = (
    re.compile(rf"(?<![\d.])(?P<d>\d\d?)(?:st|nd|rd|th|er|º|\.)?\s+(?:(?:de|of)\s+)?(?P<name>{_WORD})\b"),
    re.compile(rf"(?<!\w)(?P<name>{_WORD})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?!\d|[:.]\d)"),
)
_TIME = re.compile(
    r"(?:\s*[,|·•–—-]\s*|\s+|T)(?:(?:at|um|à|a las|в|о|ore|às|om|klo|kl\.?)\s+)?"
    r"(?P<h>[01]?\d|2[0-3])(?P<sep>[:.h]|\s?h\s?)(?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s*(?P<zone>Z\b|UTC\b|GMT\b|(?:UTC|GMT)?[+-]\d\d:?\d\d\b))?",
    re.IGNORECASE,
)
_DAY_FIRST = frozenset("de fr es ru it pt nl uk pl be bg cs sk da no fi ro tr el".split())


@cache
def _month_numbers() -> dict[str, int]:
    numbers = dict(_SHORT)
    for names in _MONTHS.values():
        numbers.update({fold(name): i for i, name in enumerate(names.split(), 1)})
    return numbers


def dates_in(line: str, language: str | None = None, *, yearless: bool = False) -> list[DateFound]:
    """The dates of a line in order, only such as exist and are certain.

    ``03/04/2022`` is certain only if the language writes the day first, ``15/04/2022`` always;
    ``03.04.2022`` has the day first in every country that writes points.

    Args:
        line: at most its first 500 characters are searched.
        language: ISO 639-1 code of the text, or a tag like ``en-US``, for the order of numbers.
        yearless: also find days without a year ("March 3"), as ``--03-03``.
    """
    line = line[:500]
    found: dict[int, DateFound] = {}
    for kind, pattern in _PATTERNS:
        for m in pattern.finditer(line):
            value = _value(kind, m, language)
            if value is not None and not any(f.start < m.end() and m.start() < f.end for f in found.values()):
                found[m.start()] = _with_time(line, m.start(), m.end(), value)
    if yearless:
        for date in _yearless(line):
            if not any(f.start < date.end and date.start < f.end for f in found.values()):
                found.setdefault(date.start, date)
    return [found[start] for start in sorted(found)]


def _value(kind: str, m: re.Match[str], language: str | None) -> str | None:
    if kind in {"ymd", "cjk"}:
        return iso_of(int(m["y"]), int(m["m"]), int(m["d"]))
    if kind == "numeric":
        return _numeric(m, language)
    month = _month_numbers().get(fold(m["name"]))
    return iso_of(int(m["y"]), month, int(m["d"])) if month else None


def _numeric(m: re.Match[str], language: str | None) -> str | None:
    a, b = int(m["a"]), int(m["b"])
    if len(m["y"]) == 2 and m["sep"] != ".":
        return None  # 1-2-03 may be a score, a ratio or a date in three orders
    year = int(m["y"]) + (2000 if len(m["y"]) == 2 else 0)
    if m["sep"] == "." or a == b or a > 12:
        return iso_of(year, b, a)
    if b > 12 or language == "en-us":
        return iso_of(year, a, b)
    day_first = (
        language in _DAY_FIRST
        or (language or "").split("-")[0] in _DAY_FIRST
        or language in {"en-gb", "en-au"}
    )
    return iso_of(year, b, a) if day_first else None


def iso_of(year: int, month: int, day: int) -> str | None:
    """A day of the calendar in ISO 8601, or None if there is no such day or no newspaper had it yet."""
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date.isoformat() if 1850 <= year <= 2100 else None


def _with_time(line: str, start: int, end: int, value: str) -> DateFound:
    """The date with the time right behind it ("8 March 2024, 15:42")."""
    m = _TIME.match(line, end)
    if m is None or (m["sep"] == "." and not m["half"] and "uhr" not in line[m.end() : m.end() + 5].lower()):
        return DateFound(start, end, value)
    hour = int(m["h"])
    if m["half"]:
        hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
    return DateFound(start, m.end(), f"{value}T{hour:02}:{m['min']}{_zone(m['zone'])}")


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    digits = zone.upper().replace("UTC", "").replace("GMT", "").replace(":", "")
    if digits in {"", "Z"}:
        return "+00:00"
    return f"{digits[:3]}:{digits[3:]}"


def _yearless(line: str) -> Iterator[DateFound]:
    for pattern in _YEARLESS:
        for m in pattern.finditer(line):
            month = _month_numbers().get(fold(m["name"]))
            if month and iso_of(2000, month, int(m["d"])):
                yield DateFound(m.start(), m.end(), f"--{month:02}-{int(m['d']):02}")


def parse(value: str | None, language: str | None = None) -> str | None:
    """A date field in ISO 8601 at the precision that it has, or None if it is none."""
    if not value:
        return None
    value = value.strip()
    month = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", value)
    if month or re.fullmatch(r"(?:19|20)\d\d", value):
        return value
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|T\d+Z?)?", value)
    if compact:
        return iso_of(int(compact[1]), int(compact[2]), int(compact[3]))
    full = re.match(
        r"((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$", value
    )
    if full and dates_in(full[1]):
        zone = full[3] or ""
        zone = "+00:00" if zone == "Z" else zone if ":" in zone or not zone else f"{zone[:3]}:{zone[3:]}"
        return f"{full[1]}T{full[2]}{zone}"
    dates = dates_in(value, language)
    return dates[0].value if dates else None
