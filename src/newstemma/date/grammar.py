"""The rules: patterns over token classes, tried in order at each place, and what builds each reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newstemma.date import build
from newstemma.date.classes import OTHER, compile_classes
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Found, Reading

__all__ = ["find"]

Builder = Callable[[Lexed, int, int], Reading | None]

_PIECES = {
    "THE": "(the apostrophe?)?",
    "OF": "(of apostrophe?)?",
    "MOD": "(the? (mod|later) dash? of? (the apostrophe?)?)?",
    "UNIT": "(unit|year_unit|quarter_unit)",
    "ANY": "(unit|year_unit|quarter_unit|units|time_unit|time_units|second)",
    "NUM": "(tens (dash? number)?|number and a half|number number slash number|few|number (tens|hundred)?"
    "|decimal|a hundred?|number dash and dash a dash half dash?|number dash number slash number)",
    "DAY": "(number|ordinal|second)",
    "SHIFT": "(shift|adj)",
    "ORD": "(ordinal|second|number dot)",
    "ONE": "(unit|year_unit|quarter_unit|time_unit)",
    "RELYEAR": "(of apostrophe?)? (the apostrophe?)? (SHIFT fiscal? year_unit|year_unit adj)",
    "YEAR": "(year year_unit?|apostrophe number)",
    "CLOCK": "((clock|decimal|number) (oclock|ampm)|clock)",
    "ZONE": "(zone|open (number|year)? zone close)?",
    "DOW": "(weekday comma?)?",
}

# Order matters: at one place the first rule that gives a reading wins, so longer forms stand first.
_RULES: tuple[tuple[str, Builder], ...] = (
    ("iso", build.iso),
    ("DOW numeric", build.numeric),
    # clock times, with their day
    ("(prep|at)? CLOCK ZONE comma? of? THE? (weekday comma?)? month DAY (comma? year)?", build.calendar),
    ("CLOCK ZONE comma? (SHIFT? weekday|today)", build.calendar),
    ("CLOCK ZONE (of the part)?", build.clock),
    ("number of the part (weekday|today)?", build.clock),
    # day, month, year
    ("MOD the year_unit YEAR", build.calendar),
    ("fiscal year_unit YEAR", build.calendar),
    ("the unit of month (OF comma? YEAR)?", build.calendar),
    ("MOD month number tens dash? number?", build.spoken_year),
    ("the year_unit number hundred", build.spoken_year),
    ("DOW the? DAY dot? OF month (RELYEAR|OF comma? YEAR)?", build.calendar),
    ("DOW MOD month DAY (part|RELYEAR|comma? year)?", build.calendar),
    ("MOD month (RELYEAR|OF comma? YEAR)", build.calendar),
    ("MOD THE? SHIFT month", build.calendar),
    ("MOD month adj", build.calendar),
    # quarters, halves, seasons
    ("MOD THE SHIFT? fiscal? ORD dash? quarter_unit (RELYEAR|OF comma? fiscal? YEAR)?", build.calendar),
    ("THE fiscal dash? ORD dash? quarter_unit (RELYEAR|OF comma? YEAR)?", build.calendar),
    ("THE YEAR (apostrophe genitive)? fiscal? ORD dash? quarter_unit", build.calendar),
    ("quarter_code (OF comma? YEAR)?", build.calendar),
    ("THE (ORD|SHIFT) half (OF THE year_unit|RELYEAR|OF comma? YEAR)", build.calendar),
    ("MOD THE (SHIFT season|season adj) (of? YEAR)?", build.calendar),
    ("MOD THE season (RELYEAR|OF comma? YEAR)", build.calendar),
    ("MOD the apostrophe? season", build.definite_season),
    # decades and centuries
    ("MOD THE ORD dash? unit", build.century),
    ("MOD THE unit (ordinal|second)", build.century),
    ("MOD THE (unit|units)? apostrophe? decade (year_unit|units)?", build.decade),
    ("MOD THE units (year|number)", build.decade),
    ("MOD the year apostrophe genitive", build.decade),
    # weekdays, parts of days
    ("(mod|later)? THE SHIFT? weekday comma? part", build.calendar),
    ("(mod|later)? THE SHIFT weekday", build.calendar),
    ("(every the?) (weekday|season|month)", build.every_named),
    ("(mod|later)? weekday adj part?", build.calendar),
    ("(mod|later) weekday", build.calendar),
    ("weekday", build.calendar),
    ("weekdays", build.every_named),
    ("(mod|later)? today (part|comma? weekday)?", build.today),
    ("(mod|later) part (weekday|today)", build.calendar),
    ("part prep? (today|weekday)", build.calendar),
    ("(mod|later)? THE SHIFT part", build.calendar),
    # steps from now or from the text
    ("before about? NUM ANY", build.before),
    ("about? NUM more? dash? ANY dash? back", build.ago),
    ("(units|time_units) back", build.ago),
    ("ONE back", build.ago),
    ("before ONE", build.before),
    ("THE SHIFT? (year_unit|quarter_unit) (a|number) year_unit dash? back", build.ago),
    ("about? NUM more? dash? ANY later", build.later),
    ("(about? NUM more?|the) (ANY|part) aside", build.aside),
    ("THE year_unit dash (back|later) NUM units", build.compared_duration),
    ("a year_unit dash later", build.later),
    ("THE fiscal? SHIFT? year_unit dash (back|later) (quarter_unit|period)?", build.later),
    # durations that look like a step
    ("(about|every of)? THE SHIFT (and SHIFT)? (NUM|few) ANY (of? units)?", build.duration),
    ("(about|prep)? THE ordinal NUM units", build.duration),
    ("every ANY", build.every),
    ("every (NUM ANY|ordinal ANY|few ANY)", build.every_count),
    # calendar units
    ("MOD THE SHIFT fiscal? UNIT (back)?", build.shifted_unit),
    ("MOD the apostrophe? UNIT adj", build.shifted_unit),
    ("MOD UNIT adj", build.shifted_unit),
    ("the SHIFT period", build.latest_period),
    ("year_unit dash? mod", build.year_end),
    ("(year_unit|unit) apostrophe genitive mod", build.shifted_unit),
    ("mod dash (unit|year_unit)", build.shifted_unit),
    ("fiscal YEAR", build.calendar),
    ("the? week_of (month DAY|DAY dot? of? month)", build.week_of),
    ("(mod|later) of the UNIT", build.shifted_unit),
    ("the (mod|later) (of the)? UNIT", build.shifted_unit),
    ("MOD the fiscal? UNIT", build.definite_unit),
    # durations
    ("a ONE and a half", build.duration),
    ("(about|a)? half dash? a? (unit|year_unit|time_unit)", build.half_duration),
    ("NUM (prep|and|dash) NUM dash? (year_unit|units) dash? old", build.duration),
    ("(about|every of)? THE NUM more? dash? ANY (dash? old)?", build.duration),
    # months, years, references
    ("MOD month", build.calendar),
    ("THE SHIFT? holiday (OF comma? YEAR)?", build.calendar),
    ("part", build.clock_part),
    ("number tens dash? number?", build.spoken_year),
    ("MOD the year period", build.bare_year),
    ("MOD year year_unit?", build.bare_year),
    ("apostrophe number", build.short_year),
    ("often", build.fixed_set),
    ("now", build.reference),
    ("the? SHIFT", build.past_reference),
)


def _expand(pattern: str) -> str:
    for name in sorted(_PIECES, key=len, reverse=True):
        pattern = pattern.replace(name, _PIECES[name])
    return compile_classes(pattern).replace("(", "(?:")


_COMPILED = [re.compile(_expand(pattern)) for pattern, _ in _RULES]
_ANY_RULE = re.compile("|".join(f"(?P<r{i}>{rule.pattern})" for i, rule in enumerate(_COMPILED)))
_RUN = re.compile(f"[^{OTHER}]+")
_TRIGGER = re.compile(
    compile_classes(
        "[year iso numeric clock decade month weekday unit year_unit quarter_unit units time_unit time_units season "
        "part today now often quarter_code holiday shift adj oclock ampm tens apostrophe]"
    )
)


def find(lexed: Lexed) -> Iterator[Found]:
    """The time expressions of a text in order, none overlapping; rules are bounded, so time is linear."""
    for run in _RUN.finditer(lexed.codes):
        place, stop = run.span()
        if _TRIGGER.search(lexed.codes, place, stop) is None:
            continue
        while place < stop:
            m = _ANY_RULE.match(lexed.codes, place, stop)
            if m is None:
                place += 1
                continue
            reading, end = _read(lexed, m, stop)
            if reading is not None and reading.kind != "skip":
                first = _trim(lexed, place)
                yield Found(lexed.starts[first], lexed.ends[end - 1], reading, first, end - 1)
            place = end if reading is not None else place + 1


def _read(lexed: Lexed, m: re.Match[str], stop: int) -> tuple[Reading | None, int]:
    """The reading of the first rule that builds one at the match's place, and where it ends."""
    place = m.start()
    first = int((m.lastgroup or "r0")[1:])
    reading = _RULES[first][1](lexed, place, m.end())
    if reading is not None:
        return reading, m.end()
    for rule, (_, builder) in zip(_COMPILED[first + 1 :], _RULES[first + 1 :], strict=True):
        again = rule.match(lexed.codes, place, stop)
        if again is not None:
            reading = builder(lexed, place, again.end())
            if reading is not None:
                return reading, again.end()
    return None, place + 1


_LEADING = frozenset(compile_classes("prep at of"))


def _trim(lexed: Lexed, place: int) -> int:
    """The first token that belongs to the expression itself: prepositions before it do not."""
    while lexed.codes[place] in _LEADING:
        place += 1
    return place
