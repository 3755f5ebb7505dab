"""Direct quotations that no cue claims: signed ones, continued ones, and those without any source.

A quotation that is printed as speech is a statement even where the article does not say whose. What is *not*
one: names, titles, terms and scare quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.nodes import is_speech
from newstemma.params.attribute import (
    CONFIDENCE_CONTINUED,
    CONFIDENCE_ORPHAN,
    CONFIDENCE_SIGNED,
    MIN_ORPHAN_WORDS,
)
from newstemma.spans import Span
from newstemma.text.quotes import Quotation
from newstemma.text.tokens import paragraphs, words

__all__ = ["unattributed"]

# "“…” — Mara Holt, harbour master" on the same line, or "— Mara Holt" on the next.
_SIGNED = re.compile(r"[\s.]{0,3}(?:[–—―]|--?)\s{0,2}(?P<name>[^\W\d_a-z][^\n–—―:]{1,80})")
_EDGE = 8
"""Characters that marks and white space around a paragraph's only quotation may take."""
_LINK = re.compile(r"https?://|www\.|@\w+\)")


def unattributed(text: str, marks: Marks, found: Sequence[Found]) -> list[Found]:
    """Statements for the outermost quotations that no content of ``found`` covers, in order.

    Args:
        text: the text.
        marks: its quotations.
        found: what the finders have found in it.
    """
    covered = _Cover(piece for f in found for piece in f.content)
    lines = list(paragraphs(text))
    starts = [p.start for p in lines]
    out = []
    for q in marks.outer:
        if covered.share(q.inner) > 0.5:
            continue
        at = bisect_right(starts, q.span.start) - 1
        paragraph, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        signed = _signature(text, q, paragraph, following)
        if signed is not None and is_speech(text, q):
            out.append(Found((q.span,), None, signed, CONFIDENCE_SIGNED, "quotation"))
        elif _alone(text, q, paragraph) and is_speech(text, q):
            out.append(Found((q.span,), None, None, CONFIDENCE_CONTINUED, "quotation"))
        elif _is_statement(text, q):
            out.append(Found((q.span,), None, None, CONFIDENCE_ORPHAN, "quotation"))
    return out


class _Cover:
    """Which characters are inside some content."""

    def __init__(self, spans: Iterator[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def share(self, span: Span) -> float:
        """The part of a span's characters that is covered."""
        at = bisect_right(self._ends, span.start)
        stop = bisect_left(self._starts, span.end)
        inside = sum(
            min(self._ends[i], span.end) - max(self._starts[i], span.start) for i in range(at, stop)
        )
        return inside / len(span)


def _signature(text: str, q: Quotation, paragraph: Span, following: Span | None) -> Span | None:
    """The name after a dash with which a quotation is signed."""
    match = None
    if paragraph.end - q.span.end > _EDGE or text[q.span.end : paragraph.end].strip():
        match = _SIGNED.match(text, q.span.end, paragraph.end)
    elif following is not None and len(following) < 100:
        match = _SIGNED.match(text, following.start, following.end)
    if match is None or not _is_name(match["name"], match.end() >= _end_of(match, paragraph, following)):
        return None
    name = match["name"].rstrip(" .")
    return Span(match.start("name"), match.start("name") + len(name))


def _end_of(match: re.Match[str], paragraph: Span, following: Span | None) -> int:
    return paragraph.end if following is None or match.start() < paragraph.end else following.end


def _is_name(name: str, whole: bool) -> bool:
    """Whether a signature is a short name that fills the rest of the line (a posted date may follow)."""
    head = re.split(r"[,(]", name)[0].split()
    capitals = sum(w[0].isupper() or not w[0].isalpha() for w in head)
    return whole and 1 <= len(head) <= 6 and capitals * 2 > len(head)


def _alone(text: str, q: Quotation, paragraph: Span) -> bool:
    """Whether a paragraph is nothing but the quotation (or ends one that began in an earlier paragraph)."""
    if q.span.start - paragraph.start > _EDGE or paragraph.end - q.span.end > _EDGE:
        return False
    outside = text[paragraph.start : q.span.start] + text[q.span.end : paragraph.end]
    return not any(c.isalnum() for c in outside)


def _is_statement(text: str, q: Quotation) -> bool:
    """Whether a quotation in running text, without any cue, is long enough and built like speech."""
    inner = q.inner.of(text)
    if not q.closed and not q.continues:
        return False
    listed = words(inner[:600])
    long_enough = len(listed) >= MIN_ORPHAN_WORDS and any(w[0].islower() for w in listed[1:])
    return long_enough and is_speech(text, q) and not _LINK.search(inner)
