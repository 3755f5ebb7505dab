"""Statements that the input itself marks (Quotebank, GDELT).

The content is where the input says, and so is the source if the input names a speaker. The cue, and the
source of a quotation whose speaker it does not name, are taken from what the finder finds around it.
"""

from __future__ import annotations

from collections.abc import Sequence

from newstemma.attribute.finder import attribute_text
from newstemma.attribute.found import Found
from newstemma.params.attribute import GIVEN_CONFIDENCE
from newstemma.records import Article, Ready
from newstemma.spans import Span

__all__ = ["given"]


def given(article: Article, ready: Sequence[Ready]) -> list[Found]:
    """The statements that the input marks in an article, in its order, and no others.

    Args:
        article: its text is the text that the offsets count.
        ready: places of contents, and of their speakers.
    """
    around = attribute_text(article.text, article.language)
    return [_found(place, around) for place in ready]


def _found(place: Ready, around: Sequence[Found]) -> Found:
    content = Span(place.start, place.end)
    near = [f for f in around if any(content.overlaps(piece) for piece in f.content)]
    best = max(near, key=lambda f: (_shared(f, content), f.source is not None), default=None)
    cue = best.cue if best is not None and best.cue is not None and _beside(best.cue, content) else None
    if place.speaker_start is not None and place.speaker_end is not None:
        source = Span(place.speaker_start, place.speaker_end)
        sure = GIVEN_CONFIDENCE if place.confidence is None else place.confidence
        return Found((content,), cue, source, sure, "given")
    said = best.source if best is not None else None
    if said is not None and not _beside(said, content):
        said = None
    sure = best.confidence if best is not None else GIVEN_CONFIDENCE
    return Found((content,), cue, said, sure, "given")


def _shared(found: Found, content: Span) -> int:
    return sum(max(0, min(p.end, content.end) - max(p.start, content.start)) for p in found.content)


def _beside(span: Span, content: Span) -> bool:
    return not span.overlaps(content)
