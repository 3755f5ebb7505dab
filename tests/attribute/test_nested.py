"""Statements inside statements, datelines, and reporting words at the end of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.datelines import dateline_at
from newstemma.attribute.finder import attribute_text
from newstemma.records import Article, Statement
from newstemma.tables import to_records, to_table


def said(text: str) -> set[tuple[str, str]]:
    """(source, content) of everything found in an English text."""
    found = attribute_text(text, "en")
    return {(f.source.of(text) if f.source else "", " ".join(p.of(text) for p in f.content)) for f in found}


QUOTE = '"Up to 4,000 households drank the water, but somebody has fallen ill,"'


def test_a_quotation_told_by_an_outlet_is_the_speakers() -> None:
    """The speaker's statement and the outlet's telling of it are found; only the first is a quotation."""
    text = f"{QUOTE} Falk said, according to Tarnwire."
    assert ("Falk", QUOTE) in said(text)
    article = Article("a", "a.txt", None, None, "Orm", None, "Orm", None, None, None, "en", text)
    table, _ = articles_to_statements(to_table(Article, [article]))
    rows = {s.source: s for s in to_records(Statement, table)}
    assert rows["Falk"].kind == "direct"
    assert rows["Tarnwire"].kind == "indirect"
    assert rows["Falk"].nested_in == rows["Tarnwire"].statement_id


def test_a_pronoun_ends_a_sentence_as_plainly_as_a_name() -> None:
    """What "she added" reports after a quotation is a statement of its own."""
    text = (
        "“We have 37 people in hospital,” mayor Mara Tessik told reporters at the town hall. "
        "The quay would stay closed for at least ten days, she added."
    )
    assert ("she", "The quay would stay closed for at least ten days") in said(text)


@pytest.mark.parametrize(
    "line",
    [
        "LINDHAVEN, Sept 3 (Vantpress) - ",
        "LINDHAVEN (Vantpress) — ",
        "Lindhaven (Vantpress) – ",
        "PORT OF LINDHAVEN, Sept. 3, 2025 -- ",
        "ЛИНДХАВЕН, 3 сентября (Вантпресс) — ",
    ],
)
def test_a_dateline_is_not_said(line: str) -> None:
    """Place, day and agency at the start of a line are found, whatever the dash."""
    assert dateline_at(f"{line}The quay", 0) == len(line)
    assert dateline_at(f"One.\n{line}The quay", 5) == 5 + len(line)
    assert dateline_at(f"One. {line}The quay", 5) == 5


@pytest.mark.parametrize(
    "text", ["The quay - the old one - is shut", "NATO is here", "A - B", "Holt (62) said"]
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    """A sentence with a dash, and one with capitals, begin with no dateline."""
    assert dateline_at(text, 0) == 0


@given(st.text(alphabet="AB c,.()-—3\n", max_size=300), st.integers(0, 300))
def test_a_dateline_ends_in_the_text(text: str, start: int) -> None:
    """The place is never before the start nor behind the text, nor on another line."""
    start = min(start, len(text))
    end = dateline_at(text, start)
    assert start <= end <= len(text)
    assert "\n" not in text[start:end]


def test_a_line_of_capitals_takes_no_time() -> None:
    """Hostile lines are read in linear time."""
    for piece in ("AB ", "Ab ", "AB, ", "AB (", "A"):
        assert dateline_at(piece * 300_000, 0) == 0
