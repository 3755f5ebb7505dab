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
from functools import reduce
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.decode import cue_spans
from newstemma.attribute.tagger.marks import OUT
from newstemma.attribute.tagger.roles import Roles, read_roles
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
    # Column by column: ``max`` along a short axis takes ten times as long.
    highest = reduce(np.maximum, logits.T)[:, None]
    powers = np.exp(logits - highest)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def logit(probability: float) -> float:
    """The log-odds of a probability, kept within +-7."""
    odds = math.log(probability + 1e-9) - math.log(1 - probability + 1e-9)
    return min(max(odds, -7.0), 7.0)


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
    shifts = (decoding.source_shift, decoding.content_shift)
    found = zip(spans, regions, read_roles(scores, *shifts, decoding.switch), valid.tolist(), strict=True)
    return [
        candidate(reading, region, roles, span, validity)
        for span, region, roles, validity in found
        if len(roles.content)
    ]


def candidate(
    reading: Reading, region: Span, roles: Roles, cue: tuple[int, int, float], validity: float
) -> Candidate:
    """The attribution of one cue, given with its peak probability, from the roles in its region."""
    start, end, peak = cue
    low = region[0]
    content = roles.content + low
    features = (
        logit(peak),
        min(max(validity, -7.0), 7.0),
        logit(roles.content_sure),
        logit(roles.source_sure),
        float(roles.end == roles.start),
        float(reading.states[content[0]] != OUT),
    )
    source = (low + roles.start, low + roles.end) if roles.end > roles.start else None
    return Candidate((start, end), source, content, features)
