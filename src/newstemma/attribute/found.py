"""What a finder finds: one attribution, with its places in the text."""

from __future__ import annotations

from dataclasses import dataclass

from newstemma.spans import Span, cover

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution.

    Attributes:
        content: its pieces in order, quotation marks included where they belong to it; at least one.
        cue: the words that say that something is said; None if there are none.
        source: who says it; None if it is not said here.
        confidence: estimated probability that source and content are right.
        how: ``model``, ``rules`` or ``quotation`` (the quotation-mark machine alone).
        form: for a find of the rules, which one made it (see ``params.attribute.RULE_CONFIDENCE``).
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float
    how: str
    form: str = ""

    @property
    def span(self) -> Span:
        """From the first to the last character of the content, gaps included."""
        return cover(self.content)

    @property
    def length(self) -> int:
        """Characters of content, gaps not counted."""
        return sum(len(piece) for piece in self.content)
