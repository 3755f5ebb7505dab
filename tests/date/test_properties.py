"""What holds for every text: honest offsets, nothing invented, linear time, no crash."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.date.expressions import expressions
from newstemma.date.packs import LANGUAGES, load

PUBLISHED = "2021-05-13"
WORDS = sorted(
    {w for code in LANGUAGES for w in load(code).lookup}
    | {"2019", "1st", "26", "3.", "15.02.2022", "10:30", "1980s", "3/4/20", "harbour", "\n\n", "’", "2½", "٣"}
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
languages = st.sampled_from([*LANGUAGES, "it", None])
published_dates = st.sampled_from(
    [None, PUBLISHED, "2021-05", "2021", "0001-01-01", "9999-12-31", "soon", ""]
)
TYPES = {"DATE", "TIME", "DURATION", "SET"}


@given(texts, published_dates, languages)
@settings(deadline=None)
def test_offsets_and_order(text: str, published: str | None, language: str | None) -> None:
    """Each expression is the words at its offsets, in order, none overlapping, each id once."""
    found = expressions("a-1", text, published, language)
    assert all(text[d.start : d.end] == d.text and d.text.strip() for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len({d.date_id for d in found}) == len(found)
    assert {d.type for d in found} <= TYPES


@given(texts, published_dates, languages)
@settings(deadline=None)
def test_same_again(text: str, published: str | None, language: str | None) -> None:
    """The same input gives the same rows."""
    assert expressions("a-1", text, published, language) == expressions("a-1", text, published, language)


def _has_year(text: str) -> bool:
    """Whether anything in the text could be a year: four digits, two after a mark, or number words."""
    return (
        re.search(r"\d", text) is not None or "nineteen" in text or "eighteen" in text or "thousand" in text
    )


@given(texts.filter(lambda t: not _has_year(t)), languages)
@settings(deadline=None)
def test_nothing_invented(text: str, language: str | None) -> None:
    """Without a publication date and a year in the text no value has a year, and nothing is anchored."""
    for d in expressions("a-1", text, None, language):
        assert d.anchor is None
        assert re.match(r"\d{4}", d.value) is None


@given(texts, languages)
@settings(deadline=None)
def test_anchors_are_named(text: str, language: str | None) -> None:
    """An anchor is the publication date as given or another expression of the same text."""
    found = expressions("a-1", text, PUBLISHED, language)
    ids = {d.date_id for d in found}
    for d in found:
        assert d.anchor in (None, f"published:{PUBLISHED}") or (d.anchor or "").removeprefix("text:") in ids


REPEATED = (
    "1/2/", "7", "12.12.", "2020-01-01", "early ", "the last two ", "1 1/2 ", "in the ", "January ",
    "Monday, ", "10:30 ", "two days later ", "('", "a year earlier ", "\n ", "last ", "\u200f٣ ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_time_is_linear(piece: str, language: str) -> None:
    """Four times the text takes nowhere near sixteen times as long."""

    def timed(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        expressions("a-1", text, PUBLISHED, language)
        return time.process_time() - start

    small, large = timed(20_000), timed(80_000)
    assert large < 10 * small + 0.2


@pytest.mark.parametrize(("piece", "size"), [("9", 10**6), ("/", 10**6), ("a", 10**6), ("1/", 200_000)])
def test_a_long_line(piece: str, size: int) -> None:
    """A line of a million digits, slashes or letters is read in seconds."""
    text = (piece * size)[:size]
    start = time.process_time()
    expressions("a-1", text, PUBLISHED, "en")
    assert time.process_time() - start < 30
