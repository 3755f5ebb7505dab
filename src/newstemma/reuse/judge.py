"""Which passages are long, alike and particular enough to count as shared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import (
    LEAST_CONTENT,
    LEAST_SIMILARITY,
    LEAST_WORDS,
    LONG_WORDS,
    SHORT_SIMILARITY,
)
from newstemma.reuse.passages import Passage
from newstemma.reuse.words import Corpus
from newstemma.text.function_words import FUNCTION_WORDS, REPORTING_WORDS

__all__ = ["is_shared", "rarities"]

_PRIOR = 50  # articles that a pile counts for at least: in five articles a word of all five still counts


def rarities(corpus: Corpus) -> list[float]:
    """What each word of the vocabulary is worth: 0 for grammar, up to 1 for a word of one article (idf)."""
    n = len(corpus.first) - 1
    pairs = np.unique(corpus.codes * n + corpus.owner) if n else corpus.codes
    articles: npt.NDArray[np.int64] = np.bincount(pairs // max(n, 1), minlength=len(corpus.vocabulary))
    size = max(n, _PRIOR)
    weights = np.log1p(size / (1 + articles)) / np.log1p(size / 2)
    empty = FUNCTION_WORDS | REPORTING_WORDS
    return [0.0 if w in empty else float(x) for w, x in zip(corpus.vocabulary, weights, strict=True)]


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
