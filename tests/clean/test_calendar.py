"""Dates in lines."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.clean.calendar import dates_in, iso_of, parse

DAY = "2022-02-15"


@pytest.mark.parametrize(
    "text",
    [
        "15.02.2022",
        "15/02/2022",
        "2022-02-15",
        "2022/02/15",
        "15.2.22",
        "February 15, 2022",
        "Feb. 15th, 2022",
        "15 February 2022",
        "15th of February, 2022",
        "15. Februar 2022",
        "15 février 2022",
        "15 de febrero de 2022",
        "15 февраля 2022",
        "15 febbraio 2022",
        "15 de fevereiro de 2022",
        "15 februari 2022",
        "15 лютого 2022",
        "15 lutego 2022",
        "15-Feb-2022",
        "2022年2月15日",
    ],
)
def test_forms_of_a_day(text: str) -> None:
    """A day is found in numbers and in the month names of ten languages."""
    assert [d.value for d in dates_in(f"Stand: {text}")] == [DAY]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8 March 2024, 15:42", "2024-03-08T15:42"),
        ("8 March 2024 | 3:42 pm", "2024-03-08T15:42"),
        ("March 8, 2024 at 12:05 a.m.", "2024-03-08T00:05"),
        ("8. März 2024 um 15.42 Uhr", "2024-03-08T15:42"),
        ("8 mars 2024 à 15h42", "2024-03-08T15:42"),
        ("8 марта 2024, 18:45", "2024-03-08T18:45"),
        ("2024-03-08T11:20:00+02:00", "2024-03-08T11:20+02:00"),
        ("2024-03-08 11:20 GMT", "2024-03-08T11:20+00:00"),
    ],
)
def test_the_time_behind_a_date(text: str, value: str) -> None:
    """An hour behind the date, and its zone, belong to it."""
    assert [d.value for d in dates_in(text)] == [value]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("03/04/2022", None, None),
        ("03/04/2022", "en", None),
        ("03/04/2022", "en-us", "2022-03-04"),
        ("03/04/2022", "en-gb", "2022-04-03"),
        ("03/04/2022", "fr", "2022-04-03"),
        ("03.04.2022", None, "2022-04-03"),
        ("13/04/2022", None, "2022-04-13"),
        ("04/13/2022", None, "2022-04-13"),
        ("04/04/2022", None, "2022-04-04"),
        ("3-4-22", None, None),
    ],
)
def test_ambiguous_numbers_are_settled_by_language_only(
    text: str, language: str | None, value: str | None
) -> None:
    """Day and month are told apart by a number above 12, by points, or by the language; else not at all."""
    assert [d.value for d in dates_in(text, language)] == ([value] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2022",
        "2022-13-01",
        "99.99.2022",
        "room 12 on 4 June street",
        "March 2022",
        "1.2.3.4",
        "v10.11.2022.3x",
        "Mai 68",
    ],
)
def test_what_is_no_day(text: str) -> None:
    """Impossible days, versions and months alone are no dates."""
    assert dates_in(text) == []


def test_days_without_a_year_only_on_demand() -> None:
    """ "March 3" is a day of no year, and only if asked for."""
    assert dates_in("KYIV, March 3") == []
    assert [d.value for d in dates_in("KYIV, March 3", yearless=True)] == ["--03-03"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("2024-03-08", "2024-03-08"),
        ("2024-03-08T11:20:00+02:00", "2024-03-08T11:20:00+02:00"),
        ("2024-03-08 11:20:05", "2024-03-08T11:20:05"),
        ("2024-03-08T09:20:00.000Z", "2024-03-08T09:20:00+00:00"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("20240308", "2024-03-08"),
        ("20240308T120000Z", "2024-03-08"),
        ("Fri, 08 Mar 2024 11:20:00 +0200", "2024-03-08T11:20+02:00"),
        ("8.3.2024", "2024-03-08"),
        ("today", None),
        ("", None),
        (None, None),
        ("2024-02-31", None),
        ("1709890000", None),
    ],
)
def test_fields_keep_their_precision(field: str | None, value: str | None) -> None:
    """A date field comes out in ISO 8601, no more precise than it was; what is none is None."""
    assert parse(field) == value


@given(st.text(max_size=200))
def test_no_text_raises_and_every_value_is_iso(text: str) -> None:
    """Whatever is found is a real day in ISO 8601 at its place in the text."""
    for date in dates_in(text):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?", date.value)
        assert 0 <= date.start < date.end <= len(text)


def test_years_before_newspapers_are_refused() -> None:
    """The year 1066 is history, not a publication date."""
    assert iso_of(1066, 10, 14) is None


def test_long_lines_cost_little() -> None:
    """Only the beginning of a line is searched."""
    before = time.process_time()
    dates_in("1 a 1 a 12 12 " * 100_000)
    assert time.process_time() - before < 1
