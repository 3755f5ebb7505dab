"""Attributions as JSON lines in the form of the PolNeAR corpus, so that anyone can score them."""

from __future__ import annotations

from newstemma.attribute.finder import attribute_text
from newstemma.attribute.found import Found
from newstemma.spans import Span

__all__ = ["attribution_line", "attribution_of", "is_attribution"]

Spans = list[list[int]]
Attribution = dict[str, Spans]


def attribution_line(name: str, text: str) -> dict[str, str | list[Attribution] | list[Spans]]:
    """One article's line: ``{"id": …, "attributions": [{"source", "cue", "content"}, …], …}``.

    An attribution has a source or at least a cue, as in the corpora; quotations for which the text gives
    neither stand under ``unattributed``, each as its content's spans.

    Args:
        name: the article's id.
        text: the text as given, uncleaned; offsets count its characters, ends exclusive.
    """
    found = attribute_text(text)
    given = [f for f in found if is_attribution(f)]
    rest = [_pairs(f.content) for f in found if not is_attribution(f)]
    return {"id": name, "attributions": [attribution_of(f) for f in given], "unattributed": rest}


def is_attribution(found: Found) -> bool:
    """Whether anything says who speaks, or that somebody does."""
    return found.source is not None or found.cue is not None


def attribution_of(found: Found) -> Attribution:
    """One attribution; a role that is missing is an empty list, quotation marks belong to the content."""
    source = [] if found.source is None else [found.source]
    cue = [] if found.cue is None else [found.cue]
    return {"source": _pairs(source), "cue": _pairs(cue), "content": _pairs(found.content)}


def _pairs(spans: tuple[Span, ...] | list[Span]) -> Spans:
    return [[s.start, s.end] for s in spans]
