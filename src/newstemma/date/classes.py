"""The token classes that rules are written in, each standing for one character of the class string."""

from __future__ import annotations

import re

__all__ = ["CLASSES", "OTHER", "compile_classes", "first_classes"]

OTHER = "_"
"""The class of a word that means nothing to the grammar; no rule crosses one."""

_NAMES = (
    "number tens hundred year decimal iso numeric clock decade ordinal second month weekday unit year_unit "
    "quarter_unit units time_unit time_units season part shift adj today now back later before every often "
    "a the of at prep mod few half fiscal ampm zone oclock old dash comma dot apostrophe slash open other "
    "quarter_code holiday and week_of period about more weekdays close genitive aside neighbour span"
).split()
CLASSES = {name: chr(0x41 + i) if i < 26 else chr(0x61 + i - 26) if i < 52 else chr(0xC0 + i - 52)
           for i, name in enumerate(_NAMES)}  # fmt: skip
"""One character per class name."""
CLASSES["other"] = OTHER

_NAME = re.compile(r"[a-z_]+")
_ITEM = re.compile(r"[a-z_]+|[()|?]")


def compile_classes(pattern: str) -> str:
    """A rule in class names (``month number comma? year``) as a regular expression over class strings.

    Raises:
        KeyError: the rule names a class that does not exist.
    """
    return _NAME.sub(lambda m: CLASSES[m.group()], pattern).replace(" ", "")


def first_classes(pattern: str) -> tuple[frozenset[str], bool]:
    """The characters that a rule can begin with, and whether it can match nothing.

    A rule has only names, groups, ``|`` and ``?``, so one pass with a stack of alternatives is enough.
    """
    items = _ITEM.findall(pattern)
    first, empty, rest = _alternatives(items, 0)
    if rest != len(items):
        raise ValueError(f"unbalanced rule: {pattern}")
    return frozenset(first), empty


def _alternatives(items: list[str], at: int) -> tuple[set[str], bool, int]:
    first, empty, at = _sequence(items, at)
    while at < len(items) and items[at] == "|":
        more, also_empty, at = _sequence(items, at + 1)
        first, empty = first | more, empty or also_empty
    return first, empty, at


def _sequence(items: list[str], at: int) -> tuple[set[str], bool, int]:
    first: set[str] = set()
    empty = True
    while at < len(items) and items[at] not in "|)":
        if items[at] == "(":
            inner, inner_empty, at = _alternatives(items, at + 1)
        else:
            inner, inner_empty = {CLASSES[items[at]]}, False
        at += 1
        if at < len(items) and items[at] == "?":
            inner_empty, at = True, at + 1
        if empty:
            first |= inner
        empty = empty and inner_empty
    return first, empty, at
