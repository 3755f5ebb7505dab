"""One list of attributions out of several: near-identical ones become one, direct ones end at their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.nodes import is_speech
from newstemma.params.attribute import MIN_TITLE_WORDS, SAME_CONTENT, SAME_CONTENT_ANY_SOURCE
from newstemma.spans import Span, merge
from newstemma.text.tokens import words

__all__ = ["merged", "overlap", "snapped"]

_SLACK = 3
"""Characters by which a content may miss its quotation marks and still be meant to begin or end at them."""


_WINDOW = 24
"""Attributions that begin before another and may still share its content: at most a sentence's cues."""


def merged(found: Iterable[Found]) -> list[Found]:
    """The attributions in the order of their contents, each content once.

    Of two attributions of (nearly) the same content to the same source, or of which one has none, the better
    stays: the more confident, then the one with a source, then the longer. Attributions of one content to two
    different sources both stay unless the contents are all but identical.
    """
    ordered = sorted(found, key=_order)
    kept: list[Found] = []
    for item in ordered:
        recent = range(len(kept) - 1, max(-1, len(kept) - 1 - _WINDOW), -1)
        rival = next((i for i in recent if _same(kept[i], item)), None)
        if rival is None:
            kept.append(item)
        elif _rank(item) > _rank(kept[rival]):
            kept[rival] = item
    return sorted(kept, key=_order)


def _order(found: Found) -> tuple[object, ...]:
    return (found.content, found.cue or Span(0, 0), found.source or Span(0, 0), found.confidence, found.how)


def _rank(found: Found) -> tuple[float, bool, int, str]:
    return (found.confidence, found.source is not None, found.length, found.how)


def _same(a: Found, b: Found) -> bool:
    if a.content[-1].end <= b.content[0].start or b.content[-1].end <= a.content[0].start:
        return False
    alike = overlap(a.content, b.content)
    if alike < SAME_CONTENT:
        return False
    if _reports(a, b) or _reports(b, a):
        return False
    one_source = a.source is None or b.source is None or a.source.overlaps(b.source)
    one_cue = a.cue is not None and b.cue is not None and a.cue.overlaps(b.cue)
    return one_source or one_cue or alike >= SAME_CONTENT_ANY_SOURCE


def _reports(outer: Found, inner: Found) -> bool:
    """Whether the words that report the inner attribution stand inside the outer one's content."""
    return (
        inner.cue is not None
        and inner.source is not None
        and any(piece.contains(inner.cue) and piece.contains(inner.source) for piece in outer.content)
    )


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Jaccard index of the characters of two contents."""
    shared, i, j = 0, 0, 0
    while i < len(a) and j < len(b):
        shared += max(0, min(a[i].end, b[j].end) - max(a[i].start, b[j].start))
        if a[i].end <= b[j].end:
            i += 1
        else:
            j += 1
    total = sum(len(x) for x in a) + sum(len(y) for y in b) - shared
    return shared / total if total else 0.0


def snapped(text: str, found: Found, marks: Marks) -> Found:
    """The attribution with each piece that is a quotation ending at its marks, and without quoted titles."""
    given = [p for p in found.content if not _is_title_at(text, p, marks)] or found.content
    pieces = [_snap(piece, marks) for piece in given]
    content = merge(pieces)
    if content == found.content:
        return found
    return replace(found, content=content)


def _is_title_at(text: str, piece: Span, marks: Marks) -> bool:
    """Whether a piece of a content is just a title in quotation marks ("in “The Long Way,” she says …")."""
    quotation = marks.near(piece.start, _SLACK)
    if quotation is None or abs(quotation.span.end - piece.end) > _SLACK:
        return False
    return len(words(quotation.inner.of(text))) >= MIN_TITLE_WORDS and not is_speech(text, quotation)


def _snap(piece: Span, marks: Marks) -> Span:
    quotation = marks.near(piece.start, _SLACK)
    if quotation is None or quotation.span.start >= piece.end:
        return piece
    whole = quotation.span
    inside = quotation.closed and piece.end < whole.end  # cut off inside: marks know better where it ends
    return whole if inside or abs(whole.end - piece.end) <= _SLACK else Span(whole.start, piece.end)
