"""What articles share besides two statements, and what cosine to expect of two pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.params.witness import TYPICAL_KIN
from newstemma.text.similarity import Rarity
from newstemma.witness.features import Around, Kin, compare, expected_cosine
from newstemma.witness.pieces import piece_of

STORY = frozenset(f"word{k}" for k in range(40))
OTHER = frozenset(f"thing{k}" for k in range(40))
RARITY = Rarity.of([STORY, OTHER])


def around(name: str, matter: frozenset[str], language: str = "en") -> Around:
    """A statement of an article with these stems."""
    return Around(name, True, frozenset(), None, None, None, None, language, matter)


def test_articles_on_one_story_are_more_kin_than_others() -> None:
    """All words in common, some, none."""
    kin = Kin(RARITY)
    half = frozenset(sorted(STORY)[:20]) | frozenset(sorted(OTHER)[:20])
    same, some, none = (kin.of(around("a", STORY), around(b, m), frozenset()) for b, m in
                        (("b", STORY), ("c", half), ("d", OTHER)))  # fmt: skip
    assert same == 1.0
    assert same > some > none == 0.0


def test_the_statements_own_words_are_no_kinship() -> None:
    """Two articles that share nothing but the pair itself are strangers."""
    own = frozenset({"ferry", "lamp", "winter"})
    assert Kin(RARITY).of(around("a", STORY | own), around("b", OTHER | own), own) == 0.0


def test_unknown_kinship_is_typical() -> None:
    """Two languages, or an article that is little but its statement, tell nothing."""
    kin = Kin(RARITY)
    assert kin.of(around("a", STORY), around("b", STORY, "ru"), frozenset()) == TYPICAL_KIN
    assert kin.of(around("a", STORY), around("b", frozenset({"word1"})), frozenset()) == TYPICAL_KIN


@given(st.sets(st.sampled_from(sorted(STORY))), st.sets(st.sampled_from(sorted(STORY | OTHER))))
def test_kinship_is_symmetric_and_bounded(left: set[str], right: set[str]) -> None:
    """The order of two articles changes nothing."""
    a, b = around("a", frozenset(left)), around("b", frozenset(right))
    own = frozenset(sorted(STORY)[:5])
    value = Kin(RARITY).of(a, b, own)
    assert 0.0 <= value <= 1.0
    assert value == Kin(RARITY).of(b, a, own)


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
