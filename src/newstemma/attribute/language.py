"""The language of a text, as far as there is a pack for it."""

from __future__ import annotations

from functools import cache

from newstemma.attribute import packs
from newstemma.params.attribute import MIN_FUNCTION_WORDS
from newstemma.text.tokens import words

__all__ = ["guess_language"]

_SAMPLE = 20_000
"""Characters that are read; the head of an article tells its language."""


def guess_language(text: str) -> str | None:
    """The code of the pack whose function words are the most frequent in the text's head; None if few are."""
    listed = [w.lower() for w in words(text[:_SAMPLE])]
    if not listed:
        return None
    counts = {code: sum(w in _function_words(code) for w in listed) for code in packs.languages()}
    best = max(sorted(counts), key=lambda code: counts[code])
    return best if counts[best] >= MIN_FUNCTION_WORDS * len(listed) else None


@cache
def _function_words(code: str) -> frozenset[str]:
    pack = packs.load(code)
    return pack.determiners | pack.prepositions | pack.conjunctions | pack.and_ | pack.auxiliaries
