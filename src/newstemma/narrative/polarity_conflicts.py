"""Sentences about the same thing that say the opposite."""

from __future__ import annotations

from newstemma.narrative.sentences import Sentence
from newstemma.narrative.words import HIDDEN_NEGATIONS, NEGATIONS, OPPOSITES
from newstemma.text.normalise import fold
from newstemma.text.similarity import stem
from newstemma.text.tokens import words

__all__ = ["opposite"]

_ONLY = (["only"], ["just"], ["nur"], ["seulement"], ["solo"], ["только"])
_HIDDEN_STEMS = tuple(w for w in HIDDEN_NEGATIONS if len(w) > 4)  # "no" must not catch "north"
_REACH = 2  # words behind a negation that it may negate ("was not found", "has not been found")


def opposite(a: Sentence, b: Sentence) -> str | None:
    """The reason why two sentences about the same thing contradict each other, or None.

    1. One negates what the other says: a word that follows a negation stands in the other without one,
       the other has no negation, and apart from that they share nearly all their words.
    2. One has a word of a family whose opposite is in the other ("rejected", "accepted"), neither being
       negated.
    """
    left, right = _folded(a), _folded(b)
    negated = bool(NEGATIONS & set(left)), bool(NEGATIONS & set(right))
    denied = _denied(left) & b.terms | _denied(right) & a.terms
    affirming = right if negated[0] else left
    if negated[0] != negated[1] and denied and not _hidden(affirming) and _nearly_all(a.terms, b.terms):
        return "One says that it is so, the other that it is not."
    if negated == (False, False):
        for one, other in OPPOSITES:
            for first, second in ((one, other), (other, one)):
                x, y = _family(left, first), _family(right, second)
                if x and y and not _family(left, second) and not _family(right, first):
                    return f"One says “{x}”, the other “{y}”."
    return None


def _folded(row: Sentence) -> list[str]:
    return [fold(w) for w in words(row.text.replace("n't", " n't").replace("n’t", " n't"))]


def _hidden(listed: list[str]) -> bool:
    """Whether a sentence without a plain negation says no in another way ("unable", "without")."""
    return any(w in HIDDEN_NEGATIONS or w.startswith(_HIDDEN_STEMS) for w in listed)


def _denied(listed: list[str]) -> frozenset[str]:
    """Stems of the words right behind a negation; "not only" negates nothing."""
    after = (listed[i + 1 : i + 1 + _REACH] for i, w in enumerate(listed) if w in NEGATIONS)
    after = (reach for reach in after if reach[:1] not in _ONLY)
    return frozenset(stem(w) for reach in after for w in reach)


def _family(listed: list[str], stems: tuple[str, ...]) -> str | None:
    return next((w for w in listed if w.startswith(stems)), None)


def _nearly_all(a: frozenset[str], b: frozenset[str]) -> bool:
    """Two thirds of the words of either, and at least four words."""
    shared = len(a & b)
    return shared >= 4 and shared >= len(a | b) * 2 / 3
