"""The shipped network: embeddings in numpy, two int8 LSTM graphs in onnxruntime, one thread."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from newstemma.attribute.tagger.pieces import WordPieces
from newstemma.attribute.tagger.pipeline import Encoded, Span
from newstemma.attribute.tagger.words import Reading
from newstemma.params.tagger import CUE_BATCH, KNOWN_WORDS, WINDOW_BATCH

Floats = NDArray[np.float32]
CUE_LABELS = 3


def session(graph: bytes) -> Any:
    """An onnxruntime session on one thread: articles, not matrices, are spread over cores."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def distance_buckets(away: NDArray[np.int64]) -> NDArray[np.int64]:
    """0-32: the sign and the rounded 3 x log2(1 + distance) from a cue; 16 is the cue itself."""
    size = np.minimum(np.rint(3 * np.log2(1 + np.abs(away).astype(np.float32))), 16)
    return np.asarray(16 + np.sign(away) * size, dtype=np.int64)


class ShippedNetwork:
    """Implements ``pipeline.Network`` from the files of a weights folder."""

    def __init__(self, folder: Traversable) -> None:
        tables = np.load(io.BytesIO((folder / "tables.npz").read_bytes()))
        self._pieces: NDArray[np.int8] = tables["pieces"]
        self._scale: Floats = tables["scale"].astype(np.float32)
        self._shapes: Floats = tables["shapes"].astype(np.float32)
        self._states: Floats = tables["states"].astype(np.float32)
        self._distance: Floats = tables["distance"].astype(np.float32)
        self._inside: Floats = tables["inside"].astype(np.float32)
        self._role_states: Floats = tables["role_states"].astype(np.float32)
        self._split = WordPieces(tables["vocabulary"].tobytes().decode().split("\n"))
        self._rows: dict[str, int] = {}
        self._means = np.zeros((0, self._pieces.shape[1]), np.float32)
        self._encoder = session((folder / "encoder.onnx").read_bytes())
        self._head = session((folder / "head.onnx").read_bytes())
        self._width = self._distance.shape[1]

    def vectors(self, reading: Reading) -> Floats:
        """The encoder's input for each word: mean of its pieces, its shape, its quotation state."""
        new = sorted({word for word in reading.words if word not in self._rows})
        if new:
            self._learn(new, reading)
        rows = [self._rows[word] for word in reading.words]
        parts = (self._means[rows], self._shapes[reading.shapes], self._states[reading.states])
        return np.concatenate(parts, axis=1)

    def _learn(self, new: list[str], reading: Reading) -> None:
        """Keep the vectors of new words: news repeats its words, so most need this only once."""
        if len(self._rows) + len(new) > KNOWN_WORDS:
            self._rows, self._means = {}, self._means[:0]
            new = sorted(set(reading.words))
        pieces = [self._split(word) for word in new]
        lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        ids = np.fromiter((i for word in pieces for i in word), np.int64, count=int(lengths.sum()))
        sums = np.add.reduceat(
            self._pieces[ids].astype(np.float32) * self._scale[ids], np.cumsum(lengths) - lengths
        )
        means = sums / lengths[:, None].astype(np.float32)
        first = len(self._rows)
        if first + len(new) > len(self._means):
            room = np.zeros((2 * (first + len(new)), self._means.shape[1]), np.float32)
            room[:first] = self._means[:first]
            self._means = room
        self._means[first : first + len(new)] = means
        self._rows.update((word, first + n) for n, word in enumerate(new))

    def encode(self, reading: Reading, spans: Sequence[Span]) -> Encoded:
        """Encode the windows ``spans``, which cover the reading, ``WINDOW_BATCH`` at a time."""
        states = np.zeros((len(reading), CUE_LABELS + 2 * self._width), np.float32)
        if len(reading):
            vectors = self.vectors(reading)
            for first in range(0, len(spans), WINDOW_BATCH):
                self._encode_batch(vectors, spans[first : first + WINDOW_BATCH], states)
        cue, word, anchor = np.split(states, (CUE_LABELS, CUE_LABELS + self._width), axis=1)
        return Encoded(cue, word, anchor)

    def _encode_batch(self, vectors: Floats, spans: Sequence[Span], states: Floats) -> None:
        lengths = np.array([end - start for start, end in spans], dtype=np.int32)
        words = np.zeros((int(lengths.max()), len(spans), vectors.shape[1]), np.float32)
        for column, (start, end) in enumerate(spans):
            words[: end - start, column] = vectors[start:end]
        (out,) = self._encoder.run(["states"], {"words": words, "lengths": lengths})
        for column, (start, end) in enumerate(spans):
            states[start:end] = out[: end - start, column]

    def roles(
        self, encoded: Encoded, reading: Reading, cues: Sequence[Span], regions: Sequence[Span]
    ) -> tuple[list[Floats], Floats]:
        """Source and content logits of each cue's region, and each cue's validity logit."""
        found: list[Floats] = [np.zeros((0, 2), np.float32)] * len(cues)
        valid = np.zeros(len(cues), np.float32)
        for group in batches([end - start for start, end in regions]):
            numbers = np.array(group)
            own = np.array([(*cues[n], *regions[n]) for n in group], dtype=np.int64)
            inputs = self._head_inputs(encoded, reading.states, own)
            roles, validity = self._head.run(["roles", "valid"], inputs)
            valid[numbers] = validity[:, 0]
            for column, n in enumerate(group):
                found[n] = roles[: regions[n][1] - regions[n][0], column]
        return found, valid

    def _head_inputs(
        self, encoded: Encoded, states: NDArray[np.int64], own: NDArray[np.int64]
    ) -> dict[str, NDArray[Any]]:
        start, end, low, high = own.T
        reach = np.arange(int((high - low).max()))[:, None]
        mask = reach < high - low
        at = np.where(mask, low + reach, low)
        inside = (at >= start) & (at < end) & mask
        away = np.where(at < start, at - start, np.maximum(at - end + 1, 0))
        shares = (inside / np.maximum(inside.sum(axis=0), 1)).astype(np.float32)[:, :, None]
        middle = (encoded.anchors[at] * shares).sum(axis=0)
        x = encoded.words[at] + middle + self._distance[distance_buckets(away)]
        x += self._inside[inside.astype(np.int64)] + self._role_states[states[at]]
        return {
            "regions": x,
            "lengths": (high - low).astype(np.int32),
            "shares": shares,
            "padding": np.where(mask, 0, -4).astype(np.float32)[:, :, None],
        }


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of regions of like length, at most ``CUE_BATCH`` together."""
    order = sorted(range(len(lengths)), key=lambda n: (lengths[n], n))
    for first in range(0, len(order), CUE_BATCH):
        yield order[first : first + CUE_BATCH]
