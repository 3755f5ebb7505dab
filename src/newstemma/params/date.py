"""Constants of the date stage; tuned ones on two thirds of TimeBank and AQUAINT (docs/dates.md)."""

from __future__ import annotations

__all__ = [
    "AFTER_CUE",
    "BEFORE_CUE",
    "CLOCK_REACH",
    "FIRST_YEAR",
    "LANGUAGE_SAMPLE",
    "LAST_YEAR",
    "LONGEST_NUMBER",
    "NEAR_FUTURE",
    "NEAR_IN_PAST",
    "NEAR_PAST",
    "NEAR_TRIGGER",
    "NUMERIC_NEAR",
    "OCCASION_REACH",
    "OPENING",
    "QUARTER_REACH",
    "REFERENCES",
    "TENSE_REACH",
    "WEEKEND_IS_OVER",
    "YEAR_REACH",
]

FIRST_YEAR = 1000
"""Four digits below it are read as a number: news hardly names the first millennium without AD or BC."""
LAST_YEAR = 2199
"""Four digits above it are read as a number ("2500 people")."""
LONGEST_NUMBER = 10
"""Digits and separators of a number that is still read: longer ones are identifiers; int() is quadratic."""
LANGUAGE_SAMPLE = 1000
"""Characters from the beginning in which common words are counted when no language is given."""
TENSE_REACH = 90
"""Characters before and after an expression in which a tensed word decides between past and future."""
YEAR_REACH = 1500
"""Characters back, within the paragraph, in which a written year gives itself to a day without one."""
QUARTER_REACH = 1500
"""Characters back in which a quarter that was named is what "a year earlier" is compared with."""
WEEKEND_IS_OVER = 2
"""Up to this weekday (0 is Monday) "the weekend" is the one before, unless the words speak of the future."""
NEAR_FUTURE = 120
"""Days ahead of publication at which a date without a year is ahead where no tensed word says."""
NEAR_IN_PAST = 75
"""The same where a word of the past does: farther ahead it is last year's."""
NEAR_PAST = 45
"""Days back at which a date without a year, in a sentence about the future, is still this year's."""
NUMERIC_NEAR = 60
"""Days around publication in which one of two readings of 3/4/2020 wins if the other lies outside."""
AFTER_CUE = 70
"""Characters outside contents between a cue and a date after it: "said in an interview on Friday"."""
BEFORE_CUE = 30
"""Characters between a date and the cue right after it: "Mr Ostrov on Friday also said"."""
OPENING = 20
"""Characters of the sentence before a date that opens it: "Speaking on Friday, ..."."""
OCCASION_REACH = 30
"""Characters between a date and the interview or speech it dates."""
CLOCK_REACH = 60
"""Characters between a clock time and the day of the same sentence that it belongs to."""
NEAR_TRIGGER = 45
"""Characters before a word that every expression needs, in which its first word is looked for: 40 and 70 give
the same 16,712 expressions on the public sets."""
REFERENCES = 200
"""Named dates back among which one to count from is looked for, so that time stays linear."""
