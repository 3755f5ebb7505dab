"""What speaks for and against two statements being one utterance, as numbers for the model."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from newstemma.params.witness import COSINE_AT_NOTHING, COSINE_BY_WORDS
from newstemma.text.similarity import LIMITING, Rarity
from newstemma.witness.columns import Columns, Flags, Floats, Ints, dices
from newstemma.witness.pieces import Piece

__all__ = [
    "FEATURES",
    "Around",
    "Arrays",
    "by_numbers",
    "by_words",
    "compare",
    "compared",
    "days_between",
    "expected_cosine",
    "ordinal",
    "part",
    "translated",
]


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a statement: who, to whom, when, in which form. Unknown things are None.

    ``said`` is the certain day on which it was said, ``published`` the day of its article (ISO dates);
    ``source`` holds the content stems of the words that name the source, ``matter`` those of the article,
    ``themes`` those that it has often, ``own`` those of the statement, ``beside`` others that stand before
    and after it.
    """

    article: str
    direct: bool
    source: frozenset[str]
    speaker: str | None
    venue: str | None
    said: str | None
    published: str | None
    language: str | None
    matter: Collection[str] = ()
    themes: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


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
    "beside": "what stands beside each statement that stands beside, or in, the other as well (logarithmic)",
    "theme": "part of the shared words that one of the articles has often: what the story is about",
    "days": "days between the publications, 1 for a month (logarithmic), 0 if unknown",
}
"""What the model looks at, each between 0 and about 1."""


Arrays = dict[str, Floats]


def compare(a: Piece, b: Piece, rarity: Rarity) -> dict[str, float]:
    """The features that the words of two pieces give."""
    pieces = [a, b]
    found = compared(pieces, Columns(pieces, rarity), np.array([0]), np.array([1]))
    return {name: float(values[0]) for name, values in found.items()}


def compared(pieces: Sequence[Piece], columns: Columns, a: Ints, b: Ints) -> Arrays:
    """The features that the words of pieces ``a[k]`` and ``b[k]`` give, for every k."""
    found = by_words(pieces, columns, a, b)
    abroad = translated(columns, a, b)
    return found | by_numbers([(pieces[i], pieces[j]) for i, j in _pairs(a, b)], abroad)


def by_words(pieces: Sequence[Piece], columns: Columns, a: Ints, b: Ints) -> Arrays:
    """The same, but for numbers, which are dear to find."""
    shared, abroad = columns.shared(a, b), translated(columns, a, b)
    weights = columns.weight[a], columns.weight[b]
    run = columns.runs(a, b)
    shorter = np.minimum(columns.run_length[a], columns.run_length[b])
    alike = dices(shared.content, *weights), part(shared.content, *weights)
    negation = columns.negated[a] != columns.negated[b]
    copied = np.clip((run - 8) / 8, 0.0, 1.0)
    likeness = np.maximum(*alike)
    turned = np.flatnonzero(negation & abroad)
    likeness[turned] = _turned(pieces, a[turned], b[turned])
    opposed = negation * likeness * (1 - copied)
    named = (columns.names[a] > 0) & (columns.names[b] > 0)
    return {
        "dice": alike[0],
        "containment": alike[1],
        "beyond_names": part(shared.beyond, weights[0] - shared.named_a, weights[1] - shared.named_b),
        "verbatim": run / np.maximum(1, shorter),
        "run": np.log2(1 + run) / math.log2(17),
        "brief": np.maximum(0.0, 1 - np.minimum(*weights) / 4),
        "negation_differs": negation.astype(np.float64),
        "opposed": opposed,
        "opposed_abroad": opposed * abroad,
        "name_shared": shared.name.astype(np.float64),
        "name_conflict": (named & ~shared.name).astype(np.float64),
    }


def by_numbers(sides: Sequence[tuple[Piece, Piece]], abroad: Flags) -> Arrays:
    """What the numbers of pieces say; ``abroad``: whether their languages are known and differ."""
    shared, conflict = np.zeros(len(sides)), np.zeros(len(sides))
    for k, (a, b) in enumerate(sides):
        if a.numbers and b.numbers:
            apart = a.numbers.isdisjoint(b.numbers)
            shared[k], conflict[k] = not apart, apart
    return {"number_shared": shared, "number_conflict": conflict, "number_abroad": conflict * abroad}


def _turned(pieces: Sequence[Piece], a: Ints, b: Ints) -> list[bool]:
    """Whether of two pieces, one of them negated, the other does not limit what it says in another way.

    Languages differ in this: "will not sail until", "fahren erst wieder, wenn"; "stop posting", "keine mehr".
    """
    sides = ((pieces[i], pieces[j]) for i, j in _pairs(a, b))
    return [LIMITING.isdisjoint((y if x.negated else x).run) for x, y in sides]


def translated(columns: Columns, a: Ints, b: Ints) -> Flags:
    """Whether the languages of both are known and differ."""
    left, right = columns.language[a], columns.language[b]
    return np.asarray((left >= 0) & (right >= 0) & (left != right), dtype=bool)


def _pairs(a: Ints, b: Ints) -> Iterator[tuple[int, int]]:
    return zip(a.tolist(), b.tolist(), strict=True)


def part(shared: Floats, a: Floats, b: Floats) -> Floats:
    """What part of the smaller of two weights is shared."""
    smaller = np.minimum(a, b)
    return np.divide(shared, smaller, out=np.zeros_like(shared), where=smaller > 1e-9)


def expected_cosine(features: Mapping[str, Any]) -> Any:
    """The cosine that pieces with these words in common have on the average (see ``COSINE_ERROR``).

    For single figures and for arrays of them.
    """
    by_words = [weight * features[name] for name, weight in COSINE_BY_WORDS.items()]
    return np.maximum(0.0, COSINE_AT_NOTHING + sum(by_words))


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
