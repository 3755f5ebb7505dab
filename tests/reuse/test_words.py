"""Words of many articles as numbers."""

from __future__ import annotations

import pytest

from newstemma.reuse import words
from newstemma.reuse.words import corpus_of, distinct

TEXTS = ["The old Bridge of Orlen.", "", "orlen's BRIDGE: the “Café” of Orlen", "!", "café 3.5"]


def test_words_equal_in_folded_form_have_one_number() -> None:
    """Case and accents do not matter; the numbers are given in the order of the text."""
    corpus = corpus_of(TEXTS)
    read = [corpus.vocabulary[code] for code in corpus.codes]
    assert " ".join(read) == "the old bridge of orlen orlen's bridge the cafe of orlen cafe 3.5"
    assert corpus.vocabulary == ["the", "old", "bridge", "of", "orlen", "orlen's", "cafe", "3.5"]


def test_places_and_spellings() -> None:
    """Every word stands in its own article where it is said to, as it is spelled."""
    corpus = corpus_of(TEXTS)
    for k, owner in enumerate(corpus.owner):
        assert TEXTS[owner][corpus.starts[k] : corpus.ends[k]] == corpus.spellings[corpus.spelled[k]]
    assert [corpus.count(k) for k in range(len(TEXTS))] == [5, 0, 6, 0, 2]


def test_texts_cut_together_are_as_if_cut_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of characters that are cut at once changes nothing."""
    whole = corpus_of(TEXTS)
    monkeypatch.setattr(words, "CUT_AT_ONCE", 1)
    alone = corpus_of(TEXTS)
    for name in ("codes", "starts", "ends", "owner", "first", "spelled"):
        assert getattr(whole, name).tolist() == getattr(alone, name).tolist()
    assert (whole.vocabulary, whole.spellings) == (alone.vocabulary, alone.spellings)


def test_no_texts() -> None:
    """An empty row."""
    corpus = corpus_of([])
    assert (len(corpus.codes), corpus.first.tolist()) == (0, [0])


def test_distinct() -> None:
    """Each number once, in order."""
    corpus = corpus_of(["b a b c a"])
    assert distinct(corpus.codes.astype("int64")).tolist() == [0, 1, 2]
