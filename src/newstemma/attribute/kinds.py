"""Direct, indirect or mixed, and a content's pieces without their quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.marks import Marks
from newstemma.params.attribute import DIRECT_SHARE
from newstemma.spans import Span

__all__ = ["kind_of", "pieces_of", "tidy"]

_LOOSE = " \t\u00a0,;:–—-("
_ABBREVIATION = 4
"""Letters of an abbreviation at most ("Sens.", "Corp.")."""
_TRIM = " \t\u00a0\u202f,;"


def kind_of(text: str, content: Sequence[Span], marks: Marks) -> str:
    """``direct`` if (nearly) all words stand in quotation marks, ``mixed`` if some do, else ``indirect``."""
    if _spoken_line(text, content[0].start):
        return "direct"
    total = sum(_letters(piece.of(text)) for piece in content)
    quoted = sum(_letters(part.of(text)) for piece in content for part in marks.inside(piece))
    if quoted >= DIRECT_SHARE * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def _spoken_line(text: str, place: int) -> bool:
    """Whether a line that begins with a dialogue dash has its first word at ``place``."""
    head = text[max(0, place - 3) : place].rstrip(" \t\u00a0")
    return head[-1:] in ("—", "–", "―") and not head[:-1].rpartition("\n")[2].strip()


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


def tidy(text: str, source: Span) -> Span:
    """A source without the punctuation that follows it; a point stays after a short word ("Jr.")."""
    end = source.end
    while end > source.start and text[end - 1] in _LOOSE:
        end -= 1
    if text[source.start : end].endswith("."):
        words = text[source.start : end - 1].split()
        end -= bool(words) and len(words[-1]) > _ABBREVIATION
    return Span(source.start, end) if end > source.start else source
