"""Negation, hedges and intensifiers: how sure a version is of what it says, and how strongly it says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newstemma.params.drift import APPROXIMATIONS, DENIALS, HEDGES, INTENSIFIERS, NEGATIONS

__all__ = [
    "hedge_change",
    "hedges_in",
    "intensity_change",
    "is_intensifier",
    "is_negation",
    "negation_change",
]


def is_negation(word: str) -> bool:
    """Whether a folded word denies."""
    return word in NEGATIONS or word.endswith("n't")


def negation_change(before: Sequence[str], after: Sequence[str]) -> str | None:
    """Whether only one of two short runs of words denies; what happened, in a word."""
    was, now = any(map(is_negation, before)), any(map(is_negation, after))
    if was == now or any(word in DENIALS for word in (*before, *after)):
        return None
    if any(second == "not" and first == "or" for run in (before, after) for first, second in pairwise(run)):
        return None  # "whether or not" denies nothing
    return "negation added" if now else "negation dropped"


def hedges_in(words: Sequence[str], first: int, last: int) -> list[str]:
    """The hedges among words ``first:last``; "about" and the like only right before a number."""
    out = []
    for k in range(first, last):
        word = words[k]
        before_number = k + 1 < len(words) and words[k + 1][:1].isdigit()
        if word in HEDGES or (word in APPROXIMATIONS and before_number):
            out.append(word)
    return out


def _level(word: str) -> int:
    return HEDGES.get(word, 2)


def hedge_change(before: Sequence[str], after: Sequence[str]) -> str | None:
    """What happened to the hedges of two short runs: dropped, added, strengthened or weakened, or nothing."""
    lost, won = (
        list((Counter(before) - Counter(after)).elements()),
        list((Counter(after) - Counter(before)).elements()),
    )
    weak_before, weak_after = [w for w in lost if _level(w) < 3], [w for w in won if _level(w) < 3]
    if weak_before and not won:
        return f"hedge dropped: {', '.join(weak_before)}"
    if weak_after and not lost:
        return f"hedge added: {', '.join(weak_after)}"
    if not (weak_before or weak_after):
        return None
    was, now = min(map(_level, lost), default=3), min(map(_level, won), default=3)
    if was == now:
        return None
    return f"{'strengthened' if now > was else 'weakened'}: {', '.join(lost)} → {', '.join(won)}"


def is_intensifier(word: str) -> bool:
    """Whether a folded word makes a statement stronger or weaker without another fact."""
    return word in INTENSIFIERS


def intensity_change(before: Sequence[str], after: Sequence[str]) -> str | None:
    """Which intensifiers of two short runs came or went, or nothing."""
    was = [w for w in before if is_intensifier(w) and w not in after]
    now = [w for w in after if is_intensifier(w) and w not in before]
    if was and now:
        return f"{', '.join(was)} → {', '.join(now)}"
    if was or now:
        return f"intensifier {'dropped' if was else 'added'}: {', '.join(was or now)}"
    return None
