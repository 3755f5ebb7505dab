"""Pairs of statements to log odds of being one utterance; vectors are made only where they can decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newstemma.graph.clustering import CANNOT
from newstemma.params.witness import (
    CLEAR,
    COEFFICIENTS,
    COSINE_ERROR,
    GAIN,
    HOPELESS_DICE,
    HOPELESS_PART,
    LEAST_LOG_ODDS,
    LOW_COSINE,
    MOST_CLAUSES,
    MOST_LOG_ODDS,
    NAMES_ALONE,
    STOCK_WEIGHT,
)
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity, dice
from newstemma.witness.features import Around, Kin, around, compare, expected_cosine
from newstemma.witness.forbidden import contrary, forbidden
from newstemma.witness.model import log_odds
from newstemma.witness.pieces import Piece, clauses_of

__all__ = ["Judge", "owners"]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _View:
    """Two pieces, or a clause of either, side by side, and what their words say before meaning."""

    a: Piece
    b: Piece
    features: dict[str, float]
    odds: float


class Judge:
    """Judges pairs of pieces, and so of their owners.

    Args:
        pieces: what is compared.
        arounds: what surrounds each owner.
        rarity: what words are worth.
        exact: whether every pair that meaning can decide gets its vectors; if not, only those that words do
            not decide (vectors take most of the time of a large pile).
    """

    def __init__(
        self, pieces: Sequence[Piece], arounds: Sequence[Around], rarity: Rarity, *, exact: bool = True
    ) -> None:
        self._exact = exact
        self._kin = Kin(rarity)
        self._pieces = pieces
        self._arounds = arounds
        self._rarity = rarity
        self._clauses: dict[int, list[Piece]] = {}

    def odds(self, pairs: Iterable[Pair]) -> dict[Pair, float]:
        """Log odds for pairs of pieces, bounded; ``CANNOT`` where their owners cannot be one utterance."""
        listed = sorted(set(pairs))
        out: dict[Pair, float] = {}
        for at in range(0, len(listed), _JUDGED_AT_ONCE):
            out |= self._some(listed[at : at + _JUDGED_AT_ONCE])
        return out

    def _some(self, listed: Sequence[Pair]) -> dict[Pair, float]:
        """The same for so many pairs as can be held with all their features."""
        hopeless = set() if self._exact else {pair for pair in listed if self._hopeless(pair)}
        views = [(pair, view) for pair in listed if pair not in hopeless for view in self._views(pair)]
        undecided = _undecided if self._exact else _unclear
        open_ = [k for k, (_, view) in enumerate(views) if undecided(view)]
        cosines = dict(zip(open_, _cosines([views[k][1] for k in open_]), strict=True))
        out = dict.fromkeys(sorted(hopeless), LEAST_LOG_ODDS)
        for k, (pair, view) in enumerate(views):
            value = self._final(view, cosines.get(k))
            out[pair] = max(value, out.get(pair, CANNOT))
        return out

    def _hopeless(self, pair: Pair) -> bool:
        """Whether two pieces of one language share so little that nothing could make them likely."""
        a, b = (self._pieces[k] for k in pair)
        shared = self._rarity.total(a.stems & b.stems)
        little = dice(shared, a.weight, b.weight) < HOPELESS_DICE
        return little and shared < HOPELESS_PART * min(a.weight, b.weight) and not _abroad(a, b)

    def features(self, pair: Pair) -> list[dict[str, float]]:
        """All features of a pair of pieces, and of the clauses that speak for it, for fitting and looking."""
        views = self._views(pair)
        out = []
        for view, value in zip(views, _cosines(views), strict=True):
            cosine = max(0.0, value)
            meaning = {"cosine": cosine, "translated_cosine": cosine * view.features["translated"]}
            out.append(view.features | meaning)
        return out

    def _views(self, pair: Pair) -> list[_View]:
        """The pieces themselves and, if two clauses share clearly more, these."""
        a, b = (self._pieces[k] for k in pair)
        whole = self._view(a, b)
        shared = whole.features["containment"] * min(a.weight, b.weight)
        if shared < STOCK_WEIGHT or whole.features["translated"] or whole.features["dice"] > CLEAR:
            return [whole]
        best: tuple[float, tuple[Piece, Piece] | None] = (whole.features["dice"] + GAIN, None)
        for x in self._parts(pair[0]):
            for y in self._parts(pair[1]):
                common = self._rarity.total(x.stems & y.stems)
                alike = dice(common, x.weight, y.weight)
                if common >= STOCK_WEIGHT and alike > best[0]:
                    best = (alike, (x, y))
        return [whole] if best[1] is None else [whole, self._view(*best[1], of=whole)]

    def _parts(self, k: int) -> list[Piece]:
        """A piece and its weightiest clauses."""
        if k not in self._clauses:
            clauses = clauses_of(self._pieces[k], self._rarity)
            clauses = sorted(clauses, key=lambda c: (-c.weight, c.text))[:MOST_CLAUSES]
            self._clauses[k] = [self._pieces[k], *clauses]
        return self._clauses[k]

    def _view(self, a: Piece, b: Piece, of: _View | None = None) -> _View:
        """Two pieces, or two clauses ``of`` a view: of quotations not only a clause should be shared."""
        features = compare(a, b, self._rarity) | {"clause": float(of is not None)}
        whole = of.features if of else features
        alike = max(whole["dice"], whole["verbatim"])
        one, other = self._arounds[a.owner], self._arounds[b.owner]
        kin = whole["kin"] if of else self._kin.of(one, other, a.stems | b.stems)
        features |= around(one, other, alike, kin)
        return _View(a, b, features, log_odds(features))

    def _final(self, view: _View, cosine: float | None) -> float:
        meaning = expected_cosine(view.features) if cosine is None else max(0.0, round(cosine, 4))
        odds = view.odds + _slope(view) * meaning
        by_words = odds - COEFFICIENTS["speaker_differs"] * view.features["speaker_differs"]
        if contrary(view.a, view.b, view.features):
            return CANNOT
        if forbidden(self._arounds[view.a.owner], self._arounds[view.b.owner], by_words):
            return CANNOT
        if (view.a.is_stock or view.b.is_stock) and not view.features["speaker_same"]:
            return LEAST_LOG_ODDS
        if _only_names(view) and meaning < NAMES_ALONE:
            return LEAST_LOG_ODDS
        return max(LEAST_LOG_ODDS, min(MOST_LOG_ODDS, odds))


def _abroad(a: Piece, b: Piece) -> bool:
    return a.language is not None and b.language is not None and a.language != b.language


def _only_names(view: _View) -> bool:
    """Whether two texts in one language share no word but names."""
    return not view.features["beyond_names"] and not view.features["translated"]


def _cosines(views: Sequence[_View]) -> list[float]:
    """The cosine of every view's two texts."""
    texts = sorted({text for view in views for text in (view.a.text, view.b.text)})
    vectors = embed(texts)
    row = {text: k for k, text in enumerate(texts)}
    out: list[float] = []
    for at in range(0, len(views), _AT_ONCE):
        part = views[at : at + _AT_ONCE]
        left, right = vectors[[row[v.a.text] for v in part]], vectors[[row[v.b.text] for v in part]]
        out += np.einsum("ij,ij->i", left, right).tolist()
    return out


