"""Growth that does not follow from its own two figures: "up 60 per cent", "from 436 to 710"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from newstemma.narrative.words import GROWTH, ROUGH, SHRINKING
from newstemma.params.narrative import GROWTH_TOLERANCE, ROUGH_TOLERANCE
from newstemma.spans import Span
from newstemma.text.normalise import fold
from newstemma.text.numbers import Number, numbers
from newstemma.text.tokens import tokens

__all__ = ["growth_conflicts"]

# What stands between the two figures of a step: "from A to B", "von A auf B", "de A à B", "с A до B".
_FROM = re.compile(r"\b(?:from|von|de|du|desde|с|со)\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
_TO = re.compile(r"^\s*(?:[^\W\d_]+\s+){0,3}(?:to|auf|à|a|hasta|до)\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
_LOOK_BACK = 40  # characters before a figure in which "from" may stand


def growth_conflicts(text: str, places: Sequence[Span]) -> Iterator[tuple[Span, Span, str]]:
    """Stated and computed growth that differ.

    Args:
        text: an article's text.
        places: its sentences, in order; the two figures may stand in the sentence of the percentage, the one
            before or the one after.

    Yields:
        The place of the percentage, the place of the two figures, and the reason in a sentence.
    """
    found = cache(lambda at: _numbers_in(text, places[at]))  # of few sentences: those near a percentage
    for at, place in enumerate(places):
        if not _may_have_percentage(place.of(text)):
            continue
        for percent in (n for n in found(at) if n.unit == "%"):
            sign = _direction(place.of(text))
            if sign == 0:
                continue
            for near in (at, at + 1, at - 1):
                step = _step(text, found(near)) if 0 <= near < len(places) else None
                if step is None:
                    continue
                reason = _mismatch(text, percent, step, sign)
                if reason:
                    last = step[1]
                    yield _with_sign(text, percent), Span(step[0].start, last.end), reason
                break


def _may_have_percentage(sentence: str) -> bool:
    """Whether it is not plain that no percentage stands in it: for most sentences, and soon seen."""
    if not sentence.isascii():
        return True
    line = sentence.lower()
    return "%" in line or "cent" in line or "prozent" in line or "ciento" in line


def _numbers_in(text: str, place: Span) -> list[Number]:
    return [
        Number(n.start + place.start, n.end + place.start, n.value, n.unit, n.exact)
        for n in numbers(place.of(text))
    ]


def _direction(sentence: str) -> int:
    """1 for growth, -1 for shrinking, 0 if the sentence says neither or both."""
    listed = [fold(t.text) for t in tokens(sentence) if t.is_word]
    up = any(w.startswith(GROWTH) for w in listed)
    down = any(w.startswith(SHRINKING) for w in listed)
    return int(up) - int(down)


def _step(text: str, found: Sequence[Number]) -> tuple[Number, Number] | None:
    """The first two figures of a sentence that stand as "from A to B"."""
    plain = [n for n in found if n.unit != "%"]
    for a, b in pairwise(plain):
        before = text[max(0, a.start - _LOOK_BACK) : a.start]
        if _FROM.search(before) and _TO.match(text[a.end : b.start]) and a.value > 0:
            return a, b
    return None


def _mismatch(text: str, percent: Number, step: tuple[Number, Number], sign: int) -> str | None:
    first, last = step
    computed = (last.value - first.value) / first.value * 100
    if (computed > 0) != (sign > 0):
        return None
    computed = abs(computed)
    difference = abs(computed - percent.value)
    rough = _is_rough(text, percent)
    if difference <= GROWTH_TOLERANCE or (rough and difference <= computed * ROUGH_TOLERANCE):
        return None
    if difference > computed * 0.5 and difference > 25:  # so far apart that they are not about one thing
        return None
    a, b = Span(first.start, first.end).of(text), Span(last.start, last.end).of(text)
    change = "growth" if sign > 0 else "fall"
    stated = f"The {change} is given as {percent.value:g} per cent"
    return f"{stated}, but from {a} to {b} it is {computed:.1f} per cent."


def _is_rough(text: str, number: Number) -> bool:
    before = tokens(text, max(0, number.start - _LOOK_BACK), number.start)
    return any(fold(t.text) in ROUGH for t in before[-2:])


def _with_sign(text: str, percent: Number) -> Span:
    """The figure with the word that makes it a percentage."""
    tail = re.match(
        r"\s*(?:%|per\s?cent|percent|[^\W\d_]+(?:\s+(?:cent|ciento))?)", text[percent.end : percent.end + 16]
    )
    return Span(percent.start, percent.end + (tail.end() if tail else 0))
