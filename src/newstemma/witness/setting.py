"""Where statements stand: what stands beside them, and what their articles are about.

Articles that retell one act of speech retell what led to it and what came of it too. And words that an
article has again and again are what its story is about: that two statements share those says little.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from newstemma.params.witness import BESIDE, LEAST_BESIDE, THEME, TYPICAL_BESIDE, TYPICAL_THEME
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.similarity import Rarity, content_stems, dice, reading
from newstemma.witness.columns import Ints
from newstemma.witness.features import Around, Arrays

__all__ = ["NOTHING", "Matter", "Setting", "beside", "matter_of"]

_SCALE = 20  # logarithmic like kinship: between a tenth and a fifth lies more than between a half and all
_REMEMBERED = 20_000  # statements whose sets are kept: some 80 MB at most
_LONGEST_WORD = 40  # characters that are looked through for a word's end: text without blanks has none


@dataclass(frozen=True, slots=True)
class Matter:
    """The stems of an article's content words, and those among them that it has ``THEME`` times and more.

    The former, some 150, as a tuple: as a set they would take 8 kB an article.
    """

    stems: Collection[str]
    themes: frozenset[str]


NOTHING = Matter((), frozenset())


def matter_of(text: str, language: str | None) -> Matter:
    """What an article is about."""
    run, stems, _ = reading(text, language)
    return Matter(tuple(sorted(stems)), frozenset(s for s, n in Counter(run).items() if n >= THEME) & stems)


def beside(article: Article, content: Sequence[Span]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a statement's content words, and others in ``BESIDE`` characters before and after it.

    Words that the ends of these cut are left out. Both in order.
    """
    if not content:
        return (), ()
    text = article.text
    start, end = content[0].start, content[-1].end
    before = _whole(text, max(0, start - BESIDE), start)
    after = _whole(text, end, min(len(text), end + BESIDE))
    own = content_stems("\n".join(span.of(text) for span in content), article.language)
    around = content_stems(f"{before}\n{after}", article.language)
    return tuple(sorted(own)), tuple(sorted(around - own))


def _whole(text: str, start: int, end: int) -> str:
    """A part of a text without the words that its ends cut."""
    limit = min(end, start + _LONGEST_WORD)
    while 0 < start < limit and text[start - 1].isalnum() and text[start].isalnum():
        start += 1
    limit = max(start, end - _LONGEST_WORD)
    while limit < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end -= 1
    return text[start:end]


@dataclass(frozen=True, slots=True)
class _Side:
    """A statement's own stems, those beside it that are none of these, and what the latter weigh."""

    own: frozenset[str]
    beside: frozenset[str]
    weight: float


class Setting:
    """What pairs of statements have in common by where they stand.

    Args:
        arounds: what surrounds each statement.
        rarity: what words are worth.
    """

    def __init__(self, arounds: Sequence[Around], rarity: Rarity) -> None:
        self._arounds = arounds
        self._rarity = rarity
        self._sides: dict[int, _Side] = {}

    def features(self, a: Ints, b: Ints) -> Arrays:
        """``beside`` and ``theme`` for owners ``a[k]`` and ``b[k]``, for every k."""
        known: dict[tuple[int, int], tuple[float, float]] = {}
        out = np.empty((len(a), 2))
        for k, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            values = known.get(pair)
            if values is None:
                values = known[pair] = self._of(*pair)
            out[k] = values
        return {"beside": out[:, 0], "theme": out[:, 1]}

    def _of(self, one: int, other: int) -> tuple[float, float]:
        a, b = self._arounds[one], self._arounds[other]
        if a.language is not None and b.language is not None and a.language != b.language:
            return TYPICAL_BESIDE, TYPICAL_THEME
        left, right = self._side(one), self._side(other)
        near = TYPICAL_BESIDE if a.article == b.article else self._near(left, right)
        return near, self._theme(left.own & right.own, a.themes, b.themes)

    def _near(self, left: _Side, right: _Side) -> float:
        """Logarithmic weighted Dice coefficient of what stands beside two statements, both ways.

        What stands beside one counts as shared if it stands beside the other or in it; what both say does
        not count. ``TYPICAL_BESIDE`` if there is next to nothing beside one of them.
        """
        if min(left.weight, right.weight) < LEAST_BESIDE:
            return TYPICAL_BESIDE
        common = (left.beside & right.beside) | (left.beside & right.own) | (left.own & right.beside)
        shared = dice(self._rarity.total(common), left.weight, right.weight)
        return math.log1p(_SCALE * min(1.0, shared)) / math.log1p(_SCALE)

    def _theme(self, shared: frozenset[str], a: frozenset[str], b: frozenset[str]) -> float:
        """What part of the words that two statements share is a theme of one of their articles.

        ``TYPICAL_THEME`` if they share none, or if an article is too short to have themes.
        """
        if not (shared and a and b):
            return TYPICAL_THEME
        return self._rarity.total(shared & (a | b)) / self._rarity.total(shared)

    def _side(self, k: int) -> _Side:
        known = self._sides.get(k)
        if known is None:
            if len(self._sides) >= _REMEMBERED:
                self._sides.clear()
            around = self._arounds[k]
            near = frozenset(around.beside)
            known = self._sides[k] = _Side(frozenset(around.own), near, self._rarity.total(near))
        return known
