"""Choose among candidate attributions and turn them into character spans with a confidence."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.marks import OUT
from newstemma.attribute.tagger.pipeline import Candidate
from newstemma.attribute.tagger.windows import REACH
from newstemma.attribute.tagger.words import FIRST, TITLE, UPPER, Reading

Span = tuple[int, int]
TAILS = frozenset((".", ",", ";", ":"))
# No source begins with these; annotators differ on "by" and "of", so those two stay.
LEADS = frozenset(
    "when since as than because while after before if although though and but or in on at with from "
    "to ’s 's , ; : - – — ( ) ' \" “ ” .".split()
)
FULL_STOPS = frozenset((".", "!", "?"))
SHORTENED = frozenset(
    "mr mrs ms dr gov sen rep gen st jr sr no vs prof lt col sgt rev hon capt reps sens inc corp co ltd "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
SAME = 0.8  # Jaccard index from which two contents are one content, found from two cues


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution found in a text; spans are half-open character offsets, contents sorted.

    ``confidence`` is the calibrated probability (0 to 1) that source and content are both right in
    the sense of the evaluation's joint figure.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic map from a candidate's features to a probability, and the least one to keep."""

    intercept: float
    weights: tuple[float, ...]
    threshold: float

    def of(self, candidate: Candidate) -> float:
        """The probability that a candidate is right."""
        if candidate.known is not None:
            return candidate.known
        total = self.intercept + sum(map(mul, self.weights, candidate.features))
        return 0.5 * (1 + math.tanh(0.5 * total))


def runs(words: NDArray[np.int64]) -> list[Span]:
    """Sorted word numbers as half-open ranges."""
    found: list[Span] = []
    start = end = -1
    for word in words.tolist():
        if word != end:
            if end > start:
                found.append((start, end))
            start = word
        end = word + 1
    return [*found, (start, end)] if end > start else found


def characters(reading: Reading, span: Span) -> Span:
    """The character span of a word range."""
    return int(reading.starts[span[0]]), int(reading.ends[span[1] - 1])


def nearness(cue: Span, run: Span) -> tuple[int, bool]:
    """Words between a cue and a run of content; of equals, the cue that follows it is nearer."""
    return max(run[0] - cue[1], cue[0] - run[1], 0), cue[0] < run[0]


