"""Pieces side by side in arrays, so that thousands of pairs are compared at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newstemma.params.witness import LONGEST_COMPARED
from newstemma.text.similarity import Rarity
from newstemma.witness.pieces import Piece

__all__ = [
    "Codes",
    "Columns",
    "Flags",
    "Floats",
    "Ints",
    "Shared",
    "dices",
    "gathered",
    "gathered_at",
    "numbered",
]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_CONTENT, _NAME = 1, 2
_AS_CONTENT = bytes([_CONTENT])
_NONE: frozenset[str] = frozenset()
_AT_ONCE = 20_000  # pairs of which what they share is held at a time: some 30 MB
_RUNS_AT_ONCE = 4096  # pairs whose runs are compared at a time: some 2 MB


@dataclass(frozen=True)
class Shared:
    """What pairs of pieces have in common; every array has an entry for each pair.

    Attributes:
        content: summed rarity of the content stems of both.
        beyond: the same without stems that either side writes as a name.
        named_a, named_b: summed rarity of one side's content stems that either side writes as a name.
        name: whether both write the same name.
    """

    content: Floats
    beyond: Floats
    named_a: Floats
    named_b: Floats
    name: Flags


class Codes(dict[str, int]):
    """A number for each string, in the order in which they are first asked for."""

    def __missing__(self, value: str) -> int:
        code = self[value] = len(self)
        return code


def numbered(values: Iterable[str | None]) -> Ints:
    """A number for each value, the same for equal ones; -1 where there is none."""
    codes = Codes()
    return np.array([-1 if v is None else codes[v] for v in values], dtype=np.int64)


class Columns:
    """The stems, names and runs of pieces as numbers.

    Args:
        pieces: in the order in which they are then asked for by index.
        rarity: what words are worth.
        named: whether it is asked what they name; who only looks for partners needs no names.
    """

    def __init__(self, pieces: Iterable[Piece], rarity: Rarity, *, named: bool = True) -> None:
        codes = Codes()
        stems, runs, ends = array("i"), array("i"), array("q")
        kinds = bytearray()
        weight, negated, stock, languages = array("d"), bytearray(), bytearray(), list[str | None]()
        for piece in pieces:
            content, names = piece.stems, piece.names if named else _NONE
            # In an order of their own, not that of the sets: sums of rarities depend on it in the last digit.
            if names:
                held = [s for s in dict.fromkeys([*piece.run, *sorted(names)]) if s in content or s in names]
                kinds += bytes([_CONTENT * (s in content) + _NAME * (s in names) for s in held])
            else:
                held = list(filter(content.__contains__, dict.fromkeys(piece.run)))
                kinds += _AS_CONTENT * len(held)
            stems.extend(map(codes.__getitem__, held))
            runs.extend(map(codes.__getitem__, piece.run[:LONGEST_COMPARED]))
            ends.extend((len(stems), len(runs)))
            weight.append(piece.weight)
            negated.append(piece.negated)
            stock.append(piece.is_stock)
            languages.append(piece.language)
        self.codes = codes
        self._stems = np.array(stems, dtype=np.int32)
        self._kinds = np.frombuffer(bytes(kinds), dtype=np.uint8)
        self._stem_starts = _starts(np.array(ends[::2], dtype=np.int64))
        self._runs = np.array(runs, dtype=np.int32)
        self._run_starts = _starts(np.array(ends[1::2], dtype=np.int64))
        self.rarities = np.array([rarity.weight(stem) for stem in codes], dtype=np.float64)
        self.weight = np.array(weight, dtype=np.float64)
        self.negated = np.array(negated, dtype=bool)
        self.stock = np.array(stock, dtype=bool)
        self.language = numbered(languages)
        self.run_length = np.diff(self._run_starts)
        self.names = self._count(self._kinds >= _NAME)
        self._named = self._weigh(self._kinds == _CONTENT | _NAME)

    def _count(self, which: Flags) -> Ints:
        owner = np.repeat(np.arange(len(self.weight)), np.diff(self._stem_starts))
        return np.bincount(owner[which], minlength=len(self.weight))

    def _weigh(self, which: Flags) -> Floats:
        owner = np.repeat(np.arange(len(self.weight)), np.diff(self._stem_starts))
        return _sums(owner[which], self.rarities[self._stems[which]], len(self.weight))

    def shared(self, a: Ints, b: Ints) -> Shared:
        """What pieces ``a[k]`` and ``b[k]`` share, for every k."""
        n, size = len(a), max(1, len(self.codes))
        sides = [gathered(self._stem_starts, side) for side in (a, b)]
        where = np.concatenate([place for _, place in sides])
        key = np.concatenate([pair for pair, _ in sides]) * size + self._stems[where]
        order = np.argsort(key, kind="stable")  # so that of two equal keys that of side a stands first
        key, kinds = key[order], self._kinds[where][order]
        first = np.flatnonzero(key[1:] == key[:-1])
        left, right, pair = kinds[first], kinds[first + 1], key[first] // size
        worth = self.rarities[key[first] % size]

        def total(which: npt.NDArray[np.integer]) -> Floats:
            held = which > 0
            return _sums(pair[held], worth[held], n)

        both = left & right & _CONTENT
        only_here = (left == _CONTENT) & (right >= _NAME)
        only_there = (right == _CONTENT) & (left >= _NAME)
        return Shared(
            total(both),
            total(both * ((left | right) == _CONTENT)),
            self._named[a] + total(only_here),
            self._named[b] + total(only_there),
            np.bincount(pair[(left & right) >= _NAME], minlength=n) > 0,
        )

    def weigh_shared(self, a: Ints, b: Ints) -> Floats:
        """Summed rarity of the content stems of both, for any number of pairs."""
        parts = [
            self.shared(a[at : at + _AT_ONCE], b[at : at + _AT_ONCE]) for at in range(0, len(a), _AT_ONCE)
        ]
        return np.concatenate([np.zeros(0), *[part.content for part in parts]])

    def runs(self, a: Ints, b: Ints) -> Ints:
        """The words in the longest unbroken run that pieces ``a[k]`` and ``b[k]`` share."""
        out = np.zeros(len(a), dtype=np.int64)
        # Pairs of like length together, so that few cells of the tables below are empty.
        order = np.lexsort((self.run_length[b], self.run_length[a]))
        for at in range(0, len(order), _RUNS_AT_ONCE):
            some = order[at : at + _RUNS_AT_ONCE]
            out[some] = _longest(self._padded(a[some], -1), self._padded(b[some], -2))
        return out

    def _padded(self, which: Ints, blank: int) -> npt.NDArray[np.int32]:
        """The runs as rows of one table, filled up with a code that no word has."""
        lengths = self.run_length[which]
        out = np.full((len(which), int(lengths.max(initial=1))), blank, dtype=np.int32)
        row, place = gathered(self._run_starts, which)
        out[row, np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)] = self._runs[place]
        return out

    def run_words(self) -> tuple[Ints, npt.NDArray[np.int32]]:
        """Of all words in order: the piece, and the code of the stem."""
        return np.repeat(np.arange(len(self.weight)), self.run_length), self._runs

    def content(self) -> tuple[Ints, npt.NDArray[np.int32]]:
        """Of all content stems: the piece, and the code."""
        which = (self._kinds & _CONTENT) > 0
        owner = np.repeat(np.arange(len(self.weight)), np.diff(self._stem_starts))
        return owner[which], self._stems[which]


def gathered(starts: Ints, which: Ints) -> tuple[Ints, Ints]:
    """Rows of a ragged table: for every cell the number of the row asked for, and the place of the cell."""
    return gathered_at(starts[which], starts[which + 1] - starts[which])


def gathered_at(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """The same for rows that begin and are as long as given."""
    row = np.repeat(np.arange(len(starts)), lengths)
    inside = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return row, np.repeat(starts, lengths) + inside


def dices(shared: Floats, a: Floats, b: Floats) -> Floats:
    """Dice coefficients: what part of both weights is shared."""
    return np.divide(2 * shared, a + b, out=np.zeros_like(shared), where=a + b > 0)


def _sums(places: Ints, values: Floats, n: int) -> Floats:
    """What the values of each place sum to (numpy gives whole numbers where there are none)."""
    return np.bincount(places, weights=values, minlength=n).astype(np.float64)


def _starts(ends: Ints) -> Ints:
    return np.concatenate([np.zeros(1, dtype=np.int64), ends])


def _longest(a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]) -> Ints:
    """Row by row, the longest common run (dynamic programming over a, all rows and all of b at once)."""
    best = np.zeros(len(a), dtype=np.int16)
    before = np.zeros((len(a), b.shape[1] + 1), dtype=np.int16)
    for column in range(a.shape[1]):
        now = np.zeros_like(before)
        np.multiply(before[:, :-1] + np.int16(1), a[:, column, None] == b, out=now[:, 1:])
        np.maximum(best, now.max(axis=1), out=best)
        before = now
    return best.astype(np.int64)
