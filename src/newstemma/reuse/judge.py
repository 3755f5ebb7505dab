"""Which passages are long, alike and particular enough to count as shared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newstemma.params.reuse import (
    LEAST_CONTENT,
    LEAST_SIMILARITY,
    LEAST_WORDS,
    LONG_WORDS,
    SHORT_SIMILARITY,
)
from newstemma.reuse.passages import Passage
from newstemma.reuse.words import Corpus
from newstemma.text.function_words import COMMON_WORDS, FUNCTION_WORDS, REPORTING_WORDS
from newstemma.text.similarity import idf

__all__ = ["is_shared", "rarities", "worth"]


def rarities(corpus: Corpus) -> list[float]:
    """What each word of the vocabulary is worth: 0 for grammar, up to 1 for a word of one article (idf)."""
    n = len(corpus.first) - 1
    pairs = np.unique(corpus.codes * max(n, 1) + corpus.owner)
    articles = np.bincount(pairs // max(n, 1), minlength=len(corpus.vocabulary)).tolist()
    return [worth(word, count, n) for word, count in zip(corpus.vocabulary, articles, strict=True)]


def worth(word: str, articles: int, of: int) -> float:
    """What a word is worth that stands in so many articles ``of`` all."""
    if word in FUNCTION_WORDS or word in REPORTING_WORDS:
        return 0.0
    return min(0.5 if word in COMMON_WORDS else 1.0, idf(articles, of))


def is_shared(a: Sequence[int], b: Sequence[int], passage: Passage, weights: Sequence[float]) -> bool:
    """Whether a passage of the articles ``a`` and ``b`` (words as numbers) is more than chance."""
    words = min(passage.end_a - passage.start_a, passage.end_b - passage.start_b)
    if passage.similarity * words < LEAST_WORDS - 0.5 or passage.similarity < _wanted(words):
        return False
    shared = set(a[passage.start_a : passage.end_a]).intersection(b[passage.start_b : passage.end_b])
    return sum(sorted(weights[code] for code in shared)) >= LEAST_CONTENT


def _wanted(words: int) -> float:
    """The similarity that a passage of so many words needs."""
    part = min(1.0, max(0, words - LEAST_WORDS) / (LONG_WORDS - LEAST_WORDS))
    return SHORT_SIMILARITY + part * (LEAST_SIMILARITY - SHORT_SIMILARITY)
