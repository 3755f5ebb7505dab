"""Points of the calendar: their granularity, arithmetic, feasts and written form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.date.calendar import Point, feast, parse_point, point, shift, write

UNITS = ("D", "W", "M", "Q", "H", "S", "Y", "E", "C")


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2021-05-13"),
        ("W", "2021-W19"),
        ("WE", "2021-W19-WE"),
        ("M", "2021-05"),
        ("Q", "2021-Q2"),
        ("H", "2021-H1"),
        ("S", "2021-SP"),
        ("Y", "2021"),
        ("E", "202"),
        ("C", "20"),
    ],
)
def test_written_forms(unit: str, value: str) -> None:
    """Each granularity has its TIMEX3 form."""
    assert write(point(date(2021, 5, 13), unit)) == value


@given(st.dates(date(200, 1, 1), date(9000, 1, 1)), st.sampled_from(UNITS), st.integers(-100, 100))
def test_there_and_back(day: date, unit: str, steps: int) -> None:
    """Steps forward and back lead to the same stretch."""
    start = point(day, unit)
    there = shift(start, steps, unit)
    if there is not None:
        assert shift(there, -steps, unit) == start


def test_beyond_the_calendar() -> None:
    """Before year 1 and after 9999 there is nothing."""
    assert shift(Point(date(1, 1, 1), "D"), -1, "D") is None
    assert shift(Point(date(9999, 12, 1), "M"), 1, "M") is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("12-25", 2021, date(2021, 12, 25)),
        ("easter", 2000, date(2000, 4, 23)),
        ("easter", 2019, date(2019, 4, 21)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("11/4/4", 2019, date(2019, 11, 28)),
        ("5/1/-1", 2021, date(2021, 5, 31)),
    ],
)
def test_feasts(name: str, year: int, day: date) -> None:
    """Fixed and movable feasts fall on the days that calendars give."""
    assert feast(name, year) == day


@pytest.mark.parametrize(
    ("written", "unit"),
    [("2021-05-13", "D"), ("2021-05-13T10:00:00+03:00", "D"), ("2021-05", "M"), ("2021", "Y")],
)
def test_publication_precision(written: str, unit: str) -> None:
    """A publication date is taken at the precision that it has."""
    at = parse_point(written)
    assert at is not None
    assert at.unit == unit


@pytest.mark.parametrize("written", [None, "", "yesterday", "2021-13-01"])
def test_no_publication_date(written: str | None) -> None:
    """What is no date anchors nothing."""
    assert parse_point(written) is None
