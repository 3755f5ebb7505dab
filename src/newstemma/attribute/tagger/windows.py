"""Pack the lines of a text into windows that the encoder reads, and find each cue's region.

Whole consecutive lines go into one window as long as they fit; a line longer than a window is cut
after a sentence end where there is one.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from newstemma.attribute.tagger.words import Reading

WINDOW = 192  # words; 4 in 5 windows then hold two or more paragraphs, and padding stays small
EVEN_STEP = 8  # words by which the limit grows while an even packing is sought
REACH = 160  # words to each side of a cue that its source and content are looked for in
SENTENCE_ENDS = frozenset((".", "!", "?", "...", "…"))
DASHES = frozenset(("-", "--", "–", "—", "―"))


def line_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Half-open word ranges of the lines that have words."""
    if not len(reading):
        return []
    cuts = np.flatnonzero(np.diff(reading.lines)) + 1
    edges = [0, *cuts.tolist(), len(reading)]
    return list(itertools.pairwise(edges))


def split_line(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """A line in parts of at most ``WINDOW`` words, cut after a sentence end if one is near."""
    parts: list[tuple[int, int]] = []
    while end - start > WINDOW:
        cut = start + WINDOW
        for at in range(cut, start + WINDOW // 2, -1):
            if reading.words[at - 1] in SENTENCE_ENDS:
                cut = at
                break
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts


def belongs_together(reading: Reading, end: int) -> bool:
    """Whether the line that ends before word ``end`` speaks with the next one.

    So it is after a colon ("He said:") and before a signature ("― Name").
    """
    return reading.words[end - 1] == ":" or (end < len(reading) and reading.words[end] in DASHES)


def blocks(reading: Reading) -> list[tuple[int, int]]:
    """What stays in one window: lines that belong together, and parts of overlong lines."""
    groups: list[list[tuple[int, int]]] = []
    for start, end in line_ranges(reading):
        parts = split_line(reading, start, end)
        if groups and belongs_together(reading, start):
            groups[-1].extend(parts)
        else:
            groups.append(parts)
    found: list[tuple[int, int]] = []
    for group in groups:
        whole = (group[0][0], group[-1][1])
        found.extend([whole] if whole[1] - whole[0] <= WINDOW else group)
    return found


def packed(pieces: Sequence[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Consecutive blocks joined as long as they stay within ``limit`` words."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found and end - found[-1][0] <= limit:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def windows(reading: Reading) -> list[tuple[int, int]]:
    """Half-open word ranges that cover the text, each at most ``WINDOW`` words.

    As few as can be, and then as even as can be: they are encoded together, and the shorter ones
    are padded.
    """
    pieces = blocks(reading)
    fewest = packed(pieces, WINDOW)
    if len(fewest) < 2:
        return fewest
    for limit in range(len(reading) // len(fewest), WINDOW, EVEN_STEP):
        found = packed(pieces, limit)
        if len(found) == len(fewest):
            return found
    return fewest


class Regions:
    """Where the source and the content of a cue may lie: its line, sometimes a neighbour."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ranges = line_ranges(reading)
        self._starts = np.asarray([start for start, _ in self._ranges], dtype=np.int64)

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The half-open word range to look in for the cue of words ``start`` to ``end``."""
        at = int(np.searchsorted(self._starts, start, side="right")) - 1
        low, high = self._ranges[at]
        if at and self._reading.words[low] in DASHES and high - low <= REACH // 8:
            low = self._ranges[at - 1][0]
        if self._reading.words[high - 1] == ":" and at + 1 < len(self._ranges):
            high = self._ranges[at + 1][1]
        low, high = max(low, start - REACH), min(high, end + REACH)
        return min(low, start), max(high, min(end, start + REACH))
