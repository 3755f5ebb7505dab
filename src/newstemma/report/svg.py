"""SVG elements as escaped markup."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate

from markupsafe import Markup, escape

from newstemma.report.visible import visible

__all__ = ["element", "fitted", "number", "text_width", "wrapped"]

_WIDE = frozenset("WF")


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """An element; children that are not markup are escaped text, attributes of None are left out.

    Attribute names are given with ``_`` for ``-``; a trailing ``_`` (``class_``) is dropped.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            shown = number(value) if isinstance(value, float | int) else escape(visible(value))
            parts.append(f' {key.rstrip("_").replace("_", "-")}="{shown}"')
    if not children:
        return Markup("".join(parts) + "/>")  # noqa: S704 - every part above is escaped
    inside = "".join(c if isinstance(c, Markup) else escape(visible(c)) for c in children)
    return Markup("".join(parts) + f">{inside}</{name}>")  # noqa: S704 - likewise


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif face of that size, in pixels (a guess on the wide side)."""
    units = 0.0
    for char in text:
        units += _units(char)
    return units * size


@cache
def _units(char: str) -> float:
    """About how wide a character is, in times the size of the face."""
    if unicodedata.east_asian_width(char) in _WIDE:
        return 1.0
    if char in "ilIj.,:;'|! ":
        return 0.3
    return 0.72 if char.isupper() or char in "mwMW@%—" else 0.56


def fitted(text: str, size: float, width: float) -> str:
    """The text, shortened with an ellipsis if it is wider than ``width`` pixels."""
    shown = visible(text[:400])
    if text_width(shown, size) <= width:
        return shown
    ends = list(accumulate(map(_units, shown)))
    kept = len(ends)
    while kept and (ends[kept - 1] + _units("…")) * size > width:
        kept -= 1
    return shown[:kept].rstrip() + "…"


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """The text on one line, or on two if it is wider than ``width`` pixels (and shortened)."""
    shown = visible(text[:400]).strip()
    if text_width(shown, size) <= width:
        return (shown,)
    words = shown.split(" ")
    first = words[0]
    for k, word in enumerate(words[1:], start=1):
        longer = f"{first} {word}"
        if text_width(longer, size) > width:
            return (fitted(first, size, width), fitted(" ".join(words[k:]), size, width))
        first = longer
    return (fitted(shown, size, width),)
