"""What speaks for and against two statements being one utterance, as numbers for the model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from newstemma.params.witness import COSINE_AT_NOTHING, COSINE_BY_WORDS, LEAST_REST, TYPICAL_KIN
from newstemma.text.similarity import Rarity, containment, dice, longest_run
from newstemma.witness.pieces import Piece

__all__ = ["FEATURES", "Around", "Kin", "around", "compare", "days_between", "expected_cosine", "ordinal"]


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a statement: who, to whom, when, in which form. Unknown things are None.

    ``said`` is the certain day on which it was said, ``published`` the day of its article (ISO dates);
    ``source`` holds the content stems of the words that name the source, ``matter`` those of the article.
    """

    article: str
    direct: bool
    source: frozenset[str]
    speaker: str | None
    venue: str | None
    said: str | None
    published: str | None
    language: str | None
    matter: frozenset[str] = frozenset()


FEATURES: dict[str, str] = {
    "cosine": "of the sentence vectors; below 0 counts as 0",
    "dice": "weighted part of the content words of both that is shared",
    "containment": "weighted part of the content words of the shorter that is shared",
    "beyond_names": "the same, names left aside: two sentences about one person share the name anyway",
    "verbatim": "part of the words of the shorter that stands in one unbroken shared run",
    "run": "words of that run, 1 for sixteen (logarithmic)",
    "brief": "1 where the shorter has next to no content words, 0 from four of the rarest",
    "number_shared": "both name the same number",
    "number_conflict": "both name numbers, none of them the same",
    "number_abroad": "the same in two languages, which a number survives as it is",
    "negation_differs": "a negation stands in one and not in the other",
    "opposed": "the same, the more the words agree; not where they share sixteen in a row: one lost a word",
    "opposed_abroad": "the same in two languages, where likeness of words is not known and counts as full",
    "name_shared": "both name the same name",
    "name_conflict": "both name names, none of them the same",
    "both_direct": "both are quotations",
    "direct_apart": "both are quotations in one language: the part of words that is not shared",
    "speaker_same": "both speakers are known and the same",
    "speaker_differs": "both speakers are known and not the same",
    "source_shared": "a speaker is unknown, but the words that name the sources share a content stem",
    "source_apart": "a speaker is unknown, and the words that name the sources share none",
    "venue_same": "both are told to the same outlet or body",
    "translated": "the languages are known and differ",
    "translated_cosine": "the cosine, if they do: translations have few words in common but their meaning",
    "clause": "clauses are compared, because they share more than their sentences do",
    "same_article": "both stand in one article",
    "kin": "what else the two articles share: their weighted common stems less the pair's own (logarithmic)",
    "days": "days between the publications, 1 for a month (logarithmic), 0 if unknown",
}
"""What the model looks at, each between 0 and about 1."""


def compare(a: Piece, b: Piece, rarity: Rarity) -> dict[str, float]:
    """The features that the words of two pieces give."""
    both = a.stems & b.stems
    shared = rarity.total(both)
    names = a.names | b.names
    beyond = rarity.total(both - names) if names else shared
    besides = [
        piece.weight - rarity.total(piece.stems & names) if names else piece.weight for piece in (a, b)
    ]
    run = longest_run(a.run, b.run)
    verbatim = run / max(1, min(len(a.run), len(b.run)))
    copied = min(1.0, max(0.0, (run - 8) / 8))
    negation = float(a.negated != b.negated)
    abroad = a.language is not None and b.language is not None and a.language != b.language
    alike = 1.0 if abroad else max(dice(shared, a.weight, b.weight), containment(shared, a.weight, b.weight))
    opposed = negation * alike * (1 - copied)
    conflict = float(bool(a.numbers and b.numbers) and not a.numbers & b.numbers)
    return {
        "dice": dice(shared, a.weight, b.weight),
        "containment": containment(shared, a.weight, b.weight),
        "beyond_names": containment(beyond, besides[0], besides[1]),
        "verbatim": verbatim,
        "run": math.log2(1 + run) / math.log2(17),
        "brief": max(0.0, 1 - min(a.weight, b.weight) / 4),
        "number_shared": float(bool(a.numbers & b.numbers)),
        "number_conflict": conflict,
        "number_abroad": conflict * abroad,
        "negation_differs": negation,
        "opposed": opposed,
        "opposed_abroad": opposed * abroad,
        "name_shared": float(bool(a.names & b.names)),
        "name_conflict": float(bool(a.names and b.names) and not a.names & b.names),
    }


