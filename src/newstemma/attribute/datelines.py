"""A dateline is no part of what is said: "LINDHAVEN, Sept 3 (Vantpress) - The quay is shut, Holt said"."""

from __future__ import annotations

import re
from dataclasses import replace

from newstemma.attribute.found import Found
from newstemma.spans import Span

__all__ = ["dateline_at", "without_dateline"]

_CAPITALS = r"[^\W\d_a-zà-ÿа-я][^\W\d_a-zà-ÿа-я]+(?:[ .’'/-]{1,2}[^\W\d_a-zà-ÿа-я]+){0,4}"
_PLACE = r"[^\W\d_a-zà-ÿа-я][\w.’'-]{1,30}(?: [^\W\d_a-zà-ÿа-я][\w.’'-]{0,30}){0,3}"
_MORE = r"(?:, ?[\w.]{1,20}(?: \d{1,2}(?:, \d{4})?| [\w.]{1,12}){0,2}){0,2}"
_AGENCY = r" ?\([^()\n]{2,40}\)"
# A place in capitals, or any name with an agency in brackets; a day may stand between; then a dash.
_DATELINE = re.compile(rf"(?:{_CAPITALS}{_MORE}(?:{_AGENCY})?|{_PLACE}{_MORE}{_AGENCY}) ?[-–—―]{{1,2}} ?")


def dateline_at(text: str, start: int) -> int:
    """Where the dateline ends that begins a line at ``start``; ``start`` itself if there is none."""
    if start and text[start - 1] != "\n":
        return start
    match = _DATELINE.match(text, start, start + 160)
    return match.end() if match else start


def without_dateline(text: str, found: Found) -> Found:
    """The attribution with a content that begins behind the dateline of its line."""
    first = found.content[0]
    line = text.rfind("\n", 0, first.start) + 1
    start = max(first.start, dateline_at(text, line))
    if start == first.start or start >= first.end:
        return found
    return replace(found, content=(Span(start, first.end), *found.content[1:]))
