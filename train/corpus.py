"""Read the attribution corpora and turn them into labelled windows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.windows import Regions, windows
from newstemma.attribute.tagger.words import Reading, read

TUNE_SHARE = 20  # every 20th train article of each publisher tunes the decoding, and is not learnt
OUTSIDE, BEGIN, INSIDE = range(3)


@dataclass(frozen=True, slots=True)
class Cue:
    """A gold cue inside a window: words, region, and the labels of the region's words."""

    start: int
    end: int
    low: int
    high: int
    source: NDArray[np.float32]
    content: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SoftCue:
    """A cue as a teacher sees it: probabilities in place of labels, and how much its roles count."""

    start: int
    end: int
    low: int
    high: int
    source: NDArray[np.float32]
    content: NDArray[np.float32]
    valid: float
    weight: float


@dataclass(frozen=True, slots=True)
class Soft:
    """A teacher's view of a window: [words, 3] cue probabilities and its cues."""

    tags: NDArray[np.float32]
    cues: tuple[SoftCue, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A training example; offsets count words of the window."""

    article: str
    reading: Reading
    regions: Regions
    start: int
    end: int
    tags: NDArray[np.int64]
    cues: tuple[Cue, ...]
    soft: Soft | None = None

    def __len__(self) -> int:
        return self.end - self.start


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The lines of a corpus file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def split(articles: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Train and tuning articles, taken evenly from each publisher in the order of their ids."""
    learn: list[dict[str, Any]] = []
    tune: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for article in sorted(articles, key=lambda a: str(a["id"])):
        number = seen[article["publisher"]] = seen.get(article["publisher"], 0) + 1
        (tune if number % TUNE_SHARE == 0 else learn).append(article)
    return learn, tune


def covered(reading: Reading, spans: Iterable[Sequence[int]]) -> NDArray[np.int64]:
    """The words that the character spans touch."""
    found = [
        np.arange(
            np.searchsorted(reading.ends, start, side="right"),
            np.searchsorted(reading.starts, end, side="left"),
        )
        for start, end in spans
        if end > start
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def labelled(article: dict[str, Any]) -> list[Window]:
    """The windows of an annotated article."""
    reading = read(article["text"])
    regions = Regions(reading)
    gold = []
    for attribution in article["attributions"]:
        cue = covered(reading, attribution["cue"])
        if len(cue):
            roles = [covered(reading, attribution[role]) for role in ("source", "content")]
            gold.append((int(cue[0]), int(cue[-1]) + 1, *roles))
    found = []
    for start, end in windows(reading):
        inner = [g for g in gold if start <= g[0] and g[1] <= end]
        found.append(window(article["id"], reading, regions, (start, end), inner))
    return found


def window(
    name: str, reading: Reading, regions: Regions, span: tuple[int, int], gold: Sequence[Any]
) -> Window:
    """One window with its cue tags and the role labels of each cue's region."""
    start, end = span
    tags = np.zeros(end - start, dtype=np.int64)
    cues = []
    for first, last, source, content in gold:
        tags[first - start : last - start] = INSIDE
        tags[first - start] = BEGIN
        low, high = regions.of(first, last)
        low, high = max(low, start), min(high, end)
        labels = np.zeros((2, high - low), dtype=np.float32)
        for row, members in zip(labels, (source, content), strict=True):
            row[members[(members >= low) & (members < high)] - low] = 1
        cues.append(Cue(first - start, last - start, low - start, high - start, *labels))
    return Window(name, reading, regions, start, end, tags, tuple(cues))
