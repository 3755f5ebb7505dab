"""From the role scores of many cues to their sources and contents, a block of cues at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.decode import best_runs, best_states
from newstemma.params.tagger import ROLE_BLOCK

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Roles:
    """The words of one cue's region that are its source and its content, and how sure they are.

    ``start`` and ``end`` bound the source (equal if there is none), ``content`` holds the numbers of
    the content's words, both counted from the region's first word.
    """

    start: int
    end: int
    content: NDArray[np.int64]
    source_sure: float
    content_sure: float


def sigmoid(logits: Floats) -> Floats:
    """Element-wise logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)), dtype=np.float32)


def read_roles(
    scores: Sequence[Floats], source_shift: float, content_shift: float, switch: float
) -> Iterator[Roles]:
    """Sources and contents from [region words, 2] logits for each cue."""
    for first in range(0, len(scores), ROLE_BLOCK):
        yield from _block(scores[first : first + ROLE_BLOCK], source_shift, content_shift, switch)


def _block(
    scores: Sequence[Floats], source_shift: float, content_shift: float, switch: float
) -> Iterator[Roles]:
    lengths = np.fromiter(map(len, scores), np.int64, count=len(scores))
    places = np.arange(int(lengths.max()))
    mask = places < lengths[:, None]
    logits = np.zeros((2, *mask.shape), np.float32)
    for own, source, content in zip(scores, *logits, strict=True):
        source[: len(own)], content[: len(own)] = own[:, 0], own[:, 1]
    sources, contents = sigmoid(logits) * mask
    starts, ends = best_runs((logits[0] + np.float32(source_shift)) * mask)
    chosen = (places >= starts[:, None]) & (places < ends[:, None])
    inside = np.zeros(mask.shape, np.bool_)
    shifted = logits[1] + np.float32(content_shift)
    for row, length in enumerate(lengths.tolist()):
        inside[row, :length] = best_states(shifted[row, :length], switch)
    sure = np.where(ends > starts, expected_overlap(sources, chosen), 1 - sources.max(axis=1))
    content_sure = np.where(inside.any(axis=1), expected_overlap(contents, inside), 0.0)
    columns = (starts.tolist(), ends.tolist(), inside, sure.tolist(), content_sure.tolist())
    for start, end, own, sure_source, sure_content in zip(*columns, strict=True):
        yield Roles(start, end, np.flatnonzero(own), sure_source, sure_content)


def expected_overlap(probabilities: Floats, chosen: Flags) -> Floats:
    """Per row about the Jaccard index to expect of the chosen words, given each word's probability."""
    inside = (probabilities * chosen).sum(axis=1)
    outside = probabilities.sum(axis=1) - inside
    return np.asarray(inside / (chosen.sum(axis=1) + outside + np.float32(1e-6)), dtype=np.float32)
