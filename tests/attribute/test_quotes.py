"""The quotation-mark machine (text of our own)."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.spans import Span
from newstemma.text.quotes import dialogue, quotations

MARKS = "“”„«»\"'‘’‚`‹›—– .,!\nab A1"


def inner(text: str, level: int = 0) -> list[str]:
    """The insides of the quotations of one depth."""
    return [q.inner.of(text) for q in quotations(text) if q.level == level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rain is due,” said Ola Brink. “Bring a coat.”", ["Rain is due,", "Bring a coat."]),
        ('"Rain is due," said Ola Brink. "Bring a coat."', ["Rain is due,", "Bring a coat."]),
        ("''Rain is due,'' said Ola Brink. ``Bring a coat.''", ["Rain is due,", "Bring a coat."]),
        ("„Regen kommt“, sagte Ola Brink.", ["Regen kommt"]),
        ("»Regen kommt«, sagte Ola Brink.", ["Regen kommt"]),
        ("« Il va pleuvoir », a dit Ola Brink.", ["Il va pleuvoir"]),
        ("«Будет дождь», — сказала Ола Бринк.", ["Будет дождь"]),
        ("”Rain is due,” said Ola Brink.", ["Rain is due,"]),
        ("“Rain is due,“ said Ola Brink.", ["Rain is due,"]),
        ("‘Rain is due,’ said Ola Brink.", ["Rain is due,"]),
    ],
)
def test_every_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    """English, German, French, Russian, typewriter and wrong-way marks all delimit quotations."""
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the dogs' turn, don't you think?",
        "The pole is 6'2\" long and the dogs' kennel 4' wide.",
        "Rock 'n' roll in the '90s: get 'em young.",
        "There is nothing quoted here.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    """Apostrophes, elisions, feet and inches open nothing."""
    assert quotations(text) == ()


def test_nested_quotations_have_levels() -> None:
    """A quotation inside another is one level deeper, whatever its marks."""
    text = "“She wrote ‘the sailors’ vote’ and left,” he said. „Er rief ‚Halt‘ laut“, sagte er."
    assert inner(text, 1) == ["the sailors’ vote", "Halt"]


def test_same_marks_nest_when_they_balance() -> None:
    """Equal marks inside each other nest if each has a partner."""
    text = "“He said “no” to me,” she said."
    assert inner(text) == ["He said “no” to me,"]
    assert inner(text, 1) == ["no"]


def test_an_unclosed_mark_ends_where_the_next_opens() -> None:
    """A forgotten closing mark does not swallow the next quotation."""
    text = "“The boat left. “We waved,” she said."
    assert inner(text) == ["The boat left.", "We waved,"]
    assert [q.closed for q in quotations(text)] == [False, True]


def test_a_quotation_runs_over_paragraphs() -> None:
    """An opening mark at each paragraph and one closing mark at the last: continued, not new."""
    text = "“The boat left.\n\n“Nobody waved.\n\n“It rained,” she said."
    found = quotations(text)
    assert [q.inner.of(text) for q in found] == ["The boat left.", "Nobody waved.", "It rained,"]
    assert [q.continues for q in found] == [False, True, True]
    assert [q.closed for q in found] == [False, False, True]


def test_a_quotation_closed_in_the_next_paragraph_is_found() -> None:
    """A paragraph with only a closing mark begins inside the quotation before."""
    text = "“The boat left.\n\nNobody waved,” she said. “It rained.”"
    assert inner(text) == ["The boat left.", "Nobody waved,", "It rained."]


def test_dialogue_dashes_split_speech_and_narration() -> None:
    """A line that opens with a dash alternates between speech and narration."""
    text = "— Мост закрыт, — сказал Орлов. — Ждите утра."
    pieces = dialogue(text, Span(0, len(text)))
    assert [q.inner.of(text) for q in pieces] == ["Мост закрыт,", "Ждите утра."]
    assert dialogue("Мост закрыт — ждите.", Span(0, 20)) == ()


@given(st.text(alphabet=MARKS, max_size=80))
def test_any_text_gives_sound_quotations(text: str) -> None:
    """Whatever the marks: spans lie in one line, insides are not empty, order and nesting are kept."""
    found = quotations(text)
    for q in found:
        assert q.span.contains(q.inner)
        assert q.inner.of(text).strip() == q.inner.of(text) != ""
        assert "\n" not in q.span.of(text)
    tops = [q for q in found if q.level == 0]
    for a, b in pairwise(tops):
        assert a.span.end <= b.span.start


@given(st.text(max_size=200))
def test_arbitrary_text_never_fails(text: str) -> None:
    """Any string at all can be read."""
    quotations(text)


@pytest.mark.parametrize("unit", ['"', "“", "” “", "'a ", '" a', "“a ‘b ", '"\n', "« "])
def test_time_is_linear_in_the_marks(unit: str) -> None:
    """200,000 marks take seconds of processor time, which only linear time allows."""
    start = time.process_time()
    quotations(unit * 200_000)
    assert time.process_time() - start < 20
