"""What an answer holds; every part can be looked up in the tables by its id."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

__all__ = ["Answer", "Clash", "Hit", "Passage", "Theme", "Version", "as_plain"]


@dataclass(frozen=True, slots=True)
class Version:
    """One article's wording, or a lost source.

    Attributes:
        sigil: its letter in the tree.
        outlet: the outlet, or the title of an article without one; the credited name of a lost source.
        attributed: whether the words are given to a speaker there.
        denied: the words that say that it was not said ("did not say", "denied"); null if it was.
    """

    sigil: str
    status: str
    outlet: str
    article_id: str | None
    published: str | None
    start: int | None
    end: int | None
    text: str | None
    attributed: bool
    denied: str | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict that a found utterance is part of."""

    conflict_id: str
    kind: str
    reason: str
    text_a: str
    text_b: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An utterance that says what was asked, or something near it.

    Attributes:
        closeness: ``words`` (it has the question's telling words), ``meaning`` (close in meaning) or
        ``near``. similarity: cosine of the closest version and the closest sentence of the question, 0 to 1.
        negation_differs: one of the two negates: they may say opposite things.
        closest: the version that the similarity was measured on.
        closest_words: its words, or its one sentence, that are closest.
        first: the version with the earliest certain date; null if no version has one.
        sources_low, sources_high: independent sources, 90 per cent interval.
    """

    utterance_id: str
    speaker: str | None
    said_on: str | None
    addressee: str | None
    closeness: str
    similarity: float
    negation_differs: bool
    closest: Version
    closest_words: str
    first: Version | None
    versions: list[Version]
    sources_expected: float | None
    sources_low: int | None
    sources_high: int | None
    conflicts: list[Clash]
    narrative_ids: list[str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A narrative that a found utterance belongs to."""

    narrative_id: str
    label: str
    first_seen: str | None
    last_seen: str | None
    n_articles: int
    n_speakers: int
    n_outlets: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence near the question that no speaker is named for."""

    article_id: str
    outlet: str
    published: str | None
    start: int
    end: int
    text: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        question: the question, as it was understood (white space squeezed, cut if it was very long).
        note: what the reader should know of how it was understood; null if nothing.
        n_found: utterances found, also those beyond the limit.
    """

    question: str
    note: str | None
    n_found: int
    hits: list[Hit]
    narratives: list[Theme]
    passages: list[Passage]

    @property
    def nothing(self) -> bool:
        """Whether nothing in the pile says that."""
        return not self.hits and not self.passages


def as_plain(answer: Answer) -> dict[str, Any]:
    """The answer as JSON can hold it."""
    return dataclasses.asdict(answer) | {"nothing": answer.nothing}
