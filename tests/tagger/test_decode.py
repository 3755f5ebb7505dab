"""Decoding, held against brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.tagger.decode import best_runs, best_states, cue_spans

SCORES = st.lists(st.integers(-5, 5), min_size=1, max_size=9)


@given(st.lists(SCORES, min_size=1, max_size=3))
def test_best_runs_are_the_best(rows: list[list[int]]) -> None:
    """No other contiguous run of a row has a greater sum, and none reaches into the padding."""
    block = np.zeros((len(rows), max(map(len, rows))), np.float32)
    for own, scores in zip(block, rows, strict=True):
        own[: len(scores)] = scores
    for scores, start, end in zip(rows, *(found.tolist() for found in best_runs(block)), strict=True):
        every = [sum(scores[i:j]) for i in range(len(scores)) for j in range(i + 1, len(scores) + 1)]
        assert end <= len(scores)
        assert sum(scores[start:end]) == max(0, *every)


@given(SCORES, st.sampled_from([0.0, 0.5, 2.0]))
def test_best_states_is_the_best(scores: list[int], switch: float) -> None:
    """No other choice of words scores more, each entry and exit but at the edges paid for."""

    def value(states: tuple[bool, ...]) -> float:
        changes = sum(a != b for a, b in pairwise(states)) + states[0]
        return sum(s for s, inside in zip(scores, states, strict=True) if inside) - switch * changes

    found = tuple(best_states(np.array(scores, np.float32), switch).tolist())
    best = max(map(value, product((False, True), repeat=len(scores))))
    assert value(found) == pytest.approx(best)


def test_cues_by_hysteresis() -> None:
    """A span needs a peak, grows to the low threshold, and is cut where a new cue begins."""
    inside = np.array([0.1, 0.3, 0.9, 0.3, 0.1, 0.3, 0.1, 0.8, 0.8])
    begin = np.array([0.0, 0.3, 0.1, 0.0, 0.0, 0.3, 0.0, 0.8, 0.8])
    table = np.stack([1 - inside, begin, inside - begin], axis=1).astype(np.float32)
    spans = [(start, end) for start, end, _ in cue_spans(table, 0.2, 0.5)]
    assert spans == [(1, 4), (7, 8), (8, 9)]
