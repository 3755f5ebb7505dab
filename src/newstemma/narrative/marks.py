"""What the words of a sentence say of it as a whole, read once: its telling words, and marks.

Conflicts ask the same of every sentence again and again: does it deny, doubt, report, negate? Each different
word is judged once; a sentence has the marks of its words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newstemma.narrative.words import (
    DENIAL_MARKS,
    DENIALS,
    HEDGES,
    NEGATIONS,
    OPPOSITES,
    OWN_VOICE,
    REPORTS,
    RUMOURS,
)
from newstemma.text.normalise import fold
from newstemma.text.similarity import content_stems
from newstemma.text.tokens import words

__all__ = ["CALLED_FALSE", "DENIED", "NEGATED", "OPPOSED", "REPORTED", "RUMOURED", "apart", "read"]

DENIED: Final = 1
"""A verb of denial stands in it."""
CALLED_FALSE: Final = 2
"""A word that calls a claim not true."""
RUMOURED: Final = 4
"""A word by which a claim is passed on without being made."""
REPORTED: Final = 8
"""A word that reports or guesses, or a speaker's own "I": the outlet does not tell it as fact."""
NEGATED: Final = 16
"""A negation word."""
OPPOSED: Final = tuple((1 << (8 + 2 * k), 1 << (9 + 2 * k)) for k in range(len(OPPOSITES)))
"""For each pair of ``OPPOSITES`` the marks of a word of the first and of the second family."""

_FAMILIES = tuple(beginning for pair in OPPOSITES for family in pair for beginning in family)
_SPLIT = NEGATED | sum(one | other for one, other in OPPOSED)  # those that "n't" is a word of its own for


@lru_cache(maxsize=200_000)
def _word(word: str) -> tuple[str, int]:
    """The stem of a word that carries matter, else nothing; and its marks."""
    folded = fold(word)
    marks = DENIED * folded.startswith(DENIALS) | CALLED_FALSE * (folded in DENIAL_MARKS)
    marks |= RUMOURED * folded.startswith(RUMOURS) | NEGATED * (folded in NEGATIONS)
    if folded in OWN_VOICE or folded in HEDGES or folded.startswith(REPORTS):
        marks |= REPORTED
    if folded.startswith(_FAMILIES):
        for families, bits in zip(OPPOSITES, OPPOSED, strict=True):
            for family, bit in zip(families, bits, strict=True):
                marks |= bit * folded.startswith(family)
    return next(iter(content_stems(word)), ""), marks


def read(text: str) -> tuple[tuple[str, ...], int]:
    """The stems of a sentence's telling words, each once, and its marks together."""
    found = [_word(word) for word in words(text)]
    marks = 0
    for _, bits in found:
        marks |= bits
    split = apart(text)
    if split is not text:
        marks &= ~_SPLIT
        for word in words(split):
            marks |= _word(word)[1] & _SPLIT
    return tuple(dict.fromkeys([stem for stem, _ in found if stem])), marks


def apart(text: str) -> str:
    """With the English "n't" as a word of its own."""
    if "n't" in text or "n’t" in text:
        return text.replace("n't", " not").replace("n’t", " not")
    return text
