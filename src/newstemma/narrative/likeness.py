"""Which points are alike: rare words that both have, and closeness in meaning.

1. Points with the same telling words are one; so ten thousand copies cost no more than one.
2. Two points are looked at if they share telling words that together weigh enough (words weighted by rarity,
   Spärck Jones 1972; too common ones propose nothing, so that the pairs grow with the pile and no faster).
   In two languages, names, numbers and acts are all that two points can share, and less is asked. In a small
   pile those close in meaning are looked at too.
3. Only the points of such pairs get a sentence vector. How alike two are is the cosine of their vectors plus
   a share of the weight they have in common: on pairs judged by eye the shared weight tells a point made
   twice from another one on the same subject better (area under the curve .84) than the cosine does (.72).
4. Of every point the nearest few ties are kept.

Weights are whole numbers of ``UNIT`` parts, and cosines are summed in double precision, which holds products
of half precision without rounding: so a tie is the same wherever and in whatever order it is computed.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.narrative.cells import Cells
from newstemma.narrative.points import Point
from newstemma.params.narrative import (
    BLOCK,
    CHAIN,
    CHAIN_SHARED,
    COMMON_POINTS,
    EMBED_ALL_POINTS,
    LEAST_COSINE,
    LEAST_FOREIGN_WEIGHT,
    LEAST_WEIGHT,
    MOST_WEIGHT,
    NEIGHBOURS,
    OTHER_LANGUAGE,
    POINTS_PRIOR,
    SAME_POINT,
    SHARING_BLOCK,
    WEIGHT_SHARE,
)
from newstemma.text.embedding import DIMENSIONS, embed

__all__ = [
    "UNIT",
    "Likely",
    "Tie",
    "Ties",
    "alike",
    "least_units",
    "near",
    "term_weight",
    "ties",
    "ties_of",
    "units",
    "vectors_of",
]

UNIT = 10**12
"""Parts of a weight of 1."""

Halves = NDArray[np.float16]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two points that are alike, by their rows (the lower first), and how alike."""

    a: int
    b: int
    likeness: float


@dataclass(frozen=True)
class Likely:
    """Pairs of rows (the lower first) that are looked at: what the words weigh that they share, in units."""

    a: Ints
    b: Ints
    weight: Ints


@dataclass(frozen=True)
class Ties:
    """Ties as columns, in the order of rows."""

    a: Ints
    b: Ints
    likeness: Floats


def term_weight(n_points: int, count: int) -> float:
    """How telling a word is that so many of the points have, 0 to 1; a pile counts for ``POINTS_PRIOR``."""
    n = max(n_points, POINTS_PRIOR)
    return math.log(1 + n / count) / math.log(1 + n)


def units(weight: float) -> int:
    """A weight in units."""
    return round(weight * UNIT)


def least_units(weight: float) -> int:
    """The fewest units that make a weight, rounded to the four digits that are compared."""
    around = units(weight)
    return bisect_left(range(around), weight, key=lambda n: round(n / UNIT, 4))


def ties(points: Sequence[Point]) -> list[Tie]:
    """All ties between points with different telling words.

    Args:
        points: the points; of those with the same telling words only the first is tied.

    Returns:
        The ties, in order of rows.
    """
    cells = Cells.of(p.terms for p in points)
    first = cells.first()
    rows = np.flatnonzero(first == np.arange(len(points)))
    names = sorted({p.language or "" for p in points})
    language = np.array([names.index(p.language or "") for p in points], dtype=np.int16)[rows]
    found = ties_of(cells.take(rows), language, lambda some: [points[rows[i]].text for i in some])
    listed = zip(rows[found.a].tolist(), rows[found.b].tolist(), found.likeness.tolist(), strict=True)
    return [Tie(a, b, likeness) for a, b, likeness in listed]


def ties_of(
    cells: Cells, language: NDArray[np.int16], texts: Callable[[Sequence[int]], Sequence[str]]
) -> Ties:
    """The same for points whose telling words differ, as arrays.

    Args:
        cells: their telling words.
        language: a number for the language of each.
        texts: the words of some of them.
    """
    pairs = _sharing(cells, language)
    small = len(cells) <= EMBED_ALL_POINTS
    wanted = np.arange(len(cells)) if small else np.unique(np.concatenate((pairs.a, pairs.b)))
    if not len(wanted):
        return Ties(pairs.a, pairs.b, np.empty(0))
    vectors = vectors_of([int(i) for i in wanted], texts)
    if small:
        pairs = _with(pairs, near(vectors), len(cells))
    at = np.searchsorted(wanted, (pairs.a, pairs.b))
    foreign = language[pairs.a] != language[pairs.b]
    return nearest(pairs, alike(vectors, at, pairs.weight, foreign))


def vectors_of(rows: Sequence[int], texts: Callable[[Sequence[int]], Sequence[str]]) -> Halves:
    """The vectors of some texts, asked for a block at a time, in half precision, as which they are kept."""
    out = np.empty((len(rows), DIMENSIONS), dtype=np.float16)
    for start in range(0, len(rows), BLOCK):
        out[start : start + BLOCK] = embed(texts(rows[start : start + BLOCK]))
    return out


