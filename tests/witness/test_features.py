"""What the words of two pieces say, and what cosine to expect of two pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.text.similarity import Rarity
from newstemma.witness.features import compare, expected_cosine
from newstemma.witness.pieces import piece_of

STORY = frozenset(f"word{k}" for k in range(40))
RARITY = Rarity.of([STORY, frozenset(f"thing{k}" for k in range(40))])


@given(st.text(max_size=80), st.text(max_size=80))
def test_expected_cosine_is_a_cosine(left: str, right: str) -> None:
    """Whatever the texts, words foretell a cosine between 0 and 1."""
    features = compare(piece_of(0, left, "en", RARITY), piece_of(1, right, "en", RARITY), RARITY)
    assert 0.0 <= expected_cosine(features) <= 1.0


def test_a_dropped_negation_opposes_unless_a_long_run_is_shared() -> None:
    """A short claim and its denial are opposed; a long copy that lost a word is still a copy."""
    claim, denial = "Diesel reached the basin", "Diesel never reached the basin"
    tail = " while the harbour master and his two daughters were mending nets behind the old customs house"

    def opposed(a: str, b: str) -> float:
        return compare(piece_of(0, a, "en", RARITY), piece_of(1, b, "en", RARITY), RARITY)["opposed"]

    assert opposed(claim, denial) > 0.9
    assert opposed(claim + tail, denial + tail) == 0.0


def test_a_limit_in_one_language_is_no_denial_of_a_negation_in_another() -> None:
    """ "Not until" is "erst": nobody is contradicted; "are sailing" against "not sailing" is."""

    def opposed(a: str, b: str) -> float:
        return compare(piece_of(0, a, "en", RARITY), piece_of(1, b, "de", RARITY), RARITY)["opposed"]

    waiting = "The ferries will not sail until the lamps are mended"
    assert opposed(waiting, "Die Fähren laufen erst wieder aus, wenn die Lampen repariert sind") == 0.0
    assert opposed(waiting, "Die Fähren laufen aus, und die Lampen brennen") == 1.0
