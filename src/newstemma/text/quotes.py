"""Quotation marks: where quotations begin and end, in any style, balanced or not.

The machine reads a text paragraph by paragraph, once, with a small stack of open marks. It does not trust a
mark's shape alone: which side has white space decides too, because publishers open with ”, close with “, mix
'' with ", and forget marks. What it settles:

1. “ ” „ « » ‹ › 「 」 open or close by shape, unless the white space beside them says the opposite;
2. " '' `` and ' have no shape: they open after white space and close before it, and toggle in between;
3. ‘ ’ ' are quotation marks only when they open after white space *and* find a partner (else: apostrophes);
   digits before " or ' make an inch or foot mark while nothing is open;
4. an opening mark inside a quotation nests if the paragraph has marks enough to close both; otherwise the
   first one was never closed and ends where the second begins;
5. a quotation that is open at the end of its paragraph runs to that end; if the next paragraph begins with
   an opening mark it continues there; if that has only the closing mark, it runs on from its start.

Time is linear in the text; no mark is looked at more than a constant number of times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newstemma.spans import Span
from newstemma.text.tokens import paragraphs

__all__ = ["Quotation", "dialogue", "quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation inside one paragraph.

    Attributes:
        span: its characters with the marks.
        inner: its characters without the marks and the white space next to them; never empty.
        mark: the opening mark (an em dash for a dialogue line; empty if the opening mark is missing).
        closed: whether the closing mark was found in this paragraph.
        level: 0 for a quotation in running text, 1 for one inside another, and so on.
        continues: whether it goes on from the paragraph before.
    """

    span: Span
    inner: Span
    mark: str
    closed: bool
    level: int
    continues: bool


