"""What templates are given about what holds between articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

__all__ = [
    "ChangedRow",
    "ConflictView",
    "CreditView",
    "FamilyView",
    "MemberView",
    "NarrativeView",
    "OverlapView",
    "PairView",
    "Side",
    "Taken",
]


@dataclass(frozen=True)
class Side:
    """One of two passages."""

    outlet: str
    date: str | None
    text: Markup
    language: str | None
    speaker: str | None
    href: str | None


@dataclass(frozen=True)
class ConflictView:
    """Two passages that disagree."""

    keys: Sequence[str]
    kind: str
    reason: str
    sides: tuple[Side, Side]
    others: Sequence[tuple[Side, Side]] = ()


@dataclass(frozen=True)
class CreditView:
    """An outlet that names a source, with every place where it does."""

    outlet: str
    credited: str
    kinds: str
    in_pile: bool
    article_href: str | None
    places: Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class OverlapView:
    """A passage that two articles share."""

    kind: str
    similarity: str
    words: int
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class PairView:
    """Two articles with the passages that they share."""

    names: str
    words: int
    kinds: str
    passages: Sequence[OverlapView]


@dataclass(frozen=True, slots=True)
class MemberView:
    """An article of a family that shares passages."""

    outlet: str
    date: str
    href: str | None
    shares: str


@dataclass(frozen=True)
class FamilyView:
    """Articles that share passages, in the order of their dates."""

    title: str
    members: Sequence[MemberView]
    pairs: Sequence[PairView]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A retold utterance that was changed, in one line."""

    speaker: str
    text: str
    changes: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What an article shares with another one."""

    name: str
    date: str | None
    title: str | None
    href: str | None
    words: int
    share: str
    width: str
    order: str
    credit: str
    kinds: str


@dataclass(frozen=True)
class NarrativeView:
    """Utterances that make the same point."""

    label: str
    terms: str
    counts: str
    span: str | None
    places: Sequence[tuple[str, str | None]]
