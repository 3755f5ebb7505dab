"""From the model's scores to spans: cues by hysteresis, one source run, content by Viterbi."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def cue_spans(probabilities: Floats, low: float, high: float) -> list[tuple[int, int, float]]:
    """Cues as (start, end, peak probability) from [words, 3] outside/begin/inside probabilities.

    Hysteresis (as in Canny's edges): a span is a run of words whose probability of being in a cue
    reaches ``low``, cut where a begin is likelier than an inside; it counts if its peak reaches
    ``high``.
    """
    inside = 1.0 - probabilities[:, 0]
    hot = inside >= low
    begins = probabilities[:, 1] > probabilities[:, 2]
    starts = hot.copy()
    starts[1:] &= ~hot[:-1] | begins[1:]
    spans: list[tuple[int, int, float]] = []
    for start in np.flatnonzero(starts).tolist():
        end = start + 1
        while end < len(hot) and hot[end] and not starts[end]:
            end += 1
        peak = float(inside[start:end].max())
        if peak >= high:
            spans.append((start, end, peak))
    return spans


def best_runs(scores: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per row the contiguous run of maximum sum as (starts, ends); (0, 0) where none is positive.

    Rows may be padded with zeros at their ends: a run never takes such words in.
    """
    count, width = scores.shape
    sums = np.zeros((count, width + 1))
    np.cumsum(scores, axis=1, dtype=np.float64, out=sums[:, 1:])
    lowest = np.minimum.accumulate(sums, axis=1)
    gains = sums - lowest
    ends = gains.argmax(axis=1)
    rows = np.arange(count)
    places = np.arange(width + 1)
    begins = (sums == lowest[rows, ends][:, None]) & (places <= ends[:, None])
    starts = np.where(begins, places, -1).max(axis=1)
    some = gains[rows, ends] > 0
    return np.where(some, starts, 0), np.where(some, ends, 0)


def best_states(scores: Floats, switch: float) -> NDArray[np.bool_]:
    """Two-state Viterbi: which words are in, with a penalty ``switch`` for each change of state."""
    count = len(scores)
    values = scores.tolist()
    came_in, came_out = [False] * count, [False] * count
    inside, outside = -switch, 0.0
    for at, value in enumerate(values):
        enter = at > 0 and outside - switch > inside
        leave = at > 0 and inside - switch > outside
        came_in[at], came_out[at] = enter, leave
        inside, outside = (
            (outside - switch if enter else inside) + value,
            inside - switch if leave else outside,
        )
    states = np.zeros(count, dtype=np.bool_)
    state = inside > outside
    for at in range(count - 1, -1, -1):
        states[at] = state
        if state and came_in[at]:
            state = False
        elif not state and came_out[at]:
            state = True
    return states
