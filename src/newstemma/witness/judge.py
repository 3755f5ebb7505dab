"""Pairs of statements to log odds of being one utterance; vectors are made only where they can decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from newstemma.text.embedding import Vectors, embed
from newstemma.text.similarity import Rarity, dice
from newstemma.witness.circumstances import Circumstances
from newstemma.witness.columns import Columns, Flags, Floats, Ints, dices
from newstemma.witness.features import (
    Around,
    Arrays,
    by_numbers,
    by_words,
    compared,
    expected_cosine,
    translated,
)
from newstemma.witness.forbidden import contrary
from newstemma.witness.kinship import Kin
from newstemma.witness.pieces import Piece, clauses_of
from newstemma.witness.setting import Setting

__all__ = ["Embedder", "Judge", "liking", "owners"]

Pair = tuple[int, int]
Embedder = Callable[[Sequence[str]], Vectors]
"""Makes a unit vector for every text (``text.embedding.embed``, or the same in several processes)."""


@dataclass(frozen=True)
class _Views:
    """Pieces, or clauses of them, side by side, and what their words say before meaning.

    ``pair`` is the place in the list of pairs that is judged, ``one`` and ``other`` their owners.
    """

    pair: Ints
    one: Ints
    other: Ints
    sides: Sequence[tuple[Piece, Piece]]
    features: Arrays
    odds: Floats
    stock: Flags
    contrary: Flags

    def only(self, rows: Ints) -> _Views:
        """Some of them."""
        sides = [self.sides[k] for k in rows.tolist()]
        features = {name: values[rows] for name, values in self.features.items()}
        numbers = self.pair[rows], self.one[rows], self.other[rows]
        return _Views(*numbers, sides, features, self.odds[rows], self.stock[rows], self.contrary[rows])


class Judge:
    """Judges pairs of pieces, and so of their owners.

    Args:
        pieces: what is compared.
        arounds: what surrounds each owner.
        rarity: what words are worth.
        exact: whether every pair that meaning can decide gets its vectors; if not, only those that words do
            not decide (vectors take most of the time of a large pile).
        embedder: makes the vectors of texts.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        arounds: Sequence[Around],
        rarity: Rarity,
        *,
        exact: bool = True,
        embedder: Embedder = embed,
    ) -> None:
        self._exact = exact
        self._embed = embedder
        self._pieces = pieces
        self._owner = np.array([p.owner for p in pieces], dtype=np.int64)
        self._circumstances = Circumstances(arounds)
        self._setting = Setting(arounds, rarity)
        self._rarity = rarity
        self._columns = Columns(pieces, rarity)
        self._kin = Kin(arounds, self._columns, rarity)
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

    def judged(self, a: Ints, b: Ints, least: Floats | None = None) -> Floats:
        """The same for pieces ``a[k]`` and ``b[k]``, for every k, best in order: clauses are kept.

        ``least``: log odds for every k, at least 0, below which it is enough to know that they are not above:
        these come as NaN. It spares all that cannot change this, vectors above all.
        """
        out = np.full(len(a), LEAST_LOG_ODDS)
        for at in range(0, len(a), _JUDGED_AT_ONCE):
            here = slice(at, at + _JUDGED_AT_ONCE)
            some = np.arange(at, min(len(a), here.stop))
            if not self._exact:
                some = some[~self._hopeless(a[here], b[here])]
            if len(some):
                out[some] = self._some(a[some], b[some], None if least is None else least[some])
        return out if least is None else np.where(out > least, out, np.nan)

    def _some(self, a: Ints, b: Ints, least: Floats | None) -> Floats:
        """The same for so many pairs as can be held with all their features."""
        features = self._by_words(a, b)
        rows, clauses = self._clausal(features, a, b)
        out = np.full(len(a), CANNOT)
        asked = np.arange(len(a))
        if least is not None:  # what can be above it, by its sentences or by clauses
            likely = self._highest(features) > least - _ROUNDING
            likely[rows] = True
            asked = np.flatnonzero(likely)
            features = {name: values[asked] for name, values in features.items()}
            rows = np.searchsorted(asked, rows)
            a, b, least = a[asked], b[asked], least[asked]
        whole = self._whole(features, a, b)
        out[asked] = self._best([whole, self._parts(whole, rows, clauses)], least)
        return out

    def _best(self, both: Sequence[_Views], least: Floats | None) -> Floats:
        """The log odds of every pair by its better view. Vectors are made where they can change it."""
        open_ = [np.flatnonzero((_undecided if self._exact else _unclear)(views)) for views in both]
        best = np.full(len(both[0].pair), CANNOT)
        for views, rows in zip(both, open_, strict=True):
            meaning = expected_cosine(views.features)
            meaning[rows] = 0.0
            np.maximum.at(best, views.pair, self._final(views, meaning))
        for views, rows in zip(both, open_, strict=True):
            floor = best if least is None else np.maximum(best, least)
            undecided = views.only(rows)
            highest = self._final(undecided, np.ones(len(rows)))
            asked = undecided.only(np.flatnonzero(highest > floor[undecided.pair]))
            found = self._cosines([(x.text, y.text) for x, y in asked.sides])
            np.maximum.at(best, asked.pair, self._final(asked, np.maximum(0.0, np.round(found, 4))))
        return best

    def _highest(self, features: Arrays) -> Floats:
        """What the log odds of sentences can be at most, numbers not looked at, if this is above 0."""
        odds = _weighed(features) + sum(max(0.0, COEFFICIENTS[name]) for name in _NUMBERS)
        expected = expected_cosine(features)
        apart = self._exact | (features["translated"] > 0)
        highest = np.maximum(np.where(apart, 1.0, np.minimum(1.0, expected + COSINE_ERROR)), expected)
        bound: Floats = odds + _slope(features) * highest
        return np.where(bound > 0, odds + _slope(features) * np.maximum(1.0, expected), bound)

    def _hopeless(self, a: Ints, b: Ints) -> Flags:
        """Which pieces of one language share so little that nothing could make them likely."""
        shared = self._columns.shared(a, b).content
        weights = self._columns.weight[a], self._columns.weight[b]
        little = dices(shared, *weights) < HOPELESS_DICE
        return little & (shared < HOPELESS_PART * np.minimum(*weights)) & ~translated(self._columns, a, b)

    def features(self, pair: Pair) -> list[dict[str, float]]:
        """All features of a pair of pieces, and of the clauses that speak for it, for fitting and looking."""
        a, b = np.array([pair], dtype=np.int64).T
        by_words = self._by_words(a, b)
        whole = self._whole(by_words, a, b)
        out = []
        for views in (whole, self._parts(whole, *self._clausal(by_words, a, b))):
            for k, (x, y) in enumerate(views.sides):
                cosine = max(0.0, float(self._cosines([(x.text, y.text)])[0]))
                found = {name: float(values[k]) for name, values in views.features.items()}
                out.append(found | {"cosine": cosine, "translated_cosine": cosine * found["translated"]})
        return out

    def _by_words(self, a: Ints, b: Ints) -> Arrays:
        """All features of pieces but those of numbers and of meaning."""
        features = by_words(self._pieces, self._columns, a, b)
        one, other = self._owner[a], self._owner[b]
        features |= self._circumstances.features(one, other)
        features["kin"] = self._kin.of((one, other), (a, b))
        features |= self._setting.features(one, other)
        features["clause"] = np.zeros(len(a))
        alike = np.maximum(features["dice"], features["verbatim"])
        features["direct_apart"] = features["both_direct"] * (1 - features["translated"]) * (1 - alike)
        return features

    def _whole(self, features: Arrays, a: Ints, b: Ints) -> _Views:
        """The pieces themselves."""
        sides = [(self._pieces[i], self._pieces[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
        features = features | by_numbers(sides, features["translated"] > 0)
        stock = self._columns.stock[a] | self._columns.stock[b]
        return self._views((np.arange(len(a)), self._owner[a], self._owner[b]), sides, features, stock)

    def _clausal(self, found: Arrays, a: Ints, b: Ints) -> tuple[Ints, list[tuple[Piece, Piece]]]:
        """Which pieces have clauses that share clearly more than these do, and the clauses."""
        shared = found["containment"] * np.minimum(self._columns.weight[a], self._columns.weight[b])
        worth = (shared >= STOCK_WEIGHT) & (found["translated"] == 0) & (found["dice"] <= CLEAR)
        rows, sides = [], []
        for k in np.flatnonzero(worth).tolist():
            best = self._best_clauses(int(a[k]), int(b[k]), float(found["dice"][k]))
            if best is not None:
                rows.append(k)
                sides.append(best)
        return np.array(rows, dtype=np.int64), sides

    def _parts(self, whole: _Views, rows: Ints, sides: Sequence[tuple[Piece, Piece]]) -> _Views:
        """Views of the clauses that stand for some of the pieces."""
        pieces = [piece for side in sides for piece in side]
        columns = Columns(pieces, self._rarity)
        left = np.arange(0, len(pieces), 2, dtype=np.int64)
        features = compared(pieces, columns, left, left + 1)
        features |= {name: values[rows] for name, values in whole.features.items() if name not in features}
        stock = columns.stock[left] | columns.stock[left + 1]
        features["clause"] = np.ones(len(rows))
        return self._views((rows, whole.one[rows], whole.other[rows]), sides, features, stock)

    def _views(
        self,
        places: tuple[Ints, Ints, Ints],
        sides: Sequence[tuple[Piece, Piece]],
        features: Arrays,
        stock: Flags,
    ) -> _Views:
        numerous = np.zeros(len(sides), dtype=bool)
        for k in np.flatnonzero(features["number_conflict"]).tolist():
            numerous[k] = min(len(piece.numbers) for piece in sides[k]) >= 2
        odds = _weighed(features)
        return _Views(*places, sides, features, odds, stock, contrary(features, numerous))

    def _best_clauses(self, i: int, j: int, alike: float) -> tuple[Piece, Piece] | None:
        """The clauses of two pieces, or a piece and a clause, that share most; None if not clearly more."""
        both, total = self._pieces[i].stems & self._pieces[j].stems, self._rarity.total
        sides = []
        for side in (i, j):
            held = [(part.stems & both, part) for part in self._clauses_of(side)]
            weighed = [(total(common), common, part) for common, part in held]
            sides.append([side for side in weighed if side[0] >= STOCK_WEIGHT])
        best: tuple[float, tuple[Piece, Piece] | None] = (alike + GAIN, None)
        for weight, left, x in sides[0]:
            for other, right, y in sides[1]:
                if dice(min(weight, other), x.weight, y.weight) <= best[0]:
                    continue  # even if all were shared that either has of both
                common = total(left & right)
                found = dice(common, x.weight, y.weight)
                if common >= STOCK_WEIGHT and found > best[0]:
                    best = (found, (x, y))
        return best[1]

    def _clauses_of(self, k: int) -> list[Piece]:
        """A piece and its weightiest clauses."""
        if k not in self._clauses:
            if len(self._clauses) >= _CLAUSES_KEPT:
                self._clauses.clear()
            clauses = clauses_of(self._pieces[k], self._rarity)
            clauses = sorted(clauses, key=lambda c: (-c.weight, c.text))[:MOST_CLAUSES]
            self._clauses[k] = [self._pieces[k], *clauses]
        return self._clauses[k]

    def _final(self, views: _Views, meaning: Floats) -> Floats:
        """Log odds of views whose cosine is known, or as good as it will be."""
        features = views.features
        odds = views.odds + _slope(features) * meaning
        by_words = odds - COEFFICIENTS["speaker_differs"] * features["speaker_differs"]
        names_only = (features["beyond_names"] == 0) & (features["translated"] == 0)
        slight = views.stock & (features["speaker_same"] == 0) | names_only & (meaning < NAMES_ALONE)
        out = np.where(slight, LEAST_LOG_ODDS, np.clip(odds, LEAST_LOG_ODDS, MOST_LOG_ODDS))
        out[views.contrary | self._circumstances.forbidden(views.one, views.other, by_words)] = CANNOT
        return out

    def _cosines(self, texts: Sequence[tuple[str, str]]) -> Floats:
        """The cosine of every two texts."""
        listed = sorted({text for both in texts for text in both})
        vectors = self._embed(listed)
        row = {text: k for k, text in enumerate(listed)}
        out = np.zeros(len(texts))
        for at in range(0, len(texts), _AT_ONCE):
            some = texts[at : at + _AT_ONCE]
            left, right = vectors[[row[x] for x, _ in some]], vectors[[row[y] for _, y in some]]
            out[at : at + len(some)] = np.einsum("ij,ij->i", left, right)
        return out


_JUDGED_AT_ONCE = 20_000  # pairs whose features are held at a time: some 30 MB
_CLAUSES_KEPT = 20_000  # pieces whose clauses are kept: some 60 MB
_AT_ONCE = 4096  # pairs whose vectors are gathered at a time: 16 MB


_NUMBERS = ("number_shared", "number_conflict", "number_abroad")
_ROUNDING = 1e-9  # a bound is summed in another order than what it bounds


def _weighed(features: Arrays) -> Floats:
    """The log odds before meaning."""
    odds = np.full(len(features["dice"]), INTERCEPT)
    for name, values in features.items():
        odds += COEFFICIENTS[name] * values
    return odds


def _slope(features: Arrays) -> Floats:
    """What a cosine of 1 adds to the log odds."""
    slope: Floats = COEFFICIENTS["cosine"] + COEFFICIENTS["translated_cosine"] * features["translated"]
    return slope


def _undecided(views: _Views) -> Flags:
    """Where the cosine, between ``LOW_COSINE`` and 1, decides on which side of even odds a pair lies."""
    slope = _slope(views.features)
    return (views.odds + slope > 0) & (views.odds + slope * LOW_COSINE < MOST_LOG_ODDS)


def _unclear(views: _Views) -> Flags:
    """Where the cosine, near what is to be expected of pieces with such words in common, can decide."""
    expected, slope = expected_cosine(views.features), _slope(views.features)
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
