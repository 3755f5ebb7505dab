"""To whom somebody belongs: a country, a political party, a company or an institution.

A role's own words come first ("Apple CEO", "the Russian Foreign Minister"), then a body's own name ("the
Russian Foreign Ministry"). Names are looked up in the registry ``affiliations.toml`` and in the list of
countries; what stands in neither is given as the article has it, without a kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from newstemma.narrative.words import BODIES, OUTSIDERS
from newstemma.text.nations import nation_of, nations
from newstemma.text.normalise import fold, squeeze
from newstemma.text.tokens import words as words_of

__all__ = ["Affiliation", "affiliation_of", "in_words", "is_named_body", "is_outsider"]

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los)\s+|^l['’]", re.IGNORECASE)
_MOST_WORDS = 5  # of the longest name in the registry


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A country, party, company or institution.

    Attributes:
        name: its name in our registry, or the words that an article has.
        kind: ``country``, ``party``, ``company``, ``institution``, or None if the registry has no such name.
    """

    name: str
    kind: str | None


@cache
def _registry() -> dict[str, Affiliation]:
    text = resources.files("newstemma.narrative").joinpath("affiliations.toml").read_text(encoding="utf-8")
    return {
        fold(form): Affiliation(name, kind)
        for kind, listed in tomllib.loads(text).items()
        for name, forms in listed.items()
        for form in forms.split(";")
    }


@cache
def _countries() -> dict[str, str]:
    """Code → the first name in the list of countries, which is the English one."""
    names = nations().names
    out: dict[str, str] = {}
    for form, code in nations().forms.items():
        if form in names:
            out.setdefault(code, form)
    return out


@lru_cache(maxsize=20_000)
def affiliation_of(words: str) -> Affiliation:
    """What a name or adjective stands for: "Russian" for the country Russia, "Tory" for the party.

    >>> affiliation_of("the British")
    Affiliation(name='United Kingdom', kind='country')
    """
    plain = _POSSESSIVE.sub("", _ARTICLE.sub("", squeeze(words)))
    known = _registry().get(fold(plain))
    if known and (known.kind != "party" or plain[:1].isupper()):
        return known
    listed = words_of(plain)
    if len(listed) > 1 and any(fold(w) in BODIES for w in listed):
        return Affiliation(plain, "institution")
    code = nation_of(plain)
    if code:
        return Affiliation(_title(_countries().get(code, plain)), "country")
    return Affiliation(plain, None)


def is_outsider(role: str | None) -> bool:
    """Whether a role looks at what it names from outside: an Apple analyst is not Apple's."""
    return bool(role) and any(fold(w) in OUTSIDERS for w in words_of(role or ""))


def is_named_body(name: str) -> bool:
    """Whether a name that no list has is a body's rather than a place's: several words, or an acronym."""
    return len(words_of(name)) > 1 or (name.isupper() and len(name) > 2)


def in_words(texts: Iterable[str]) -> Iterator[Affiliation]:
    """The affiliations that roles and names begin with ("Apple CEO", "Russia's deputy minister").

    The longest name first; of a country inside a longer name ("South Korean") only the longer one.
    """
    for text in texts:
        listed = _ARTICLE.sub("", squeeze(text)).split(" ")[:_MOST_WORDS]
        found = (affiliation_of(" ".join(listed[:n])) for n in range(len(listed), 0, -1))
        best = next((a for a in found if a.kind), None)
        if best:
            yield best


def _title(name: str) -> str:
    return " ".join(w if w in {"of", "and", "the"} else w[:1].upper() + w[1:] for w in name.split(" "))
