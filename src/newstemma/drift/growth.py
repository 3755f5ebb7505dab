"""A percentage here for two numbers there: "by 60 per cent" and "from 436 to 710"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newstemma.drift.values import Item
from newstemma.params.drift import CLOSEST_PERCENT

__all__ = ["Growth", "growths"]

_APART = 24
"""Characters between two numbers that one change joins ("from 436 to as many as 710")."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth that one version gives as two numbers and the other as a percentage.

    Attributes:
        parent, child: the items of each version.
        shown: what the two numbers come to, in words.
    """

    parent: tuple[Item, ...]
    child: tuple[Item, ...]
    shown: str


def growths(parent: Sequence[Item], child: Sequence[Item]) -> Iterator[Growth]:
    """Growths among the numbers that have no equal on the other side, each number at most once.

    Args:
        parent, child: numbers as ``values.numbers_of`` gives them, in the order of the text.
    """
    for numbers, shares, parent_has_numbers in ((parent, child, True), (child, parent, False)):
        free = [x for x in shares if _unit(x) == "%"]
        for first, second in pairwise(numbers):
            percent = _percent(first, second)
            told = min(free, key=lambda x: abs(abs(percent or 0) - _value(x)), default=None)
            if percent is None or told is None or abs(abs(percent) - _value(told)) > CLOSEST_PERCENT:
                continue
            free.remove(told)
            shown = f"{first.shown} → {second.shown} is {percent:+.1f}%, told as {told.shown}"
            if parent_has_numbers:
                yield Growth((first, second), (told,), shown)
            else:
                yield Growth((told,), (first, second), shown)


def _percent(first: Item, second: Item) -> float | None:
    """The growth from one number to the next; None where they do not stand together."""
    apart = second.start - first.end > _APART
    if apart or "%" in (_unit(first), _unit(second)) or not _value(first) or _value(first) == _value(second):
        return None
    return 100 * (_value(second) / _value(first) - 1)


def _unit(item: Item) -> str:
    return str(dict(item.value)["unit"])


def _value(item: Item) -> float:
    return float(dict(item.value)["value"])
