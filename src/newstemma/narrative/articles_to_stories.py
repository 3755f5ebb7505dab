"""Articles to stories: which articles tell of one event.

1. An article is known by its beginning: the mean of its first sentences' vectors (meaning), and its telling
   words weighted by rarity (names and things).
2. Pairs worth looking at are the nearest in meaning and those that share rare words; never all pairs of a
   large pile beyond one product of matrices.
3. How alike two beginnings are, less a threshold, speaks for or against their being one story; correlation
   clustering finds the groups, so that one doubtful link joins no two stories.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.clustering import correlation_clusters
from newstemma.params.narrative import (
    BLOCK,
    STORY_COMMON,
    STORY_LIKENESS,
    STORY_NEIGHBOURS,
    STORY_SENTENCES,
    STORY_SHARED,
    STORY_WORDS,
    STORY_WORDS_SHARE,
)
from newstemma.records import Article
from newstemma.text.embedding import DIMENSIONS, embed
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import sentences, words

__all__ = ["articles_to_stories"]

Vectors = NDArray[np.float32]


def articles_to_stories(articles: Sequence[Article]) -> list[list[str]]:
    """Group articles by the event that they tell of.

    Args:
        articles: the articles, in any order.

    Returns:
        Ids of the articles of each story, in order; an article that stands alone is a story of its own.
    """
    listed = sorted(articles, key=lambda a: a.article_id)
    vectors = _meanings(listed)
    terms = [_telling(a) for a in listed]
    weights = _rarity(terms)
    pairs = _near(vectors) | _sharing(terms)
    likes = {(i, j): _likeness(i, j, vectors, weights) - STORY_LIKENESS for i, j in sorted(pairs)}
    groups = correlation_clusters(len(listed), likes)
    return [[listed[i].article_id for i in group] for group in groups]


def _beginning(a: Article) -> list[str]:
    """The title and the first sentences."""
    found = [place.of(a.text) for place in sentences(a.text[:6000])[:STORY_SENTENCES]]
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


def _telling(a: Article) -> frozenset[str]:
    """The telling words of an article's beginning."""
    return content_stems(f"{a.title or ''} " + " ".join(words(a.text[:6000])[:STORY_WORDS]))


def _rarity(terms: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """The words of every article with their weights, as a unit vector."""
    counts = Counter(t for found in terms for t in found)
    n = max(len(terms), 50)
    out = []
    for found in terms:
        row = {t: math.log(1 + n / counts[t]) for t in sorted(found)}
        length = math.sqrt(math.fsum(v * v for v in row.values())) or 1.0
        out.append({t: v / length for t, v in row.items()})
    return out


def _near(vectors: Vectors) -> set[tuple[int, int]]:
    """Every article with its nearest in meaning, computed block by block."""
    pairs = set()
    for start in range(0, len(vectors), BLOCK):
        block = np.round(vectors[start : start + BLOCK] @ vectors.T, 4)
        keep = min(STORY_NEIGHBOURS + 1, block.shape[1])
        nearest = np.argsort(-block, axis=1, kind="stable")[:, :keep]
        for i, row in enumerate(nearest.tolist(), start=start):
            pairs |= {(min(i, j), max(i, j)) for j in row if i != j}
    return pairs


def _sharing(terms: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Articles that share several words that few have."""
    having: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(terms):
        for t in found:
            having[t].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for rows in having.values():
        if 2 <= len(rows) <= STORY_COMMON:
            shared.update(combinations(rows, 2))
    return {pair for pair, n in shared.items() if n >= STORY_SHARED}


def _likeness(i: int, j: int, vectors: Vectors, weights: Sequence[dict[str, float]]) -> float:
    """How alike two beginnings are, 0 to 1: meaning and telling words."""
    a, b = sorted((weights[i], weights[j]), key=len)
    words_ = math.fsum(v * b.get(t, 0.0) for t, v in a.items())
    meaning = max(0.0, float(vectors[i] @ vectors[j]))
    return round((1 - STORY_WORDS_SHARE) * meaning + STORY_WORDS_SHARE * words_, 4)
