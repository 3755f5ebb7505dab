"""What stands beside statements, and what their articles are about."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from witness_piles import article

from newstemma.params.witness import BESIDE, TYPICAL_BESIDE, TYPICAL_THEME
from newstemma.spans import Span
from newstemma.text.similarity import Rarity
from newstemma.witness.features import Around
from newstemma.witness.setting import Setting, beside, matter_of

OWN = ("lamp", "pier")
HERE = tuple(f"word{k}" for k in range(20))
THERE = tuple(f"thing{k}" for k in range(20))
RARITY = Rarity.of([frozenset(OWN + HERE), frozenset(OWN + THERE)])


def around(
    name: str,
    near: tuple[str, ...],
    themes: tuple[str, ...] = (),
    language: str = "en",
    own: tuple[str, ...] = OWN,
) -> Around:
    """A statement with these stems in it and beside it."""
    return Around(
        name, True, frozenset(), None, None, None, None, language, frozenset(), frozenset(themes), own, near
    )


def features(a: Around, b: Around) -> tuple[float, float]:
    """What stands beside both, and how much of the shared words is a theme."""
    found = Setting([a, b], RARITY).features(np.array([0]), np.array([1]))
    return float(found["beside"][0]), float(found["theme"][0])


def test_statements_with_the_same_words_beside_them_are_near() -> None:
    """All words beside them in common, half of them, none."""
    half = HERE[:10] + THERE[:10]
    same, some, none = (features(around("a", HERE), around("b", near))[0] for near in (HERE, half, THERE))
    assert same == 1.0
    assert same > some > none == 0.0


def test_what_one_says_may_stand_beside_the_other() -> None:
    """One article quotes what another tells in its own words before the quotation."""
    apart = features(around("a", HERE), around("b", THERE))[0]
    told = features(around("a", HERE, own=OWN + THERE[:5]), around("b", THERE))[0]
    assert told > apart


def test_an_unknown_setting_is_typical() -> None:
    """Two languages, one article, or next to nothing beside a statement tell nothing."""
    a = around("a", HERE, ("lamp",))
    assert features(a, around("b", HERE, ("lamp",), "ru")) == (TYPICAL_BESIDE, TYPICAL_THEME)
    assert features(a, around("a", HERE, ("lamp",)))[0] == TYPICAL_BESIDE
    assert features(a, around("b", HERE[:3], ("lamp",)))[0] == TYPICAL_BESIDE
    assert features(a, around("b", HERE))[1] == TYPICAL_THEME


def test_shared_themes_are_told_from_shared_particulars() -> None:
    """Both words are shared; one, both, none of them is what an article is about."""
    found = [features(around("a", HERE, themes), around("b", HERE, ("else",)))[1] for themes in
             (("lamp",), OWN, ("more",))]  # fmt: skip
    assert found == [0.5, 1.0, 0.0]


def test_themes_are_what_an_article_says_again_and_again() -> None:
    """Four times in any form; function words never are."""
    text = "The lamps went out. A lamp burned. The lamp on the pier, the lamp of the harbour."
    assert matter_of(text, "en").themes == {"lamp"}
    assert "pier" in matter_of(text, "en").stems


def test_words_that_the_window_cuts_are_left_out() -> None:
    """No beginning or end of a word is taken for a word; what the statement says itself is no neighbour."""
    said = "the lamps went out"
    where = article("A", rest=f"{'x' * 30}harbour {'a ' * (BESIDE // 2 - 2)}lamps {said} quietly.")
    start = where.text.index(said)
    own, near = beside(where, [Span(start, start + len(said))])
    assert "lamp" in own
    assert near == ("quietl",)


def test_a_statement_without_content_has_nothing_beside_it() -> None:
    """Nor has an empty article."""
    assert beside(article("A"), []) == ((), ())


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_any_text_can_stand_beside_a_statement(text: str, start: int, length: int) -> None:
    """Whatever the text and wherever the statement, no stem is both in it and beside it."""
    where = article("A", rest=f"{text}.")
    start = min(start, len(where.text))
    own, near = beside(where, [Span(start, min(len(where.text), start + length))])
    assert set(own).isdisjoint(near)


@given(st.sets(st.sampled_from(HERE + THERE)), st.sets(st.sampled_from(HERE + THERE)))
def test_a_setting_is_symmetric_and_bounded(left: set[str], right: set[str]) -> None:
    """The order of two statements changes nothing."""
    a, b = around("a", tuple(sorted(left)), OWN), around("b", tuple(sorted(right)), ("lamp",))
    found = features(a, b)
    assert found == features(b, a)
    assert all(0.0 <= value <= 1.0 for value in found)
