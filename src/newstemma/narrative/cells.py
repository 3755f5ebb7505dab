"""Which rows have which words, as arrays: a few bytes a word, where a set of strings takes a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Cells"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """The words of rows, by their numbers; those of a row in order, each once.

    Attributes:
        starts: where the words of each row begin, and where those of the last end.
        codes: the number of each word.
        words: the words, by number.
    """

    starts: Ints
    codes: NDArray[np.int32]
    words: list[str]

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]]) -> Cells:
        """Number the words of every row."""
        return cls.valued(dict.fromkeys(row, 0) for row in rows)[0]

    @classmethod
    def valued(cls, rows: Iterable[Mapping[str, int]]) -> tuple[Cells, NDArray[np.int8]]:
        """Number the words of every row; beside them a small number that each has in its row."""
        number: dict[str, int] = {}
        codes: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
        values: list[NDArray[np.int8]] = [np.empty(0, np.int8)]
        lengths = [0]
        for row in rows:
            found = sorted((number.setdefault(word, len(number)), value) for word, value in row.items())
            codes.append(np.array([code for code, _ in found], dtype=np.int32))
            values.append(np.array([value for _, value in found], dtype=np.int8))
            lengths.append(len(found))
        starts = np.cumsum(lengths, dtype=np.int64)
        return cls(starts, np.concatenate(codes), list(number)), np.concatenate(values)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Ints:
        """How many words each row has."""
        return np.diff(self.starts)

    def row(self, at: int) -> NDArray[np.int32]:
        """The numbers of one row's words."""
        return self.codes[self.starts[at] : self.starts[at + 1]]

    def words_of(self, at: int) -> frozenset[str]:
        """The words of one row."""
        return frozenset(self.words[code] for code in self.row(at).tolist())

    def take(self, rows: Ints) -> Cells:
        """Some rows, in that order."""
        lengths = self.lengths[rows]
        starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        at = np.arange(starts[-1]) - np.repeat(starts[:-1] - self.starts[rows], lengths)
        return Cells(starts, self.codes[at], self.words)

    def counts(self) -> Ints:
        """In how many rows each word stands."""
        return np.bincount(self.codes, minlength=len(self.words))

    def first(self) -> Ints:
        """For every row the first one with the same words."""
        seen: dict[bytes, int] = {}
        return np.array([seen.setdefault(self.row(i).tobytes(), i) for i in range(len(self))], dtype=np.int64)

    def shared(self, wanted: Flags, worth: Ints, block: int) -> Iterator[tuple[Ints, Ints, Ints]]:
        """For all pairs of rows that share a wanted word what the words that they share are worth.

        Args:
            wanted: which words count.
            worth: what each is worth: a whole number.
            block: rows that are looked at at a time.

        Yields:
            Rows, other rows behind them, and the sums, in no certain order.
        """
        matrix = self._matrix(wanted, worth)
        turned = self._matrix(wanted, np.ones_like(worth)).T.tocsr()
        for start in range(0, len(self), block):
            part = (matrix[start : start + block] @ turned).tocoo()
            left, right = part.row.astype(np.int64) + start, part.col.astype(np.int64)
            keep = left < right
            yield left[keep], right[keep], part.data[keep]

    def _matrix(self, wanted: Flags, worth: Ints) -> Any:
        from scipy.sparse import csr_matrix  # late: only piles with two rows need it

        keep = wanted[self.codes]
        starts = np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))[self.starts]
        codes = self.codes[keep]
        return csr_matrix((worth[codes], codes, starts), shape=(len(self), len(self.words)))

    def chained(self, wanted: Flags, steps: int) -> tuple[Ints, Ints]:
        """Of every wanted word the rows that have it, each with the next ``steps`` ones."""
        keep = wanted[self.codes]
        rows = np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)[keep]
        codes = self.codes[keep]
        order = np.argsort(codes, kind="stable")
        rows, codes = rows[order], codes[order]
        left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for step in range(1, steps + 1):
            same = codes[:-step] == codes[step:]
            left.append(rows[:-step][same])
            right.append(rows[step:][same])
        return np.concatenate(left), np.concatenate(right)
