"""Whose role it is: "AFP's correspondent" is nobody who is not named beside AFP."""

from __future__ import annotations

import re

from newstemma.attribute.mentions_people import Cast, Entity
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.params import speakers as params
from newstemma.text.normalise import fold

__all__ = ["owner_fits", "owner_of"]

_OWNER = re.compile(r"(?:[Tt]he\s)?(?P<owner>[A-ZÀ-ÞА-Я][\w.&-]*(?: [A-ZÀ-ÞА-Я][\w.&-]*){0,4})['’]s?\s(?=\w)")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def owner_of(phrase: str) -> str | None:
    """The possessor at the head of a role phrase: "AFP" of "AFP's correspondent in Velia"."""
    found = _OWNER.match(phrase)
    return found.group("owner") if found else None


def owner_fits(page: Page, cast: Cast, entity: Entity, phrase: str) -> bool:
    """Whether the possessor in a role phrase, if it has one, stands beside one of a person's mentions.

    A country may be told by its adjective ("Marenian Interior Minister Ann Hale").
    """
    owner = owner_of(phrase)
    if owner is None:
        return True
    beside = " ".join(
        _beside(page.text, start, start + len(entity.name)) for start, one in cast.of.items() if one is entity
    )
    nation = lexicon().nation(owner)
    words = _WORD.findall(beside)
    if nation is not None:
        return any(lexicon().nation(word) == nation for word in words if word[0].isupper())
    wanted = {fold(word) for word in _WORD.findall(owner) if len(word) > 2}
    return not wanted or bool(wanted & {fold(word) for word in words})


def _beside(text: str, start: int, end: int) -> str:
    """What stands around a mention in its own sentence."""
    before = _SENTENCE_END.split(text[max(0, start - params.OWNER_REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + params.OWNER_REACH], maxsplit=1)[0]
    return before + text[start:end] + after
