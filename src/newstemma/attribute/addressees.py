"""Contents that begin with whom it was said to: "told [Lakeside Radio] that the bridge is closed"."""

from __future__ import annotations

import re
from dataclasses import replace

from newstemma.attribute.found import Found
from newstemma.attribute.packs import Pack
from newstemma.params.attribute import MAX_ADDRESSEE
from newstemma.spans import Span

__all__ = ["without_addressee"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'-]\w+)*|[,:;“\"«(]")


def without_addressee(text: str, found: Found, pack: Pack) -> Found:
    """The attribution with a content that begins at its conjunction, if the addressee stands before it.

    Args:
        text: the text.
        found: an attribution, of the tagger for instance, which is not always clear about the addressee.
        pack: the language.
    """
    first = _whole_word(text, found.content[0])
    near = found.cue is not None and 0 <= first.start - found.cue.end <= 1
    if found.cue is None or not near or not _addresses(text, found.cue, pack):
        return found
    at = _conjunction(text, first, pack)
    if at is None or at == first.start:
        return found
    return replace(found, content=(Span(at, first.end), *found.content[1:]))


def _whole_word(text: str, piece: Span) -> Span:
    """The piece with all of the hyphenated word that it begins in ("[Al-]Marsa Radio that …")."""
    start = piece.start
    while start and text[start - 1] in "-‑" and start > 1 and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    return Span(start, piece.end)


def _addresses(text: str, cue: Span, pack: Pack) -> bool:
    words = cue.of(text).lower().split()
    return bool(words) and words[-1] in pack.addressed


def _conjunction(text: str, piece: Span, pack: Pack) -> int | None:
    """Where the conjunction stands after at most a few words of a noun phrase; None if there is none."""
    for number, match in enumerate(_WORD.finditer(text, piece.start, piece.end)):
        word = match.group().lower()
        if word in pack.complementizers and match.end() < piece.end:
            return match.start()
        verb = word in pack.auxiliaries or (word in pack.verbs and match.group().islower())
        if number >= MAX_ADDRESSEE or verb or not word[0].isalpha() or (number and word in pack.pronouns):
            return None
    return None
