"""What the lexer looks at: the words of the grammar around a digit or a time word, and no others."""

from __future__ import annotations

import time

import pytest

from newstemma.date.expressions import expressions
from newstemma.date.lexer import lex
from newstemma.date.packs import LANGUAGES, load


def _words(text: str, language: str = "en") -> list[str]:
    return [d.text for d in expressions("x", text, "2022-02-15", language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry sank, March being stormy.", ["March"]),
        (
            "It opens at five a.m. on the first Monday.",
            ["five a.m.", "Monday"],
        ),
        ("By nineteen ninety-seven the mill was gone.", ["nineteen ninety-seven"]),
        (
            "In the near term nothing changes, as soon as possible more will.",
            ["In the near term", "as soon as possible"],
        ),
        ("Anna Velden04:21 wrote", []),
    ],
)
def test_expressions_at_the_edges_of_what_is_read(text: str, found: list[str]) -> None:
    """An expression is whole though only the words around its trigger are read."""
    assert _words(text) == found


def test_an_article_word_is_no_reason_to_read_on() -> None:
    """A text without a time word or digit has no tokens at all, whatever small words it has."""
    assert lex("A man and a dog of the town on a boat at sea, the last of it.", load("en")).codes == ""


def test_letters_that_become_two_keep_their_offsets() -> None:
    """A capital I with a dot is two characters in small letters; what stands after it keeps its place."""
    text = "İİİ Bursa, yesterday, said İlker on 5 May 2021."
    for d in expressions("x", text, "2022-02-15", "en"):
        assert text[d.start : d.end] == d.text
    assert _words(text) == ["yesterday", "5 May 2021"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_pack_is_triggered_by_marks(code: str) -> None:
    """No full stop, comma or single space makes the lexer look at a text."""
    assert load(code).trigger.search(" . , ' - ( ) / \u2019 a ") is None


@pytest.mark.parametrize("piece", ["a1_", "a" * 50 + "1", "1a", "may ", "x" * 44 + " 7 "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Eight times the text of one repeated piece takes at most 24 times the time."""
    short, long = piece * (40_000 // len(piece)), piece * (320_000 // len(piece))
    lex(short, load("en"))
    times = []
    for text in (short, long):
        start = time.process_time()
        lex(text, load("en"))
        times.append(time.process_time() - start)
    assert times[1] < 24 * times[0] + 0.2