_JUDGED_AT_ONCE = 20_000  # pairs whose features are held at a time: some 60 MB
_AT_ONCE = 4096  # pairs whose vectors are gathered at a time: 16 MB


def _slope(view: _View) -> float:
    """What a cosine of 1 adds to the log odds."""
    return COEFFICIENTS["cosine"] + COEFFICIENTS["translated_cosine"] * view.features["translated"]


def _undecided(view: _View) -> bool:
    """Whether the cosine, between ``LOW_COSINE`` and 1, decides on which side of even odds a pair lies."""
    return view.odds + _slope(view) > 0 and view.odds + _slope(view) * LOW_COSINE < MOST_LOG_ODDS


def _unclear(view: _View) -> bool:
    """Whether the cosine, near what is to be expected of pieces with such words in common, can decide."""
    expected, slope = expected_cosine(view.features), _slope(view)
    if view.features["translated"]:
        return _undecided(view)
    lowest, highest = expected - COSINE_ERROR, min(1.0, expected + COSINE_ERROR)
    return view.odds + slope * highest > 0 and view.odds + slope * lowest < 0


def owners(odds: dict[Pair, float], pieces: Sequence[Piece]) -> dict[Pair, float]:
    """Log odds of pairs of owners: those of their best pair of pieces, unless any forbids."""
    out: dict[Pair, float] = {}
    for (i, j), value in odds.items():
        a, b = pieces[i].owner, pieces[j].owner
        pair = (min(a, b), max(a, b))
        out[pair] = value if value == CANNOT else max(value, out.get(pair, value))
    return out
