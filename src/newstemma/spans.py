"""Half-open character spans of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Span", "cover", "merge", "text_of"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of some text; never negative or reversed."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: Span) -> int:
        """Characters between the two; 0 if they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of ``spans`` (at least one)."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


def merge(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """The spans in order, those joined that overlap or lie at most ``gap`` characters apart."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start - out[-1].end <= gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def text_of(text: str, spans: Iterable[Span], joiner: str = " … ") -> str:
    """The covered characters, pieces joined by ``joiner``."""
    return joiner.join(span.of(text) for span in spans)
