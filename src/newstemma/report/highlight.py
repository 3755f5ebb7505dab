"""Text with marks that may nest and cross, as well-formed HTML.

Marks that cross cannot both be one element. They are put in order of their beginnings, longer ones first;
where one runs over the end of the element it began in, it is cut there and goes on in a second element. The
first piece carries the id, so a link finds the beginning of every mark, and all pieces carry ``data-of``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from newstemma.report.visible import visible

__all__ = ["Mark", "marked"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is to be marked.

    Attributes:
        start, end: characters of the text, half-open.
        classes: CSS classes.
        anchor: id of the first piece; marks of the same anchor share one id.
        title: words for a pointer or keyboard focus.
        rank: of marks with the same ends, the lower rank is the outer one.
        note: markup put behind the last piece (a reference number, say).
    """

    start: int
    end: int
    classes: str
    anchor: str | None = None
    title: str | None = None
    rank: int = 0
    note: Markup = field(default_factory=Markup)


def marked(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None, used: set[str] | None = None
) -> Markup:
    """The characters ``start:end`` of a text with its marks.

    Args:
        text: the text.
        marks: in any order; parts outside ``start:end`` and empty marks are left out.
        start, end: the part of the text to render.
        used: ids already given out on the page; filled with the ones given out here.

    Returns:
        Well-formed markup whose text content is the (visible form of the) characters, and the notes.
    """
    stop = len(text) if end is None else end
    given = used if used is not None else set()
    pieces = _nested([m for m in marks if m.start < stop and m.end > start and m.start < m.end], start, stop)
    out: list[str] = []
    open_: list[_Piece] = []
    at = start

    def close_until(place: int) -> None:
        nonlocal at
        while open_ and open_[-1].end <= place:
            piece = open_.pop()
            out.append(_plain(text[at : piece.end]))
            at = max(at, piece.end)
            out.append("</span>")
            out.append(piece.mark.note if piece.last else "")

    for piece in pieces:
        close_until(piece.start)
        out.append(_plain(text[at : piece.start]))
        at = piece.start
        out.append(_opening(piece, given))
        open_.append(piece)
    close_until(stop)
    out.append(_plain(text[at:stop]))
    return Markup("".join(out))  # noqa: S704 - every text above is escaped


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a mark that is one element."""

    start: int
    end: int
    mark: Mark
    last: bool


def _nested(marks: Sequence[Mark], start: int, stop: int) -> list[_Piece]:
    """The marks cut so that any two pieces are disjoint or one holds the other, in order of opening."""
    waiting = sorted(
        (_Piece(max(m.start, start), min(m.end, stop), m, m.end <= stop) for m in marks),
        key=_order,
        reverse=True,
    )
    out: list[_Piece] = []
    open_: list[_Piece] = []
    while waiting:
        piece = waiting.pop()
        while open_ and open_[-1].end <= piece.start:
            open_.pop()
        if open_ and piece.end > open_[-1].end:
            cut = open_[-1].end
            rest = _Piece(cut, piece.end, piece.mark, piece.last)
            piece = _Piece(piece.start, cut, piece.mark, last=False)
            _insert(waiting, rest)
        out.append(piece)
        open_.append(piece)
    return out


def _order(piece: _Piece) -> tuple[int, int, int, str, str]:
    return (piece.start, -piece.end, piece.mark.rank, piece.mark.classes, piece.mark.anchor or "")


def _insert(waiting: list[_Piece], piece: _Piece) -> None:
    """Put a piece at its place in a list that is sorted backwards."""
    key = _order(piece)
    low, high = 0, len(waiting)
    while low < high:
        middle = (low + high) // 2
        if _order(waiting[middle]) > key:
            low = middle + 1
        else:
            high = middle
    waiting.insert(low, piece)


def _opening(piece: _Piece, used: set[str]) -> str:
    mark = piece.mark
    parts = [f'<span class="{escape(mark.classes)}"']
    if mark.anchor is not None:
        name = escape(mark.anchor)
        if mark.anchor not in used:
            used.add(mark.anchor)
            parts.append(f' id="{name}"')
        parts.append(f' data-of="{name}"')
    if mark.title is not None:
        parts.append(f' data-who="{escape(visible(mark.title))}"')
    return "".join(parts) + ">"


def _plain(text: str) -> str:
    return str(escape(visible(text))) if text else ""
