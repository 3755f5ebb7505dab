"""From exact runs to passages: runs on nearly one diagonal are joined, and their ends run on over edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from newstemma.params.reuse import ALIGNED, DRIFT, DROP, GAP, GRAMMAR, MOST_PASSAGES, REACH, SKIP_COST
from newstemma.reuse.seeds import Run

__all__ = ["Passage", "passages_of", "without_inner"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words ``start_a`` to ``end_a`` of one article and ``start_b`` to ``end_b`` of another (half-open)."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    similarity: float
    """Part of the words of both sides that are shared in order."""


def passages_of(
    a: Sequence[int], b: Sequence[int], runs: Sequence[Run], weights: Sequence[float]
) -> list[Passage]:
    """The passages that grow out of two articles' exact runs.

    Args:
        a, b: the articles' words as numbers.
        runs: their exact runs.
        weights: what each word is worth, 0 for grammar.

    Returns:
        Passages in order, unjudged: the caller decides which are long and alike enough.
    """
    out: list[Passage] = []
    for chain in _chains(runs):
        left_a, left_b = _extend(a, b, chain[0].a - 1, chain[0].b - 1, (-1, weights))
        last = chain[-1]
        right_a, right_b = _extend(a, b, last.a + last.length, last.b + last.length, (1, weights))
        start_a, end_a, start_b, end_b = left_a + 1, right_a, left_b + 1, right_b
        similarity = _similarity(a[start_a:end_a], b[start_b:end_b], chain)
        out.append(Passage(start_a, end_a, start_b, end_b, similarity))
    return sorted(out)


def _similarity(a: Sequence[int], b: Sequence[int], chain: Sequence[Run]) -> float:
    """Part of the words of both sides that are shared in order; of long passages, that stand in exact
    runs."""
    if max(len(a), len(b)) > ALIGNED:
        return min(1.0, 2 * sum(run.length for run in chain) / (len(a) + len(b)))
    return Indel.normalized_similarity(a, b)


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow each other on both sides at a small distance, as one; the nearest chain takes a
    run."""
    open_: list[list[Run]] = []
    closed: list[list[Run]] = []
    for run in sorted(runs):
        best: tuple[int, list[Run]] | None = None
        still: list[list[Run]] = []
        for chain in open_:
            last = chain[-1]
            gap_a, gap_b = run.a - last.a - last.length, run.b - last.b - last.length
            if gap_a > GAP:
                closed.append(chain)
                continue
            still.append(chain)
            near = -last.length < gap_b <= GAP and -last.length < gap_a and abs(gap_a - gap_b) <= DRIFT
            if near and (best is None or abs(gap_a - gap_b) + max(gap_a, gap_b) < best[0]):
                best = (abs(gap_a - gap_b) + max(gap_a, gap_b), chain)
        if best is None:
            still.append([run])
        else:
            best[1].append(run)
        open_ = still
    return closed + open_


def _extend(
    a: Sequence[int], b: Sequence[int], i: int, j: int, how: tuple[int, Sequence[float]]
) -> tuple[int, int]:
    """How far a passage goes on from (i, j) in one direction: the first places that do not belong to it.

    A shared word of grammar is worth ``GRAMMAR`` of another: after edited words it proves little.
    """
    step, weights = how
    best, score = 0.0, 0.0
    best_at = (i, j)
    while score > best - DROP:
        ahead = _next_equal(a, b, i, j, step)
        if ahead is None:
            break
        skip_a, skip_b = ahead
        worth = 1.0 if weights[a[i + step * skip_a]] > 0 else GRAMMAR
        score += worth - SKIP_COST * max(skip_a, skip_b)
        i, j = i + step * (skip_a + 1), j + step * (skip_b + 1)
        if score > best:
            best, best_at = score, (i, j)
    return best_at


def _next_equal(a: Sequence[int], b: Sequence[int], i: int, j: int, step: int) -> tuple[int, int] | None:
    """The smallest steps over words on either side, after which both have the same word.

    The longer of the two steps is to be short, then the shorter one; of equal ones that over a is the longer.
    """
    near_a, near_b = _ahead(a, i, step), _ahead(b, j, step)
    if near_a[:1] == near_b[:1] and near_a:
        return 0, 0
    if set(near_a).isdisjoint(near_b):  # mostly
        return None
    first: dict[int, int] = {}
    for y, word in enumerate(near_b):
        first.setdefault(word, y)
    met = [(x, first[word]) for x, word in enumerate(near_a) if word in first]
    return min(met, key=lambda step: (max(step), min(step), step[0] < step[1]))


def _ahead(words: Sequence[int], at: int, step: int) -> Sequence[int]:
    """The word at a place and those that follow in one direction, as far as a step may reach."""
    if step > 0:
        return words[at : at + REACH + 1] if at < len(words) else ()
    return words[max(0, at - REACH) : at + 1][::-1] if at >= 0 else ()


def without_inner(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that do not lie in a longer one on both sides, the ``MOST_PASSAGES`` longest at most."""
    kept: list[Passage] = []
    for p in sorted(passages, key=lambda p: (p.start_a - p.end_a, p)):
        if len(kept) == MOST_PASSAGES:
            break
        inner = any(
            k.start_a <= p.start_a and p.end_a <= k.end_a and k.start_b <= p.start_b and p.end_b <= k.end_b
            for k in kept
        )
        if not inner:
            kept.append(p)
    return sorted(kept)
