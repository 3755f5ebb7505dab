"""A text's outermost quotations, to be looked up by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newstemma.spans import Span
from newstemma.text.quotes import Quotation, quotations

__all__ = ["Marks"]


class Marks:
    """The quotations of one text: all of them, and the outermost by place.

    Attributes:
        all: every quotation, nested ones too.
        outer: those in running text, in order; they do not overlap.
    """

    def __init__(self, text: str) -> None:
        self.all: tuple[Quotation, ...] = quotations(text)
        self.outer: tuple[Quotation, ...] = tuple(q for q in self.all if q.level == 0)
        self._starts = [q.span.start for q in self.outer]
        self._ends = [q.span.end for q in self.outer]

    def near(self, place: int, slack: int) -> Quotation | None:
        """The first quotation that begins at most ``slack`` characters from ``place``."""
        at = bisect_left(self._starts, place - slack)
        found = at < len(self.outer) and self._starts[at] <= place + slack
        return self.outer[at] if found else None

    def around(self, place: int) -> Quotation | None:
        """The quotation that the character at ``place`` belongs to, marks included."""
        at = bisect_right(self._starts, place) - 1
        return self.outer[at] if at >= 0 and place < self._ends[at] else None

    def exactly(self, span: Span) -> Quotation | None:
        """The quotation that has just that span, marks included."""
        at = bisect_left(self._starts, span.start)
        found = at < len(self.outer) and self.outer[at].span == span
        return self.outer[at] if found else None

    def trimmed(self, piece: Span) -> Span:
        """The piece without the quotation marks at its ends, be their partners there or elsewhere."""
        start, end = piece.start, piece.end
        first = self.near(start, 0)
        if first is not None and first.inner.start < end:
            start = first.inner.start
        at = bisect_left(self._ends, end)
        if at < len(self.outer) and self._ends[at] == end and self.outer[at].inner.end > start:
            end = self.outer[at].inner.end
        return Span(start, end)

    def inside(self, piece: Span) -> Iterator[Span]:
        """The parts of a piece of text that stand in quotation marks."""
        for q in self.outer[bisect_right(self._ends, piece.start) : bisect_left(self._starts, piece.end)]:
            start, end = max(q.inner.start, piece.start), min(q.inner.end, piece.end)
            if start < end:
                yield Span(start, end)
