"""The time axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newstemma.report.time_axis import make_axis

DAYS = st.lists(
    st.integers(date(1990, 1, 1).toordinal(), date(2030, 1, 1).toordinal()), min_size=1, max_size=30
)


@given(DAYS)
def test_later_is_never_further_left(days: list[int]) -> None:
    """Places keep the order of days and stay inside the room."""
    axis = make_axis([(float(d), float(d + 1)) for d in days], 100, 900)
    places = [axis.at(d + 0.5) for d in sorted(days)]
    assert places == sorted(places)
    assert all(99.9 <= x <= 900.1 for x in places)


@given(DAYS)
def test_labels_do_not_run_into_each_other(days: list[int]) -> None:
    """Ticks are in order and keep their distance."""
    axis = make_axis([(float(d), float(d + 1)) for d in days], 100, 900)
    places = [x for x, _ in axis.ticks]
    assert all(b - a >= 70 for a, b in pairwise(places))


def test_an_empty_stretch_is_cut_out_and_named() -> None:
    """One article years before the others does not press them into one dot; the cut says how long it is."""
    first, later = date(2015, 3, 1).toordinal(), date(2023, 3, 6).toordinal()
    axis = make_axis([(float(d), float(d + 1)) for d in (first, later, later + 3, later + 6)], 0, 800)
    assert [text for _, text in axis.breaks] == ["8 years"]
    assert axis.at(later + 6) - axis.at(later) > 200


def test_an_even_spread_is_not_cut() -> None:
    """Where no stretch outweighs all the others the axis is true to scale throughout."""
    first = date(2023, 1, 1).toordinal()
    axis = make_axis([(float(first + 30 * k), float(first + 30 * k + 1)) for k in range(4)], 0, 800)
    assert list(axis.breaks) == []


def test_nothing_dated_gives_an_empty_axis() -> None:
    """No dates, no ticks."""
    assert list(make_axis([], 0, 800).ticks) == []
