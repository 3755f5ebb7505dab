"""The shipped network: embeddings in numpy, two int8 LSTM graphs in onnxruntime, one thread."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
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
CUE_BUCKET = 16
FARTHEST = 64  # words; beyond about 40 all distances share a bucket


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
    return np.asarray(CUE_BUCKET + np.sign(away) * size, dtype=np.int64)


def place_table(tables: Mapping[str, NDArray[Any]]) -> Floats:
    """What a word's distance from the cue and its quotation state add to it, [33 x states, width].

    The embedding that says whether a word is in the cue is folded in: only those have distance 0.
    """
    distance, inside, states = (
        tables[name].astype(np.float32) for name in ("distance", "inside", "role_states")
    )
    own = inside[(np.arange(len(distance)) == CUE_BUCKET).astype(np.int64)]
    places = (distance + own)[:, None, :] + states[None, :, :]
    return np.ascontiguousarray(places.reshape(-1, places.shape[-1]))


def mark_table(shapes: Floats, states: Floats) -> Floats:
    """The vectors of every case shape beside every quotation state, [shapes x states, width]."""
    left = np.repeat(shapes, len(states), axis=0)
    return np.concatenate((left, np.tile(states, (len(shapes), 1))), axis=1)


class ShippedNetwork:
    """Implements ``pipeline.Network`` from the files of a weights folder."""

    def __init__(self, folder: Traversable) -> None:
        tables = np.load(io.BytesIO((folder / "tables.npz").read_bytes()))
        self._pieces: NDArray[np.int8] = tables["pieces"]
        self._scale: Floats = tables["scale"].astype(np.float32)
        self._states: Floats = tables["states"].astype(np.float32)
        self._marks = mark_table(tables["shapes"].astype(np.float32), self._states)
        self._places = place_table(tables)
        self._buckets = distance_buckets(np.arange(-FARTHEST, FARTHEST + 1)) * len(self._states)
        self._split = WordPieces(tables["vocabulary"].tobytes().decode().split("\n"))
        self._rows: dict[str, int] = {}
        self._means = np.zeros((0, self._pieces.shape[1]), np.float32)
        self._encoder = session((folder / "encoder.onnx").read_bytes())
        self._head = session((folder / "head.onnx").read_bytes())
        self._width = self._places.shape[1]

    def _known(self, reading: Reading) -> NDArray[np.int64]:
        """The row of each word in the table of word vectors, new words added."""
        new = sorted({word for word in reading.words if word not in self._rows})
        if new:
            self._learn(new, reading)
        rows = self._rows
        return np.fromiter((rows[word] for word in reading.words), np.int64, count=len(reading))

    def _vectors(self, reading: Reading, rows: NDArray[np.int64], span: Span) -> Floats:
        """The encoder's input for some words: mean of the pieces, shape, quotation state."""
        own = slice(*span)
        marks = self._marks[reading.shapes[own] * len(self._states) + reading.states[own]]
        return np.concatenate((self._means[rows[own]], marks), axis=1)

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
            rows = self._known(reading)
            for first in range(0, len(spans), WINDOW_BATCH):
                batch = spans[first : first + WINDOW_BATCH]
                low, high = batch[0][0], batch[-1][1]
                self._encode_batch(batch, self._vectors(reading, rows, (low, high)), states)
        cue, word, anchor = np.split(states, (CUE_LABELS, CUE_LABELS + self._width), axis=1)
        return Encoded(cue, word, anchor)

    def _encode_batch(self, spans: Sequence[Span], vectors: Floats, states: Floats) -> None:
        first = spans[0][0]
        lengths = np.array([end - start for start, end in spans], dtype=np.int32)
        words = np.zeros((int(lengths.max()), len(spans), vectors.shape[1]), np.float32)
        for column, (start, end) in enumerate(spans):
            words[: end - start, column] = vectors[start - first : end - first]
        (out,) = self._encoder.run(["states"], {"words": words, "lengths": lengths})
        for column, (start, end) in enumerate(spans):
            states[start:end] = out[: end - start, column]

    def roles(
        self, encoded: Encoded, reading: Reading, cues: Sequence[Span], regions: Sequence[Span]
    ) -> tuple[list[Floats], Floats]:
        """Source and content logits of each cue's region, and each cue's validity logit."""
        found: list[Floats] = [np.zeros((0, 2), np.float32)] * len(cues)
        valid = np.zeros(len(cues), np.float32)
        places = np.array([(*cue, *region) for cue, region in zip(cues, regions, strict=True)], np.int64)
        for group in batches([end - start for start, end in regions]):
            own = places[group]
            inputs = self._head_inputs(encoded, reading.states, own)
            roles, validity = self._head.run(["roles", "valid"], inputs)
            valid[group] = validity[:, 0]
            for column, (n, length) in enumerate(zip(group, inputs["lengths"].tolist(), strict=True)):
                found[n] = roles[:length, column]
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
        x = encoded.words[at]
        anchors = encoded.anchors  # most cues are one word, which is its own mean
        x += np.stack(
            [anchors[a] if b == a + 1 else anchors[a:b].mean(axis=0) for a, b in own[:, :2].tolist()]
        )
        x += self._places[self._buckets[np.clip(away, -FARTHEST, FARTHEST) + FARTHEST] + states[at]]
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
