"""How much two articles share besides a pair of statements, for many pairs at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from newstemma.params.witness import LEAST_REST, TYPICAL_KIN
from newstemma.text.similarity import Rarity
from newstemma.witness.columns import Columns, Flags, Floats, Ints, dices, numbered
from newstemma.witness.features import Around

__all__ = ["Kin"]


class Kin:
    """What the articles of statements share besides these.

    Args:
        arounds: what surrounds each owner of pieces.
        columns: the pieces.
        rarity: what words are worth.
    """

    def __init__(self, arounds: Sequence[Around], columns: Columns, rarity: Rarity) -> None:
        self._article = numbered(a.article for a in arounds)
        self._language = numbered(a.language for a in arounds)
        firsts = np.unique(self._article, return_index=True)[1].tolist()
        matters = [arounds[k].matter for k in firsts]
        codes = {stem: code for code, stem in enumerate(sorted(frozenset().union(*matters)))}
        self._worth = np.array([rarity.weight(stem) for stem in codes] or [0.0], dtype=np.float64)
        lengths = np.array([len(matter) for matter in matters], dtype=np.int64)
        places = np.array([codes[stem] for matter in matters for stem in matter], dtype=np.int32)
        self._matter = _table(np.repeat(np.arange(len(matters)), lengths), places, len(matters), len(codes))
        piece, stem = columns.content()
        place = np.array([codes.get(s, -1) for s in columns.codes], dtype=np.int32)[stem]
        held = place >= 0
        self._own = _table(piece[held], place[held], len(columns.weight), len(codes))
        self._whole: Floats = self._matter @ self._worth

    def of(self, owners: tuple[Ints, Ints], pieces: tuple[Ints, Ints]) -> Floats:
        """Logarithmic weighted Dice coefficients of what two articles say without the pair's own words.

        Args:
            owners, pieces: the two sides of every pair.

        Returns:
            Between 0 and 1; ``TYPICAL_KIN`` where it tells nothing: one article, two languages, or an
            article that is little but its statement.
        """
        out = np.full(len(owners[0]), TYPICAL_KIN)
        one, other = (self._article[side] for side in owners)
        little = np.minimum(self._whole[one], self._whole[other]) < LEAST_REST
        rows = np.flatnonzero((one != other) & ~self._abroad(*owners) & ~little)
        for at in range(0, len(rows), _AT_ONCE):
            some = rows[at : at + _AT_ONCE]
            out[some] = self._some(one[some], other[some], pieces[0][some], pieces[1][some])
        return out

    def _abroad(self, a: Ints, b: Ints) -> Flags:
        left, right = self._language[a], self._language[b]
        return np.asarray((left >= 0) & (right >= 0) & (left != right), dtype=bool)

    def _some(self, one: Ints, other: Ints, i: Ints, j: Ints) -> Floats:
        left, right = self._matter[one], self._matter[other]
        own = self._own[i] + self._own[j]
        own.data[:] = 1
        both = left.multiply(right)
        rest = [
            self._whole[k] - own.multiply(side) @ self._worth for k, side in ((one, left), (other, right))
        ]
        shared = np.maximum(0.0, both @ self._worth - own.multiply(both) @ self._worth)
        kin = np.log1p(_SCALE * dices(shared, *rest)) / math.log1p(_SCALE)
        return np.where(np.minimum(*rest) < LEAST_REST, TYPICAL_KIN, kin)


def _table(row: Ints, place: Any, rows: int, places: int) -> Any:
    """A sparse table of ones; the rows come in order."""
    from scipy.sparse import csr_array  # late: the command loads it while its workers read

    starts = np.searchsorted(row, np.arange(rows + 1)).astype(np.int64)
    found = csr_array((np.ones(len(place), dtype=np.int8), place, starts), shape=(rows, max(1, places)))
    found.sort_indices()
    return found


_SCALE = 20  # from a twentieth of their words on, articles on one story differ little in what they share
_AT_ONCE = 2048  # pairs whose articles are laid side by side: some 20 MB
