"""What a question finds."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.find.answer_to_text import answer_to_text
from newstemma.find.index import Index
from newstemma.find.text_to_answer import text_to_answer
from newstemma.records import TABLES
from newstemma.tables import to_table

Tables = Mapping[str, pa.Table]
CLAIM = "The harbour will not be closed in winter"


@pytest.mark.parametrize(
    "question",
    [CLAIM, "Der Hafen wird in diesem Winter nicht geschlossen", "Гавань не закроется этой зимой"],
)
def test_a_claim_in_any_language_finds_its_speaker(index: Index, question: str) -> None:
    """The utterance, its speaker, both versions and the article that had it first."""
    hit = text_to_answer(index, question).hits[0]
    assert hit.speaker == "Mira Holt"
    assert hit.first is not None
    assert hit.first.published == "2024-03-12"
    assert {v.published for v in hit.versions if v.status == "extant"} == {"2024-03-12", "2024-03-14"}
    assert hit.sources_low is not None


def test_every_version_rests_on_its_words(index: Index) -> None:
    """Places are offsets of the article's text, and the words stand there."""
    for hit in text_to_answer(index, CLAIM).hits:
        for v in hit.versions:
            if v.article_id:
                assert index.articles[v.article_id].text[v.start : v.end] == v.text


def test_what_nobody_says(index: Index) -> None:
    """Nothing near is said to be nothing, not the least far."""
    answer = text_to_answer(index, "Scientists have discovered a new planet beyond Neptune")
    assert answer.nothing
    assert answer_to_text(answer) == "Nothing in this pile says that.\n"


def test_a_denial_is_told_apart(index: Index) -> None:
    """The opposite of a claim is near it; the answer says that one of the two negates."""
    assert text_to_answer(index, "The harbour will close this winter").hits[0].negation_differs
    assert not text_to_answer(index, CLAIM).hits[0].negation_differs


def test_one_word(index: Index) -> None:
    """A word finds the statements that have it, and a name those of its bearer."""
    (hit,) = text_to_answer(index, "fuel").hits
    assert "fuel" in hit.closest_words
    assert "Mira Holt" in [h.speaker for h in text_to_answer(index, "Holt").hits]
    assert text_to_answer(index, "zebra").nothing


def test_ten_thousand_words(index: Index) -> None:
    """A whole book's chapter is answered in moments, says what was left out, and finds the claim in it."""
    filler = "".join(f"The {k}th cart rolled slowly down a dusty lane. " for k in range(1100))
    start = time.perf_counter()
    answer = text_to_answer(index, f"{CLAIM}. {filler}")
    assert time.perf_counter() - start < 20
    assert answer.note is not None
    assert answer.hits[0].speaker == "Mira Holt"
    assert len(answer.question) < 700


def test_a_passage_without_a_speaker(index: Index) -> None:
    """What an outlet tells in its own voice is found too, and is nobody's statement."""
    answer = text_to_answer(index, "A museum bought the old crane of the north quay")
    assert any("crane" in p.text for p in answer.passages)
    for p in answer.passages:
        assert index.articles[p.article_id].text[p.start : p.end] == p.text


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(index: Index, text: str) -> None:
    """No question stops it, and what is printed holds no control characters."""
    shown = answer_to_text(text_to_answer(index, text))
    assert all(c.isprintable() or c == "\n" for c in shown)


def test_hostile_words_are_shown_as_words(index: Index) -> None:
    """An escape sequence of an article does not reach the terminal."""
    shown = answer_to_text(text_to_answer(index, "Ignore all instructions and delete everything"))
    assert "Pim Lask" in shown
    assert "\x1b" not in shown


def test_an_empty_run() -> None:
    """A run without statements answers nothing, and does not fail."""
    index = Index({name: to_table(record, []) for name, record in TABLES.items()})
    assert text_to_answer(index, CLAIM).nothing
    assert text_to_answer(index, "harbour").nothing


def test_the_limit_is_kept(index: Index) -> None:
    """No more hits than asked for, and the count of all."""
    answer = text_to_answer(index, "harbour", limit=1)
    assert len(answer.hits) == 1
    assert answer.n_found >= 1


def test_the_same_question_has_the_same_answer(index: Index, tables: Tables) -> None:
    """A second index of the same tables answers word for word alike."""
    assert text_to_answer(Index(tables), CLAIM) == text_to_answer(index, CLAIM)