_MARK = re.compile("''|``|,,(?=\\w)|[\"“”„‟«»‹›「」『』‘’‚'`]")
# Class of a mark: marks of one class can close each other.
_DOUBLE, _GUILLEMET, _CORNER, _SINGLE = "double", "guillemet", "corner", "single"
_CLASS = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "''", "``", ",,"), _DOUBLE),
    **dict.fromkeys(("«", "»", "‹", "›"), _GUILLEMET),
    **dict.fromkeys(("「", "」", "『", "』"), _CORNER),
    **dict.fromkeys(("‘", "’", "‚", "'", "`"), _SINGLE),
}
_OPENERS = frozenset({"“", "„", "‟", "«", "‹", "「", "『", "‘", "‚", "``", ",,", "`"})
_CLOSERS = frozenset({"”", "»", "›", "」", "』", "’"})
_BEFORE_OPENING = frozenset("([{—–-―‑/…:¿¡“„«‹‘‚\"'`>")
_AFTER_CLOSING = frozenset(")]},.;:!?…—–-―/”’»›\"'“<")
_MAX_DEPTH = 4
"""Real texts nest three deep at most; beyond that the marks are noise and are not followed."""
# "'em", "'90s", "'tis": an apostrophe that stands for left-out letters, never an opening mark.
_ELISION = re.compile(r"(?:em|tis|twas|til|till|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Mark:
    text: str
    start: int
    end: int
    opens: bool
    """Where it stands it can open: white space, a bracket or another opening before, no space after."""
    closes: bool


@dataclass(slots=True)
class _Open:
    mark: _Mark
    order: int
    tentative: _Mark | None = None
    """For a single mark: the last apostrophe that may have been the closing mark ("the workers’ “)."""


_TEXTS_KEPT = 2
"""Texts whose quotations are kept: several steps ask for those of one article, one after the other."""


@dataclass(slots=True)
class _State:
    """What one paragraph has so far."""

    text: str
    paragraph: Span
    stack: list[_Open]
    found: list[Quotation]
    unmatched: _Mark | None = None


@lru_cache(maxsize=_TEXTS_KEPT)
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in the order of their places, outer before inner.

    A quotation never leaves its paragraph (a line); one that runs over several paragraphs comes as one
    quotation per paragraph, those after the first with ``continues``.
    """
    out: list[Quotation] = []
    was_open: str | None = None
    for paragraph in paragraphs(text):
        found, was_open = _read(text, paragraph, was_open)
        out.extend(found)
    return tuple(out)


def _read(text: str, paragraph: Span, was_open: str | None) -> tuple[list[Quotation], str | None]:
    """One paragraph's quotations, and the class of the mark that is left open at its end."""
    marks = _marks(text, paragraph)
    state = _State(text, paragraph, [], [])
    if was_open is not None and marks and _runs_on(marks, was_open):
        opening = _Mark("", paragraph.start, paragraph.start, True, False)
        _close(state, _Open(opening, 0), marks[0].start, marks[0].end, closed=True, continues=True)
        marks = marks[1:]
    continues = (
        was_open is not None
        and bool(marks)
        and marks[0].start == paragraph.start
        and _CLASS[marks[0].text] == was_open
    )
    surplus = _surplus(marks)
    for i, mark in enumerate(marks):
        _step(state, mark, surplus[i])
    left_open = _finish(state)
    found = sorted(state.found, key=lambda q: (q.span.start, -q.span.end))
    return _levels(found, continues, paragraph.start), left_open


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    """The paragraph's possible marks and which way each may work where it stands."""
    out = []
    for m in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = m.group()
        before = text[m.start() - 1] if m.start() > paragraph.start else " "
        after = text[m.end()] if m.end() < paragraph.end else " "
        if mark in ("'", "’", "‘", "`") and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        closes = not before.isspace() and (not after.isalnum())
        out.append(_Mark(mark, m.start(), m.end(), opens, closes))
    return out


def _runs_on(marks: Sequence[_Mark], was_open: str) -> bool:
    """Whether the paragraph begins inside the quotation that the one before left open (rule 5)."""
    first = marks[0]
    if _CLASS[first.text] != was_open or was_open == _SINGLE:
        return False
    return first.closes and not first.opens


def _surplus(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more closing than opening double marks follow it (rule 4)."""
    out = [0] * len(marks)
    balance = 0
    for i in range(len(marks) - 1, -1, -1):
        out[i] = balance
        mark = marks[i]
        if _CLASS[mark.text] != _SINGLE:
            balance += -1 if _prefers_opening(mark) else 1
    return out


def _prefers_opening(mark: _Mark) -> bool:
    """Whether a mark opens when nothing else is known: by shape, unless its place forbids it (rules 1, 2)."""
    if mark.opens != mark.closes:
        return mark.opens
    return mark.text in _OPENERS


def _step(state: _State, mark: _Mark, surplus: int) -> None:
    """Open, close or pass over one mark."""
    if _CLASS[mark.text] == _SINGLE:
        _single(state, mark)
        return
    at = _partner(state.stack, _CLASS[mark.text])
    if at is None:
        if _may_open(state.text, mark):
            _push(state, mark)
        elif state.unmatched is None:
            state.unmatched = mark
        return
    if _opens_again(state.stack[at].mark, mark):
        if surplus > len(state.stack):
            _push(state, mark)
            return
        _close_down_to(state, at, mark.start, mark.start, closed=False)
        _push(state, mark)
        return
    _close_down_to(state, at, mark.start, mark.end, closed=True)


def _opens_again(opened: _Mark, mark: _Mark) -> bool:
    """Whether a mark opens although one of its class is open."""
    if not mark.opens or mark.closes:
        return False
    return mark.text not in _CLOSERS or opened.text == mark.text


def _may_open(text: str, mark: _Mark) -> bool:
    """Whether a mark can open a quotation while none of its class is open."""
    if mark.text in ('"', "''") and mark.start and text[mark.start - 1].isdigit():
        return False  # inches
    if mark.opens:
        return True
    return mark.text in _OPENERS and not (mark.closes and not _spaced(text, mark))


def _spaced(text: str, mark: _Mark) -> bool:
    """Whether white space stands on both sides ("« mot »")."""
    before = text[mark.start - 1 : mark.start]
    after = text[mark.end : mark.end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def _partner(stack: Sequence[_Open], kind: str) -> int | None:
    """The innermost open mark of that class."""
    for at in range(len(stack) - 1, -1, -1):
        if _CLASS[stack[at].mark.text] == kind:
            return at
    return None


def _push(state: _State, mark: _Mark) -> None:
    if len(state.stack) < _MAX_DEPTH:
        state.stack.append(_Open(mark, len(state.stack)))


def _single(state: _State, mark: _Mark) -> None:
    """A single mark: opens, closes, or is an apostrophe (rule 3)."""
    top = state.stack[-1] if state.stack else None
    inside = top is not None and _CLASS[top.mark.text] == _SINGLE
    if inside and top is not None and mark.closes and mark.text not in ("‚", "`"):
        if _possessive(state.text, mark):
            top.tentative = mark
        elif not (mark.text == "‘" and top.mark.text != "‚"):
            _close_down_to(state, len(state.stack) - 1, mark.start, mark.end, closed=True)
        return
    if mark.text == "’" or not mark.opens or inside:
        return
    if mark.start and state.text[mark.start - 1].isdigit():
        return
    if not _ELISION.match(state.text, mark.end):
        _push(state, mark)


def _possessive(text: str, mark: _Mark) -> bool:
    """Whether "s’ word" may be a plural's possessive rather than an end."""
    before = text[mark.start - 1 : mark.start]
    following = text[mark.end : mark.end + 2]
    return before == "s" and following[:1] == " " and following[1:].islower()


def _close_down_to(state: _State, at: int, inner_end: int, end: int, *, closed: bool) -> None:
    """End the quotation at stack place ``at``; what was opened inside it and never closed is dropped."""
    while len(state.stack) > at + 1:
        inner = state.stack.pop()
        if inner.tentative is not None:
            _close(state, inner, inner.tentative.start, inner.tentative.end, closed=True)
    _close(state, state.stack.pop(), inner_end, end, closed=closed)


def _close(
    state: _State, opened: _Open, inner_end: int, end: int, *, closed: bool, continues: bool = False
) -> None:
    """Keep a quotation unless there is nothing in it."""
    text, start = state.text, opened.mark.end
    while start < inner_end and text[start].isspace():
        start += 1
    while inner_end > start and text[inner_end - 1].isspace():
        inner_end -= 1
    if not closed:
        end = inner_end
    if start < inner_end and any(c.isalnum() for c in text[start:inner_end]):
        span = Span(opened.mark.start, end)
        state.found.append(Quotation(span, Span(start, inner_end), opened.mark.text, closed, 0, continues))


def _finish(state: _State) -> str | None:
    """Let what is open run to the paragraph's end (rule 5); lonely single marks are apostrophes."""
    left_open: str | None = None
    while state.stack:
        opened = state.stack.pop()
        kind = _CLASS[opened.mark.text]
        if opened.tentative is not None:
            _close(state, opened, opened.tentative.start, opened.tentative.end, closed=True)
        elif kind != _SINGLE or (opened.mark.start == state.paragraph.start and opened.mark.text == "‘"):
            _close(state, opened, state.paragraph.end, state.paragraph.end, closed=False)
            left_open = kind
    return left_open


def _levels(found: Sequence[Quotation], continues: bool, start: int) -> list[Quotation]:
    """The quotations with their depth, given outer before inner; crossing ones are left out."""
    out: list[Quotation] = []
    ends: list[int] = []
    for q in found:
        while ends and ends[-1] <= q.span.start:
            ends.pop()
        if ends and q.span.end > ends[-1]:
            continue
        goes_on = q.continues or (continues and q.span.start == start)
        out.append(Quotation(q.span, q.inner, q.mark, q.closed, len(ends), goes_on))
        ends.append(q.span.end)
    return out


# A dialogue line: "— Speech, — said X. — More speech." (Russian, French); "—Habla —dijo X—. Más." (Spanish).
_DASH_LINE = re.compile(r"[—–―]\s?(?=[^\W\d_]|[«“\"¿¡…])")
_DASH_BREAK = re.compile(r"(?<=[,.!?…])\s[—–]\s|\s[—–](?=\w)|(?<=\w)[—–](?=[.,])[.,]?\s?")


def dialogue(text: str, paragraph: Span) -> tuple[Quotation, ...]:
    """The spoken pieces of a paragraph that opens with a dialogue dash; none if it does not.

    Pieces alternate between speech and narration at the dashes, as is the habit in Russian, French and
    Spanish; the pieces after the first have level 1 and ``continues``. Whether the line is speech at all (and
    not an item of a list) only a cue can tell: the caller decides.
    """
    opening = _DASH_LINE.match(text, paragraph.start, paragraph.end)
    if opening is None:
        return ()
    out: list[Quotation] = []
    start = opening.end()
    speech = True
    cuts = [*_DASH_BREAK.finditer(text, start, paragraph.end), None]
    for cut in cuts:
        end = paragraph.end if cut is None else cut.start()
        if speech and text[start:end].strip():
            span = Span(start, end)
            out.append(Quotation(span, span, "—", cut is not None, min(len(out), 1), bool(out)))
        if cut is not None:
            start = cut.end()
            speech = not speech
    return tuple(out)
