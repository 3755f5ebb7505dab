"""The words of many articles as numbers, in one long row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newstemma.text.normalise import fold, straight_marks

__all__ = ["Corpus", "corpus_of", "numbered"]

Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

_WORD = re.compile(r"(\w+(?:[’'\-‑]\w+)*(?:[.,]\d+)*)")  # the words of text.tokens; the group: to split by


@dataclass(frozen=True)
class Corpus:
    """Words of articles, one after the other.

    Numbers take four bytes: there are hundreds of words for each article. Widen them before multiplying.

    Attributes:
        codes: a number for every word, equal for words that are equal in folded form.
        starts, ends: its characters in its article's text.
        owner: the article's index, for every word.
        first: index of each article's first word; one more entry closes the last.
        vocabulary: the folded words; ``codes`` are indices into it.
        spelled: a number for every word as it is spelled, an index into ``spellings``.
        spellings: the words as they are spelled.
    """

    codes: Ints
    starts: Ints
    ends: Ints
    owner: Ints
    first: Places
    vocabulary: list[str]
    spelled: Ints
    spellings: list[str]

    def count(self, article: int) -> int:
        """Number of words of an article."""
        return int(self.first[article + 1] - self.first[article])


class _Numbered(dict[str, int]):
    """A number for every word, given when it first comes."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def corpus_of(texts: Sequence[str]) -> Corpus:
    """The words of ``texts``, in order; apostrophes and hyphens inside words belong to them."""
    known = _Numbered()
    spelled, places = [_NONE], []
    for text in texts:
        pieces = _WORD.split(text)  # what is between words, and words, by turns
        borders = _ints(map(len, pieces), len(pieces)).cumsum(dtype=np.int32)
        spelled.append(_ints(map(known.__getitem__, pieces[1::2]), len(pieces) // 2))
        places.append((borders[:-1:2], borders[1::2]))
    folded = _Numbered()
    codes = _ints((folded[_folded(word)] for word in known), len(known))
    row = numbered([(codes[own], *at) for own, at in zip(spelled[1:], places, strict=True)])
    return replace(row, vocabulary=list(folded), spelled=np.concatenate(spelled), spellings=list(known))


def numbered(articles: Sequence[tuple[Ints, Ints, Ints]]) -> Corpus:
    """Articles whose words are numbers already (codes, starts, ends) as one row, without a vocabulary."""
    codes, starts, ends = (np.concatenate(column) for column in zip((_NONE,) * 3, *articles, strict=True))
    counts = np.asarray([len(own) for own, _, _ in articles], dtype=np.int64)
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), counts)
    return Corpus(codes, starts, ends, owner, np.concatenate(([0], np.cumsum(counts))), [], _NONE, [])


_NONE = np.empty(0, dtype=np.int32)


def _ints(values: Iterable[int], count: int) -> Ints:
    return np.fromiter(values, dtype=np.int32, count=count)


def _folded(word: str) -> str:
    return fold(straight_marks(word))
