"""Paragraphs that are worth reading by rule after the tagger has read them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from newstemma.attribute import packs
from newstemma.attribute.found import Found
from newstemma.attribute.marks import Marks
from newstemma.attribute.packs import Pack
from newstemma.attribute.unattributed import Cover
from newstemma.params.attribute import CLAIMED, DOUBTFUL
from newstemma.spans import Span, merge
from newstemma.text.tokens import paragraphs

__all__ = ["left_over"]

_WORD = re.compile(r"[^\W\d_]+")
_TAIL = 60
"""Characters at the end of a content in which a verb and its subject stand ("…, the harbour master said")."""


def left_over(text: str, marks: Marks, found: Sequence[Found], pack: Pack) -> frozenset[int]:
    """The numbers of the paragraphs in which the rules can add to what was found, or correct it.

    1. Those with a doubtful find on a reporting verb.
    2. Those with a quotation that no content covers, and their neighbours: the cue may stand there.
    3. Those with a reporting verb that is in no cue and no content.
    4. Those with a content that ends in a reporting verb: another's statement inside it.

    Most paragraphs of news are none of these, and reading them by rule would take as long as tagging them.
    """
    lines = list(paragraphs(text))
    starts = [line.start for line in lines]
    wanted: set[int] = set()
    verbs = _verbs(pack.code)
    for f in found:
        if f.cue is None or f.confidence >= DOUBTFUL:
            continue
        if not verbs.isdisjoint(_WORD.findall(f.cue.of(text).lower())):
            wanted.add(bisect_right(starts, f.cue.start) - 1)
    covered = Cover(piece for f in found for piece in f.content)
    for q in marks.outer:
        if covered.share(q.span) < CLAIMED:
            at = bisect_right(starts, q.span.start) - 1
            wanted.update((at - 1, at, at + 1))
    taken = merge([*(f.cue for f in found if f.cue is not None), *(p for f in found for p in f.content)])
    for number, rest in enumerate(_outside(text, lines, taken)):
        if number not in wanted and not verbs.isdisjoint(_WORD.findall(rest)):
            wanted.add(number)
    wanted.update(
        bisect_right(starts, f.span.start) - 1 for f in found if _ends_in_verb(text, f, marks, verbs)
    )
    return frozenset(wanted)


def _ends_in_verb(text: str, found: Found, marks: Marks, verbs: frozenset[str]) -> bool:
    """Whether one of the last words of the content, outside quotation marks, is a reporting verb."""
    last = found.content[-1]
    start = max([last.start, last.end - _TAIL, *(q.end for q in marks.inside(last))])
    return not verbs.isdisjoint(_WORD.findall(text[start : last.end].lower()))


def _outside(text: str, lines: Sequence[Span], taken: Sequence[Span]) -> Iterable[str]:
    """What is left of each line without the characters taken, in lower case."""
    ends = [span.end for span in taken]
    begins = [span.start for span in taken]
    for line in lines:
        rest, at = [], line.start
        for span in taken[bisect_right(ends, line.start) : bisect_left(begins, line.end)]:
            rest.append(text[at : max(at, span.start)])
            at = max(at, span.end)
        rest.append(text[at : line.end])
        yield " ".join(rest).lower()


@cache
def _verbs(code: str) -> frozenset[str]:
    """The words with which the verbs of a language's pack begin."""
    pack = packs.load(code)
    return frozenset(word for table in (pack.verbs, pack.participles) for word in table)
