"""Tune the decoding and the confidence on articles that were kept out of training."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from newstemma.attribute.tagger.pipeline import Candidate, Decoding, Network, candidates
from newstemma.attribute.tagger.select import Confidence, select
from newstemma.attribute.tagger.words import Reading, read


def load_scorer(path: Path) -> Any:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_attribution"] = module
    spec.loader.exec_module(module)
    return module


def word_sets(reading: Reading, attribution: dict[str, Any]) -> tuple[frozenset[int], ...]:
    """Content and source of a gold attribution as sets of words that have letters or digits."""
    from train.corpus import covered

    sets = []
    for role in ("content", "source"):
        words = covered(reading, attribution[role]).tolist()
        sets.append(frozenset(w for w in words if reading.words[w][0].isalnum()) or frozenset(words))
    return tuple(sets)


def candidate_sets(reading: Reading, candidate: Candidate) -> tuple[frozenset[int], ...]:
    """The same of a predicted one."""
    sets = []
    source = range(*candidate.source) if candidate.source else ()
    for words in (candidate.content.tolist(), list(source)):
        sets.append(frozenset(w for w in words if reading.words[w][0].isalnum()) or frozenset(words))
    return tuple(sets)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared share of two sets; 1 for two empty ones."""
    return len(a & b) / len(a | b) if a or b else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's candidates, each with whether it is jointly right."""

    reading: Reading
    gold: int
    found: list[Candidate]
    right: list[bool]


def judge(article: dict[str, Any], network: Network, decoding: Decoding) -> Judged:
    """Run the pipeline on an annotated article; greedy one-to-one matching."""
    reading = read(article["text"])
    found = candidates(reading, network, decoding)
    gold = [word_sets(reading, a) for a in article["attributions"]]
    pairs = []
    for n, candidate in enumerate(found):
        content, source = candidate_sets(reading, candidate)
        for m, (wanted, speaker) in enumerate(gold):
            same = jaccard(content, wanted)
            if same >= 0.5 and jaccard(source, speaker) >= 0.5:
                pairs.append((-same, n, m))
    right, taken = [False] * len(found), set()
    for _, n, m in sorted(pairs):
        if not right[n] and m not in taken:
            right[n] = True
            taken.add(m)
    return Judged(reading, len(gold), found, right)


def fit_confidence(judged: Sequence[Judged]) -> Confidence:
    """A logistic map from a candidate's features to the probability that it is right."""
    learnt = [(c.features, r) for j in judged for c, r in zip(j.found, j.right, strict=True) if c.features]
    features, right = (np.array(column) for column in zip(*learnt, strict=True))
    model = LogisticRegression(C=1.0, max_iter=1000).fit(features, right)
    return Confidence(float(model.intercept_[0]), tuple(map(float, model.coef_[0])), 0.0)


def best_threshold(judged: Sequence[Judged], confidence: Confidence) -> tuple[float, float]:
    """The least confidence to keep, and joint F1 with it.

    F1 is smoothed over neighbouring cut-offs, and of the plateau at its top the lowest cut-off is
    taken: it finds more at the same F1.
    """
    gold = sum(j.gold for j in judged)
    sure = np.array([confidence.of(c) for j in judged for c in j.found])
    right = np.array([r for j in judged for r in j.right])
    order = np.argsort(-sure)
    f1 = 2 * np.cumsum(right[order]) / (gold + np.arange(1, len(order) + 1))
    smooth = np.convolve(f1, np.ones(15) / 15, mode="same")
    at = int(np.flatnonzero(smooth >= smooth.max() - PLATEAU)[-1])
    return float(sure[order][at]), float(f1[at])


def cross_fitted(judged: Sequence[Judged]) -> float:
    """Joint F1 with confidence and threshold fitted on the other half of the articles."""
    total: NDArray[np.int64] = np.zeros(3, np.int64)
    for half in range(2):
        rest, own = list(judged[1 - half :: 2]), judged[half::2]
        confidence = fit_confidence(rest)
        threshold, _ = best_threshold(rest, confidence)
        for j in own:
            kept = [confidence.of(c) >= threshold for c in j.found]
            hits = sum(r for r, k in zip(j.right, kept, strict=True) if k)
            total += (hits, sum(kept), j.gold)
    return float(2 * total[0] / (total[1] + total[2]))


PLATEAU = 0.001  # joint F1 that is not worth a statement left out
GAIN = 0.002  # joint F1 that a change must bring: 42 articles cannot tell less from chance
GRID = {
    "low": (0.1, 0.15, 0.2, 0.3),
    "high": (0.2, 0.3, 0.4),
    "switch": (0.5, 1.0, 2.0, 3.0, 4.0),
    "source_shift": (-0.5, 0.0, 0.3, 0.6, 1.0),
    "content_shift": (-0.5, -0.25, 0.0, 0.25, 0.5),
}


class Cached:
    """A network that encodes each reading once while the decoding is tuned."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._encoded: dict[str, Any] = {}
        self._roles: dict[tuple[str, tuple[Any, ...]], Any] = {}

    def encode(self, reading: Reading, spans: Any) -> Any:
        if reading.text not in self._encoded:
            self._encoded[reading.text] = self._network.encode(reading, spans)
        return self._encoded[reading.text]

    def roles(self, encoded: Any, reading: Reading, cues: Any, regions: Any) -> Any:
        key = (reading.text, tuple(cues))
        if key not in self._roles:
            self._roles[key] = self._network.roles(encoded, reading, cues, regions)
        return self._roles[key]


def tune(
    articles: Sequence[dict[str, Any]], network: Network
) -> tuple[Decoding, Confidence, list[dict[str, float]]]:
    """Coordinate descent over the grid on cross-fitted joint F1; the steps are returned too."""
    cached = Cached(network)
    decoding, steps = Decoding(), []

    def value(setting: Decoding) -> float:
        return cross_fitted([judge(a, cached, setting) for a in articles])

    best = value(decoding)
    for _, (name, values) in itertools.product(range(2), GRID.items()):
        for number in values:
            trial = replace(decoding, **{name: number})
            if trial == decoding:
                continue
            score = value(trial)
            if score > best + GAIN:
                best, decoding = score, trial
                steps.append({name: number, "joint": round(100 * best, 2)})
    judged = [judge(a, cached, decoding) for a in articles]
    confidence = fit_confidence(judged)
    threshold, _ = best_threshold(judged, confidence)
    return decoding, replace(confidence, threshold=threshold), steps


def predictions(
    articles: Sequence[dict[str, Any]], network: Network, decoding: Decoding, confidence: Confidence
) -> list[dict[str, Any]]:
    """Predictions in the scorer's form."""
    lines = []
    for article in articles:
        reading = read(article["text"])
        found = select(reading, candidates(reading, network, decoding), confidence)
        rows = [
            {
                "source": [a.source] if a.source else [],
                "cue": [a.cue] if a.cue else [],
                "content": list(a.content),
            }
            for a in found
        ]
        lines.append({"id": article["id"], "attributions": rows})
    return lines
