"""Signature lines: a quotation, a dash, and the name of who said it (“...” ― Ana Ruiz).

Too rare in annotated news for a model to learn, and regular enough for a rule: the quotation fills
its line from the first word to the dash, or the whole line before the one that the dash opens.
"""

from __future__ import annotations

from newstemma.attribute.tagger.marks import CLOSING, OPENING
from newstemma.attribute.tagger.windows import DASHES, line_ranges
from newstemma.attribute.tagger.words import FIRST, TITLE, UPPER, Reading

Span = tuple[int, int]
LONGEST = 15  # words after the dash; a longer tail is prose, not a name with an office
HALF_ENDS = frozenset((",", ".", "?", "!"))
NAME_ENDS = frozenset((",", "(", ";", "|", "/"))


def signatures(reading: Reading) -> list[tuple[Span, Span, Span]]:
    """(content, cue, source) word ranges of every signed quotation, in order."""
    found = []
    ranges = line_ranges(reading)
    for number, (start, end) in enumerate(ranges):
        dash = last_dash(reading, start, end)
        if dash is None:
            continue
        quotation = (start, dash) if dash > start else (ranges[number - 1] if number else (0, 0))
        if is_quotation(reading, *quotation) and begins_name(reading, dash + 1):
            found.append((quotation, (dash, dash + 1), name_at(reading, dash + 1, end)))
    return found


def last_dash(reading: Reading, start: int, end: int) -> int | None:
    """The dash before the line's last few words."""
    for at in range(end - 2, max(start, end - LONGEST - 1) - 1, -1):
        if reading.words[at] in DASHES and (at == start or reading.states[at - 1] == CLOSING):
            return at
    return None


def is_quotation(reading: Reading, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` are one quotation, marks included.

    A closing mark inside may end a quotation in the quotation; after a comma or full stop it ends
    the first half of one that somebody's "he said" breaks, and that is no signed quotation.
    """
    states, words = reading.states, reading.words
    if end - start <= 2 or states[start] != OPENING or states[end - 1] != CLOSING:
        return False
    inner = range(start + 1, end - 1)
    return not any(states[at] == CLOSING and words[at - 1] in HALF_ENDS for at in inner)


def begins_name(reading: Reading, at: int) -> bool:
    """Whether a capitalised word stands there."""
    return int(reading.shapes[at]) % FIRST in (TITLE, UPPER)


def name_at(reading: Reading, start: int, end: int) -> Span:
    """The words up to the comma or bracket that an office, age or place follows."""
    for at in range(start + 1, end):
        if reading.words[at] in NAME_ENDS:
            return start, at
    return start, end
