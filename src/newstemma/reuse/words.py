"""The words of many articles as numbers, in one long row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newstemma.text.normalise import fold, straight_marks

__all__ = ["Corpus", "corpus_of"]

Ints = npt.NDArray[np.int64]

_WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*(?:[.,]\d+)*")


@dataclass(frozen=True)
class Corpus:
    """Words of articles, one after the other.

    Attributes:
        codes: a number for every word, equal for words that are equal in folded form.
        starts, ends: its characters in its article's text.
        owner: the article's index, for every word.
        first: index of each article's first word; one more entry closes the last.
        vocabulary: the folded words; ``codes`` are indices into it.
    """

    codes: Ints
    starts: Ints
    ends: Ints
    owner: Ints
    first: Ints
    vocabulary: list[str]

    def count(self, article: int) -> int:
        """Number of words of an article."""
        return int(self.first[article + 1] - self.first[article])


def corpus_of(texts: Sequence[str]) -> Corpus:
    """The words of ``texts``, in order; apostrophes and hyphens inside words belong to them."""
    codes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first = [0]
    known: dict[str, int] = {}
    for text in texts:
        for m in _WORD.finditer(text):
            word = _folded(m.group())
            codes.append(known.setdefault(word, len(known)))
            starts.append(m.start())
            ends.append(m.end())
        first.append(len(codes))
    borders = np.asarray(first, dtype=np.int64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), np.diff(borders))
    row, begin, end = (np.asarray(values, dtype=np.int64) for values in (codes, starts, ends))
    return Corpus(row, begin, end, owner, borders, list(known))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    return fold(straight_marks(word))
