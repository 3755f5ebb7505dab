"""Choosing among candidates."""

from __future__ import annotations

import numpy as np

from newstemma.attribute.tagger.pipeline import Candidate
from newstemma.attribute.tagger.select import Confidence, runs, select
from newstemma.attribute.tagger.words import read

ALWAYS = Confidence(0.0, (), 0.3)
Span = tuple[int, int]


def candidate(cue: Span, source: Span | None, content: list[int], sure: float) -> Candidate:
    """A candidate of known confidence."""
    return Candidate(cue, source, np.array(content), (), sure)


def test_runs() -> None:
    """Word numbers as ranges."""
    assert runs(np.array([], dtype=np.int64)) == []
    assert runs(np.array([1, 2, 3, 7, 9, 10])) == [(1, 4), (7, 8), (9, 11)]


def test_the_same_content_counts_once() -> None:
    """Of two cues for one content the surer stays; a doubtful candidate goes."""
    reading = read("Ana said and told us that it rains a lot")
    content = [5, 6, 7, 8, 9]
    found = [
        candidate((1, 2), (0, 1), content, 0.6),
        candidate((3, 4), (0, 1), content, 0.9),
        candidate((4, 5), None, [6], 0.1),
    ]
    kept = select(reading, found, ALWAYS)
    assert [(tagged.cue, tagged.confidence) for tagged in kept] == [((13, 17), 0.9)]


def test_a_quotation_belongs_to_its_nearest_cue() -> None:
    """A far cue loses the next quotation, which has a cue of its own."""
    text = '"One two," Ana said. "Three four," Bo said.'
    reading = read(text)
    quotes = [[0, 1, 2, 3, 4], [8, 9, 10, 11, 12]]
    found = [
        candidate((6, 7), (5, 6), quotes[0] + quotes[1], 0.9),
        candidate((14, 15), (13, 14), quotes[1], 0.9),
    ]
    contents = [[text[s:e] for s, e in tagged.content] for tagged in select(reading, found, ALWAYS)]
    assert contents == [['"One two,"'], ['"Three four,"']]


def test_the_sentence_keeps_its_full_stop() -> None:
    """A content ends before the full stop unless a quotation mark holds it in."""
    reading = read('Ana said it rains. Bo said "it rains."')
    found = [
        candidate((1, 2), (0, 1), [2, 3, 4], 0.9),
        candidate((6, 7), (5, 6), [7, 8, 9, 10, 11], 0.9),
    ]
    kept = select(reading, found, ALWAYS)
    assert [reading.text[slice(*tagged.content[0])] for tagged in kept] == ["it rains", '"it rains."']


def test_an_unquoted_content_stays_in_its_sentence() -> None:
    """A run over a sentence's end is cut at it, but not after a title and not inside quotation marks."""
    texts = {
        "Ana said it rains. The roof leaks badly": "it rains",
        "Ana said that Dr. Orr saw rain": "that Dr. Orr saw rain",
        "Ana said “It rains. The roof leaks.”": "“It rains. The roof leaks.”",
    }
    for text, content in texts.items():
        reading = read(text)
        found = candidate((1, 2), (0, 1), list(range(2, len(reading))), 0.9)
        (kept,) = select(reading, [found], ALWAYS)
        assert [text[slice(*piece)] for piece in kept.content] == [content]
