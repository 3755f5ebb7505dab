"""The language of a text, as far as there is a pack for it."""

from __future__ import annotations

from collections import Counter
from functools import cache

from newstemma.attribute import packs
from newstemma.params.attribute import MAX_FOREIGN_WORDS, MIN_FUNCTION_WORDS
from newstemma.text.tokens import words

__all__ = ["guess_language"]

_SAMPLE = 20_000
"""Characters that are read; the head of an article tells its language."""


def guess_language(text: str) -> str | None:
    """The code of the pack whose function words are the most frequent in the text's head; None if few are."""
    head = text[:_SAMPLE]
    listed = Counter(w.lower() for w in words(head))
    letters = frozenset(head.lower())
    counts = {code: _count(listed, letters, code) for code in packs.languages()}
    best = max(sorted(counts), key=lambda code: counts[code])
    return best if counts[best] > MIN_FUNCTION_WORDS * listed.total() else None


def _count(listed: Counter[str], letters: frozenset[str], code: str) -> int:
    """How many words are the language's function words; 0 if others have letters that it does not know."""
    never = packs.load(code).never & letters
    foreign = sum(n for word, n in listed.items() if not never.isdisjoint(word)) if never else 0
    if foreign > MAX_FOREIGN_WORDS * listed.total():
        return 0
    return sum(listed[word] for word in _function_words(code) & listed.keys())


@cache
def _function_words(code: str) -> frozenset[str]:
    pack = packs.load(code)
    closed = pack.determiners | pack.prepositions | pack.conjunctions | pack.and_ | pack.auxiliaries
    return closed | pack.pronouns | pack.adverbs | frozenset(pack.verbs)
