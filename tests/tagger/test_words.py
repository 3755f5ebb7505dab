"""Words, shapes and quotation states."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.tagger.marks import CLOSING, IN, OPENING, OUT
from newstemma.attribute.tagger.words import DIGIT, FIRST, LOWER, TITLE, UPPER, read


@given(st.text(max_size=200))
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    """Offsets reproduce the words, in order, and every visible character belongs to one."""
    reading = read(text)
    spans = list(zip(reading.starts.tolist(), reading.ends.tolist(), strict=True))
    assert tuple(text[start:end] for start, end in spans) == reading.words
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in covered)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. envoy's plan", ("The", "U.S.", "envoy", "'s", "plan")),
        ("1,250.5 tonnes -- no...", ("1,250.5", "tonnes", "--", "no", "...")),
        ("''Wait,'' I'd say", ("''", "Wait", ",", "''", "I", "'d", "say")),
        ("COVID19 3rd", ("COVID19", "3rd")),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    """Abbreviations, clitics, numbers, dashes and typewriter marks are words of their own."""
    assert read(text).words == words


def test_shapes() -> None:
    """Case shapes, with the first word of each line marked."""
    shapes = read("Ana met NATO twice\n7 times").shapes.tolist()
    assert shapes == [TITLE + FIRST, LOWER, UPPER, LOWER, DIGIT + FIRST, LOWER]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('a "b" c', [OUT, OPENING, IN, CLOSING, OUT]),
        ("a “b” c", [OUT, OPENING, IN, CLOSING, OUT]),
        ("a ”b” c", [OUT, OPENING, IN, CLOSING, OUT]),
        ("a „b“ c", [OUT, OPENING, IN, OPENING, IN]),
        ("a ''b'' c", [OUT, OPENING, IN, CLOSING, OUT]),
        ("“a\nb” c", [OPENING, IN, OUT, CLOSING, OUT]),
        ("«a b", [OPENING, IN, IN]),
    ],
)
def test_quotation_states(text: str, states: list[int]) -> None:
    """Marks pair within a line; an unclosed quotation ends with its line."""
    assert read(text).states.tolist() == states
