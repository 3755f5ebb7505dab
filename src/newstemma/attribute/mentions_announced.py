"""Who is meant before or without being named: a person named later, a company that the article is about.

1. "A Velian man ... The man said ... Ben Oram, 27, ...": in news the person that a lead speaks of is the
   first one who is named after it, with the age behind the name. Nobody may have been named before.
2. "The company": the name that stands for neither person, outlet nor state and is named most by far, the
   names of its products ("Velia Phone") included.
3. "The group": the only body before it whose name is that of a society, an association or the like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_people import Cast, Entity
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.params import speakers as params
from newstemma.text.given_names import given_gender
from newstemma.text.normalise import fold
from newstemma.text.outlets import registry

__all__ = ["COMPANIES", "announced", "company_named", "kindred"]

_PERSON = re.compile(
    r"(?:the|der|die|das|le|la|l['’]|el)\s*(?:[\w'’-]+\s+){0,4}?"
    r"(?P<noun>man|boy|father|husband|son|woman|girl|mother|wife|daughter|teenager|teen|student|driver|victim|"
    r"mann|junge|frau|mädchen|homme|garçon|femme|fille|hombre|chico|mujer|chica)\b",
    re.IGNORECASE,
)
_GENDERS = {
    **dict.fromkeys("man boy father husband son mann junge homme garçon hombre chico".split(), "m"),
    **dict.fromkeys("woman girl mother wife daughter frau mädchen femme fille mujer chica".split(), "f"),
}
_AGE = re.compile(r",? \(?\d{1,3}(?:-year-old\b|[,)]| ans\b| años\b| Jahre\b)")
COMPANIES = frozenset(
    "company firm charity club airline retailer startup publisher unternehmen firma konzern entreprise "
    "societe empresa компания".split()
)
"""Nouns for a company."""
_KIN = frozenset(
    "society association coalition alliance organization organisation union foundation movement network "
    "league front trust fund institute observatory campaign federation".split()
)
_LOOSE = frozenset(["group", "organization", "organisation", "charity", "association", "nonprofit"])


def announced(page: Page, names: Sequence[Name], cast: Cast, start: int, phrase: str) -> Entity | None:
    """The person whom "the man" or "the woman" in an article's first sentences announces; null if not clear.

    Args:
        page: the article.
        names: its names, in order.
        cast: its persons and bodies.
        start: where the phrase stands.
        phrase: the source, or its head.
    """
    called = _PERSON.match(phrase)
    if called is None or page.sentence(start) >= params.LEAD_SENTENCES:
        return None
    persons = (n for n in names if (e := cast.of.get(n.start)) is not None and e.kind == "person")
    first = next(persons, None)
    if first is None or first.start < start or first.words < 2:
        return None
    entity = cast.of[first.start]
    gender = _GENDERS.get(called.group("noun").lower())
    near = page.sentence(first.start) - page.sentence(start) <= params.ANNOUNCED_SENTENCES
    fits = gender is None or entity.gender is None or gender == entity.gender
    return entity if near and fits and _AGE.match(page.text, first.end) else None


def company_named(names: Sequence[Name], cast: Cast, start: int) -> str | None:
    """The name that "the company" at a place means; null unless one is named clearly most."""
    counts: Counter[str] = Counter()
    before: set[str] = set()
    for name in names:
        words = name.text.split()
        entity = cast.of.get(name.start)
        if not words or (entity is not None and entity.kind == "person") or not _may_be_company(words[0]):
            continue
        exact = len(words) == 1 and name.kind != "thing"
        counts[words[0]] += 2 if exact else 1
        if exact and name.start < start and not (name.first and counts[words[0]] == 2):
            before.add(words[0])
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][0] not in before or ranked[0][1] < params.COMPANY_WEIGHT:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= params.COMPANY_LEAD * second else None


def _may_be_company(word: str) -> bool:
    known = lexicon()
    folded = fold(word)
    if folded in known.nations or folded in known.joined or folded in known.bodies or folded in known.stop:
        return False
    return registry().find(word) is None and given_gender(word) is None and not word.isupper()


def kindred(bodies: Iterable[Entity], noun: str) -> Entity | None:
    """The only one of the bodies that "the group" may mean by its name; null if there are none or several."""
    if noun not in _LOOSE:
        return None
    fitting = {id(b): b for b in bodies if b.kind == "body" and _KIN & {fold(w) for w in b.name.split()}}
    return next(iter(fitting.values())) if len(fitting) == 1 else None
