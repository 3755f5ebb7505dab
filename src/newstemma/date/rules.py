"""The rules of the grammar: patterns over token classes, and what builds a reading from each."""

from __future__ import annotations

from collections.abc import Callable

from newstemma.date import build_calendar as named
from newstemma.date import build_spans as spans
from newstemma.date.lexer import Lexed
from newstemma.date.reading import Reading

__all__ = ["PIECES", "RULES", "Builder"]

Builder = Callable[[Lexed, int, int], Reading | None]

PIECES = {
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
RULES: tuple[tuple[str, Builder], ...] = (
    ("iso", named.iso),
    ("DOW numeric", named.numeric),
    # clock times, with their day
    ("CLOCK ZONE comma? of? THE (weekday comma?)? month DAY (comma? year)?", named.calendar),
    ("CLOCK ZONE comma? (SHIFT? weekday|today)", named.calendar),
    ("CLOCK ZONE (of the part)?", named.clock),
    ("number of the part (weekday|today)?", named.clock),
    # day, month, year
    ("MOD the year_unit YEAR", named.calendar),
    ("fiscal year_unit YEAR", named.calendar),
    ("the unit of month (OF comma? YEAR)?", named.calendar),
    ("MOD month number tens dash? number?", named.spoken_year),
    ("the year_unit number hundred", named.spoken_year),
    ("DOW the? DAY dot? OF month (RELYEAR|OF comma? YEAR)?", named.calendar),
    ("DOW MOD month DAY (part|RELYEAR|comma? year)?", named.calendar),
    ("MOD THE SHIFT month DAY", named.calendar),
    ("MOD month (RELYEAR|OF comma? YEAR)", named.calendar),
    ("MOD THE SHIFT month", named.calendar),
    ("MOD month adj", named.calendar),
    # quarters, halves, seasons
    ("MOD THE SHIFT fiscal? year_unit apostrophe genitive fiscal? ORD dash? quarter_unit", named.calendar),
    ("MOD THE SHIFT? fiscal? ORD dash? quarter_unit (RELYEAR|OF comma? fiscal? YEAR)?", named.calendar),
    ("THE fiscal dash? ORD dash? quarter_unit (RELYEAR|OF comma? YEAR)?", named.calendar),
    ("THE YEAR (apostrophe genitive)? fiscal? ORD dash? quarter_unit", named.calendar),
    ("quarter_code (OF comma? YEAR)?", named.calendar),
    ("THE (ORD|SHIFT) half (OF THE year_unit|RELYEAR|OF comma? YEAR)", named.calendar),
    ("MOD THE (SHIFT season|season adj) (of? YEAR)?", named.calendar),
    ("MOD THE season (RELYEAR|OF comma? YEAR|OF number tens dash? number?)", named.calendar),
    ("MOD the apostrophe? season", named.definite_season),
    ("prep? season (RELYEAR|OF comma? YEAR)?", named.bare_season),
    ("MOD THE ORD unit (RELYEAR|OF comma? YEAR)?", named.half_year),
    # decades and centuries
    ("MOD THE ORD dash? unit", named.century),
    ("MOD THE unit (ordinal|second)", named.century),
    ("MOD THE (unit|units)? apostrophe? decade (year_unit|units)?", named.decade),
    ("MOD THE units (year|number|tens)", named.decade),
    ("MOD the year apostrophe genitive", named.decade),
    # weekdays, parts of days
    ("(mod|later)? THE SHIFT? weekday comma? part", named.calendar),
    ("(mod|later)? THE SHIFT weekday", named.calendar),
    ("(every the?) (weekday|season|month)", spans.every_named),
    ("(mod|later)? weekday adj part?", named.calendar),
    ("(mod|later) weekday", named.calendar),
    ("weekday", named.calendar),
    ("weekdays", spans.every_named),
    ("(mod|later)? today (part|comma? weekday)?", named.today),
    ("(mod|later) part (weekday|today)", named.calendar),
    ("part prep? (today|weekday)", named.calendar),
    ("(mod|later)? THE SHIFT part", named.calendar),
    # steps from now or from the text
    ("before about? NUM ANY", spans.before),
    ("about? NUM more? dash? ANY dash? back", spans.ago),
    ("about? (a|the SHIFT)? ONE and a half back?", spans.and_a_half),
    ("(units|time_units) back", spans.ago),
    ("ONE back", spans.ago),
    ("before ONE", spans.before),
    ("THE SHIFT? (year_unit|quarter_unit) (a|number) year_unit dash? back", spans.compared),
    ("about? NUM more? dash? ANY later", spans.later),
    ("(about? NUM more?|the) (ANY|part) aside", spans.aside),
    ("THE year_unit dash (back|later) NUM units", spans.compared_duration),
    ("a year_unit dash later", spans.compared),
    ("THE fiscal? SHIFT? year_unit dash (back|later) (quarter_unit|period)?", spans.compared),
    # durations that look like a step
    ("(about|every of)? THE SHIFT (and SHIFT)? (NUM|few) ANY (of? units)?", spans.duration),
    ("about? THE ordinal NUM units", spans.duration),
    ("every ANY", spans.every),
    ("every (NUM ANY|ordinal ANY|few ANY)", spans.every_count),
    # calendar units
    ("MOD THE SHIFT fiscal? UNIT (back)?", spans.shifted_unit),
    ("MOD the apostrophe? UNIT adj", spans.shifted_unit),
    ("MOD UNIT adj", spans.shifted_unit),
    ("the SHIFT period", spans.latest_period),
    ("year_unit dash? mod", spans.year_end),
    ("(year_unit|unit) apostrophe genitive mod", spans.shifted_unit),
    ("mod dash (unit|year_unit)", spans.shifted_unit),
    ("fiscal YEAR", named.calendar),
    ("the? week_of (month DAY|DAY dot? of? month)", named.week_of),
    ("(mod|later) of the UNIT", spans.shifted_unit),
    ("the (mod|later) (of the)? UNIT", spans.shifted_unit),
    ("MOD the fiscal? UNIT", spans.definite_unit),
    # durations
    ("(about|a)? half dash? a? (unit|year_unit|time_unit)", spans.half_duration),
    ("NUM (prep|and|dash) NUM dash? (year_unit|units) dash? old", spans.duration),
    ("(about|every of)? THE NUM more? dash? ANY (dash? old)?", spans.duration),
    # months, years, references
    ("MOD month", named.calendar),
    ("THE SHIFT? holiday (OF comma? YEAR)?", named.calendar),
    ("part", named.clock_part),
    ("number tens dash? number?", named.spoken_year),
    ("MOD the year period", named.bare_year),
    ("MOD year year_unit?", named.bare_year),
    ("apostrophe number", named.short_year),
    ("often", spans.fixed_set),
    ("about? span", spans.fixed_duration),
    ("the? neighbour part?", spans.neighbour),
    ("prep unit", spans.at_weekend),
    ("now", spans.reference),
    ("the? SHIFT", spans.past_reference),
)
