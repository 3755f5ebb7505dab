"""The words of many articles as numbers, in one long row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import CUT_AT_ONCE
from newstemma.reuse.cut import Numbered, spelling, words_in
from newstemma.text.normalise import fold, straight_marks

__all__ = ["Corpus", "corpus_of", "distinct", "numbered"]

Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]


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


def corpus_of(texts: Sequence[str]) -> Corpus:
    """The words of ``texts``, in order; apostrophes and hyphens inside words belong to them."""
    known = Numbered()
    cut = [part for batch in _batches(texts) for part in _cut(batch, known)]
    spellings = [spelling(word) for word in known]
    folded = Numbered()
    codes = _ints(map(folded.__getitem__, map(_folded, spellings)), len(spellings))
    row = numbered([(codes[own], starts, ends) for own, starts, ends in cut])
    spelled = np.concatenate([_NONE, *(own for own, _, _ in cut)])
    return replace(row, vocabulary=[str(word) for word in folded], spelled=spelled, spellings=spellings)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts of so many characters that cutting them together pays and takes little memory."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= CUT_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _cut(texts: Sequence[str], known: Numbered) -> Iterator[tuple[Ints, Ints, Ints]]:
    """The words of each text: numbers, and where they begin and end."""
    starts, ends, words = words_in("\n".join(texts))
    numbers = _ints(map(known.__getitem__, words), len(words))
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    for offset, (at, stop) in zip(offsets, pairwise(np.searchsorted(starts, offsets)), strict=False):
        places = (starts[at:stop] - offset, ends[at:stop] - offset)
        yield numbers[at:stop], *(place.astype(np.int32) for place in places)


def numbered(articles: Sequence[tuple[Ints, Ints, Ints]]) -> Corpus:
    """Articles whose words are numbers already (codes, starts, ends) as one row, without a vocabulary."""
    codes, starts, ends = (np.concatenate(column) for column in zip((_NONE,) * 3, *articles, strict=True))
    counts = np.asarray([len(own) for own, _, _ in articles], dtype=np.int64)
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), counts)
    return Corpus(codes, starts, ends, owner, np.concatenate(([0], np.cumsum(counts))), [], _NONE, [])


_NONE = np.empty(0, dtype=np.int32)


def distinct(values: Places) -> Places:
    """The different ones of some numbers, none below zero, in order; faster than ``numpy.unique``."""
    row = np.sort(values)
    return np.asarray(row[np.diff(row, prepend=-1) != 0])


def _ints(values: Iterable[int], count: int) -> Ints:
    return np.fromiter(values, dtype=np.int32, count=count)


def _folded(word: str) -> str:
    if word.isascii():  # most are, and there folding is no more than this
        return word.lower()
    return fold(straight_marks(word))