def expected_cosine(features: Mapping[str, float]) -> float:
    """The cosine that two pieces with these words in common have on the average (see ``COSINE_ERROR``)."""
    return max(0.0, COSINE_AT_NOTHING + math.fsum(w * features[name] for name, w in COSINE_BY_WORDS.items()))


class Kin:
    """What two articles share besides a pair of statements.

    Args:
        rarity: what words are worth.
    """

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._weight: dict[str, float] = {}
        self._shared: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

    def of(self, a: Around, b: Around, own: frozenset[str]) -> float:
        """Logarithmic weighted Dice coefficient of two articles' stems without the statements' ``own``.

        ``TYPICAL_KIN`` where it tells nothing: two languages, or an article that is little but its statement.
        """
        if a.language is not None and b.language is not None and a.language != b.language:
            return TYPICAL_KIN
        if min(self._whole(a), self._whole(b)) < LEAST_REST:
            return TYPICAL_KIN
        own_a, own_b = self._rarity.total(own & a.matter), self._rarity.total(own & b.matter)
        rest = self._whole(a) - own_a, self._whole(b) - own_b
        if min(rest) < LEAST_REST:
            return TYPICAL_KIN
        both, shared = self._common(a, b)
        shared -= self._rarity.total(own & both)
        return math.log1p(_KIN_SCALE * dice(max(0.0, shared), *rest)) / math.log1p(_KIN_SCALE)

    def _whole(self, around_: Around) -> float:
        known = self._weight.get(around_.article)
        if known is None:
            known = self._weight[around_.article] = self._rarity.total(around_.matter)
        return known

    def _common(self, a: Around, b: Around) -> tuple[frozenset[str], float]:
        key = (a.article, b.article)
        known = self._shared.get(key)
        if known is None:
            if len(self._shared) >= _PAIRS_KEPT:
                self._shared.clear()
            both = a.matter & b.matter
            known = self._shared[key] = (both, self._rarity.total(both))
        return known


_KIN_SCALE = 20  # from a twentieth of their words on, articles on one story differ little in what they share
_PAIRS_KEPT = 50_000  # pairs of articles remembered: some 100 MB at most


def around(a: Around, b: Around, alike: float, kin: float = TYPICAL_KIN) -> dict[str, float]:
    """The features that the statements' surroundings give.

    ``alike``: how much of their words is shared; ``kin``: what else their articles share.
    """
    speakers = a.speaker is not None and b.speaker is not None
    languages = a.language is not None and b.language is not None
    translated = float(languages and a.language != b.language)
    named = bool(a.source and b.source)
    both_direct = float(a.direct and b.direct)
    return {
        "both_direct": both_direct,
        "direct_apart": both_direct * (1 - translated) * (1 - alike),
        "speaker_same": float(speakers and a.speaker == b.speaker),
        "speaker_differs": float(speakers and a.speaker != b.speaker),
        "source_shared": float(not speakers and bool(a.source & b.source)),
        "source_apart": float(not speakers and named and not a.source & b.source),
        "venue_same": float(a.venue is not None and a.venue == b.venue),
        "translated": translated,
        "same_article": float(a.article == b.article),
        "kin": TYPICAL_KIN if a.article == b.article else kin,
        "days": math.log1p(days_between(a.published, b.published)) / math.log1p(30),
    }


def days_between(a: str | None, b: str | None) -> int:
    """Days between two ISO dates of day precision; 0 if either is unknown or no calendar date."""
    first, second = ordinal(a), ordinal(b)
    return abs(first - second) if first is not None and second is not None else 0


def ordinal(day: str | None) -> int | None:
    """The number of an ISO day; None if it is less precise or no calendar date."""
    if day is None or len(day) < 10:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
