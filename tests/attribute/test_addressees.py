"""To whom something was said is no part of what was said."""

from __future__ import annotations

import pytest

from newstemma.attribute import packs
from newstemma.attribute.addressees import without_addressee
from newstemma.attribute.found import Found
from newstemma.spans import Span


@pytest.mark.parametrize("before", ["", "Al-", "Al-Gharb-"])
def test_a_content_that_begins_inside_a_name_gives_it_back(before: str) -> None:
    """A name with a hyphen is an addressee as a whole, wherever the finder has cut it."""
    text = f"The mayor also told {before}Marsa Radio that the bridge is closed."
    start = text.index("Marsa")
    cue = Span(text.index("also"), text.index("told") + 4)
    found = Found((Span(start, len(text) - 1),), cue, Span(0, 9), 0.8, "model")
    whole = without_addressee(text, found, packs.load("en"))
    assert [p.of(text) for p in whole.content] == ["that the bridge is closed"]
