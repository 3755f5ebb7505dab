"""Articles to stories: which articles tell of one event.

1. An article is known by the telling words of its beginning, weighted by rarity; those at the very beginning
   and those that are part of names weigh more.
2. Pairs worth looking at are those that share several rare words; never all pairs of a large pile. Articles
   in another language than most are compared in meaning instead, by the vectors of their first sentences.
3. How alike two beginnings are, less a threshold, speaks for or against their being one story; correlation
   clustering finds the groups, so that one doubtful link joins no two stories.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.clustering import correlation_clusters
from newstemma.params.narrative import (
    CHAIN,
    STORY_ALL,
    STORY_COMMON,
    STORY_FOREIGN,
    STORY_FOREIGN_SHARED,
    STORY_LEAD,
    STORY_LEAD_WEIGHT,
    STORY_LIKENESS,
    STORY_NAME_WEIGHT,
    STORY_NEIGHBOURS,
    STORY_SENTENCES,
    STORY_SHARED,
    STORY_WORDS,
)
from newstemma.records import Article
from newstemma.text.embedding import DIMENSIONS, embed
from newstemma.text.similarity import capitalised, content_stems
from newstemma.text.tokens import sentences, words

__all__ = ["articles_to_stories"]

Vectors = NDArray[np.float32]
Emphasis = dict[str, float]
"""A telling word of an article's beginning and how much it counts before its rarity is known."""

_BEGINNING = 6000  # characters in which the words of a beginning stand


def articles_to_stories(articles: Sequence[Article]) -> list[list[str]]:
    """Group articles by the event that they tell of.

    Args:
        articles: the articles, in any order.

    Returns:
        Ids of the articles of each story, in order; an article that stands alone is a story of its own.
    """
    listed = sorted(articles, key=lambda a: a.article_id)
    terms = [_telling(a) for a in listed]
    weights = _rarity(terms)
    shared = _sharing(terms)
    pairs = sorted(pair for pair, n in shared.items() if n >= STORY_SHARED)
    likes = {(i, j): _likeness(weights[i], weights[j]) for i, j in pairs}
    likes |= _across_languages(listed, shared)
    return [[listed[i].article_id for i in group] for group in correlation_clusters(len(listed), likes)]


def _telling(a: Article) -> Emphasis:
    """The telling words of an article's beginning."""
    listed = words(a.text[:_BEGINNING])
    lead = content_stems(f"{a.title or ''} " + " ".join(listed[:STORY_LEAD]))
    names = capitalised(a.text[:_BEGINNING])
    found = lead | content_stems(" ".join(listed[:STORY_WORDS]))
    return {
        t: (STORY_LEAD_WEIGHT if t in lead else 1.0) * (STORY_NAME_WEIGHT if t in names else 1.0)
        for t in sorted(found)
    }


def _rarity(terms: Sequence[Emphasis]) -> list[dict[str, float]]:
    """The words of every article with their weights, as a unit vector."""
    counts = Counter(t for found in terms for t in found)
    n = max(len(terms), 50)
    out = []
    for found in terms:
        row = {t: emphasis * math.log(1 + n / counts[t]) for t, emphasis in found.items()}
        length = math.sqrt(math.fsum(v * v for v in row.values())) or 1.0
        out.append({t: v / length for t, v in row.items()})
    return out


def _sharing(terms: Sequence[Emphasis]) -> Counter[tuple[int, int]]:
    """How many words that few have two articles share; of a word that many have, each with the next few.

    So copies of one text are found in each other's neighbourhood however many there are.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(terms):
        for t in found:
            having[t].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for rows in having.values():
        if len(rows) <= STORY_COMMON:
            shared.update(combinations(rows, 2))
        else:
            shared.update(
                pair for step in range(1, CHAIN + 1) for pair in zip(rows, rows[step:], strict=False)
            )
    return shared


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """How alike two beginnings are beyond what one event takes: positive speaks for one story."""
    a, b = sorted((one, other), key=len)
    return round(math.fsum(v * b.get(t, 0.0) for t, v in a.items()) - STORY_LIKENESS, 4)


def _across_languages(
    listed: Sequence[Article], shared: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], float]:
    """Pairs of articles in two languages that are worth looking at: for or against one story."""
    language = [a.language for a in listed]
    if len({name for name in language if name}) < 2:
        return {}
    if len(listed) <= STORY_ALL:
        rows = list(range(len(listed)))
        pairs = None
    else:
        pairs = [
            (i, j)
            for (i, j), n in sorted(shared.items())
            if n >= STORY_FOREIGN_SHARED and language[i] != language[j]
        ]
        rows = sorted({i for pair in pairs for i in pair})
    at = {i: k for k, i in enumerate(rows)}
    vectors = _meanings([listed[i] for i in rows])
    out = {}
    for i, j in _nearest_foreign(vectors, language) if pairs is None else pairs:
        out[i, j] = round(float(vectors[at[i]] @ vectors[at[j]]) - STORY_FOREIGN, 4)
    return out


def _nearest_foreign(vectors: Vectors, language: Sequence[str | None]) -> list[tuple[int, int]]:
    """Every article with its nearest in meaning among those in other languages."""
    likeness = np.round(vectors @ vectors.T, 4)
    pairs = set()
    for i, row in enumerate(likeness):
        others = [j for j, name in enumerate(language) if name and language[i] and name != language[i]]
        nearest = sorted(others, key=lambda j: (-float(row[j]), j))[:STORY_NEIGHBOURS]
        pairs |= {(min(i, j), max(i, j)) for j in nearest}
    return sorted(pairs)


def _beginning(a: Article) -> list[str]:
    """The title and the first sentences."""
    found = [place.of(a.text) for place in sentences(a.text[:_BEGINNING])[:STORY_SENTENCES]]
    return [a.title, *found] if a.title else found


def _meanings(listed: Sequence[Article]) -> Vectors:
    """A unit vector for every article."""
    parts = [_beginning(a) or [""] for a in listed]
    rows = embed([text for part in parts for text in part])
    out = np.zeros((len(listed), DIMENSIONS), dtype=np.float32)
    at = 0
    for k, part in enumerate(parts):
        out[k] = rows[at : at + len(part)].mean(axis=0)
        at += len(part)
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(np.divide(out, lengths, out=np.zeros_like(out), where=lengths > 0), dtype=np.float32)
