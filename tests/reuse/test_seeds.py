"""Exact runs of words that two articles share."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from newstemma.reuse import seeds
from newstemma.reuse.seeds import shared_runs
from newstemma.reuse.words import Corpus, corpus_of

Found = set[tuple[int, int, int, int, int]]


def found(corpus: Corpus) -> list[tuple[int, int, int, int, int]]:
    """The runs, in the order in which they come."""
    return [
        row
        for runs in shared_runs(corpus)
        for row in zip(
            *(getattr(runs, name).tolist() for name in ("a", "b", "left", "right", "length")), strict=True
        )
    ]


def by_hand(corpus: Corpus) -> Found:
    """All pairs of places; of an article's equal n-grams only the first counts."""
    first: list[dict[tuple[int, ...], int]] = []
    for k in range(len(corpus.first) - 1):
        places: dict[tuple[int, ...], int] = {}
        for at in range(corpus.first[k], corpus.first[k + 1] - seeds.GRAM + 1):
            places.setdefault(tuple(corpus.codes[at : at + seeds.GRAM].tolist()), int(at))
        first.append(places)
    out: Found = set()
    for a, b in combinations(range(len(first)), 2):
        both = {(first[a][gram], first[b][gram]) for gram in first[a].keys() & first[b].keys()}
        for left, right in both:
            if (left - 1, right - 1) not in both:
                length = next(n for n in range(1, len(both) + 1) if (left + n, right + n) not in both)
                out.add((a, b, left, right, length + seeds.GRAM - 1))
    return out


@pytest.mark.parametrize("seed", range(8))
def test_runs_are_those_of_all_pairs(seed: int) -> None:
    """Every shared n-gram, joined where they follow each other, and nothing else."""
    rng = random.Random(seed)
    texts = [" ".join(rng.choice("abcdef") for _ in range(rng.randint(0, 60))) for _ in range(7)]
    corpus = corpus_of(texts)
    rows = found(corpus)
    assert set(rows) == by_hand(corpus)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("at_once", [1, 7, 50])
def test_blocks_change_nothing(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same runs in the same order, however many are worked on together; pairs are never torn apart."""
    rng = random.Random(3)
    corpus = corpus_of([" ".join(rng.choice("abcd") for _ in range(40)) for _ in range(9)])
    whole = found(corpus)
    monkeypatch.setattr(seeds, "MATCHES_AT_ONCE", at_once)
    assert found(corpus) == whole
    pairs = [{(a, b) for a, b in zip(r.a.tolist(), r.b.tolist(), strict=True)} for r in shared_runs(corpus)]
    assert len(pairs) > 1
    assert sum(map(len, pairs)) == len(set().union(*pairs))


def test_an_ngram_of_many_articles_links_each_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain instead of all pairs."""
    monkeypatch.setattr(seeds, "MOST_SHARERS", 3)
    corpus = corpus_of(["one two three four"] * 6)
    assert [(a, b) for a, b, *_ in found(corpus)] == [(k, k + 1) for k in range(5)]
