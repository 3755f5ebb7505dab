"""Direct quotations that no cue claims: continued ones, signed ones, and those without any source.

A quotation that is printed as speech is a statement even where the article does not say whose. What is *not*
one: names, titles, terms, scare quotes, and quoted words in the middle of a sentence of the article's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.nodes import is_speech
from newstemma.params.attribute import (
    CLAIMED,
    CONFIDENCE_CONTINUED,
    CONFIDENCE_ORPHAN,
    CONFIDENCE_SIGNED,
    MIN_ORPHAN_WORDS,
)
from newstemma.spans import Span
from newstemma.text.quotes import Quotation
from newstemma.text.tokens import paragraphs, words

__all__ = ["Cover", "completed", "stands_free"]

# "“…” — Mara Holt, harbour master" on the same line, or "— Mara Holt" on the next.
_SIGNED = re.compile(r"[\s.]{0,3}(?:[–—―]|--?)\s{0,2}(?P<name>[^\W\d_a-z][^\n–—―:]{1,80})")
# A transcript: "HOLT: We are ready."
_SPEAKING = re.compile(r"(?P<name>[A-ZÀ-ÖØ-ÞА-Я][A-ZÀ-ÖØ-ÞА-Я.’'\- ]{1,30}[A-ZÀ-ÖØ-ÞА-Я]):\s+(?=\S)")
_EDGE = 8
"""Characters that marks and white space around a paragraph's only quotation may take."""
_BEFORE_SPEECH = frozenset(",:;.!?…—–-―)”»\"'\n")
_LINK = re.compile(r"https?://|www\.|@\w+\)")


def completed(text: str, marks: Marks, found: Sequence[Found]) -> list[Found]:
    """All of ``found``, and a statement for every outermost quotation that no content of it covers.

    A quotation right after an attributed one in the same paragraph becomes a piece of that one's content; the
    others become statements of their own, with a source only if they are signed or name their speaker.

    Args:
        text: the text.
        marks: its quotations.
        found: what the finders have found in it.
    """
    covered = Cover(piece for f in found for piece in f.content)
    pieces = [list(f.content) for f in found]
    ends = _Ends(text, found)
    lines = list(paragraphs(text))
    starts = [p.start for p in lines]
    new: list[Found] = []
    for q in marks.outer:
        if covered.share(q.inner) >= CLAIMED or covered.has_ends(q.inner):
            continue
        at = bisect_right(starts, q.span.start) - 1
        before = ends.right_before(text, q.span, lines[at])
        if before is not None and is_speech(text, q):
            pieces[before].append(q.span)
            continue
        statement = _statement(text, q, lines[at], lines[at + 1] if at + 1 < len(lines) else None)
        if statement is not None:
            new.append(statement)
    grown = [replace(f, content=tuple(p)) for f, p in zip(found, pieces, strict=True)]
    return [*grown, *new]


class Cover:
    """Which characters are inside some content."""

    def __init__(self, spans: Iterable[Span]) -> None:
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
        parts = range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        inside = sum(min(self._ends[i], span.end) - max(self._starts[i], span.start) for i in parts)
        return inside / len(span)

    def has_ends(self, span: Span) -> bool:
        """Whether its first and last character are covered: the narrator's words may stand inside."""
        return bool(self.share(Span(span.start, span.start + 1)) and self.share(Span(span.end - 1, span.end)))


class _Ends:
    """Where attributed direct statements end, their cue and source included."""

    def __init__(self, text: str, found: Sequence[Found]) -> None:
        direct = [
            (max(s.end for s in (*f.content, f.cue, f.source) if s is not None), i)
            for i, f in enumerate(found)
            if f.source is not None and f.cue is not None and not text[f.content[0].start].isalnum()
        ]
        self._ends = sorted(direct)
        self._last: tuple[int, int] | None = None

    def right_before(self, text: str, span: Span, paragraph: Span) -> int | None:
        """The statement after which nothing but marks and white space stands before ``span``."""
        at = bisect_right(self._ends, (span.start, len(text))) - 1
        known = [self._ends[at]] if at >= 0 else []
        nearest = max(known + ([self._last] if self._last else []), default=None)
        if nearest is None or nearest[0] < max(paragraph.start, span.start - _EDGE):
            return None
        if any(c.isalnum() for c in text[nearest[0] : span.start]):
            return None
        self._last = (span.end, nearest[1])
        return nearest[1]


def _statement(text: str, q: Quotation, paragraph: Span, following: Span | None) -> Found | None:
    """The statement that a quotation is by itself; None if it is none."""
    if not is_speech(text, q):
        return None
    named = _SPEAKING.match(text, q.inner.start, q.inner.end)
    if named is not None:
        cue = Span(named.end("name"), named.end("name") + 1)
        content = Span(named.end(), q.inner.end)
        return Found((content,), cue, Span(*named.span("name")), CONFIDENCE_SIGNED, "quotation")
    signed = _signature(text, q, paragraph, following)
    if signed is not None:
        return Found((q.span,), None, signed, CONFIDENCE_SIGNED, "quotation")
    if _alone(text, q, paragraph):
        return Found((q.span,), None, None, CONFIDENCE_CONTINUED, "quotation")
    if _long_enough(text, q) and stands_free(text, q):
        return Found((q.span,), None, None, CONFIDENCE_ORPHAN, "quotation")
    return None


def stands_free(text: str, q: Quotation) -> bool:
    """Whether a quotation begins like speech: with a capital, or after a mark of punctuation."""
    first = next((c for c in q.inner.of(text) if c.isalnum()), "")
    if first and not first.islower():
        return True
    at = q.span.start - 1
    while at >= 0 and text[at] in " \t\u00a0":
        at -= 1
    return at < 0 or text[at] in _BEFORE_SPEECH


def _signature(text: str, q: Quotation, paragraph: Span, following: Span | None) -> Span | None:
    """The name after a dash with which a quotation is signed, in its line or the next one."""
    line = paragraph
    start = q.span.end
    if following is not None and paragraph.end - start <= _EDGE and not text[start : paragraph.end].strip():
        line, start = following, following.start
    match = _SIGNED.match(text, start, line.end) if line is paragraph or len(line) < 100 else None
    if match is None or match.end() < line.end or not _is_name(match["name"]):
        return None
    name = match["name"].rstrip(" .")
    return Span(match.start("name"), match.start("name") + len(name))


def _is_name(name: str) -> bool:
    """Whether a signature begins with a short name."""
    head = re.split(r"[,(]", name)[0].split()
    capitals = sum(w[0].isupper() or not w[0].isalpha() for w in head)
    return 1 <= len(head) <= 6 and capitals * 2 > len(head)


def _alone(text: str, q: Quotation, paragraph: Span) -> bool:
    """Whether a paragraph is nothing but the quotation."""
    if q.span.start - paragraph.start > _EDGE or paragraph.end - q.span.end > _EDGE:
        return False
    outside = text[paragraph.start : q.span.start] + text[q.span.end : paragraph.end]
    return not any(c.isalnum() for c in outside)


def _long_enough(text: str, q: Quotation) -> bool:
    """Whether a quotation in running text has the words of a sentence and no link in it."""
    inner = q.inner.of(text)
    if not q.closed and not q.continues:
        return False
    listed = words(inner[:600])
    prose = len(listed) >= MIN_ORPHAN_WORDS and any(w[0].islower() for w in listed[1:])
    return prose and not _LINK.search(inner)
