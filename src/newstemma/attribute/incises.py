"""Attributions inside the quotation marks: «The bridge, — said Orlov, — is closed».

In Russian and Spanish the narrator's words stand between dashes, in French between commas, and the marks
stay open. The quotation is cut in two around them, so that they can be read as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newstemma.attribute.packs import Pack
from newstemma.params.attribute import MAX_INCISE
from newstemma.spans import Span
from newstemma.text.quotes import Quotation

__all__ = ["split_incise"]

_DASHED = re.compile(
    r"(?P<open>[,.!?…]?\s+[—–]\s*|[,.!?…][—–]\s*)(?P<words>[^\W\d_][^—–\n«»“”]*?)(?=[,.]?\s?[—–]|$)"
)
_COMMAS = re.compile(r"(?P<open>[,!?…]\s)(?P<words>[^\W\d_][^,\n«»“”]*)(?=,|$)")
_AFTER = re.compile(r"[,.]?\s?[—–]\s*|,\s*")
_WORD = re.compile(r"[\w’']+(?:-\w+)*")


def split_incise(text: str, quotation: Quotation, pack: Pack) -> list[Quotation]:
    """The quotation itself, or its spoken parts if a narrator's words stand inside it.

    Args:
        text: the text.
        quotation: an outermost quotation.
        pack: the language; ``incise`` says whether it has the habit, and between which marks.
    """
    pattern = {"dashes": _DASHED, "commas": _COMMAS}.get(pack.incise)
    if pattern is None:
        return [quotation]
    inner = quotation.inner
    for match in pattern.finditer(text, inner.start, inner.end):
        if len(match["words"]) <= MAX_INCISE and _narrates(match["words"], pack):
            return _parts(text, quotation, match)
    return [quotation]


def _narrates(words: str, pack: Pack) -> bool:
    """Whether words begin with a reporting verb (an auxiliary may precede) and go on to its subject."""
    listed = [w.lower() for w in _WORD.findall(words)][:6]
    if len(listed) < 2 and not any("-" in w for w in listed):
        return False
    head: Sequence[str] = listed[1:] if listed and _stem(listed[0], pack) in pack.auxiliaries else listed
    return bool(head) and _stem(head[0], pack) in pack.verbs


def _stem(word: str, pack: Pack) -> str:
    """The verb without a pronoun hung on it."""
    for clitic in pack.clitics:
        if word.endswith(clitic) and len(word) > len(clitic):
            return word[: -len(clitic)]
    return word


def _parts(text: str, q: Quotation, match: re.Match[str]) -> list[Quotation]:
    """The quotation before the narrator's words, and after them; being parts, they have level 1."""
    first_end = match.start("open")
    while first_end < match.start("words") and text[first_end] in ",.!?…":
        first_end += 1
    first = Span(q.inner.start, first_end)
    parts = []
    if len(first):
        parts.append(Quotation(Span(q.span.start, first_end), first, q.mark, True, 1, q.continues))
    after = _AFTER.match(text, match.end("words"), q.inner.end)
    begin = match.end("words") if after is None else after.end()
    if begin < q.inner.end:
        parts.append(Quotation(Span(begin, q.span.end), Span(begin, q.inner.end), q.mark, q.closed, 1, True))
    return parts
