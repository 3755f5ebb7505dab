"""Negation, hedges and intensifiers: how sure a version is of what it says, and how strongly it says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newstemma.params.drift import (
    APPROXIMATIONS,
    DENIALS,
    HEDGES,
    INTENSIFIERS,
    NEGATION_REACH,
    NEGATIONS,
)

__all__ = [
    "denied_otherwise",
    "denying",
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
    return "negation added" if now else "negation dropped"


def denying(words: Sequence[str], first: int, last: int) -> list[str]:
    """Words ``first:last`` without those that deny nothing ("or not", "not only", "refused … nor")."""
    return [words[k] for k in range(first, last) if not _idle(words, k)]


def _idle(words: Sequence[str], k: int) -> bool:
    if words[k] in ("nor", "neither"):
        before = words[max(0, k - NEGATION_REACH) : k]
        return any(is_negation(w) or w in DENIALS for w in before)
    only = words[k + 1 : k + 2] in (["only"], ["just"], ["merely"])
    return words[k] == "not" and (words[k - 1 : k] == ["or"] or only)


def denied_otherwise(without: Sequence[str], with_: Sequence[str]) -> bool:
    """Whether a version without a negation denies in another word that the one with it has not."""
    return any(word in DENIALS for word in set(without) - set(with_))


def hedges_in(words: Sequence[str], first: int, last: int) -> list[str]:
    """The hedges among words ``first:last``; "about" and the like only right before a number."""
    out = []
    for k in range(first, last):
        word = words[k]
        before_number = k + 1 < len(words) and words[k + 1][:1].isdigit()
        after_number = k > 0 and words[k - 1][:1].isdigit()
        if word in ("may", "mai") and (before_number or after_number):
            continue  # the month: "13 May", "May 13"
        following = words[k + 1] if k + 1 < len(words) else ""
        said_to = word == "said" and following == "to" and words[k - 1 : k] in _PASSIVE
        unable = word == "could" and following == "not"
        if (word in HEDGES and not unable) or (word in APPROXIMATIONS and before_number) or said_to:
            out.append(word)
    return out


_PASSIVE = (["is"], ["are"], ["was"], ["were"], ["be"])
"""Before "said to", which is hearsay then."""


def _level(word: str) -> int:
    return HEDGES.get(word, 1 if word == "said" else 2)


def _form(hedge: str) -> str:
    """What the forms of a hedge have in common ("seems", "seemed"; "purported", "purportedly")."""
    return hedge[:4] if hedge.isascii() and len(hedge) > 4 else hedge


def hedge_change(before: Sequence[str], after: Sequence[str]) -> str | None:
    """What happened to the hedges of two short runs: dropped, added, strengthened or weakened, or nothing."""
    forms = Counter(map(_form, before)), Counter(map(_form, after))
    lost, won = (
        [w for w in before if forms[0][_form(w)] > forms[1][_form(w)]],
        [w for w in after if forms[1][_form(w)] > forms[0][_form(w)]],
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
