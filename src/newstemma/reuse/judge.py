"""Which passages are long, alike and particular enough to count as shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from newstemma.params.reuse import (
    ALIGNED,
    LEAST_CONTENT,
    LEAST_SIMILARITY,
    LEAST_WORDS,
    LONG_WORDS,
    SHORT_SIMILARITY,
)
from newstemma.reuse.passages import Grown, Passage
from newstemma.reuse.words import Corpus, distinct
from newstemma.text.function_words import COMMON_WORDS, FUNCTION_WORDS, REPORTING_WORDS
from newstemma.text.similarity import idf

__all__ = ["Judge", "rarities", "worths"]

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_ROUNDING = 1e-6  # sums of weights in another order differ by less


def rarities(corpus: Corpus) -> Floats:
    """What each word of the vocabulary is worth: 0 for grammar, up to 1 for a word of one article (idf)."""
    n = len(corpus.first) - 1
    pairs = distinct(corpus.codes.astype(np.int64) * max(n, 1) + corpus.owner)
    articles = np.bincount(pairs // max(n, 1), minlength=len(corpus.vocabulary)).tolist()
    return worths(corpus.vocabulary, articles, n)


def worths(words: Sequence[str], articles: Sequence[int], of: int) -> Floats:
    """What words are worth that stand in so many articles each, ``of`` all."""
    idf_of = {count: idf(count, of) for count in set(articles)}
    both = zip(words, articles, strict=True)
    return np.asarray([min(_MOST.get(word, 1.0), idf_of[count]) for word, count in both], dtype=np.float64)


_MOST = dict.fromkeys(COMMON_WORDS, 0.5) | dict.fromkeys(FUNCTION_WORDS | REPORTING_WORDS, 0.0)
"""What words of every subject are worth at most; others may be worth 1."""


@dataclass(frozen=True, slots=True)
class Judge:
    """The words of all articles, and what they are worth.

    Attributes:
        corpus: the words.
        weights: what each word of the vocabulary is worth.
        upto: what all words before a place are worth together.
    """

    corpus: Corpus
    weights: Floats
    upto: Floats

    @classmethod
    def of(cls, corpus: Corpus, weights: Floats) -> Judge:
        """A judge of passages in these articles."""
        return cls(corpus, weights, np.concatenate(([0.0], np.cumsum(weights[corpus.codes]))))

    def shared(self, grown: Grown) -> Iterator[tuple[int, int, Passage]]:
        """The passages that are more than chance, with the indices of their articles; places count from the
        beginning of each article."""
        hopeful = np.flatnonzero(self._hopeful(grown))
        bases = self.corpus.first[grown.a[hopeful]], self.corpus.first[grown.b[hopeful]]
        columns = (
            grown.a[hopeful],
            grown.b[hopeful],
            grown.start_a[hopeful],
            grown.end_a[hopeful],
            grown.start_b[hopeful],
            grown.end_b[hopeful],
            grown.exact[hopeful],
            *bases,
        )
        for a, b, start_a, end_a, start_b, end_b, exact, base_a, base_b in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            words_a = self.corpus.codes[start_a:end_a].tolist()
            words_b = self.corpus.codes[start_b:end_b].tolist()
            similarity = _similarity(words_a, words_b, exact)
            if self._is_shared(words_a, words_b, similarity):
                inside = (start_a - base_a, end_a - base_a, start_b - base_b, end_b - base_b)
                yield a, b, Passage(*inside, similarity)

    def _hopeful(self, grown: Grown) -> npt.NDArray[np.bool_]:
        """Which passages can pass at all: those that would if the shorter side stood whole in the other.

        Most passages are chance meetings of words of grammar and need no closer look.
        """
        words_a, words_b = grown.end_a - grown.start_a, grown.end_b - grown.start_b
        shorter = np.minimum(words_a, words_b)
        alike = 2 * shorter / (words_a + words_b)
        alike[np.maximum(words_a, words_b) > ALIGNED] = 1.0  # these are judged by their runs
        content_a = self.upto[grown.end_a] - self.upto[grown.start_a]
        content_b = self.upto[grown.end_b] - self.upto[grown.start_b]
        return np.asarray(
            (alike * shorter > LEAST_WORDS - 0.5 - _ROUNDING)
            & (alike > LEAST_SIMILARITY - _ROUNDING)
            & (np.minimum(content_a, content_b) > LEAST_CONTENT - _ROUNDING)
        )

    def _is_shared(self, a: list[int], b: list[int], similarity: float) -> bool:
        """Whether a passage of these words is more than chance."""
        words = min(len(a), len(b))
        if similarity * words < LEAST_WORDS - 0.5 or similarity < _wanted(words):
            return False
        return self.content(set(a).intersection(b)) >= LEAST_CONTENT

    def content(self, words: set[int]) -> float:
        """What distinct words are worth together."""
        return float(sum(sorted(self.weights[list(words)].tolist())))

    def related(self, a: int, b: int, passages: Sequence[Passage]) -> float:
        """The weighted part of the smaller article's distinct words, passages aside, that the other has too.

        1 where nothing is left outside the passages: copies are related.
        """
        rest_a = self._rest(a, [(p.start_a, p.end_a) for p in passages])
        rest_b = self._rest(b, [(p.start_b, p.end_b) for p in passages])
        smaller = min(self._total(rest_a), self._total(rest_b))
        if smaller < 1:
            return 1.0
        return self._total(np.intersect1d(rest_a, rest_b, assume_unique=True)) / smaller

    def _rest(self, article: int, spans: list[tuple[int, int]]) -> Places:
        """The distinct words of an article outside the spans."""
        words = self.corpus.codes[self.corpus.first[article] : self.corpus.first[article + 1]]
        outside = np.ones(len(words), dtype=bool)
        for start, end in spans:
            outside[start:end] = False
        return distinct(words[outside].astype(np.int64))

    def _total(self, words: Places) -> float:
        return float(sum(np.sort(self.weights[words]).tolist()))


def _similarity(a: list[int], b: list[int], exact: int) -> float:
    """Part of the words of both sides that are shared in order; of long passages, that stand in exact
    runs."""
    if max(len(a), len(b)) > ALIGNED:
        return min(1.0, 2 * exact / (len(a) + len(b)))
    return Indel.normalized_similarity(a, b)


def _wanted(words: int) -> float:
    """The similarity that a passage of so many words needs."""
    part = min(1.0, max(0, words - LEAST_WORDS) / (LONG_WORDS - LEAST_WORDS))
    return SHORT_SIMILARITY + part * (LEAST_SIMILARITY - SHORT_SIMILARITY)
