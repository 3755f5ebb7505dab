"""Finding time expressions: the rules, compiled once, tried at each token that one of them can begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newstemma.date.classes import CLASSES, OTHER, compile_classes, first_classes
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Found, Reading
from newstemma.date.rules import PIECES, RULES

__all__ = ["find"]


def _expand(pattern: str) -> str:
    """A rule with its named pieces written out."""
    for name in sorted(PIECES, key=len, reverse=True):
        pattern = pattern.replace(name, PIECES[name])
    return pattern


_EXPANDED = [_expand(pattern) for pattern, _ in RULES]
_COMPILED = [re.compile(compile_classes(pattern).replace("(", "(?:")) for pattern in _EXPANDED]


def _by_first_class() -> dict[str, tuple[re.Pattern[str], tuple[int, ...]]]:
    """For each class the rules that can begin with it: their alternation, and their numbers in order."""
    firsts = [first_classes(pattern)[0] for pattern in _EXPANDED]
    table = {}
    for code in CLASSES.values():
        numbers = tuple(i for i, first in enumerate(firsts) if code in first)
        if numbers:
            table[code] = re.compile("|".join(f"({_COMPILED[i].pattern})" for i in numbers)), numbers
    return table


_STARTS = _by_first_class()
_RUN = re.compile(f"[^{OTHER}]+")
# Every rule has one of these; a run of tokens without any is left at once.
_TRIGGER = re.compile(
    compile_classes(
        "[year iso numeric clock decade month weekday weekdays unit year_unit quarter_unit units time_unit "
        "time_units season part today now often quarter_code holiday shift adj oclock ampm neighbour span]"
        "|apostrophe number|number tens|number dash? second"
    )
)


def find(lexed: Lexed) -> Iterator[Found]:
    """The time expressions of a text in order, none overlapping; rules are bounded, so time is linear."""
    codes = lexed.codes
    for run in _RUN.finditer(codes):
        place, stop = run.span()
        triggers = [m.start() for m in _TRIGGER.finditer(codes, place, stop)]
        while triggers and place <= triggers[-1]:  # nothing begins after the last one
            reading, end = _read(lexed, place, stop)
            if reading is not None and reading.kind != "skip":
                first = _trim(lexed, place)
                yield Found(lexed.starts[first], lexed.ends[end - 1], reading)
            place = end


def _read(lexed: Lexed, place: int, stop: int) -> tuple[Reading | None, int]:
    """The reading of the first rule that builds one at a place, and where it ends; else the next place."""
    codes = lexed.codes
    rules = _STARTS.get(codes[place])
    m = rules[0].match(codes, place, stop) if rules else None
    if rules is None or m is None or m.lastindex is None:
        return None, place + 1
    numbers = rules[1]
    for number in numbers[m.lastindex - 1 :]:
        match = _COMPILED[number].match(codes, place, stop)
        if match is not None:
            reading = RULES[number][1](lexed, place, match.end())
            if reading is not None:
                return reading, match.end()
    return None, place + 1


_LEADING = frozenset(compile_classes("prep at of").strip())


def _trim(lexed: Lexed, place: int) -> int:
    """The first token that belongs to the expression itself: prepositions before it do not."""
    while lexed.codes[place] in _LEADING:
        place += 1
    return place
