"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.report.when import band_words, moment, span_words, when


@pytest.mark.parametrize(
    ("value", "words", "length"),
    [
        ("2023-03-06T11:20:00+01:00", "6 March 2023, 11:20", 0),
        ("2023-03-06", "6 March 2023", 1),
        ("2024-02", "February 2024", 29),
        ("2023", "2023", 365),
    ],
)
def test_the_precision_that_is_known(value: str, words: str, length: int) -> None:
    """A date is told no more exactly than it is known."""
    known = moment(value)
    assert known is not None
    assert known.words == words
    assert known.high - known.low == length


@pytest.mark.parametrize("value", [None, "", "XXXX-12", "2023-02-30", "2023-W05", "yesterday", "0000-01-01"])
def test_other_forms_have_no_place_in_time(value: str | None) -> None:
    """A form that gives no day, month or year is shown as it stands."""
    assert moment(value) is None
    assert when(value) == value


@given(st.dates())
def test_every_day_is_found(day: date) -> None:
    """The moment of a day is that day."""
    known = moment(day.isoformat())
    assert known is not None
    assert known.low == day.toordinal()


def test_spans_repeat_nothing() -> None:
    """Month and year are said once where they are the same."""
    days = [date(2023, 3, 6), date(2023, 3, 9), date(2023, 4, 1), date(2024, 1, 1)]
    first, *others = (float(d.toordinal()) for d in days)
    assert [span_words(first, other) for other in (first, *others)] == [
        "6 March 2023",
        "6 to 9 March 2023",
        "6 March to 1 April 2023",
        "6 March 2023 to 1 January 2024",
    ]


@pytest.mark.parametrize(
    ("low", "high", "before", "words"),
    [
        ("2024-03-08T11:20", "2024-03-08T13:10", None, "8 Mar 2024, 11:20–13:10"),
        ("2024-03-08T15:20", "2024-03-08T15:20", "2024-03-08T11:20", "15:20"),
        ("2024-03-08", "2024-03-09", "2024-01-01", "8–9 Mar"),
        ("2024-03-08T07:00", "2024-03-08", None, "8 Mar 2024"),
        ("2024-02-28", "2024-03-01", None, "28 Feb – 1 Mar 2024"),
        ("2023-12-30", "2024-01-02", "2023-12-01", "30 Dec 2023 – 2 Jan 2024"),
    ],
)
def test_a_stretch_of_time_says_what_is_new(low: str, high: str, before: str | None, words: str) -> None:
    """Labels beside each other do not repeat the day or the year, and none is more exact than is known."""
    ends = [moment(value) for value in (low, high, before)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert band_words(ends[0].low, ends[1].high, ends[2].low if ends[2] else None) == words
