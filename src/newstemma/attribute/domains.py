"""Sources that are web addresses stay whole: "according to fens.example.org, the dam …".

The tagger reads an address as several words and may end a source, or begin a content, inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newstemma.attribute.found import Found
from newstemma.spans import Span

__all__ = ["addresses", "whole_addresses"]

# Names joined by dots whose last is a usual ending: one of these or a country's two letters. A missing space
# between sentences ("ended.The") is none, for endings are written small.
_ADDRESS = re.compile(
    r"(?<![\w.@-])[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,4}\."
    r"(?:com|org|net|info|tv|fm|gov|edu|int|news|[a-z]{2})(?![\w@-]|\.\w)"
)
_DOTTED = re.compile(r"\.[a-z]")  # every address has it, few texts do, and it is found at once
_GAP = re.compile(r"[\s,;:]*")


def addresses(text: str) -> list[Span]:
    """The web addresses of a text that are written as names, in order."""
    if _DOTTED.search(text) is None:
        return []
    return [Span(m.start(), m.end()) for m in _ADDRESS.finditer(text)]


def whole_addresses(text: str, found: Found, known: Sequence[Span]) -> Found:
    """The attribution with a source that cuts no address, and a content that begins behind such a source.

    Args:
        text: the article.
        found: an attribution of it.
        known: what ``addresses`` gave.
    """
    cut = next((a for a in known if found.source and _cuts(found.source, a)), None)
    if cut is None or found.source is None:
        return found
    source = Span(min(found.source.start, cut.start), max(found.source.end, cut.end))
    content = tuple(p for piece in found.content if (p := _behind(text, piece, cut)))
    return replace(found, source=source, content=content) if content else found


def _cuts(span: Span, address: Span) -> bool:
    """Whether a span begins or ends inside an address."""
    return span.overlaps(address) and not span.contains(address)


def _behind(text: str, piece: Span, address: Span) -> Span | None:
    """What of a piece lies behind the address it begins in; the piece itself if it begins elsewhere."""
    if not address.start <= piece.start < address.end:
        return piece
    match = _GAP.match(text, address.end)
    start = match.end() if match else address.end
    return Span(start, piece.end) if start < piece.end else None
