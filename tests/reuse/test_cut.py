"""Text into words by whole arrays."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.reuse.cut import spelling, words_in

WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*(?:[.,]\d+)*")


def cut(text: str) -> list[tuple[int, int, str]]:
    """Where each word begins and ends, and the word."""
    starts, ends, words = words_in(text)
    return list(zip(starts.tolist(), ends.tolist(), map(spelling, words), strict=True))


def matched(text: str) -> list[tuple[int, int, str]]:
    """The same by the pattern that the words of ``text.tokens`` have."""
    return [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab1٣½² _.,-'’‑\n\u0301é\ud800x9中", max_size=30))
def test_joiners_points_and_digits(text: str) -> None:
    """Whatever stands beside what, the words are those of the pattern."""
    assert cut(text) == matched(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_any_script(text: str) -> None:
    """Characters of all planes, lone surrogates too."""
    assert cut(text) == matched(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("… !", []),
        ("3.500,25 crowns", ["3.500,25", "crowns"]),
        ("3.5km-long", ["3.5", "km-long"]),
        ("a.1-b", ["a.1", "b"]),
        ("Tarn’s well-known x_y", ["Tarn’s", "well-known", "x_y"]),
        ("rock-'n'-roll", ["rock", "n", "roll"]),
        ("abcdefgh abcdefghi", ["abcdefgh", "abcdefghi"]),
        ("Орлов сказал", ["Орлов", "сказал"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Numbers with points, joiners between letters, words longer than eight letters."""
    assert [word for _, _, word in cut(text)] == words


def test_equal_words_are_equal_and_others_are_not() -> None:
    """What tells words apart does so over eight letters and beyond one byte a letter."""
    _, _, words = words_in("tarn Tarn tarn abcdefghi abcdefghj abcdefghi é ĩ é")
    assert [words.index(word) for word in words] == [0, 1, 0, 3, 4, 3, 6, 7, 6]


@pytest.mark.slow
def test_hostile_text_takes_linear_time() -> None:
    """A million points between digits, joiners, and one word of a million letters."""
    for text in ("1." * 500_000, "a-" * 500_000, "x" * 1_000_000, "1.1a" * 250_000, "’" * 1_000_000):
        start = time.process_time()
        assert cut(text) == matched(text)
        assert time.process_time() - start < 10
