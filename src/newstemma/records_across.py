"""The rows of the tables about what holds across articles: narratives, voices, conflicts.

They belong to ``records``, which names every table; this is where users and stages import them from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Conflict", "Narrative", "Place", "Reach", "Voice", "VoiceIn"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article's text (inside ``narratives``)."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How many articles carried something on a day, or in a month or year (inside ``narratives``)."""

    day: str
    """``2022-02-15``; ``2022-02`` or ``2022`` of articles that no day is known of."""
    n_articles: int


@dataclass(frozen=True, slots=True)
class Narrative:
    """Utterances that make the same point, over time and across speakers."""

    narrative_id: str
    label: str
    """Words of the most central statement."""
    key_terms: list[str]
    utterance_ids: list[str]
    first_seen: str | None
    last_seen: str | None
    n_articles: int
    n_speakers: int
    n_outlets: int
    """Outlets that are known; articles without one do not count."""
    level: str = "narrative"
    """``narrative``, or ``story``: what articles tell of one event."""
    article_ids: list[str] = field(default_factory=list)
    """The articles that carry it."""
    story_ids: list[str] = field(default_factory=list)
    """The stories in which a narrative is told."""
    first_article_id: str | None = None
    """The article that brought it into this pile first; null if no article has a certain date."""
    first_speaker: str | None = None
    """Who is given the words in that article."""
    bursts: list[str] = field(default_factory=list)
    """Days on which far more articles than usual carry it."""
    speakers: list[str] = field(default_factory=list)
    """Who carries it, most utterances first."""
    outlets: list[str] = field(default_factory=list)
    """Which outlets carry it, most articles first."""
    claims: list[Place] = field(default_factory=list)
    """Sentences in which an outlet makes the point in its own voice (in piles of up to a hundred
    articles)."""
    river: list[Reach] = field(default_factory=list)
    """How many articles carried it when; articles without a date are left out."""
    n_hardened: int = 0
    """Changes along the trees of its utterances that make the wording firmer: a hedge or the source dropped,
    an intensifier added."""
    n_softened: int = 0
    """Changes that make it weaker: a hedge added, an intensifier dropped."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A party that is quoted, spoken about, or both."""

    name: str
    kind: str
    speaker_id: str | None
    affiliation: str | None
    """The country, political party, company or institution that its roles or its name tie it to."""
    n_quoted: int
    """Direct or mixed statements in its own voice (not inside another speaker's words)."""
    n_quoted_words: int
    n_reported: int
    """Indirect statements given to it."""
    n_spoken_about: int
    """Mentions outside its own sources."""
    n_articles: int
    quoted_by: list[str]
    """Articles in which it is quoted."""
    affiliation_kind: str | None = None
    """``country``, ``party``, ``company`` or ``institution``; null if our registry does not say."""
    n_reported_words: int = 0
    statement_ids: list[str] = field(default_factory=list)
    """The statements that are counted, quoted and reported ones."""


@dataclass(frozen=True, slots=True)
class VoiceIn:
    """What a party's voice is in one article, outlet or narrative; counted as in ``voices``."""

    scope: str
    """``article``, ``outlet`` or ``narrative``."""
    scope_id: str
    """The article_id, the outlet's name or the narrative_id."""
    name: str
    """As in ``voices``."""
    kind: str
    speaker_id: str | None
    affiliation: str | None
    affiliation_kind: str | None
    n_quoted: int
    n_quoted_words: int
    n_reported: int
    n_reported_words: int
    n_spoken_about: int
    """Mentions outside its own sources; of a narrative, in the statements and sentences that make the
    point."""
    statement_ids: list[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two passages that cannot both be as they are told."""

    conflict_id: str
    kind: str
    """``number``, ``date``, ``polarity`` or ``attribution``."""
    statement_a: str | None
    statement_b: str | None
    article_a: str
    start_a: int
    end_a: int
    text_a: str
    article_b: str
    start_b: int
    end_b: int
    text_b: str
    detail: str
    """The reason in one plain sentence."""
