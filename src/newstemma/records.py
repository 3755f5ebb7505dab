"""The rows of every table: one frozen record type per table, in the order of the data flow.

Column names and types are a contract (docs/tables.md is made from this file). Offsets count characters of
``articles.text``, are half-open, and ``text[start:end]`` is always the string that stands beside them.
A column that a stage cannot fill is null, never invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from newstemma.records_across import Conflict, Narrative, Place, Reach, Voice, VoiceIn
from newstemma.spans import Span

__all__ = [
    "LEFT_OUT", "TABLES", "Article", "Change", "Conflict", "Credit", "DateExpression", "Document", "Edge",
    "Edit", "Evidence", "Failure", "Mention", "Narrative", "Overlap", "Place", "Reach", "Ready", "Source",
    "Speaker", "Statement", "Utterance", "Voice", "VoiceIn", "Witness",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement that the input itself marks (Quotebank, GDELT); offsets count characters of ``content``."""

    start: int
    end: int
    speaker_start: int | None = None
    """Where the speaker stands that the input names; null if it names none."""
    speaker_end: int | None = None
    confidence: float | None = None
    """How sure the input is of the speaker, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Document:
    """An input before cleaning (not written to the run folder)."""

    document_id: str
    """``d-`` and a digest of the content and the given metadata."""
    path: str
    """The file, as found below the path that the user gave."""
    row: int | None
    """Row number (from 0) inside a JSONL, CSV or Parquet file."""
    row_id: str | None
    """The row's own ``id`` column."""
    media: str
    """``html``, ``text`` or ``markdown``: how ``content`` is to be understood; ``ready`` is kept as it is."""
    content: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    captured: str | None = None
    """When the page was fetched, ISO 8601."""
    ready: list[Ready] = field(default_factory=list)
    """Statements that the input itself marks."""


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned news text from one outlet."""

    article_id: str
    path: str
    row_id: str | None
    """The id that the input row carried, if any."""
    url: str | None
    outlet: str | None
    outlet_how: str | None
    """Where the outlet was found, with the words it rests on: ``site-name: The Harbour Post``."""
    title: str | None
    byline: str | None
    published: str | None
    """ISO 8601 at the precision that is known: ``2022-02-15``, ``2022-02-15T10:04:00+03:00``, ``2022-02``."""
    published_how: str | None
    """How it was found and the words it rests on: ``dateline: April 30, 2022``."""
    language: str | None
    """ISO 639-1 code of the text."""
    text: str
    """The cleaned body, paragraphs separated by a blank line, without the title; every offset counts here."""
    captured: str | None = None
    """When the page was fetched, if the input says so (a WARC does)."""
    captions: list[str] = field(default_factory=list)
    """The captions of its pictures, in the order of the page, apart from the text; a caption that carries a
    statement stays in the text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a publisher changed in an article between two times that it was seen."""

    edit_id: str
    article_id: str
    """The article: its last version, the one that every other table is about."""
    url: str
    version_before: int
    """1 for the version seen first."""
    version_after: int
    captured_before: str | None
    """When the two versions were fetched; the edit was made in between."""
    captured_after: str | None
    kind: str
    """``replaced``, ``cut``, ``added``, ``moved`` or ``title``."""
    before: str
    after: str
    before_start: int | None
    """Where ``before`` stands in the text of the version before; null for a title."""
    before_end: int | None
    after_start: int | None
    """Where ``after`` stands in the text of the version after: ``articles.text``, if that is the last."""
    after_end: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A source (who), a cue ("said") and a content span, as in the PARC and PolNeAR corpora."""

    statement_id: str
    article_id: str
    kind: str
    """``direct`` (inside quotation marks), ``indirect`` or ``mixed``."""
    content_start: int
    content_end: int
    content: str
    """``text[content_start:content_end]``, gaps of a discontinuous content included."""
    content_spans: list[Span]
    """The pieces without the gaps; quotation marks stand outside them."""
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    source_start: int | None
    source_end: int | None
    source: str | None
    nested_in: str | None
    """The statement whose content contains this one (a speaker quoting somebody)."""
    how: str
    """``model``, ``quotation`` (the quotation-mark machine), ``rules``, or ``given`` (the input marks it)."""
    confidence: float
    """Estimated probability that source and content are right, 0 to 1."""
    speaker_id: str | None = None
    speaker: str | None = None
    """The speaker's canonical name; null while, or if, unresolved."""
    speaker_how: str | None = None
    """``name``, ``role``, ``pronoun``, ``continuation`` (a quotation that goes on without a new source) or
    ``correction`` (a reader set it)."""
    addressee: str | None = None
    """To whom it was said, as credited: the outlet of an interview, say."""
    said_on: str | None = None
    """ISO 8601 at the precision that is known. Where ``said_on_how`` begins with ``published`` it is not the
    day of speaking but an upper bound: the article gives no day, and it was said on that day or before."""
    said_on_how: str | None = None
    """The kind of evidence and the words it rests on: ``weekday: on Friday``, ``day: 4 May``,
    ``published: not after 2024-03-08``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article that names or refers to a person or body."""

    mention_id: str
    article_id: str
    start: int
    end: int
    text: str
    entity: str | None
    """The fullest name in the same article of what is referred to; null if unresolved."""
    kind: str
    """``person``, ``body`` (an organisation, state or office that acts) or ``unknown``."""
    form: str
    """``name``, ``role`` ("the minister") or ``pronoun``."""
    role: str | None
    """A role or title that stands with the mention: "Foreign Minister"."""
    affiliation: str | None
    """What the role belongs to: "Russia", "the Harbour Board"."""
    statement_id: str | None
    """The statement whose source this is."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body that is the source of at least one statement, one across all articles."""

    speaker_id: str
    name: str
    kind: str
    aliases: list[str]
    roles: list[str]
    affiliation: str | None
    n_statements: int
    n_articles: int


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression (TIMEX3)."""

    date_id: str
    article_id: str
    start: int
    end: int
    text: str
    type: str
    """``DATE``, ``TIME``, ``DURATION`` or ``SET``."""
    value: str
    """TIMEX3 value; unknown parts stay unknown (``XXXX-12`` for "in December" without an anchor)."""
    anchor: str | None
    """What a relative value was computed from: ``published:2022-02-15``, ``text:`` and a date_id, or null."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Words by which an article names where it has something from."""

    credit_id: str
    article_id: str
    start: int
    end: int
    text: str
    credited: str
    """The credited outlet, agency, document or person, in its registry form if known."""
    kind: str
    """``agency``, ``outlet``, ``interview``, ``document``, ``byline`` or ``link``."""
    credited_article_id: str | None = None
    """The article of the pile that is meant, if it is there."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A passage that two articles share."""

    overlap_id: str
    article_a: str
    start_a: int
    end_a: int
    article_b: str
    start_b: int
    end_b: int
    kind: str
    """``verbatim``, ``near``, ``reworded`` or ``translated``; ``boilerplate`` for stock phrases."""
    similarity: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of speaking or writing by a speaker on one occasion."""

    utterance_id: str
    speaker_id: str | None
    speaker: str | None
    said_on: str | None
    addressee: str | None
    """To whom it was said, where the witnesses that say so agree: the outlet of an interview."""
    text: str
    """The fullest witness's words."""
    n_witnesses: int
    n_articles: int
    sources_expected: float | None
    sources_low: int | None
    sources_high: int | None
    first_article_id: str | None
    """The article with the earliest certain date; null if none is dated or several may be the first."""
    first_seen: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """A version of an utterance: one article's wording, or a lost source's."""

    utterance_id: str
    witness_id: str
    statement_id: str | None
    """Null for a lost witness and for an article that tells it without attribution."""
    article_id: str | None
    sigil: str
    """A, B, C … in order of publication; α, β, γ … for lost ones."""
    status: str
    """``extant`` or ``lost``."""
    name: str
    """The outlet or title of the article; the credited name of a lost one."""
    start: int | None
    end: int | None
    text: str | None
    attributed: bool
    """Whether the words are given to a speaker there."""
    published: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an edge; the weights of an edge sum to its log score."""

    kind: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible step from parent to child; the parent may be the utterance itself (its id)."""

    utterance_id: str
    parent: str
    child: str
    probability: float
    """Marginal over all spanning arborescences."""
    in_tree: bool
    """Whether the best tree has it."""
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Source:
    """A branch that reaches the utterance by itself."""

    utterance_id: str
    source_id: str
    witness_id: str
    """The branch's head."""
    probability: float
    collapsed: list[str]
    """The witnesses below the head, which add no independent source."""
    circular: bool
    """Whether credits below this head run in a circle."""


