"""Attributions as JSON lines in the form of the PolNeAR corpus, so that anyone can score them."""

from __future__ import annotations

from newstemma.attribute.finder import attribute_text
from newstemma.attribute.found import Found
from newstemma.spans import Span

__all__ = ["attribution_line", "attribution_of"]

Attribution = dict[str, list[list[int]]]


def attribution_line(name: str, text: str) -> dict[str, str | list[Attribution]]:
    """One article's line: ``{"id": …, "attributions": [{"source", "cue", "content"}, …]}``.

    Args:
        name: the article's id.
        text: the text as given, uncleaned; offsets count its characters, ends exclusive.
    """
    return {"id": name, "attributions": [attribution_of(f) for f in attribute_text(text)]}


def attribution_of(found: Found) -> Attribution:
    """One attribution; a role that is missing is an empty list, quotation marks belong to the content."""
    source = [] if found.source is None else [found.source]
    cue = [] if found.cue is None else [found.cue]
    return {"source": _pairs(source), "cue": _pairs(cue), "content": _pairs(found.content)}


def _pairs(spans: tuple[Span, ...] | list[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
