"""Pairs of statements to log odds of being one utterance; vectors are made only where they can decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newstemma.graph.clustering import CANNOT
from newstemma.params.witness import (
    COEFFICIENTS,
    LEAST_LOG_ODDS,
    LOW_COSINE,
    MOST_LOG_ODDS,
    STOCK_WEIGHT,
)
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity
from newstemma.witness.features import Around, around, compare
from newstemma.witness.forbidden import forbidden
from newstemma.witness.model import log_odds
from newstemma.witness.pieces import Piece

__all__ = ["Judge", "owners"]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of two pieces say, before meaning."""

    features: dict[str, float]
    odds: float


class Judge:
    """Judges pairs of pieces, and so of their owners.

    Args:
        pieces: what is compared.
        arounds: what surrounds each owner.
        rarity: what words are worth.
    """

    def __init__(self, pieces: Sequence[Piece], arounds: Sequence[Around], rarity: Rarity) -> None:
        self._pieces = pieces
        self._arounds = arounds
        self._rarity = rarity

    def odds(self, pairs: Iterable[Pair]) -> dict[Pair, float]:
        """Log odds for pairs of pieces, bounded; ``CANNOT`` where their owners cannot be one utterance."""
        found = {pair: self._words(pair) for pair in sorted(set(pairs))}
        cosines = self._cosines([pair for pair, words in found.items() if _undecided(words)])
        return {pair: self._final(pair, words, cosines.get(pair)) for pair, words in found.items()}

    def features(self, pair: Pair) -> dict[str, float]:
        """All features of a pair of pieces, for fitting and for looking."""
        cosine = max(0.0, self._cosines([pair])[pair])
        features = self._words(pair).features
        return features | {"cosine": cosine, "translated_cosine": cosine * features["translated"]}

    def _words(self, pair: Pair) -> _Words:
        a, b = (self._pieces[k] for k in pair)
        features = compare(a, b, self._rarity)
        features |= around(self._arounds[a.owner], self._arounds[b.owner], features["dice"])
        return _Words(features, log_odds(features))

    def _final(self, pair: Pair, words: _Words, cosine: float | None) -> float:
        a, b = (self._pieces[k] for k in pair)
        meaning = words.features["dice"] if cosine is None else max(0.0, round(cosine, 4))
        odds = words.odds + _slope(words) * meaning
        by_words = odds - COEFFICIENTS["speaker_differs"] * words.features["speaker_differs"]
        if forbidden(self._arounds[a.owner], self._arounds[b.owner], by_words):
            return CANNOT
        if min(a.weight, b.weight) < STOCK_WEIGHT and not words.features["speaker_same"]:
            return LEAST_LOG_ODDS
        return max(LEAST_LOG_ODDS, min(MOST_LOG_ODDS, odds))

    def _cosines(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        wanted = sorted({k for pair in pairs for k in pair})
        vectors = embed([self._pieces[k].text for k in wanted])
        row = {k: r for r, k in enumerate(wanted)}
        out: dict[Pair, float] = {}
        for at in range(0, len(pairs), _AT_ONCE):
            part = pairs[at : at + _AT_ONCE]
            left, right = (vectors[[row[pair[side]] for pair in part]] for side in (0, 1))
            out.update(zip(part, np.einsum("ij,ij->i", left, right).tolist(), strict=True))
        return out


_AT_ONCE = 4096  # pairs whose vectors are gathered at a time: 16 MB


def _slope(words: _Words) -> float:
    """What a cosine of 1 adds to the log odds."""
    return COEFFICIENTS["cosine"] + COEFFICIENTS["translated_cosine"] * words.features["translated"]


def _undecided(words: _Words) -> bool:
    """Whether the cosine, between ``LOW_COSINE`` and 1, decides on which side of even odds a pair lies."""
    return words.odds + _slope(words) > 0 and words.odds + _slope(words) * LOW_COSINE < MOST_LOG_ODDS


def owners(odds: dict[Pair, float], pieces: Sequence[Piece]) -> dict[Pair, float]:
    """Log odds of pairs of owners: those of their best pair of pieces, unless any forbids."""
    out: dict[Pair, float] = {}
    for (i, j), value in odds.items():
        a, b = pieces[i].owner, pieces[j].owner
        pair = (min(a, b), max(a, b))
        out[pair] = value if value == CANNOT else max(value, out.get(pair, value))
    return out