@dataclass(frozen=True, slots=True)
class Change:
    """A typed difference between two versions."""

    utterance_id: str
    parent: str
    child: str
    relation: str
    """``edge`` (parent and child in the tree) or ``sibling`` (children of one lost witness, fuller first)."""
    kind: str
    """number, date, name, negation, hedge, intensifier, speaker, attribution_dropped, cut, addition, quoted,
    translation or wording."""
    before: str
    after: str
    detail: str | None
    parent_start: int | None
    parent_end: int | None
    child_start: int | None
    child_end: int | None


LEFT_OUT = frozenset(("skipped", "duplicate"))
"""Reasons of failures that are none: what was passed over on purpose, and what is there already."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or a part of one, that failed or was left out."""

    path: str
    article_id: str | None
    stage: str
    reason: str
    detail: str


TABLES: dict[str, type] = {
    "articles": Article,
    "edits": Edit,
    "statements": Statement,
    "mentions": Mention,
    "speakers": Speaker,
    "dates": DateExpression,
    "credits": Credit,
    "overlaps": Overlap,
    "utterances": Utterance,
    "witnesses": Witness,
    "edges": Edge,
    "sources": Source,
    "changes": Change,
    "narratives": Narrative,
    "voices": Voice,
    "voices_in": VoiceIn,
    "conflicts": Conflict,
    "failures": Failure,
}
"""Every table of a run, by name, in the order in which they are made."""
