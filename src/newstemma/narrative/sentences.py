"""The sentences of all articles, and which of them are worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newstemma.narrative.marks import read
from newstemma.params.narrative import BLOCK, COMMON_SENTENCES
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import capitalised
from newstemma.text.tokens import sentences

__all__ = ["Pairs", "Sentence", "candidate_pairs", "sentence", "sentences_of", "two_things"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: where it stands and what was read from it.

    There are thirty for every article, and few are ever compared: of the text only the place is kept.

    Attributes:
        article_id: the article.
        span: the place.
        source: the article's text, or a part of it.
        stems: the stems of its telling words, each once.
        marks: what its words say of it as a whole (``marks``).
        begins: where in the article ``source`` begins.
    """

    article_id: str
    span: Span
    source: str
    stems: tuple[str, ...]
    marks: int
    begins: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return self.source[self.span.start - self.begins : self.span.end - self.begins]

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, Span, str, tuple[str, ...], int, int]]:
        """To another process it goes without the rest of the article."""
        return Sentence, (self.article_id, self.span, self.text, self.stems, self.marks, self.span.start)

    @property
    def terms(self) -> frozenset[str]:
        """The stems of its telling words."""
        return frozenset(self.stems)


Pairs = Callable[[Sequence[Sentence]], Iterable[tuple[Sentence, Sentence]]]
"""Which sentences of a list are worth comparing, in the order of the list: ``candidate_pairs`` of the whole
pile, or what was found to be such pairs before."""


def sentence(a: Article, span: Span) -> Sentence:
    """The sentence that stands at a place of an article."""
    return Sentence(a.article_id, span, a.text, *read(span.of(a.text)))


def sentences_of(articles: Iterable[Article]) -> list[Sentence]:
    """All sentences, in the order of the articles."""
    return [sentence(a, span) for a in articles for span in sentences(a.text)]


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    return capitalised(text)


def two_things(a: Sentence, b: Sentence) -> bool:
    """Whether each names something of its own: two things, told alike."""
    return bool(_names(a.text).difference(b.stems) and _names(b.text).difference(a.stems))


def candidate_pairs(rows: Sequence[Sentence], least: int = 3) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of two articles that share at least ``least`` words, each of which few sentences have.

    Never all pairs: which sentences share how many words is a product of sparse matrices, a block at a time.
    """
    matrix, kept = _rare_words(rows, least)
    article: dict[str, int] = {}
    of = np.array([article.setdefault(rows[k].article_id, len(article)) for k in kept.tolist()], np.int64)
    turned = matrix.T.tocsr()
    for start in range(0, len(kept), BLOCK):
        block = (matrix[start : start + BLOCK] @ turned).tocoo()
        left, right = block.row.astype(np.int64) + start, block.col.astype(np.int64)
        wanted = (block.data >= least) & (left < right)
        left, right = left[wanted], right[wanted]
        apart = of[left] != of[right]
        left, right = left[apart], right[apart]
        order = np.lexsort((right, left))
        for i, j in zip(kept[left[order]].tolist(), kept[right[order]].tolist(), strict=True):
            yield rows[i], rows[j]


def _rare_words(rows: Sequence[Sentence], least: int) -> tuple[Any, Ints]:
    """Which rows have which of the words that few have; only rows with ``least`` of them, and their numbers.

    Returns:
        A sparse matrix of rows and words, and the number of each of its rows.
    """
    from scipy.sparse import csr_matrix  # late: only piles with two sentences need it

    number: dict[str, int] = {}
    lengths = np.fromiter((len(row.stems) for row in rows), np.int32, len(rows))
    stems = (stem for row in rows for stem in row.stems)
    codes = np.fromiter((number.setdefault(t, len(number)) for t in stems), np.int32, int(lengths.sum()))
    row = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    having = np.bincount(codes, minlength=len(number))
    rare = (having[codes] >= 2) & (having[codes] <= COMMON_SENTENCES)
    enough = np.bincount(row[rare], minlength=len(rows)) >= least
    rare &= enough[row]
    kept = np.flatnonzero(enough)
    cells = np.searchsorted(kept, row[rare]), codes[rare]
    ones = np.ones(len(cells[0]), np.int32)
    return csr_matrix((ones, cells), shape=(len(kept), len(number))), kept