def claimed(run: Span, own: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether another cue, nearer to it, has the run too (and does not quote ``own`` as a whole)."""
    words = set(range(*run))
    for other in others:
        if other is own or nearness(other.cue, run) >= nearness(own.cue, run):
            continue
        content = set(other.content.tolist())
        nested = not content.isdisjoint(range(*own.cue))
        if not nested and len(words & content) >= SAME * len(words):
            return True
    return False


def without_claimed(own: Candidate, others: Sequence[Candidate]) -> Candidate:
    """A discontinuous content without the runs that belong to another, nearer cue.

    The second half of a broken quotation is the cue's own; the next quotation, with a cue of its
    own, is not.
    """
    pieces = runs(own.content)
    if len(pieces) < 2:
        return own
    kept = [run for run in pieces if not claimed(run, own, others)]
    if not kept or len(kept) == len(pieces):
        return own
    return replace(own, content=np.concatenate([np.arange(*run) for run in kept]))


def ends_sentence(reading: Reading, at: int) -> bool:
    """Whether a sentence ends with a word of running text that another word follows."""
    mark = reading.words[at]
    if mark not in FULL_STOPS or reading.states[at] != OUT or not at or not begins(reading, at + 1):
        return False
    before = reading.words[at - 1]
    return mark != "." or not (len(before) == 1 or before.lower() in SHORTENED)


def begins(reading: Reading, at: int) -> bool:
    """Whether a capital stands there."""
    return int(reading.shapes[at]) % FIRST in (TITLE, UPPER)


def within_sentences(reading: Reading, candidate: Candidate) -> Candidate:
    """A content none of whose runs goes on over a sentence's end outside quotation marks.

    Of a run that does, the sentence nearest to the cue stays: of 3,308 annotated contents 7 go on.
    """
    kept: list[Span] = []
    cut = False
    for start, end in runs(candidate.content):
        inner = [at + 1 for at in range(start, end - 1) if reading.words[at] in FULL_STOPS]
        edges = [start, *(at for at in inner if ends_sentence(reading, at - 1)), end]
        parts = list(itertools.pairwise(edges))
        cut = cut or len(parts) > 1
        kept.append(min(parts, key=lambda part: nearness(candidate.cue, part)))
    return replace(candidate, content=np.concatenate([np.arange(*run) for run in kept])) if cut else candidate


def trimmed(reading: Reading, candidate: Candidate) -> Candidate:
    """A content without the full stop or comma of the sentence around it."""
    end = len(candidate.content)
    while end > 1:
        last = candidate.content[end - 1]
        if reading.words[last] not in TAILS or reading.states[last] != OUT:
            break
        end -= 1
    return candidate if end == len(candidate.content) else replace(candidate, content=candidate.content[:end])


def without_lead(reading: Reading, candidate: Candidate) -> Candidate:
    """A source without a conjunction, preposition or mark before the name; none if nothing is left."""
    if candidate.source is None:
        return candidate
    start, end = candidate.source
    while start < end and reading.words[start].lower() in LEADS:
        start += 1
    if start == candidate.source[0]:
        return candidate
    return replace(candidate, source=(start, end) if start < end else None)


def near(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """For each candidate those whose content can touch its own: cues within twice the reach."""
    order = sorted(range(len(candidates)), key=lambda n: candidates[n].cue)
    starts = [candidates[n].cue[0] for n in order]
    found: list[list[Candidate]] = [[] for _ in candidates]
    for n, candidate in enumerate(candidates):
        low = bisect_left(starts, candidate.cue[0] - 2 * REACH)
        high = bisect_right(starts, candidate.cue[0] + 2 * REACH)
        found[n] = [candidates[other] for other in order[low:high]]
    return found


def select(reading: Reading, found: Sequence[Candidate], confidence: Confidence) -> list[Tagged]:
    """The attributions worth keeping, in the order of the text."""
    judged = [(confidence.of(candidate), candidate) for candidate in found]
    likely = [(sure, candidate) for sure, candidate in judged if sure >= confidence.threshold]
    others = near([candidate for _, candidate in likely])
    clean = [
        (sure, shaped(reading, candidate, around))
        for (sure, candidate), around in zip(likely, others, strict=True)
    ]
    kept = [clean[n] for n in distinct(clean)]
    return [tagged(reading, candidate, sure) for sure, candidate in sorted(kept, key=lambda p: p[1].cue)]


def shaped(reading: Reading, candidate: Candidate, around: Sequence[Candidate]) -> Candidate:
    """A candidate without what the rules above take away."""
    own = within_sentences(reading, without_claimed(candidate, around))
    return trimmed(reading, without_lead(reading, own))


def distinct(scored: Sequence[tuple[float, Candidate]]) -> list[int]:
    """The numbers of the candidates left when of two with the same content the surer stays."""
    kept: list[int] = []
    buckets: dict[int, list[frozenset[int]]] = {}
    for n in sorted(range(len(scored)), key=lambda n: (-scored[n][0], scored[n][1].cue)):
        words = frozenset(scored[n][1].content.tolist())
        place = scored[n][1].cue[0] // (2 * REACH)
        around = [other for at in (place - 1, place, place + 1) for other in buckets.get(at, ())]
        if all(words.isdisjoint(o) or len(words & o) < SAME * len(words | o) for o in around):
            kept.append(n)
            buckets.setdefault(place, []).append(words)
    return kept


def tagged(reading: Reading, candidate: Candidate, sure: float) -> Tagged:
    """A candidate as character spans."""
    content = tuple(characters(reading, run) for run in runs(candidate.content))
    source = characters(reading, candidate.source) if candidate.source else None
    return Tagged(content, characters(reading, candidate.cue), source, round(sure, 4))
