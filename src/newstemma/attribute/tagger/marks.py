"""Quotation state of each word: outside, inside, opening mark or closing mark of a quotation.

An input of the model, not its verdict: a quotation that is never closed runs to the end of its
line, and a closing mark without an opening one stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

OUT, IN, OPENING, CLOSING = range(4)
OPENERS = frozenset("“„«‟")
CLOSERS = frozenset("”»")
TOGGLES = frozenset(('"', "''", "``", "＂"))
MARKS = OPENERS | CLOSERS | TOGGLES


def opens(mark: str, inside: bool, after_space: bool) -> bool:
    """Whether a mark opens a quotation, given the state before it.

    “ „ « always open; ” and » open only outside a quotation after a space or line start (some
    outlets open with them); typewriter marks toggle.
    """
    if mark in OPENERS:
        return True
    return not inside and (mark in TOGGLES or after_space)


def quotation_states(
    text: str, words: Sequence[str], starts: NDArray[np.int64], lines: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The state of each word, given its start and the number of its line."""
    states = np.zeros(len(words), dtype=np.int64)
    inside, line, since = False, -1, 0
    for at, word in enumerate(words):
        if word not in MARKS:
            continue
        if lines[at] != line:
            if inside:
                states[since : np.searchsorted(lines, line, side="right")] = IN
            inside, line = False, int(lines[at])
        begin = int(starts[at])
        opened = opens(word, inside, begin == 0 or text[begin - 1].isspace())
        if inside:
            states[since:at] = IN
        inside, since = opened, at + 1
        states[at] = OPENING if inside else CLOSING
    if inside:
        states[since : np.searchsorted(lines, line, side="right")] = IN
    return states
