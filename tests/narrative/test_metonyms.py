"""Metonyms: tied only where the context says so."""

from __future__ import annotations

import pytest

from newstemma.narrative.metonyms import tied_metonyms
from newstemma.records import Mention


def mention(text: str, words: str, kind: str = "body") -> Mention:
    """The first place of the words."""
    at = text.index(words)
    return Mention(f"m-{words}", "a", at, at + len(words), words, words, kind, "name", None, None, None)


@pytest.mark.parametrize(
    ("text", "metonym", "party"),
    [
        ("Moscow rejected the offer. Russia will not pay, the Russian envoy said.", "Moscow", "Russia"),
        ("Washington wants talks. The United States is ready, American diplomats said.", "Washington",
         "United States"),
        ("The European Union is worried. Brussels will answer next week.", "Brussels", "European Union"),
    ],
)  # fmt: skip
def test_the_context_names_the_party(text: str, metonym: str, party: str) -> None:
    """A capital that acts, beside the party's own name, stands for it."""
    found = tied_metonyms([mention(text, metonym), mention(text, party)], {"a": text})
    assert found == {f"m-{metonym}": party}


@pytest.mark.parametrize(
    ("text", "metonym", "party"),
    [
        ("Crowds gathered in Moscow on Monday. Russia celebrates a holiday.", "Moscow", "Russia"),
        ("Moscow rejected the offer of the dairy. Nobody knows why.", "Moscow", "dairy"),
        ("Brussels will answer. The European Union and NATO met on Monday.", "Brussels", "European Union"),
        ("The West is angry. The United States and Britain protested.", "The West", "United States"),
        ("Washington wants talks. Russia is ready, Russian diplomats said.", "Washington", "Russia"),
    ],
)
def test_otherwise_it_stays_by_itself(text: str, metonym: str, party: str) -> None:
    """A place, a party that is not named, two possible parties, "the West", a rival: nothing is tied."""
    assert tied_metonyms([mention(text, metonym), mention(text, party)], {"a": text}) == {}
