"""Sentences as they are read once, and which of them are compared."""

from __future__ import annotations

import pickle
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.narrative.marks import CALLED_FALSE, DENIED, NEGATED, OPPOSED, REPORTED, read
from newstemma.narrative.sentences import Sentence, candidate_pairs, sentences_of
from newstemma.params.narrative import COMMON_SENTENCES
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import content_stems

WORDS = [f"{first}{second}{second}" for first in "bcdfg" for second in "aeiou"]


def row(number: int, article: str, stems: list[str]) -> Sentence:
    """A sentence of those stems."""
    return Sentence(article, Span(number, number + 1), " " * (number + 1), tuple(dict.fromkeys(stems)), 0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(WORDS), max_size=8)), max_size=90))
def test_pairs_are_those_of_every_two_sentences(listed: list[tuple[str, list[str]]]) -> None:
    """The product of sparse matrices finds what looking at every two sentences finds, in their order."""
    rows = [row(k, article, stems) for k, (article, stems) in enumerate(listed)]
    having = {w: sum(w in r.terms for r in rows) for w in WORDS}
    rare = {w for w, n in having.items() if n <= COMMON_SENTENCES}
    wanted = [
        (a, b)
        for a, b in combinations(rows, 2)
        if a.article_id != b.article_id and len(a.terms & b.terms & rare) >= 3
    ]
    assert list(candidate_pairs(rows)) == wanted


def test_no_sentences_no_pairs() -> None:
    """A pile without words has no pairs."""
    assert not list(candidate_pairs([]))
    assert not list(candidate_pairs([row(0, "a", [])]))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The mayor denied it", DENIED | OPPOSED[1][0]),
        ("The letter is a hoax", CALLED_FALSE | OPPOSED[5][1]),
        ("Dockers said it", REPORTED),
        ("It is not so", NEGATED),
        ("It doesn’t hold", NEGATED),
        ("The board rejected it", OPPOSED[0][0]),
        ("The harbour is long", 0),
    ],
)
def test_a_sentence_has_the_marks_of_its_words(text: str, marks: int) -> None:
    """Denials, doubts, negations (as "n't" too) and words that have an opposite are marked; others not."""
    assert read(text)[1] == marks


@given(st.text(max_size=80))
def test_stems_are_those_of_the_words_that_carry_matter(text: str) -> None:
    """What is read once is what ``content_stems`` says of the whole text."""
    assert frozenset(read(text)[0]) == content_stems(text)


def test_a_sentence_travels_without_its_article() -> None:
    """To another process goes the sentence alone, and it is the same there."""
    text = "The quay was closed at noon. The ferry left from the other shore. " + "Rain fell. " * 1000
    article = Article("a-1", "x.txt", None, None, None, None, None, None, None, None, "en", text)
    second = sentences_of([article])[1]
    sent = pickle.dumps(second)
    back = pickle.loads(sent)
    assert back.text == second.text == "The ferry left from the other shore."
    assert (back.span, back.stems, back.marks) == (second.span, second.stems, second.marks)
    assert len(sent) < 1000
