"""Batches of windows as tensors, bucketed by length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from newstemma.attribute.tagger.pieces import WordPieces
from train.corpus import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows: pieces are flat with the offset of each word (embedding-bag form)."""

    windows: tuple[Window, ...]
    pieces: Tensor  # [all pieces of the unpadded words]
    offsets: Tensor  # [unpadded words]
    shapes: Tensor  # [B, T]
    states: Tensor  # [B, T]
    mask: Tensor  # [B, T] bool
    reverse: Tensor  # [B, T] index that turns each window round, padding left at the end
    tags: Tensor  # [B, T], -100 at padding


def make_batch(windows: Sequence[Window], split: WordPieces) -> Batch:
    """Tensors of some windows."""
    longest = max(len(w) for w in windows)
    size = (len(windows), longest)
    shapes, states = np.zeros(size, np.int64), np.zeros(size, np.int64)
    mask = np.zeros(size, bool)
    tags = np.full(size, -100, np.int64)
    reverse = np.tile(np.arange(longest), (len(windows), 1))
    pieces: list[int] = []
    offsets: list[int] = []
    for row, w in enumerate(windows):
        n = len(w)
        shapes[row, :n] = w.reading.shapes[w.start : w.end]
        states[row, :n] = w.reading.states[w.start : w.end]
        mask[row, :n] = True
        tags[row, :n] = w.tags
        reverse[row, :n] = np.arange(n - 1, -1, -1)
        for word in w.reading.words[w.start : w.end]:
            offsets.append(len(pieces))
            pieces.extend(split(word))
    arrays = (np.asarray(pieces), np.asarray(offsets), shapes, states, mask, reverse, tags)
    return Batch(tuple(windows), *map(torch.from_numpy, arrays))


def batches(
    windows: Sequence[Window], words: int, generator: np.random.Generator | None
) -> Iterator[list[Window]]:
    """Windows of like length in groups of about ``words`` words; shuffled if a generator is given."""
    noise = generator.uniform(-12, 12, len(windows)) if generator else np.zeros(len(windows))
    order = np.argsort([len(w) for w in windows] + noise, kind="stable")
    groups: list[list[Window]] = []
    longest = 0
    for number in order:
        w = windows[number]
        longest = max(longest, len(w))
        if not groups or longest * (len(groups[-1]) + 1) > words:
            groups.append([])
            longest = len(w)
        groups[-1].append(w)
    sequence = generator.permutation(len(groups)) if generator else range(len(groups))
    for number in sequence:
        yield groups[number]
