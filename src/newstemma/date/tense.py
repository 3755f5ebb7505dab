"""Whether the words around an expression speak of what is to come or of what is over."""

from __future__ import annotations

import re

from newstemma.date.pack import Pack
from newstemma.params import date as params

__all__ = ["tense_at"]

_SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n")


def tense_at(text: str, start: int, end: int, pack: Pack) -> int:
    """1 for the future, -1 for the past, 0 if no word near says; the nearest before decides."""
    before = _SENTENCE.split(text[max(0, start - params.TENSE_REACH) : start])[-1]
    if pack.ahead.search(before):
        return 1
    last = None
    for last in pack.tense.finditer(before):  # noqa: B007 - the last match is wanted
        pass
    if last is None:
        after = _SENTENCE.split(text[end : end + params.TENSE_REACH], maxsplit=1)[0]
        last = pack.tense.search(after)
    if last is None:
        return 0
    return 1 if last.lastgroup == "future" else -1
