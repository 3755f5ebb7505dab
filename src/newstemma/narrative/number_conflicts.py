"""Two numbers for the same thing in two articles."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from newstemma.narrative.sentences import Sentence, two_things
from newstemma.narrative.words import ROUGH
from newstemma.params.narrative import MOST_NEAR, NUMBER_NEAR, ROUGH_TOLERANCE
from newstemma.records import DateExpression
from newstemma.text.normalise import fold
from newstemma.text.numbers import Number, rounded, same_value
from newstemma.text.numbers import numbers as numbers_of
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import tokens

__all__ = ["Dated", "figures", "number_conflict"]

_LONGEST = 200
"""Characters of a time expression that count."""


class Dated(Container[tuple[str, int]]):
    """(article_id, character) of everything that belongs to time expressions.

    Args:
        expressions: all time expressions.
    """

    def __init__(self, expressions: Iterable[DateExpression]) -> None:
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for d in expressions:
            self._places[d.article_id].append((d.start, min(d.end, d.start + _LONGEST)))

    def __contains__(self, place: object) -> bool:
        """Whether a character of an article belongs to one."""
        if not isinstance(place, tuple):
            return False
        article_id, character = place
        return any(start <= character < end for start, end in self._places.get(article_id, ()))


def number_conflict(
    a: Sentence, b: Sentence, weights: Mapping[str, float], dated: Container[tuple[str, int]]
) -> Iterator[str]:
    """Numbers of the same unit that differ in two sentences which otherwise say much the same.

    Args:
        a, b: sentences of two articles.
        weights: how telling each word is (its inverse document frequency).
        dated: (article_id, start) of every number that belongs to a time expression.

    Yields:
        The reason in a sentence, for each unit whose numbers differ.
    """
    if _likeness(a, b, weights) < MOST_NEAR or two_things(a, b):
        return
    left, right = figures(a, dated), figures(b, dated)
    values = {n.value for n in _numbers(a.text)}, {n.value for n in _numbers(b.text)}
    for unit in sorted(left.keys() & right.keys()):
        x, y = left[unit], right[unit]
        tolerance = ROUGH_TOLERANCE if _rough(a, x) or _rough(b, y) else 0.0
        if x.value in values[1] or y.value in values[0]:  # the other sentence has that figure too
            continue
        if not _same_following(a, b, x, y, unit in _AGES):
            continue
        if same_value(x.value, y.value, tolerance) or rounded(x.value, y.value) or _at_least(a, b, x, y):
            continue
        counted = "per cent" if unit == "%" else unit
        words = a.text[x.start : x.end], b.text[y.start : y.end]
        yield f"The same thing is counted as {words[0]} and as {words[1]} ({counted})."


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> tuple[Number, ...]:
    return tuple(numbers_of(text))


_AGES = frozenset(("year", "years", "jahre", "jahrige", "ans", "anos", "лет", "летний"))


def _same_following(a: Sentence, b: Sentence, x: Number, y: Number, age: bool) -> bool:
    """Whether what stands behind the two figures shares a telling word, or one has nothing behind it.

    Behind an age the first telling word must be the same: "a 33-year-old nun", "a 31-year-old nun".
    """
    left, right = _following(a, x), _following(b, y)
    if age:
        return bool(left) and left[:1] == right[:1]
    return not left or not right or bool(set(left) & set(right))


def _following(row: Sentence, n: Number) -> list[str]:
    """Stems of the telling words of the clause behind a figure's unit, in order."""
    behind = tokens(row.text, n.end, min(len(row.text), n.end + 80))
    clause = takewhile(lambda t: t.text not in {",", ";", "(", "–", "—"}, behind)
    listed = [t.text for t in clause if t.is_word]
    found = (content_stems(w) for w in listed[1 : 1 + NUMBER_NEAR])
    return [stem for stems in found for stem in stems]


def _likeness(a: Sentence, b: Sentence, weights: Mapping[str, float]) -> float:
    """Weighted share of the lighter sentence's words that the other has too; figures do not count."""
    left, right = ({t for t in row.stems if not t[0].isdigit()} for row in (a, b))
    both, *alone = (math.fsum(weights.get(t, 0.0) for t in s) for s in (left & right, left, right))
    return both / min(alone) if min(alone) else 0.0


def figures(row: Sentence, dated: Container[tuple[str, int]]) -> dict[str, Number]:
    """Numbers by unit; a unit that is counted twice in the sentence is left out, as it is not clear which."""
    found: dict[str, list[Number]] = {}
    for n in _numbers(row.text):
        if n.unit and (row.article_id, row.span.start + n.start) not in dated:
            found.setdefault(n.unit, []).append(n)
    return {unit: listed[0] for unit, listed in found.items() if len(listed) == 1}


def _before(row: Sentence, n: Number) -> list[str]:
    return [fold(t.text) for t in tokens(row.text, max(0, n.start - 40), n.start)][-2:]


def _rough(row: Sentence, n: Number) -> bool:
    return any(w in ROUGH for w in _before(row, n))


def _at_least(a: Sentence, b: Sentence, x: Number, y: Number) -> bool:
    """ "At least 3" and "5" can both be right."""
    lower = {
        "least",
        "than",
        "over",
        "mindestens",
        "mehr",
        "uber",
        "moins",
        "plus",
        "menos",
        "mas",
        "более",
        "свыше",
    }
    low_a, low_b = lower & set(_before(a, x)), lower & set(_before(b, y))
    return bool((low_a and x.value <= y.value) or (low_b and y.value <= x.value))
