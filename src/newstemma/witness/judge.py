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
    DISLIKE,
    GAIN,
    HOPELESS_DICE,
    HOPELESS_PART,
    INTERCEPT,
    LEAST_LOG_ODDS,
    LOW_COSINE,
    MOST_CLAUSES,
    MOST_LOG_ODDS,
    NAMES_ALONE,
    STOCK_WEIGHT,
)
from newstemma.text.embedding import embed
from newstemma.text.similarity import Rarity, dice
from newstemma.witness.circumstances import Circumstances
from newstemma.witness.columns import Columns, Flags, Floats, Ints
from newstemma.witness.features import Around, Arrays, compared, dices, expected_cosine, translated
from newstemma.witness.forbidden import contrary
from newstemma.witness.pieces import Piece, clauses_of

__all__ = ["Judge", "liking", "owners"]

Pair = tuple[int, int]


@dataclass(frozen=True)
class _Views:
    """Pieces, or clauses of them, side by side, and what their words say before meaning.

    ``pair`` is the place in the list of pairs that is judged.
    """

    pair: Ints
    texts: Sequence[tuple[str, str]]
    features: Arrays
    odds: Floats
    stock: Flags
    contrary: Flags


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
        self._pieces = pieces
        self._owner = np.array([p.owner for p in pieces], dtype=np.int64)
        self._circumstances = Circumstances(arounds, rarity)
        self._rarity = rarity
        self._columns = Columns(pieces, rarity)
        self._clauses: dict[int, list[Piece]] = {}

    @property
    def columns(self) -> Columns:
        """The pieces as arrays."""
        return self._columns

    def odds(self, pairs: Iterable[Pair]) -> dict[Pair, float]:
        """Log odds for pairs of pieces, bounded; ``CANNOT`` where their owners cannot be one utterance."""
        listed = sorted(set(pairs))
        if not listed:
            return {}
        a, b = np.array(listed, dtype=np.int64).T
        return dict(zip(listed, self.judged(a, b).tolist(), strict=True))

    def judged(self, a: Ints, b: Ints) -> Floats:
        """The same for pieces ``a[k]`` and ``b[k]``, for every k, best in order: clauses are kept."""
        out = np.full(len(a), LEAST_LOG_ODDS)
        for at in range(0, len(a), _JUDGED_AT_ONCE):
            here = slice(at, at + _JUDGED_AT_ONCE)
            some = np.arange(at, min(len(a), here.stop))
            if not self._exact:
                some = some[~self._hopeless(a[here], b[here])]
            if len(some):
                out[some] = self._some(a[some], b[some])
            self._clauses.clear()
        return out

    def _some(self, a: Ints, b: Ints) -> Floats:
        """The same for so many pairs as can be held with all their features."""
        out = np.full(len(a), CANNOT)
        whole = self._whole(a, b)
        for views in (whole, self._parts(whole, a, b)):
            undecided = _undecided if self._exact else _unclear
            open_ = np.flatnonzero(undecided(views))
            meaning = expected_cosine(views.features)
            found = _cosines([views.texts[k] for k in open_.tolist()])
            meaning[open_] = np.maximum(0.0, np.round(found, 4))
            np.maximum.at(out, views.pair, self._final(views, meaning, a, b))
        return out

    def _hopeless(self, a: Ints, b: Ints) -> Flags:
        """Which pieces of one language share so little that nothing could make them likely."""
        shared = self._columns.shared(a, b).content
        weights = self._columns.weight[a], self._columns.weight[b]
        little = dices(shared, *weights) < HOPELESS_DICE
        return little & (shared < HOPELESS_PART * np.minimum(*weights)) & ~translated(self._pieces, a, b)

    def features(self, pair: Pair) -> list[dict[str, float]]:
        """All features of a pair of pieces, and of the clauses that speak for it, for fitting and looking."""
        a, b = np.array([pair], dtype=np.int64).T
        whole = self._whole(a, b)
        out = []
        for views in (whole, self._parts(whole, a, b)):
            for k, texts in enumerate(views.texts):
                cosine = max(0.0, float(_cosines([texts])[0]))
                found = {name: float(values[k]) for name, values in views.features.items()}
                out.append(found | {"cosine": cosine, "translated_cosine": cosine * found["translated"]})
        return out

    def _whole(self, a: Ints, b: Ints) -> _Views:
        """The pieces themselves."""
        features = compared(self._pieces, self._columns, a, b)
        one, other = self._owner[a], self._owner[b]
        sides = [(self._pieces[i], self._pieces[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
        features |= self._circumstances.features(one, other)
        features["kin"] = self._circumstances.kin(one, other, sides)
        features["clause"] = np.zeros(len(a))
        alike = np.maximum(features["dice"], features["verbatim"])
        features["direct_apart"] = features["both_direct"] * (1 - features["translated"]) * (1 - alike)
        return self._views(np.arange(len(a)), sides, features)

    def _parts(self, whole: _Views, a: Ints, b: Ints) -> _Views:
        """The clauses of pieces that share clearly more than these do, where there are some."""
        found = whole.features
        shared = found["containment"] * np.minimum(self._columns.weight[a], self._columns.weight[b])
        worth = (shared >= STOCK_WEIGHT) & (found["translated"] == 0) & (found["dice"] <= CLEAR)
        rows, sides = [], []
        for k in np.flatnonzero(worth).tolist():
            best = self._best_clauses(int(a[k]), int(b[k]), float(found["dice"][k]))
            if best is not None:
                rows.append(k)
                sides.append(best)
        where = np.array(rows, dtype=np.int64)
        pieces = [piece for side in sides for piece in side]
        left = np.arange(0, len(pieces), 2, dtype=np.int64)
        features = compared(pieces, Columns(pieces, self._rarity), left, left + 1)
        features |= {name: values[where] for name, values in found.items() if name not in features}
        return self._views(where, sides, features | {"clause": np.ones(len(rows))})

    def _views(self, pair: Ints, sides: Sequence[tuple[Piece, Piece]], features: Arrays) -> _Views:
        odds = np.full(len(pair), INTERCEPT)
        for name, values in features.items():
            odds += COEFFICIENTS[name] * values
        numerous = [min(len(x.numbers), len(y.numbers)) >= 2 for x, y in sides]
        return _Views(
            pair,
            [(x.text, y.text) for x, y in sides],
            features,
            odds,
            np.array([x.is_stock or y.is_stock for x, y in sides], dtype=bool),
            contrary(features, np.array(numerous, dtype=bool)),
        )

    def _best_clauses(self, i: int, j: int, alike: float) -> tuple[Piece, Piece] | None:
        """The clauses of two pieces, or a piece and a clause, that share most; None if not clearly more."""
        both, total = self._pieces[i].stems & self._pieces[j].stems, self._rarity.total
        sides = []
        for side in (i, j):
            held = [(part.stems & both, part) for part in self._clauses_of(side)]
            sides.append([(common, part) for common, part in held if total(common) >= STOCK_WEIGHT])
        best: tuple[float, tuple[Piece, Piece] | None] = (alike + GAIN, None)
        for left, x in sides[0]:
            for right, y in sides[1]:
                common = total(left & right)
                found = dice(common, x.weight, y.weight)
                if common >= STOCK_WEIGHT and found > best[0]:
                    best = (found, (x, y))
        return best[1]

    def _clauses_of(self, k: int) -> list[Piece]:
        """A piece and its weightiest clauses."""
        if k not in self._clauses:
            clauses = clauses_of(self._pieces[k], self._rarity)
            clauses = sorted(clauses, key=lambda c: (-c.weight, c.text))[:MOST_CLAUSES]
            self._clauses[k] = [self._pieces[k], *clauses]
        return self._clauses[k]

    def _final(self, views: _Views, meaning: Floats, a: Ints, b: Ints) -> Floats:
        """Log odds of views whose cosine is known, or as good as it will be."""
        features = views.features
        odds = views.odds + _slope(views) * meaning
        by_words = odds - COEFFICIENTS["speaker_differs"] * features["speaker_differs"]
        names_only = (features["beyond_names"] == 0) & (features["translated"] == 0)
        slight = views.stock & (features["speaker_same"] == 0) | names_only & (meaning < NAMES_ALONE)
        out = np.where(slight, LEAST_LOG_ODDS, np.clip(odds, LEAST_LOG_ODDS, MOST_LOG_ODDS))
        one, other = self._owner[a[views.pair]], self._owner[b[views.pair]]
        out[views.contrary | self._circumstances.forbidden(one, other, by_words)] = CANNOT
        return out


def _cosines(texts: Sequence[tuple[str, str]]) -> Floats:
    """The cosine of every two texts."""
    listed = sorted({text for both in texts for text in both})
    vectors = embed(listed)
    row = {text: k for k, text in enumerate(listed)}
    out = np.zeros(len(texts))
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        left, right = vectors[[row[x] for x, _ in some]], vectors[[row[y] for _, y in some]]
        out[at : at + len(some)] = np.einsum("ij,ij->i", left, right)
    return out


_JUDGED_AT_ONCE = 20_000  # pairs whose features are held at a time: some 30 MB
_AT_ONCE = 4096  # pairs whose vectors are gathered at a time: 16 MB


def _slope(views: _Views) -> Floats:
    """What a cosine of 1 adds to the log odds."""
    slope: Floats = COEFFICIENTS["cosine"] + COEFFICIENTS["translated_cosine"] * views.features["translated"]
    return slope


def _undecided(views: _Views) -> Flags:
    """Where the cosine, between ``LOW_COSINE`` and 1, decides on which side of even odds a pair lies."""
    slope = _slope(views)
    return (views.odds + slope > 0) & (views.odds + slope * LOW_COSINE < MOST_LOG_ODDS)


def _unclear(views: _Views) -> Flags:
    """Where the cosine, near what is to be expected of pieces with such words in common, can decide."""
    expected, slope = expected_cosine(views.features), _slope(views)
    lowest, highest = expected - COSINE_ERROR, np.minimum(1.0, expected + COSINE_ERROR)
    near = (views.odds + slope * highest > 0) & (views.odds + slope * lowest < 0)
    return np.where(views.features["translated"] > 0, _undecided(views), near)


def owners(odds: dict[Pair, float], pieces: Sequence[Piece]) -> dict[Pair, float]:
    """How much pairs of owners belong together: the log odds of their best pair of pieces, ``liking``."""
    out: dict[Pair, float] = {}
    for (i, j), value in odds.items():
        a, b = pieces[i].owner, pieces[j].owner
        pair = (min(a, b), max(a, b))
        out[pair] = max(value, out.get(pair, value))
    return {pair: value if value > 0 else value * DISLIKE for pair, value in out.items()}


def liking(odds: Floats) -> Floats:
    """What log odds count in clustering: those below 0 less."""
    return np.where(odds > 0, odds, odds * DISLIKE)
