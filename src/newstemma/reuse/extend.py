"""How far passages go on beyond their exact runs, over edited words; for many passages at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newstemma.params.reuse import DROP, GRAMMAR, REACH, SKIP_COST, STRETCH

__all__ = ["Edges", "extended"]

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Steps over words on either side: the longer of the two is to be short, then the shorter one; of equal ones
# that over the first article is the longer.
_STEPS = sorted(
    ((x, y) for x in range(REACH + 1) for y in range(REACH + 1)),
    key=lambda step: (max(step), min(step), step[0] < step[1]),
)
_OVER_A, _OVER_B = (np.asarray(steps) for steps in zip(*_STEPS, strict=True))
_FIRST = np.arange(len(_STEPS), 0, -1, dtype=np.int8)[:, None]  # the higher, the earlier
_NOWHERE_A, _NOWHERE_B = -1, -2  # words before the beginning and behind the end are like none


@dataclass(frozen=True, slots=True)
class Edges:
    """The words of an article that passages may use: ``low`` to ``high`` in the long row, for each
    passage."""

    low: Places
    high: Places

    def ahead(self, codes: Codes, at: Places, steps: Places, nowhere: int) -> Codes:
        """The words at each place and behind it, a row for each step; ``nowhere`` outside."""
        places = at + steps[:, None]
        outside = (places < self.low) | (places >= self.high)
        found = codes.take(places, mode="clip")
        found[outside] = nowhere
        return found

    def of(self, live: Places) -> Edges:
        """The same for some of the passages."""
        return Edges(self.low[live], self.high[live])


@dataclass(frozen=True)
class _Growing:
    """Ends of passages that grow in one direction; the best places so far and where each has come to."""

    codes: Codes
    weights: Floats
    edges: tuple[Edges, Edges]
    step: int
    at: tuple[Places, Places]
    best_at: tuple[Places, Places]
    score: Floats
    best: Floats


def extended(
    row: tuple[Codes, Floats],
    at: tuple[Places, Places],
    edges: tuple[Edges, Edges],
    step: int,
) -> tuple[Places, Places]:
    """How far passages go on in one direction: the first places of both articles that do not belong to them.

    From each place the next equal words are looked for, at most ``REACH`` words ahead on either side; a
    shared word counts 1, a word of grammar ``GRAMMAR``, as after edited words it proves little, and each word
    passed over costs ``SKIP_COST``. An end is where the score was best, and is given up ``DROP`` below that.

    Args:
        row: the words of all articles as numbers, and what each number is worth (0 for grammar).
        at: the first places that are looked at, in either article.
        edges: the articles' borders.
        step: 1 to go on to the right, -1 to the left.
    """
    nought = np.zeros(len(at[0]))
    ends = _Growing(
        *row, edges, step, (at[0].copy(), at[1].copy()), (at[0].copy(), at[1].copy()), nought, nought.copy()
    )
    live = np.arange(len(nought))
    while len(live):
        live = _along(ends, _over(ends, live))
    return ends.best_at


def _over(ends: _Growing, live: Places) -> Places:
    """Go on to the next equal words; gives those ends that may still grow."""
    steps = ends.step * np.arange(REACH + 1)
    of_a, of_b = (e.of(live) for e in ends.edges)
    near_a = of_a.ahead(ends.codes, ends.at[0][live], steps, _NOWHERE_A)
    near_b = of_b.ahead(ends.codes, ends.at[1][live], steps, _NOWHERE_B)
    first = ((near_a[_OVER_A] == near_b[_OVER_B]) * _FIRST).max(axis=0)
    met = first > 0
    live, which = live[met], len(_STEPS) - first[met]
    skip_a, skip_b = _OVER_A[which], _OVER_B[which]
    matters = ends.weights[ends.codes[ends.at[0][live] + ends.step * skip_a]] > 0
    ends.score[live] += np.where(matters, 1.0, GRAMMAR) - SKIP_COST * np.maximum(skip_a, skip_b)
    ends.at[0][live] += ends.step * (skip_a + 1)
    ends.at[1][live] += ends.step * (skip_b + 1)
    _take_best(ends, live)
    return live[ends.score[live] > ends.best[live] - DROP]


def _along(ends: _Growing, live: Places) -> Places:
    """Go on over the equal words that follow, ``STRETCH`` at most: none is passed over, so scores only
    rise."""
    next_a, next_b = (ends.codes.take(at[live], mode="clip") for at in ends.at)
    _stretch(ends, live[next_a == next_b])
    return live


def _stretch(ends: _Growing, live: Places) -> None:
    steps = ends.step * np.arange(STRETCH)
    of_a, of_b = (e.of(live) for e in ends.edges)
    near_a = of_a.ahead(ends.codes, ends.at[0][live], steps, _NOWHERE_A)
    equal = near_a == of_b.ahead(ends.codes, ends.at[1][live], steps, _NOWHERE_B)
    length = np.logical_and.accumulate(equal, axis=0).sum(axis=0)
    worth = np.where(ends.weights[near_a] > 0, 1.0, GRAMMAR)
    score = np.cumsum(np.vstack((ends.score[live], worth)), axis=0)
    ends.score[live] = score[length, np.arange(len(live))]
    ends.at[0][live] += ends.step * length
    ends.at[1][live] += ends.step * length
    _take_best(ends, live)


def _take_best(ends: _Growing, live: Places) -> None:
    better = live[ends.score[live] > ends.best[live]]
    ends.best[better] = ends.score[better]
    for best_at, at in zip(ends.best_at, ends.at, strict=True):
        best_at[better] = at[better]
