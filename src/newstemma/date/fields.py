"""The tokens that a rule matched, by class and value."""

from __future__ import annotations

import re
from datetime import date

from newstemma.date.classes import CLASSES
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Reading

__all__ = ["SKIP", "STEPS", "UNITS", "Token", "first", "is_date", "is_name", "mod_of", "tokens"]

SKIP = Reading("skip")
"""Words that look like a time and are none (ages): consumed, and no expression."""
_NAME = {code: name for name, code in CLASSES.items()}
UNITS = frozenset("unit year_unit quarter_unit units time_unit time_units".split())
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


def mod_of(listed: list[Token]) -> str | None:
    """``START``, ``MID`` or ``END`` if one of the tokens says so."""
    value = first(listed, "mod")
    return str(value) if value else None


def is_date(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_MID_SENTENCE = re.compile(r"[\w,]['’s]{0,2} $")


def is_name(lexed: Lexed, start: int, end: int) -> bool:
    """Whether capitals in mid-sentence make it a title: "This Week", the paper "Today"."""
    words = lexed.text[lexed.starts[start] : lexed.ends[end - 1]].split()
    if not all(word[0].isupper() for word in words):
        return False
    at = lexed.starts[start]
    return len(words) > 1 or _MID_SENTENCE.search(lexed.text[max(0, at - 4) : at]) is not None
