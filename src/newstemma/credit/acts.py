"""Outlets that do, in the words around them, what only a source does.

A name that is registered, or that shows by its own words to be an outlet's, is no credit by itself ("he
worked for Reuters"). It is one

1. as the subject of an act of publishing ("Reuters has seen", "the BBC understands");
2. behind a preposition that such an act governs ("contacted by Reuters", "confirmed her death to Sky News");
3. where somebody speaks on it ("said on CNN", "in his ABC interview");
4. beside its reporter ("the BBC's Ann Hale says", "shot by Reuters reporter Ann Hale");
5. alone at the end of a line, or opening one ("- Reuters", "From CNN:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newstemma.credit.evidence import evidence
from newstemma.credit.names import COMMON_WORDS, outlet_at
from newstemma.params import credit as params
from newstemma.text.nations import nation_of
from newstemma.text.normalise import fold
from newstemma.text.outlets import Outlet

__all__ = ["Act", "acts"]


@dataclass(frozen=True, slots=True)
class Act:
    """An outlet that is known, or that its own name shows to be one, where it acts as a source."""

    start: int
    end: int
    name: str
    outlet: Outlet | None
    interview: bool


_P = evidence().acts


def acts(text: str) -> Iterator[Act]:
    """Every place where an outlet acts as a source, in order.

    Args:
        text: the article.
    """
    position = 0
    for m in _P["capital"].finditer(text):
        if m.start() < position:
            continue
        found = outlet_at(text, m.start())
        if found is None:
            continue
        outlet, end = found
        position = end
        if outlet is not None and outlet.kind == "platform":
            continue
        interview = _acts(text, m.start(), end)
        if interview is not None:
            yield Act(m.start(), end, outlet.name if outlet else text[m.start() : end], outlet, interview)


def _acts(text: str, start: int, end: int) -> bool | None:
    """Whether it is an interview, or another act; None for a bare mention."""
    before = text[max(0, start - params.ACT_BEFORE) : start]
    after = text[end : end + params.ACT_AFTER]
    if _common(text, start, end, after):
        return None
    if _P["spoken_to"].search(before) or _P["told_staff"].search(before):
        return True
    if any(
        _P[name].search(before)
        for name in ("governed", "writing_for", "line_start", "contributing", "origin", "person_at")
    ):
        return False
    if _alone(text, start, end) or (_P["dash"].search(before) and re.match(r"[ \t]*(?:\n|$)", after)):
        return False
    on_air = _P["on_air"].search(before) and not _P["shown"].search(before)
    if on_air and _P["saying"].search(_sentence(text, start, end)):
        return True
    return False if _does(before, after) or _meant(text, before, end) else None


def _meant(text: str, before: str, end: int) -> bool:
    """Whether "the site", which soon says something, is this one: "Website X.com has", "notes the site"."""
    if _P["named"].search(before) is None:
        return False
    return _P["anaphor"].search(text, end, end + params.ANAPHORA) is not None


def _does(before: str, after: str) -> bool:
    """Whether the outlet, its show or its reporter is the subject of an act of publishing."""
    if re.search(r"\bby\s+(?:the |a |an )?$", before) and _P["reporter"].match(after):
        return True
    says = _P["verb"].match(after) is not None
    if _P["object"].search(before):
        return says and _P["staff"].search(before) is not None
    return says or _P["show"].match(after) is not None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether the name is a whole line at the very beginning or end of the text, as agencies' marks are."""
    before, after = text[:start], text[end:]
    begins = not before.strip() and re.match(r"[ \t]*\n", after) is not None
    ends = not after.strip(" \t\n.") and before.endswith("\n")
    return begins or ends


def _common(text: str, start: int, end: int, after: str) -> bool:
    """Whether a name that is also an ordinary word is one here: "People said", but "People reports"."""
    if fold(text[start:end]) not in COMMON_WORDS:
        return False
    before = text[max(0, start - 6) : start]
    if re.search(r"\b[Tt]he\s+$", before):
        return False
    word = re.search(r"([A-Z][\w.-]+)(?:['’]s)? $", text[max(0, start - 24) : start])
    if word and fold(word.group(1)) != "the" and nation_of(word.group(1)) is None:
        return True  # "the Korean People's Army", "Parliament Hill"
    opens = before.strip() == "" or re.search(r"[.!?:\n“\"‘']\s*$", before) is not None
    if not opens:
        return re.match(r"\s+[A-Z]", after) is not None
    if fold(text[start:end]) in _PLURAL:
        return re.match(r"\s+(?:reports|writes|notes|has learned|quotes|understands)\b", after) is None
    return _P["verb"].match(after) is None and re.match(r"['’]s? [A-Z]", after) is None


_PLURAL = frozenset(["people", "stars", "life", "time", "times", "nature", "insider", "today"])
"""Words that, opening a sentence, are only a name before a verb in the singular."""


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, as far as one looks."""
    before = text[max(0, start - params.WINDOW) : start]
    after = text[end : end + params.WINDOW]
    return re.split(r"[.!?]\s|\n", before)[-1] + text[start:end] + re.split(r"[.!?]\s|\n", after)[0]
