"""Web addresses as sources."""

from __future__ import annotations

import pytest

from newstemma.attribute.domains import addresses, whole_addresses
from newstemma.attribute.found import Found
from newstemma.spans import Span


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("According to fens.com.au, it rains.", ["fens.com.au"]),
        ("Fenland.org and two-rivers.co.uk agree.", ["Fenland.org", "two-rivers.co.uk"]),
        ("It ended.The quay of the U.S. e.g. at 3.5 km was shut at 5 p.m. on Monday.", []),
        ("Write to desk@fens.com or wait.", []),
    ],
)
def test_addresses(text: str, wanted: list[str]) -> None:
    """Names with a usual ending are found, abbreviations, figures and mail addresses are not."""
    assert [a.of(text) for a in addresses(text)] == wanted


def test_a_cut_address_is_made_whole() -> None:
    """The source takes the rest of its address back from the content."""
    text = "According to fens.com.au, the quay is shut."
    found = Found((Span(22, 42),), Span(0, 12), Span(13, 21), 0.9, "model")
    whole = whole_addresses(text, found, addresses(text))
    assert whole.source is not None
    assert whole.source.of(text) == "fens.com.au"
    assert [c.of(text) for c in whole.content] == ["the quay is shut"]


def test_other_sources_stay() -> None:
    """A source that holds an address whole, or none, is left alone."""
    text = "Reporters of fens.com.au said the quay is shut."
    found = Found((Span(30, 46),), Span(25, 29), Span(0, 24), 0.9, "model")
    assert whole_addresses(text, found, addresses(text)) is found


def test_a_megabyte_of_dots_takes_no_time() -> None:
    """Hostile lines are read in linear time."""
    assert addresses("a." * 500_000) == []
    assert addresses("a-" * 500_000) == []
