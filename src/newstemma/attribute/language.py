"""The language of a text, as far as there is a pack for it."""

from __future__ import annotations

from functools import cache

from newstemma.attribute import packs
from newstemma.params.attribute import MAX_FOREIGN_WORDS, MIN_FUNCTION_WORDS
from newstemma.text.tokens import words

__all__ = ["guess_language"]

_SAMPLE = 20_000
"""Characters that are read; the head of an article tells its language."""


def guess_language(text: str) -> str | None:
    """The code of the pack whose function words are the most frequent in the text's head; None if few are."""
    listed = [w.lower() for w in words(text[:_SAMPLE])]
    counts = {code: _count(listed, code) for code in packs.languages()}
    best = max(sorted(counts), key=lambda code: counts[code])
    return best if counts[best] > MIN_FUNCTION_WORDS * len(listed) else None


def _count(listed: list[str], code: str) -> int:
    """How many words are the language's function words; 0 if others have letters that it does not know."""
    never = packs.load(code).never
    foreign = sum(not never.isdisjoint(word) for word in listed) if never else 0
    if foreign > MAX_FOREIGN_WORDS * len(listed):
        return 0
    return sum(word in _function_words(code) for word in listed)


@cache
def _function_words(code: str) -> frozenset[str]:
    pack = packs.load(code)
    closed = pack.determiners | pack.prepositions | pack.conjunctions | pack.and_ | pack.auxiliaries
    return closed | pack.pronouns | pack.adverbs | frozenset(pack.verbs)
