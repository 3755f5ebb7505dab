"""What the page's templates are given: plain values, every address already decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from newstemma.report.matrix import Matrix
from newstemma.report.variant_table import VariantTable
from newstemma.report.views_between import ChangedRow, ConflictView, CreditView, FamilyView, NarrativeView

__all__ = [
    "ArticleRow",
    "ArticleView",
    "Chip",
    "Fact",
    "FailureView",
    "Figure",
    "Note",
    "Overview",
    "Page",
    "Place",
    "Reason",
    "Rival",
    "SaidRow",
    "Section",
    "SpeakerView",
    "StepView",
    "TreeView",
    "UtteranceRow",
    "UtteranceView",
    "VersionView",
    "VoiceView",
    "Warn",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its noun and, below it, what else is to be known."""

    value: str
    label: str
    note: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Warn:
    """Something to know before reading."""

    head: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value of an article's or speaker's description."""

    name: str
    value: str
    how: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the table of contents."""

    key: str
    title: str
    count: str


@dataclass(frozen=True)
class Overview:
    """The top of the page."""

    title: str
    span: str | None
    sentences: Sequence[tuple[str, str]]
    figures: Sequence[Figure]
    warnings: Sequence[Warn]
    timelines: Sequence[Markup]
    counted: bool
    undated: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A typed difference in a line: number 340 → 430."""

    family: str
    label: str
    text: str


@dataclass(frozen=True)
class VersionView:
    """One article's version of an utterance."""

    witness_id: str
    key: str
    sigil: str
    name: str
    note: str
    telling: str
    compared: str
    shared: str | None
    how: str
    text: Markup
    chips: Sequence[Chip]
    href: str | None
    language: str | None
    tongue: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: ``for`` or ``against``, and how heavy, from 0 to 100."""

    side: str
    weight: str
    size: int
    detail: str


@dataclass(frozen=True)
class Rival:
    """Another possible parent."""

    name: str
    chance: str
    reasons: Sequence[Reason]


@dataclass(frozen=True)
class StepView:
    """A step of the tree with its evidence."""

    witness_id: str
    key: str
    child: str
    parent: str
    chance: str
    sure: str
    reasons: Sequence[Reason]
    rivals: Sequence[Rival]


@dataclass(frozen=True)
class TreeView:
    """One of an utterance's likeliest trees.

    Attributes:
        chance: its probability among all trees; None where it cannot be told.
        differs: in which steps it differs from the first.
    """

    chance: str | None
    differs: Sequence[str]
    picture: Markup
    outline: Markup


@dataclass(frozen=True)
class UtteranceView:
    """An utterance that more than one article carries."""

    key: str
    number: int
    speaker: str
    speaker_href: str | None
    said: str
    said_how: str | None
    addressee: str | None
    text: str
    language: str | None
    tongue: str | None
    worded: str | None
    tellers: str
    sources: str | None
    origin: str | None
    first: str | None
    first_href: str | None
    trees: Sequence[TreeView]
    hidden: int
    collation: VariantTable | None
    versions: Sequence[VersionView]
    more_versions: int
    steps: Sequence[StepView]
    more_steps: int
    ties: Sequence[str]
    seconds: Sequence[str]
    circular: bool


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    """A retold utterance in one line."""

    speaker: str
    text: str
    tellers: str
    sources: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """An utterance in a speaker's list."""

    text: str
    language: str | None
    kind: str
    said: str | None
    outlet: str
    href: str | None
    retold: str | None
    retold_href: str | None
    via: str | None


@dataclass(frozen=True)
class SpeakerView:
    """A speaker with everything said."""

    key: str
    name: str
    facts: Sequence[Fact]
    count: str
    rows: Sequence[SaidRow]
    more: int
    open: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party is mentioned in one article: its outlet and an address for each time."""

    outlet: str
    hrefs: Sequence[str]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A party in numbers; widths are per cent of the longest bar."""

    name: str
    kind: str
    quoted: int
    quoted_words: int
    reported: int
    about: int
    articles: int
    quoted_width: str
    reported_width: str
    about_width: str
    href: str | None
    places: Sequence[Place] = ()
    more_places: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin of its article."""

    key: str
    number: int
    href: str
    who: str
    who_href: str | None
    how: str | None
    facts: str
    sure: str
    retold: str | None
    retold_href: str | None


@dataclass(frozen=True)
class ArticleView:
    """An article with its text."""

    key: str
    title: str
    outlet: str
    date: str
    facts: Sequence[Fact]
    body: Markup
    notes: Sequence[Note]
    language: str | None
    cut: int
    layers: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article that is listed without its text."""

    article_id: str
    outlet: str
    title: str
    date: str
    statements: int
    url: str | None


@dataclass(frozen=True, slots=True)
class FailureView:
    """An input that failed."""

    path: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True)
class Page:
    """Everything on the page.

    Attributes:
        large: whether the browser should lay out only what is in view.
    """

    large: bool
    overview: Overview
    sections: Sequence[Section]
    retold: Sequence[UtteranceView]
    retold_rows: Sequence[UtteranceRow]
    retold_more: int
    speakers: Sequence[SpeakerView]
    said_total: int
    said_shown: int
    speakers_more: int
    voices_heard: Sequence[VoiceView]
    voices_unheard: Sequence[VoiceView]
    voices_named: str
    voices_more: int
    conflicts: Sequence[ConflictView]
    conflicts_more: int
    credits: Sequence[CreditView]
    credits_more: int
    families: Sequence[FamilyView]
    overlaps_more: int
    matrix: Matrix
    changed: Sequence[ChangedRow]
    narratives: Sequence[NarrativeView]
    narratives_more: int
    articles: Sequence[ArticleView]
    article_rows: Sequence[ArticleRow]
    articles_more: int
    failures: Sequence[FailureView]
    failures_more: int
    made: Sequence[Fact]
