"""Dates as intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.stemma.intervals import UNKNOWN, certainly_before, is_before, parse, timing

DATES = [
    None,
    "2022",
    "2022-02",
    "2022-02-15",
    "2022-02-16",
    "2022-02-15T10:00",
    "2022-02-15T10:00:00+03:00",
    "2022-02-15T08:30:00Z",
]


@pytest.mark.parametrize(
    ("first", "second", "certain"),
    [
        ("2022-02-15", "2022-02-16", True),
        ("2022-02-15", "2022-02-15", False),
        ("2022-02", "2022-02-16", False),
        ("2021", "2022-02", True),
        ("2022-02-15T10:00", "2022-02-15T10:00", False),
        ("2022-02-15T09:00", "2022-02-15T10:00", True),
        ("2022-02-15T10:00:00+03:00", "2022-02-15T08:30:00Z", True),
        ("2022-02-15T10:00:00Z", "2022-02-15", False),
        (None, "2022-02-15", False),
    ],
)
def test_certain_order(first: str | None, second: str | None, certain: bool) -> None:
    """Order is certain where the stated intervals do not overlap; two known zones are one clock."""
    assert certainly_before([parse(first), parse(second)])[0, 1] == certain


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13", "2022-02-31", "15.02.2022", "2022-02-15T99:00"])
def test_other_forms_are_unknown(text: str) -> None:
    """What is no ISO date says nothing."""
    assert parse(text) is UNKNOWN


@given(st.lists(st.sampled_from(DATES), min_size=1, max_size=6))
def test_order_is_antisymmetric(dates: list[str | None]) -> None:
    """What speaks for one order speaks as much against the other."""
    found = timing([[parse(d) for d in dates]])
    assert abs(found.order[0] + found.order[0].T).max() < 1e-6
    assert not (found.before[0] & found.before[0].T).any()
    assert (found.days >= 0).all()


@given(st.sampled_from(DATES), st.sampled_from(DATES))
def test_one_pair_is_as_all_pairs(one: str | None, other: str | None) -> None:
    """Two moments by themselves stand as they do among others."""
    moments = [parse(one), parse(other)]
    assert is_before(*moments) == certainly_before(moments)[0, 1]
