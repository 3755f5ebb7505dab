"""Which lines of a page are the article: the best labelling of all lines together."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.params.clean import SWITCH

__all__ = ["choose"]


def choose(scores: Sequence[float], switch: float = SWITCH) -> list[bool]:
    """The labelling (kept or not) with the highest sum of scores of kept lines, less ``switch`` per change.

    Before the first and after the last line the page counts as not kept. Viterbi over two states; with ties
    the line is dropped. As neighbours only attract each other, the kept lines alone would all be kept again.

    Args:
        scores: log-odds of being article text, one a line.
        switch: the price of each change between kept and dropped.
    """
    dropped, kept = 0.0, float("-inf")
    back: list[tuple[bool, bool]] = []
    for score in scores:
        stay, enter = kept, dropped - switch
        leave, rest = kept - switch, dropped
        back.append((leave > rest, stay >= enter))
        dropped, kept = max(rest, leave), max(stay, enter) + score
    labels = [False] * len(scores)
    state = kept - switch > dropped
    for i in range(len(scores) - 1, -1, -1):
        labels[i] = state
        was_kept_if_dropped, was_kept_if_kept = back[i]
        state = was_kept_if_kept if state else was_kept_if_dropped
    return labels
