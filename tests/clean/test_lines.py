"""A text as lines."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.clean.lines import Line, split_lines

PARAGRAPH = (
    "The harbour master told reporters on the quay that the ferry would stay in port until the "
    "inquiry was over, "
    "and that nobody should expect an answer before the end of the week, whatever the owners might "
    "say about it."
)


def test_white_space_is_made_plain() -> None:
    """No-break spaces, tabs, zero-width marks, soft hyphens and odd line breaks leave plain lines."""
    assert split_lines("One\u00a0\u00a0two\tthree\u200b \r\n\r\n  fo\u00adur\u2028five\x0c") == [
        "One two three",
        "four",
        "five",
    ]


def test_wrapped_paragraphs_are_joined() -> None:
    """Paragraphs that were wrapped at 72 signs become one line each again."""
    text = "\n\n".join(
        textwrap.fill(p, 72) for p in [PARAGRAPH, PARAGRAPH.replace("ferry", "barge"), "A short end."]
    )
    assert split_lines("A headline\n\n" + text) == [
        "A headline",
        PARAGRAPH,
        PARAGRAPH.replace("ferry", "barge"),
        "A short end.",
    ]


def test_lines_of_their_own_are_not_joined() -> None:
    """A headline above a caption, or one paragraph a line, is not wrapped text."""
    lines = ["Nineteen hurt as ferry hits a barge in the strait", "Meeting of the harbour board.", PARAGRAPH]
    assert split_lines("\n".join(lines)) == lines


def test_markup_and_code_in_lines_are_taken_out() -> None:
    """What a careless extraction left is removed, the words around it stay."""
    text = (
        "He <b>did</b> not&nbsp;answer. x.y.push(function () { a(); });\n<!-- ad = 1 "
        "-->\n<iframe src='x'></iframe>"
    )
    assert split_lines(text) == ["He did not answer."]
    assert split_lines("5 < 7 and 8 > 3 & so on") == ["5 < 7 and 8 > 3 & so on"]


@given(st.text())
def test_lines_are_never_blank_and_splitting_again_changes_nothing(text: str) -> None:
    """Every line has something, no line break inside, and the lines joined again give the same lines."""
    lines = split_lines(text)
    assert all(line.strip() and "\n" not in line for line in lines)
    assert split_lines("\n\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("He left.", True),
        ("“He left.”", True),
        ("Did he?", True),
        ("'We are linked'", True),
        ("他走了。", True),
        ("He left", False),
        ("More in our app...", False),
        ("About us", False),
        ("a" * 3, False),
    ],
)
def test_ends_of_sentences(text: str, ended: bool) -> None:
    """A full stop ends a sentence, also inside quotation marks; three points end a teaser."""
    assert Line(text).ended is ended


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “we will go on” today", 4),
        ('"one two"', 2),
        ("It’s the ferry’s bow", 0),
        ("She said: 'not a chance of it'", 5),
        ("« Nous irons »", 2),
        ("no quotation", 0),
    ],
)
def test_quoted_words_are_counted(text: str, words: int) -> None:
    """Words between quotation marks count, apostrophes are none."""
    assert Line(text).quoted_words == words


def test_huge_lines_cost_little() -> None:
    """A line of a megabyte, and a hundred thousand lines, are split in seconds."""
    before = time.process_time()
    line = Line(split_lines("quite “so " * 100_000)[0])
    assert line.size > 100
    assert not line.ended
    assert len(split_lines("word word\n" * 100_000)) == 100_000
    assert time.process_time() - before < 5
