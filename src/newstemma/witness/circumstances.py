"""What surrounds statements, side by side in arrays: who, to whom, when, in which form."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from newstemma.params.witness import OVERRULES
from newstemma.witness.columns import Flags, Floats, Ints, numbered
from newstemma.witness.features import Around, Arrays, ordinal
from newstemma.witness.forbidden import day_apart

__all__ = ["Circumstances"]


class Circumstances:
    """What surrounds the owners of pieces.

    Args:
        arounds: one for each owner.
    """

    def __init__(self, arounds: Sequence[Around]) -> None:
        self._arounds = arounds
        self._speaker = numbered(a.speaker for a in arounds)
        self._venue = numbered(a.venue for a in arounds)
        self._article = numbered(a.article for a in arounds)
        self._language = numbered(a.language for a in arounds)
        self._direct = np.array([a.direct for a in arounds], dtype=bool)
        self._dated = np.array([a.said is not None for a in arounds], dtype=bool)
        days = [ordinal(a.published) for a in arounds]
        self._day = np.array([math.nan if d is None else d for d in days], dtype=np.float64)

    def features(self, a: Ints, b: Ints) -> Arrays:
        """The features that the surroundings of owners ``a[k]`` and ``b[k]`` give."""
        one, other = self._speaker[a], self._speaker[b]
        speakers = (one >= 0) & (other >= 0)
        languages = (self._language[a] >= 0) & (self._language[b] >= 0)
        apart = np.nan_to_num(np.abs(self._day[a] - self._day[b]))
        shared, differ = self._sources(a, b, ~speakers)
        found = {
            "both_direct": self._direct[a] & self._direct[b],
            "speaker_same": speakers & (one == other),
            "speaker_differs": speakers & (one != other),
            "source_shared": shared,
            "source_apart": differ,
            "venue_same": (self._venue[a] >= 0) & (self._venue[a] == self._venue[b]),
            "translated": languages & (self._language[a] != self._language[b]),
            "same_article": self._article[a] == self._article[b],
        }
        numbers = {name: values.astype(np.float64) for name, values in found.items()}
        return numbers | {"days": np.log1p(apart) / math.log1p(30)}

    def _sources(self, a: Ints, b: Ints, asked: Flags) -> tuple[Flags, Flags]:
        """Where it is asked: do the words for the sources share a stem; do both have some and share none?"""
        shared, differ = np.zeros(len(a), dtype=bool), np.zeros(len(a), dtype=bool)
        for k in np.flatnonzero(asked).tolist():
            left, right = self._arounds[a[k]].source, self._arounds[b[k]].source
            if left and right:
                differ[k] = left.isdisjoint(right)
                shared[k] = not differ[k]
        return shared, differ

    def forbidden(self, a: Ints, b: Ints, odds: Floats) -> Flags:
        """Which owners cannot be one utterance.

        Args:
            a, b: their indices.
            odds: log odds of being one utterance by everything but their speakers.

        Words that are alike beyond chance (``OVERRULES``) may be given to two speakers or venues, or to two
        days in a row: that is a conflict of attribution within one utterance, not two utterances.
        """
        alike = odds >= OVERRULES
        out: Flags = np.zeros(len(a), dtype=bool)
        for codes in (self._speaker, self._venue):
            out |= (codes[a] >= 0) & (codes[b] >= 0) & (codes[a] != codes[b])
        out &= ~alike
        for k in np.flatnonzero(self._dated[a] | self._dated[b]).tolist():
            out[k] |= day_apart(self._arounds[a[k]], self._arounds[b[k]], alike=bool(alike[k]))
        return out
