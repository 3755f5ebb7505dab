"""A run in a few sentences."""

from __future__ import annotations

import pyarrow as pa

from newstemma.records import TABLES
from newstemma.report.summary import in_words
from newstemma.tables import empty


def test_the_sentences(run: dict[str, pa.Table]) -> None:
    """The summary counts, tells what the most retold statements rest on, who is unheard, what disagrees."""
    assert in_words(run) == [
        "7 articles from 7 outlets (1 without a date); 9 statements by 1 speaker.",
        "The 4 articles that carry “We may open the line in May, but only if the bridge is ready” "
        "(Ilse Tarnow) rest on about 1 independent source (1 to 2).",
        "The 2 articles that carry “The new tram line will carry 340 passengers an hour” (Ilse Tarnow) "
        "rest on 1 independent source.",
        "3 statements are told by more than one article; 3 of them with changed words.",
        "The council is spoken about 7 times in 3 articles and never quoted.",
        "1 pair of passages disagrees (on dates).",
    ]


def test_an_empty_run_has_a_summary() -> None:
    """Tables without rows give one sentence and no error."""
    assert in_words({name: empty(record) for name, record in TABLES.items()}) == [
        "0 articles; 0 statements by 0 speakers."
    ]


def test_no_sentence_judges(run: dict[str, pa.Table]) -> None:
    """The words of judgement do not occur."""
    words = " ".join(in_words(run)).lower()
    assert not any(w in words for w in ("true", "false", "credible", "lie", "wrong", "fake", "reliable"))
