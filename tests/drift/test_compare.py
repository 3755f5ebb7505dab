"""Typed differences between two versions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.drift.compare import compare
from newstemma.drift.version import Version
from newstemma.params.drift import IDLE

WORDS_A = "the ship not may 12 Anna Brandt on Monday , “ ” . sank in 1999 don't".split()
WORDS_B = "the ship will 14 Ingrid Holm on Friday , “ ” . sank in 2001 never".split()


def found(
    before: str,
    after: str,
    quoted: tuple[bool, bool] = (False, False),
    languages: tuple[str, str] = ("en", "en"),
) -> list[tuple[str, str, str]]:
    """(kind, words before, words after) of every difference."""
    a = Version(before, 0, len(before), quoted[0], languages[0])
    b = Version(after, 0, len(after), quoted[1], languages[1])
    return [(d.kind, before[slice(*d.parent)], after[slice(*d.child)]) for d in compare(a, b)]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("The fire hurt 12 dockers", "The fire hurt 14 dockers", ("number", "12", "14")),
        ("Fares rose by 3 per cent", "Fares rose by 4%", ("number", "3 per cent", "4%")),
        ("It sank on 5 June 2008", "It sank on June 6, 2008", ("date", "5 June 2008", "June 6, 2008")),
        ("It sank on Monday near Oslund", "It sank on Tuesday near Oslund", ("date", "Monday", "Tuesday")),
        ("They met Anna Brandt twice", "They met Ingrid Holm twice", ("name", "Anna Brandt", "Ingrid Holm")),
        ("We will not sell the quay", "We will sell the quay", ("negation", "not", "")),
        ("The dam holds", "The dam doesn't hold", ("negation", "holds", "doesn't hold")),
        ("The mill reportedly lost its licence", "The mill lost its licence", ("hedge", "reportedly", "")),
        ("The mill lost its licence", "The mill allegedly lost its licence", ("hedge", "", "allegedly")),
        ("The dam could fail soon", "The dam will fail soon", ("hedge", "could", "will")),
        ("about 500 ships came", "500 ships came", ("hedge", "about", "")),
        ("The quay is old and the crane is rusty", "The quay is old", ("cut", "and the crane is rusty", "")),
        ("The quay is old", "The quay is old and crooked", ("addition", "", "and crooked")),
        ("The quay is old and grey", "The quay is ancient and grey", ("wording", "old", "ancient")),
    ],
)
def test_each_kind_is_found_with_its_words(before: str, after: str, wanted: tuple[str, str, str]) -> None:
    """A single edit gives exactly one change of the right kind with the right words."""
    assert found(before, after) == [wanted]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Some 500,000 people left", "Some half a million people left"),
        ("It cost 0.5 million dollars", "It cost 500,000 dollars"),
        ("Fares rose by 60 per cent", "Fares rose by 60%"),
    ],
)
def test_equal_values_are_no_change_of_number(before: str, after: str) -> None:
    """A number that is written in another way is the same number."""
    assert "number" not in {kind for kind, _, _ in found(before, after)}


def test_equal_texts_have_no_changes() -> None:
    """A copy differs in nothing."""
    assert found("The quay is old, he said", "The quay is old, he said") == []


def test_a_denial_in_other_words_is_wording() -> None:
    """Where other words deny, a negation word more or less is no change of polarity."""
    kinds = {
        kind
        for kind, _, _ in found("The strait would stay closed to ships", "The strait would not open to ships")
    }
    assert kinds == {"wording"}


def test_moved_words_are_moved() -> None:
    """A clause in another place is a move, not a cut and an addition."""
    before = "Because the storm came early, the ferries stayed in the harbour"
    after = "The ferries stayed in the harbour because the storm came early"
    assert {kind for kind, _, _ in found(before, after)} <= {"wording"}


def test_a_paraphrase_in_marks_is_quoted() -> None:
    """Marks around words that the parent paraphrases are a change, with a word put in."""
    kinds = {kind for kind, _, _ in found("She called it a sad day", "She called it “a very sad day”")}
    assert kinds == {"quoted", "intensifier"}
    assert ("quoted", "the wall is weak", "the wall is weak") in found(
        "the wall is weak", "the wall is weak", quoted=(False, True)
    )


def test_translations_are_compared_by_value() -> None:
    """Another language is one change, and its numbers are still compared."""
    kinds = [k for k, _, _ in found("Er zählte 300 Boote", "He counted 310 boats", languages=("de", "en"))]
    assert sorted(kinds) == ["number", "translation"]


def test_a_cut_clause_takes_its_hedge_and_number_along() -> None:
    """What goes with a long clause is a cut and nothing else."""
    before = "The crane is rusty and might perhaps not carry even 12 tonnes of steel in strong winds"
    assert [k for k, _, _ in found(before, "The crane is rusty")] == ["cut"]


def _telling(version: Version) -> list[str]:
    """The words whose coming and going is a change."""
    return [w for w in version.folded if w not in IDLE]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(WORDS_A), max_size=20),
    st.lists(st.sampled_from(WORDS_B), max_size=20),
)
def test_any_two_texts_give_places_inside_them(a: list[str], b: list[str]) -> None:
    """Every difference lies in its text, and unequal words give at least one difference."""
    before, after = " ".join(a), " ".join(b)
    first, second = Version(before, 0, len(before), False, "en"), Version(after, 0, len(after), False, "en")
    differences = compare(first, second)
    for d in differences:
        assert 0 <= d.parent[0] <= d.parent[1] <= len(before)
        assert 0 <= d.child[0] <= d.child[1] <= len(after)
    if not differences:
        assert _telling(first) == _telling(second)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The divers seemed sure of it", "The divers seems sure of it"),
        ("A film purported to show the wreck", "A film purports to show the wreck"),
        ("You could not reach the quay", "You couldn't reach the quay"),
        ("The mayor denied that it is a wreck", "The mayor said that it is not a wreck"),
        ("They call it a barge, not a ship", "They call it a barge instead of a ship"),
        ("They refuse to sail or to wait", "They refuse to sail nor to wait"),
        (
            "No threats are tolerated, whether magical or not",
            "No threats are tolerated, magical ones included",
        ),
        ("The board of Grey Harbour Clinic met", "The board of Oslund's Grey Harbour met"),
        ("The S1 chip was built in Oslund", "The chip was built in Oslund"),
    ],
)
def test_other_words_for_the_same_are_no_change(before: str, after: str) -> None:
    """Forms of one hedge, denials in another word and names that run on change neither sureness nor names."""
    kinds = {kind for kind, _, _ in found(before, after)}
    assert not kinds & {"hedge", "negation", "name", "number"}


def test_a_denial_in_another_form_of_the_verb_is_a_negation() -> None:
    """The words "cracks" and "has not cracked" are one verb, denied once."""
    changes = found("The wall cracks at night", "The wall has not cracked at night")
    assert ("negation", "cracks", "has not cracked") in changes


def test_hearsay_that_came_is_a_hedge() -> None:
    """The words "is said to be" are hearsay; "he said" is not."""
    assert "hedge" in {
        k for k, _, _ in found("The ship is lost in fog", "The ship is said to be lost in fog")
    }


def test_names_of_two_other_clauses_are_no_change_of_name() -> None:
    """Where whole clauses tell different things, no name took the place of the other."""
    before = "Anna Brandt made an old threat when she told another sailor that the quay would sink"
    after = "a young woman in Oslund was sent home from work for telling a sailor that the quay would sink"
    assert "name" not in {kind for kind, _, _ in found(before, after)}


def test_a_copy_differs_in_nothing_but_its_marks() -> None:
    """The same words elsewhere are no change, whatever the articles around them; quoting them is one."""
    words, before = "Brandt, who left Oslund in 1999, may come back", "We saw Brandt. He told us: "
    parent = Version(words, 0, len(words), False, "en")
    copy = Version(before + words, len(before), len(before + words), False, "en")
    quoted = Version(before + words, len(before), len(before + words), True, "en")
    assert compare(parent, copy) == []
    assert [d.kind for d in compare(parent, quoted)] == ["quoted"]
