"""What articles share besides two statements."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newstemma.params.witness import LEAST_REST, TYPICAL_KIN
from newstemma.text.similarity import Rarity
from newstemma.witness.columns import Columns
from newstemma.witness.features import Around
from newstemma.witness.kinship import Kin
from newstemma.witness.pieces import piece_of

STORY = frozenset(f"word{k}" for k in range(40))
OTHER = frozenset(f"thing{k}" for k in range(40))
RARITY = Rarity.of([STORY, OTHER])


def around(name: str, matter: frozenset[str], language: str = "en") -> Around:
    """A statement of an article with these stems."""
    return Around(name, True, frozenset(), None, None, None, None, language, matter)


def kin_of(a: Around, b: Around, own: str = "") -> float:
    """What two articles share, of which the same words are said in both."""
    columns = Columns([piece_of(k, own, "en", RARITY) for k in range(2)], RARITY)
    left, right = np.array([0]), np.array([1])
    (found,) = Kin([a, b], columns, RARITY).of((left, right), (left, right)).tolist()
    return float(found)


def test_articles_on_one_story_are_more_kin_than_others() -> None:
    """All words in common, some, none."""
    half = frozenset(sorted(STORY)[:20]) | frozenset(sorted(OTHER)[:20])
    same, some, none = (kin_of(around("a", STORY), around("b", m)) for m in (STORY, half, OTHER))
    assert same == 1.0
    assert same > some > none == 0.0


def test_the_statements_own_words_are_no_kinship() -> None:
    """Two articles that share nothing but the pair itself are strangers."""
    own = frozenset({"ferry", "lamp", "winter"})
    assert kin_of(around("a", STORY | own), around("b", OTHER | own), "ferry lamp winter") == 0.0


def test_unknown_kinship_is_typical() -> None:
    """One article, two languages, or an article that is little but its statement, tell nothing."""
    assert kin_of(around("a", STORY), around("a", STORY)) == TYPICAL_KIN
    assert kin_of(around("a", STORY), around("b", STORY, "ru")) == TYPICAL_KIN
    assert kin_of(around("a", STORY), around("b", frozenset({"word1"}))) == TYPICAL_KIN
    few = frozenset(sorted(STORY)[:14])
    assert kin_of(around("a", few), around("b", few), " ".join(sorted(few)[:4])) == TYPICAL_KIN


def test_nothing_is_said_and_nothing_known() -> None:
    """No article has a word, or there is no pair."""
    assert kin_of(around("a", frozenset()), around("b", frozenset())) == TYPICAL_KIN
    nothing = np.zeros(0, dtype=np.int64)
    assert Kin([], Columns([], RARITY), RARITY).of((nothing, nothing), (nothing, nothing)).tolist() == []


@given(
    st.sets(st.sampled_from(sorted(STORY))),
    st.sets(st.sampled_from(sorted(STORY | OTHER))),
    st.lists(st.sampled_from(sorted(STORY)), max_size=5),
)
def test_kinship_is_what_the_sets_say(left: set[str], right: set[str], own: list[str]) -> None:
    """The weighted Dice coefficient of what is left of both, whichever comes first."""
    a, b = around("a", frozenset(left)), around("b", frozenset(right))
    value = kin_of(a, b, " ".join(own))
    assert abs(value - kin_of(b, a, " ".join(own))) < 1e-12
    rest = [RARITY.total(side - set(own)) for side in (left, right)]
    if min(rest) < LEAST_REST:
        assert value == TYPICAL_KIN
    else:
        alike = 2 * RARITY.total((left & right) - set(own)) / sum(rest)
        assert abs(value - np.log1p(20 * alike) / np.log1p(20)) < 1e-9
