"""What two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.text.similarity import (
    Rarity,
    capitalised,
    containment,
    content_stems,
    dice,
    longest_run,
    negated,
    stem,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("initiated", "initiating"),
        ("treaty", "treaties"),
        ("harbour’s", "harbours"),
        ("Société", "societe"),
        ("Веленов", "Velenov"),
    ],
)
def test_forms_of_a_word_have_one_stem(first: str, second: str) -> None:
    """Endings, accents, case and alphabet do not count."""
    assert stem(first) == stem(second)


def test_numbers_are_not_shortened() -> None:
    """Digits keep all their places: 1000000 is not 1000009."""
    assert stem("1000000") != stem("1000009")


def test_content_stems_leave_grammar_and_reporting_out() -> None:
    """What remains is the matter."""
    assert content_stems("The mayor said that she would not have signed the lease", "en") == {
        stem(w) for w in ("mayor", "signed", "lease")
    }


def test_a_word_is_grammar_only_in_its_own_language() -> None:
    """ "War" is a noun in English and a form of "to be" in German."""
    assert "war" in content_stems("the war goes on", "en")
    assert "war" not in content_stems("der Winter war lang", "de")
    assert "war" in content_stems("the war goes on")


def test_rare_stems_weigh_more() -> None:
    """A stem of one article is worth 1, a stem of all much less."""
    rarity = Rarity.of([{"ferry", f"name{k}"} for k in range(200)])
    assert rarity.weight("name7") == pytest.approx(1)
    assert rarity.weight("ferry") < 0.3
    assert rarity.total(["ferry", "name7"]) == pytest.approx(rarity.weight("ferry") + 1)


def test_a_small_pile_still_weighs_common_words() -> None:
    """In five articles a word of all five is not worthless."""
    rarity = Rarity.of([{"ferry"}] * 5)
    assert 0.4 < rarity.weight("ferry") < 0.9


def test_parts_shared() -> None:
    """Containment looks at the shorter side, Dice at both; nothing shared with nothing is 0."""
    assert containment(2, 2, 8) == 1
    assert dice(2, 2, 8) == pytest.approx(0.4)
    assert containment(0, 0, 0) == dice(0, 0, 0) == 0


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_longest_run_is_what_trying_all_gives(a: list[str], b: list[str]) -> None:
    """The dynamic programme agrees with brute force."""
    runs = [
        n
        for n in range(len(a) + 1)
        for i in range(len(a) - n + 1)
        for j in range(len(b) - n + 1)
        if a[i : i + n] == b[j : j + n]
    ]
    assert longest_run(a, b) == max(runs)


def test_capitalised_words_inside_the_sentence_are_names() -> None:
    """The first word does not count, function words do not either."""
    found = capitalised("Yesterday the pilot Ana Velenova told The Harbour Post that it rained")
    assert found == {stem(w) for w in ("Ana", "Velenova", "Harbour", "Post")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("It isn’t true", True), ("Это не так", True), ("It is true", False), ("a note on notes", False)],
)
def test_negated(text: str, wanted: bool) -> None:
    """A negation is a word of its own, with any apostrophe."""
    assert negated(text) is wanted
