"""From a text to candidate attributions: read, encode, find cues, mark roles, decode.

1. The text is cut into words (``words``) and packed into windows (``windows``).
2. The network reads every window once and scores each word as part of a cue.
3. Cues are cut out by hysteresis; each gets a region of words around it.
4. For each cue the network scores the region's words as source and as content, and the cue itself.
5. The source is the best contiguous run, the content the best two-state path, so that contents
   nest, overlap and have gaps, and a source may be missing.
6. Signed quotations (``signatures``) are added: too rare for the network to learn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.decode import best_run, best_states, cue_spans
from newstemma.attribute.tagger.signatures import signatures
from newstemma.attribute.tagger.windows import Regions, windows
from newstemma.attribute.tagger.words import Reading
from newstemma.params.tagger import SIGNATURE_CONFIDENCE

Floats = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of each word: cue logits [N, 3] and vectors for the role head."""

    cue_logits: Floats
    words: Floats
    anchors: Floats


class Network(Protocol):
    """A model that the pipeline can run; the shipped one needs onnxruntime, training uses torch."""

    def encode(self, reading: Reading, spans: Sequence[Span]) -> Encoded:
        """Encode the windows ``spans``, which cover the reading."""
        ...

    def roles(
        self, encoded: Encoded, reading: Reading, cues: Sequence[Span], regions: Sequence[Span]
    ) -> tuple[list[Floats], Floats]:
        """For each cue [region words, 2] source and content logits, and its validity logit."""
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """The decoding constants, tuned on articles kept out of training."""

    low: float = 0.2
    high: float = 0.4
    source_shift: float = 0.0
    content_shift: float = 0.0
    switch: float = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decoded attribution in words of the reading, with the evidence for its confidence."""

    cue: Span
    source: Span | None
    content: NDArray[np.int64]
    features: tuple[float, ...]
    known: float | None = None  # the confidence, where a rule found the attribution


def softmax(logits: Floats) -> Floats:
    """Row-wise softmax."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Element-wise logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)), dtype=np.float32)


def logit(probability: float) -> float:
    """The log-odds of a probability, kept within +-7."""
    odds = math.log(probability + 1e-9) - math.log(1 - probability + 1e-9)
    return min(max(odds, -7.0), 7.0)


def expected_overlap(probabilities: Floats, chosen: NDArray[np.bool_]) -> float:
    """About the Jaccard index to expect of the chosen words, given each word's probability."""
    inside = float(probabilities[chosen].sum())
    return inside / (float(chosen.sum()) + float(probabilities[~chosen].sum()) + 1e-6)


def candidates(reading: Reading, network: Network, decoding: Decoding) -> list[Candidate]:
    """All attributions of a text, the doubtful ones too: the network's, then the signed quotations."""
    return [*marked(reading, network, decoding), *signed(reading)]


def signed(reading: Reading) -> list[Candidate]:
    """Quotations with a signature."""
    return [
        Candidate(cue, source, np.arange(*content), (), SIGNATURE_CONFIDENCE)
        for content, cue, source in signatures(reading)
    ]


def marked(reading: Reading, network: Network, decoding: Decoding) -> list[Candidate]:
    """What the network sees."""
    encoded = network.encode(reading, windows(reading))
    spans = cue_spans(softmax(encoded.cue_logits), decoding.low, decoding.high)
    if not spans:
        return []
    finder = Regions(reading)
    cues = [(start, end) for start, end, _ in spans]
    regions = [finder.of(start, end) for start, end in cues]
    scores, valid = network.roles(encoded, reading, cues, regions)
    found = []
    for (start, end, peak), region, score, validity in zip(spans, regions, scores, valid, strict=True):
        found.append(decoded(reading, (start, end), region, score, decoding, (peak, validity)))
    return [candidate for candidate in found if len(candidate.content)]


def decoded(
    reading: Reading,
    cue: Span,
    region: Span,
    scores: Floats,
    decoding: Decoding,
    evidence: tuple[float, float],
) -> Candidate:
    """The attribution of one cue from the role scores of its region."""
    low = region[0]
    probabilities = sigmoid(scores)
    start, end, _ = best_run(scores[:, 0] + decoding.source_shift)
    states = best_states(scores[:, 1] + decoding.content_shift, decoding.switch)
    chosen = np.zeros(len(scores), dtype=np.bool_)
    chosen[start:end] = True
    if end > start:
        source_sure = expected_overlap(probabilities[:, 0], chosen)
    else:
        source_sure = 1.0 - float(probabilities[:, 0].max())
    content_sure = expected_overlap(probabilities[:, 1], states) if states.any() else 0.0
    content = np.flatnonzero(states) + low
    quoted = bool(len(content)) and reading.states[content[0]] != 0
    features = (
        logit(evidence[0]),
        min(max(float(evidence[1]), -7.0), 7.0),
        logit(content_sure),
        logit(source_sure),
        float(end == start),
        float(quoted),
    )
    source = (low + start, low + end) if end > start else None
    return Candidate(cue, source, content, features)
