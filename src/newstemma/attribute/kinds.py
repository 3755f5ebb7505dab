"""Direct, indirect or mixed, and a content's pieces without their quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.marks import Marks
from newstemma.params.attribute import DIRECT_SHARE
from newstemma.spans import Span

__all__ = ["kind_of", "pieces_of"]

_TRIM = " \t\u00a0\u202f,;"


def kind_of(text: str, content: Sequence[Span], marks: Marks) -> str:
    """``direct`` if (nearly) all words stand in quotation marks, ``mixed`` if some do, else ``indirect``."""
    total = sum(_letters(piece.of(text)) for piece in content)
    quoted = sum(_letters(part.of(text)) for piece in content for part in marks.inside(piece))
    if quoted >= DIRECT_SHARE * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _quoted_throughout(piece: Span, marks: Marks) -> bool:
    """Whether a piece lies in one quotation, marks included."""
    quotation = marks.around(piece.start)
    return quotation is not None and quotation.span.contains(piece)


def pieces_of(text: str, content: Sequence[Span], marks: Marks) -> list[Span]:
    """The content's pieces without the marks around them, nor commas and white space at their ends."""
    out = []
    for piece in content:
        inner = marks.trimmed(piece) if _quoted_throughout(piece, marks) else piece
        start, end = inner.start, inner.end
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        out.append(Span(start, end) if start < end else inner)
    return out
