"""Ends of passages that go on over edited words."""

from __future__ import annotations

import random

import numpy as np
import pytest

from newstemma.params.reuse import DROP, GRAMMAR, REACH, SKIP_COST
from newstemma.reuse import extend
from newstemma.reuse.extend import Edges, extended


def one(
    words: list[int], weights: list[float], at: tuple[int, int], edges: list[int], step: int
) -> list[int]:
    """The definition, for one passage: ``edges`` are low and high of either article."""
    i, j = at
    best, score, best_at = 0.0, 0.0, [i, j]
    while score > best - DROP:
        met = [
            (x, y)
            for x in range(REACH + 1)
            for y in range(REACH + 1)
            if edges[0] <= i + step * x < edges[1]
            and edges[2] <= j + step * y < edges[3]
            and words[i + step * x] == words[j + step * y]
        ]
        if not met:
            break
        x, y = min(met, key=lambda s: (max(s), min(s), s[0] < s[1]))
        worth = 1.0 if weights[words[i + step * x]] > 0 else GRAMMAR
        score += worth - SKIP_COST * max(x, y)
        i, j = i + step * (x + 1), j + step * (y + 1)
        if score > best:
            best, best_at = score, [i, j]
    return best_at


@pytest.mark.parametrize("stretch", [1, 3, 16])
@pytest.mark.parametrize("step", [1, -1])
def test_many_passages_at_once_are_as_each_by_itself(
    stretch: int, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the words, the borders and the number of equal words that are taken in one step."""
    monkeypatch.setattr(extend, "STRETCH", stretch)
    rng = random.Random(5)
    weights = [0.0, 0.0, 0.4, 1.0, 1.0, 1.0, 1.0]
    words = [rng.randrange(7) for _ in range(200)]
    words += [w if rng.random() > 0.2 else rng.randrange(7) for w in words]
    tries = []
    for _ in range(300):
        low_a, low_b = rng.randrange(0, 150), rng.randrange(200, 350)
        edges = [low_a, low_a + rng.randint(1, 50), low_b, low_b + rng.randint(1, 50)]
        near = rng.randrange(edges[0] - 1, edges[1] + 1)
        at = (near, min(edges[3], max(edges[2] - 1, near + 200)))
        tries.append((at, edges))
    columns = [np.asarray([edges[k] for _, edges in tries]) for k in range(4)]
    places = tuple(np.asarray([at[k] for at, _ in tries]) for k in range(2))
    row = np.asarray(words, dtype=np.int32), np.asarray(weights)
    both = Edges(columns[0], columns[1]), Edges(columns[2], columns[3])
    left, right = extended(row, (places[0], places[1]), both, step)
    wanted = [one(words, weights, at, edges, step) for at, edges in tries]
    assert [list(ends) for ends in zip(left.tolist(), right.tolist(), strict=True)] == wanted


def test_no_passages() -> None:
    """Nothing to extend is no error."""
    none = np.empty(0, dtype=np.int64)
    edges = Edges(none, none), Edges(none, none)
    row = np.empty(0, dtype=np.int32), np.empty(0)
    assert [len(ends) for ends in extended(row, (none, none), edges, 1)] == [0, 0]
