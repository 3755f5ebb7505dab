"""Sentences about the same thing that say the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from newstemma.narrative.marks import NEGATED as NEGATED_MARK
from newstemma.narrative.marks import OPPOSED, apart
from newstemma.narrative.sentences import Sentence
from newstemma.narrative.words import DETERMINERS, HIDDEN_NEGATIONS, NEGATIONS, OPPOSITES
from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import tokens, words

__all__ = ["BORDERS", "NEGATED", "denies", "negations", "opposite", "same_words"]

NEGATED = "One says that it is so, the other that it is not."
"""The reason where one sentence negates what the other says."""

_ONLY = (["only"], ["just"], ["nur"], ["seulement"], ["solo"], ["только"])
_HIDDEN_STEMS = tuple(w for w in HIDDEN_NEGATIONS if len(w) > 4)  # "no" must not catch "north"
BORDERS = frozenset(
    "and or but because as if while although und oder aber weil wenn et ou mais car si y o pero porque "
    "и или но".split()
)
_CLAUSE = re.compile(r"[;“”\"«»–—]|,\s(?:which|who|instead)\s|,?\s(?:and|but|und|aber|et|mais|y|pero|и|но)\s")
_WINDOW = 6  # words behind a negation among which those are looked for that it may negate
_REACH = 3  # of these, so many that carry matter: "not a single litre of fuel" negates "fuel" too


def opposite(a: Sentence, b: Sentence) -> str | None:
    """The reason why two sentences about the same thing contradict each other, or None.

    1. One negates what the other says: a word that follows a negation stands in the other without one,
       the other has no negation, and apart from that they share nearly all their words.
    2. One has a word of a family whose opposite is in the other ("rejected", "accepted"), neither being
       negated.
    """
    negated = denies(a), denies(b)
    opposed = [] if any(negated) else _opposed(a, b)
    if not (opposed or negated[0] != negated[1]) or a.text.endswith(":") or b.text.endswith(":"):
        return None
    left, right = _folded(a.text), _folded(b.text)
    if negated[0] != negated[1]:
        affirming = right if negated[0] else left
        denied = not _denied(a.text).isdisjoint(b.stems) or not _denied(b.text).isdisjoint(a.stems)
        return NEGATED if denied and not _hidden(affirming) and _same_clause(a, b, negated[0]) else None
    for first, second in opposed:
        x, y = _family(left, first), _family(right, second)
        if x and y and not _family(left, second) and not _family(right, first):
            return f"One says “{x}”, the other “{y}”."
    return None


def _opposed(a: Sentence, b: Sentence) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Families with a word in the first sentence whose opposite has one in the second."""
    found = []
    for (one, other), (mark, opposite_mark) in zip(OPPOSITES, OPPOSED, strict=True):
        if a.marks & mark and b.marks & opposite_mark:
            found.append((one, other))
        if a.marks & opposite_mark and b.marks & mark:
            found.append((other, one))
    return found


@lru_cache(maxsize=20_000)
def negations(text: str) -> int:
    """How many negation words stand in a text."""
    return sum(fold(w) in NEGATIONS for w in words(apart(text)))


def denies(row: Sentence) -> bool:
    """Whether a negation word stands in the sentence."""
    return bool(row.marks & NEGATED_MARK)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple([fold(w) for w in words(apart(text))])


def _hidden(listed: Sequence[str]) -> bool:
    """Whether a sentence without a plain negation says no in another way ("unable", "without")."""
    return any(w in HIDDEN_NEGATIONS or w.startswith(_HIDDEN_STEMS) for w in listed)


@lru_cache(maxsize=20_000)
def _denied(text: str) -> frozenset[str]:
    """For every negation the last word that it negates; "not only" negates nothing."""
    listed = [fold(t.text) for t in tokens(apart(text))]
    behind = (listed[i + 1 : i + 1 + _WINDOW] for i, w in enumerate(listed) if w in NEGATIONS)
    reaches = (_clause(words_) for words_ in behind if words_[:1] not in _ONLY)
    return frozenset(s for reach in reaches for s in list(_in_order(reach))[:_REACH][-1:])


def _clause(listed: list[str]) -> list[str]:
    """The words up to the end of the clause."""
    return list(takewhile(lambda w: w[0].isalnum() and w not in BORDERS, listed))


def _in_order(listed: list[str]) -> Iterator[str]:
    """Stems of the words that carry matter."""
    telling = content_stems(" ".join(listed))
    return (stem(w) for w in listed if stem(w) in telling)


def _family(listed: Sequence[str], stems: tuple[str, ...]) -> str | None:
    """The first word of a family; "a dead eye" says nothing of who is dead."""
    found = (k for k, w in enumerate(listed) if w.startswith(stems) and not _attributive(listed, k))
    return next((listed[k] for k in found), None)


def _attributive(listed: Sequence[str], at: int) -> bool:
    """Whether a word stands between a determiner and a word of its own: "a dead eye", "his safe hands"."""
    inside = 0 < at < len(listed) - 1 and listed[at - 1] in DETERMINERS
    return inside and listed[at + 1] not in FUNCTION_WORDS


def same_words(a: Sentence, b: Sentence) -> bool:
    """Whether two sentences share nearly all their telling words."""
    return _nearly_all(a.terms, b.terms)


def _same_clause(a: Sentence, b: Sentence, first_denies: bool) -> bool:
    """Whether the clause that is negated has nearly all words of the other sentence."""
    denying, other = (a, b) if first_denies else (b, a)
    clauses = [c for c in _CLAUSE.split(denying.text) if negations(c)]
    terms = content_stems(clauses[0]) if clauses else denying.terms
    denied = terms if len(terms) >= 3 else denying.terms
    affirmed = [other.terms, *(content_stems(c) for c in re.split(r"[,;]\s", other.text))]
    return any(_nearly_all(denied, told) for told in affirmed)


def _nearly_all(a: frozenset[str], b: frozenset[str]) -> bool:
    """Three fifths of the words of both, four fifths of the shorter one's, and at least three words."""
    shared = len(a & b)
    return shared >= 3 and shared >= len(a | b) * 0.6 and shared >= min(len(a), len(b)) * 0.8
