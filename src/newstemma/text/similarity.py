"""How much two texts share: content words by their rarity, capitalised words, unbroken runs of words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newstemma.text.function_words import COMMON_WORDS, NEGATIONS, REPORTING_WORDS, function_words_in
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.russian import romanise
from newstemma.text.tokens import words

__all__ = [
    "LIMITING",
    "Rarity",
    "capitalised",
    "containment",
    "content_stems",
    "dice",
    "idf",
    "longest_run",
    "negated",
    "reading",
    "stem",
    "stems",
]

_KEPT = 6
"""Letters of a stem: "initiated" and "initiating", "treaty" and "treaties", "переговоры" and "переговоров"
meet. A guess; 5 and 7 are as reasonable."""
_PRIOR = 50
"""Articles that a pile counts for at least, so that in five articles a word of all five still weighs
something."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word's beginning in folded Latin letters, by which its forms, and a name in two scripts, meet."""
    folded = fold(romanise(straight_marks(word)))
    folded = folded.removesuffix("'s").removesuffix("'")
    if folded[:1].isdigit():
        return folded
    if len(folded) > 4 and folded.endswith("ies"):
        folded = folded[:-3] + "y"
    elif len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss"):
        folded = folded[:-1]
    return folded[:_KEPT]


class _Readings(dict[str, str]):
    """The stem of each word of a language; which words carry matter, and which turn a sentence around.

    A dictionary that makes what is missing: texts repeat words, and looking one up costs next to nothing.

    Attributes:
        matter: the same stems, empty for words that carry no matter.
        turning: the words that turn a sentence around.
    """

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self.matter: dict[str, str] = {}
        self.turning: set[str] = set()
        self._grammar = function_words_in(language) | REPORTING_WORDS

    def __missing__(self, word: str) -> str:
        folded = fold(straight_marks(word))
        found = self[word] = stem(word)
        self.matter[word] = "" if folded in self._grammar else found
        if folded in _TURNING:
            self.turning.add(word)
        return found

    def contents(self, found: Iterable[str]) -> frozenset[str]:
        """The stems of those words (all looked up before) that carry matter."""
        held = set(map(self.matter.__getitem__, found))
        held.discard("")
        return frozenset(held)


@lru_cache(maxsize=32)
def _kept(language: str | None) -> list[_Readings]:
    return [_Readings(language)]


def _readings(language: str | None) -> _Readings:
    kept = _kept(language)
    if len(kept[0]) > _WORDS_KEPT:
        kept[0] = _Readings(language)
    return kept[0]


_WORDS_KEPT = 100_000
"""Words of a language that are remembered, some 20 MB: all that 20,000 news articles repeat."""


def reading(text: str, language: str | None = None) -> tuple[tuple[str, ...], frozenset[str], bool]:
    """What ``stems``, ``content_stems`` and ``negated`` say of a text, its words looked at once."""
    known, found = _readings(language), words(text)
    run = tuple(map(known.__getitem__, found))
    return run, known.contents(found), not known.turning.isdisjoint(found)


def stems(text: str) -> list[str]:
    """The stems of all words, in order."""
    return [stem(word) for word in words(text)]


def content_stems(text: str, language: str | None = None) -> frozenset[str]:
    """The stems of the words that carry matter (neither grammar of its language nor reporting)."""
    known, found = _readings(language), set(words(text))
    set(map(known.__getitem__, found))  # what is missing is made
    return known.contents(found)


def negated(text: str) -> bool:
    """Whether a negation of what is said stands in it, in any of the languages that there is a list for."""
    return any(fold(straight_marks(word)) in _TURNING for word in words(text))


_TURNING = (NEGATIONS - {"without", "без", "sans", "ohne", "sin", "ни"}) | {"ni", "keinem", "keines"}
"""Words that turn a sentence around: "without a remark" does not, "what ever (ни) they say" neither."""


LIMITING = frozenset(
    stem(word)
    for word in (
        "without only until unless stop stopped stops refuse refused refuses deny denied denies lack "
        "hardly erst nur ohne kaum weder verweigert weigert leugnet bestreitet sans seul seulement guère "
        "cesse cesser refuse refusé refuser sin solo sólo apenas deja dejar niega negó без только лишь "
        "едва прекратить отказался отказалась отказывается отказали"
    ).split()
)
"""Stems of words that limit or refuse without a negation: what one language says so another may negate."""

_COMMON = frozenset(stem(word) for word in COMMON_WORDS)


def idf(articles: int, of: int) -> float:
    """What a word is worth that stands in so many articles ``of`` a pile, from 0 to 1 (1 for a single one).

    A pile counts for ``_PRIOR`` articles at least.
    """
    n = max(of, _PRIOR)
    return min(1.0, math.log(1 + n / (1 + articles)) / math.log(1 + n / 2))


@dataclass(frozen=True)
class Rarity:
    """What sharing a stem is worth, from the number of articles that have it (idf, Spärck Jones 1972).

    Attributes:
        documents: number of articles counted.
        counts: in how many of them each stem stands.
    """

    documents: int
    counts: Counter[str]
    _weights: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[Collection[str]]) -> Rarity:
        """Counts over the sets of stems of articles."""
        counts: Counter[str] = Counter()
        documents = 0
        for documents, found in enumerate(texts, start=1):  # noqa: B007 - the last number is the count
            counts.update(frozenset(found))
        return cls(documents, counts)

    def weight(self, stem_: str) -> float:
        """Between 0 and 1: 1 for a stem of one article, at most a half for words of every subject."""
        known = self._weights.get(stem_)
        if known is None:
            known = min(0.5 if stem_ in _COMMON else 1.0, idf(self.counts[stem_], self.documents))
            self._weights[stem_] = known
        return known

    def total(self, found: Collection[str]) -> float:
        """The weights of all stems in a set."""
        try:
            return math.fsum(map(self._weights.__getitem__, found))
        except KeyError:
            return math.fsum(map(self.weight, found))


def containment(shared: float, a: float, b: float) -> float:
    """What part of the smaller of two weights is shared: 1 if one text holds all words of the other."""
    return shared / min(a, b) if min(a, b) > 0 else 0.0


def dice(shared: float, a: float, b: float) -> float:
    """What part of both weights is shared (Dice 1945): 1 if the words are the same."""
    return 2 * shared / (a + b) if a + b > 0 else 0.0


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """The number of items in the longest unbroken run that two sequences share.

    Sequences of a few hundred items at most: time grows with the product of the lengths.
    """
    best = 0
    ends: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, item in enumerate(b):
        places.setdefault(item, []).append(j)
    for item in a:
        now: dict[int, int] = {}
        for j in places.get(item, ()):
            now[j] = ends.get(j - 1, 0) + 1
            best = max(best, now[j])
        ends = now
    return best


_CAPITALISED = re.compile(r"(?<=[\w,;:)’'\"”»–—-] )[\"'“«(]?([^\W\d_a-zа-я]\w+)")


def capitalised(text: str) -> frozenset[str]:
    """Stems of words with a capital inside a sentence (names, in most languages), function words left out."""
    known = _readings(None)
    found = [word for word in _CAPITALISED.findall(text) if word[:1].isupper() and known[word]]
    return known.contents(found)