def near(vectors: Halves) -> Ints:
    """Every row with its nearest in meaning: pairs of rows, the lower first, in order."""
    if len(vectors) < 2:
        return np.empty((0, 2), dtype=np.int64)
    whole = vectors.astype(np.float64)
    likeness = np.round(whole @ whole.T, 4)
    np.fill_diagonal(likeness, -1.0)
    nearest_ = np.argsort(-likeness, axis=1, kind="stable")[:, : min(NEIGHBOURS, len(vectors) - 1)]
    rows = np.repeat(np.arange(len(vectors)), nearest_.shape[1])
    pairs = np.sort(np.stack((rows, nearest_.reshape(-1)), axis=1), axis=1)
    return np.unique(pairs, axis=0)


def alike(
    vectors: Halves, at: Ints, weight: Ints, foreign: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], Floats]:
    """Which pairs are alike enough, and how alike each is.

    Args:
        vectors: of points.
        at: two rows of vectors for every pair.
        weight: what each pair shares, in units.
        foreign: whether the two are in two languages.
    """
    cosine: Floats = np.empty(len(weight))
    for start in range(0, len(weight), BLOCK):
        left, right = (vectors[side[start : start + BLOCK]].astype(np.float64) for side in at)
        cosine[start : start + BLOCK] = np.einsum("ij,ij->i", left, right)
    cosine = np.round(cosine, 4)
    shared = np.minimum(np.round(weight / UNIT, 4), MOST_WEIGHT)
    likeness: Floats = cosine + WEIGHT_SHARE * shared + OTHER_LANGUAGE * foreign
    return (cosine >= LEAST_COSINE) & (likeness >= SAME_POINT), np.round(likeness, 4)


def nearest(pairs: Likely, judged: tuple[NDArray[np.bool_], Floats]) -> Ties:
    """The ties that are among the nearest of either end."""
    keep, likeness = judged
    a, b, likeness = pairs.a[keep], pairs.b[keep], likeness[keep]
    ends = np.concatenate((a, b))
    tie = np.tile(np.arange(len(a)), 2)
    order = np.lexsort((b[tie], a[tie], -likeness[tie], ends))
    starts = np.flatnonzero(np.diff(ends[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    kept = np.unique(tie[order[place < NEIGHBOURS]])
    kept = kept[np.lexsort((b[kept], a[kept]))]
    return Ties(a[kept], b[kept], likeness[kept])


def _sharing(cells: Cells, language: NDArray[np.int16]) -> Likely:
    """Pairs by the words they share, a block of rows at a time."""
    counts = cells.counts()
    worth = np.array([units(term_weight(len(cells), c)) for c in counts.tolist()], dtype=np.int64)
    rare = (counts > 1) & (counts <= COMMON_POINTS)
    chained = _in_chains(cells, counts > COMMON_POINTS)
    least = least_units(LEAST_WEIGHT), least_units(LEAST_FOREIGN_WEIGHT)
    none = np.empty(0, np.int64)
    parts = [(none, none, none)]
    parts += [_enough(block, language, least) for block in cells.shared(rare, worth, SHARING_BLOCK)]
    found = Likely(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return _with(found, chained, len(cells), units(LEAST_WEIGHT))


def _enough(
    block: tuple[Ints, Ints, Ints], language: NDArray[np.int16], least: tuple[int, int]
) -> tuple[Ints, Ints, Ints]:
    left, right, weight = block
    same, foreign = least
    keep = weight >= np.where(language[left] == language[right], same, foreign)
    return left[keep], right[keep], weight[keep]


def _with(pairs: Likely, more: Ints, n: int, weight: int = 0) -> Likely:
    """Pairs, and with another weight those further ones that are not among them; in order."""
    mine, other = pairs.a * n + pairs.b, more[:, 0] * n + more[:, 1]
    fresh = more[~np.isin(other, mine)]
    a, b = np.concatenate((pairs.a, fresh[:, 0])), np.concatenate((pairs.b, fresh[:, 1]))
    weights = np.concatenate((pairs.weight, np.full(len(fresh), weight, dtype=np.int64)))
    order = np.lexsort((b, a))
    return Likely(a[order], b[order], weights[order])


def _in_chains(cells: Cells, common: NDArray[np.bool_]) -> Ints:
    """Of words that very many points have, each point with the next few that have them too.

    So a statement that thousands repeat with small changes is tied together in time that grows with their
    number. Such words weigh little, and the pair is looked at only if the two have most of their words in
    common."""
    left, right = cells.chained(common, CHAIN)
    keys, shared = np.unique(left * len(cells) + right, return_counts=True)
    a, b = keys // max(1, len(cells)), keys % max(1, len(cells))
    lengths = cells.lengths
    keep = shared >= CHAIN_SHARED * np.maximum(lengths[a], lengths[b])
    return np.stack((a[keep], b[keep]), axis=1)
