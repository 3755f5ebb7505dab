"""Whether a capitalised name is a person's, a body's or a thing's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from newstemma.attribute.mentions_apposition import Beside
from newstemma.attribute.mentions_tokens import Page
from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.attribute.speakers_roles import Role
from newstemma.text.normalise import fold
from newstemma.text.outlets import registry

__all__ = ["Name", "judge"]

_INITIALLED = re.compile(
    r"[^\W\d_][\w’'-]* (?:[A-ZА-Я]\.? )+[A-ZА-Я][\w’'-]{2,}$|(?:[A-ZА-Я]\. ?)+[A-ZА-Я][\w’'-]{2,}$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|near|outside|around|through|into|à|en|a|bei|nach|aus|в|из|under)\s+$", re.I
)

_MEASURE = re.compile(r"\d+[A-Z]{0,2}$|[A-Z]\d+[A-Z]?$")
"""What is no body in capitals: "16GB", "100K", "Q1", "A5"."""
_COMPANY = frozenset(["co", "inc", "ltd", "corp", "llc", "plc", "gmbh", "archdiocese", "diocese"])
_LED = re.compile(r"-(?:led|based|backed|born|owned|run|wide)$|^[RDI]-[A-Z]|^U\.S\b.*-")
"""Adjectives, and "R-Texas" behind a lawmaker's name."""
_PARTICLE = re.compile(r"\s(?:van|von|vom|zu|der|den|al-|al|bin|ibn|abu)[\s-]?\w")
_PLACE_WORDS = frozenset(
    "st saint san santa sankt mount mt fort port lake cape camp river tal ayn ain wadi jebel jabal".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands, without the title before and the possessive after it."""

    start: int
    end: int
    text: str
    kind: str
    """``person``, ``body``, ``thing`` or ``unknown``; while names are found also ``surname`` (a role
    word that may be one) and ``short`` ("the Post", an outlet if a fuller name is there)."""
    gender: str | None
    role: Role | None
    role_text: str | None
    affiliation: str | None
    possessive: bool
    first: bool
    """Whether it opens its sentence (after titles and roles)."""
    titled: bool
    """Whether a title or role stands directly before it."""

    @property
    def words(self) -> int:
        """How many words the name has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class _Look:
    """What the rules look at."""

    page: Page
    name: Name
    words: list[str]
    folded: list[str]
    whole: str
    given: str | None
    """Gender of the first word as a given name."""
    near: Beside


def judge(page: Page, name: Name, near: Beside) -> Name:
    """The name with its kind, gender and role."""
    words = name.text.replace(".", " ").split()
    folded = [fold(w) for w in words] or [""]
    given = lexicon().given_gender(words[0]) if words else None
    look = _Look(page, name, words, folded, fold(name.text), given, near)
    kind = next((k for rule in _RULES if (k := rule(look)) is not None), "unknown")
    gender = near.gender or (given if given in ("m", "f") and len(words) > 1 else None)
    if gender is None and near.role is not None:
        gender = near.role.gender
    role = near.role if kind in ("person", "unknown") else None
    return replace(
        name,
        kind=kind,
        gender=gender if kind != "body" else None,
        role=role,
        role_text=near.role_text if role else None,
        affiliation=near.affiliation if role else None,
        titled=name.titled or near.titled,
    )


def _is_place_or_group(look: _Look) -> str | None:
    """Saints' and mountains' names, "Us" in a headline, members of groups ("Republicans")."""
    known, last = lexicon(), look.folded[-1]
    if look.folded[0] in _PLACE_WORDS or look.whole in known.adjectives or _LED.search(look.name.text):
        return "thing"
    if len(look.words) == 2 and last in known.adjectives:
        return "thing"
    if (
        len(look.whole) < 4
        and not look.name.text.isupper()
        and (look.whole in known.joined or look.whole in known.nations)
    ):
        return "thing"
    if last.endswith("s") and (last[:-1] in known.members or _adjective(last[:-1])):
        return "thing"
    return None


def _is_known_body(look: _Look) -> str | None:
    """States, alliances, metonyms; a capital is a body unless something is in it or goes there."""
    known, name = lexicon(), look.name
    before = look.page.text[max(0, name.start - 14) : name.start]
    if look.whole in known.capitals:
        return "thing" if _PLACE_BEFORE.search(before) else "body"
    if look.whole == "west":
        return "body" if before.casefold().endswith("the ") else None
    if (look.whole in known.joined or look.whole in known.nations) or look.whole + "." in known.nation_names:
        return "thing" if _adjective(look.whole) else "body"
    return None


def _is_agency(look: _Look) -> str | None:
    """An agency that a caption glues to a role: "Canadian soldier Reuters"."""
    outlet = registry().find(look.name.text)
    return "body" if outlet is not None and outlet.kind in ("agency", "platform") else None


def _is_titled(look: _Look) -> str | None:
    """A title or role stands right before, and what follows is no common word or body itself."""
    if not look.near.titled or len(look.words) > 4:
        return None
    known = lexicon()
    if look.given is None and look.folded[-1] in known.bodies:
        return None
    if len(look.words) == 1 and (_names_no_person(look.whole) or _is_abbreviation(look)):
        return None
    return "person"


def _names_no_person(folded: str) -> bool:
    known = lexicon()
    one = folded.removesuffix("s")
    lists = (known.bodies, known.things, known.outlet_names, known.offices, known.documents, known.stop)
    listed = any(folded in words or one in words for words in lists)
    group = one != folded and (one in known.adjectives or one in known.members or known.role(one) is not None)
    return listed or group or known.nation(folded) is not None or registry().find(folded) is not None


def _says_so_itself(look: _Look) -> str | None:
    """Nouns of bodies, outlets or things in the name; a given name before a surname."""
    known, last = lexicon(), look.folded[-1]
    if (look.near.body and look.given is None) or (last in _COMPANY and len(look.words) > 1):
        return "body"
    if look.given is None and any(w in known.bodies for w in look.folded):
        named = len(look.words) > 1 or last in known.bodies_alone or _is_abbreviation(look)
        return "body" if named else "short"
    if registry().find(look.name.text) is not None:
        return "body"
    if last in known.things:
        return "thing"
    if (
        look.given is not None
        and len(look.words) > 1
        and not (last in known.bodies or last in known.outlet_names)
    ):
        return "person"
    return None


def _looks_so(look: _Look) -> str | None:
    """Abbreviations are bodies; initials, an age or a role beside the name make a person."""
    known, name = lexicon(), look.name
    if _is_abbreviation(look):
        return "thing" if look.whole in known.abbreviations or _MEASURE.match(name.text) else "body"
    particle = len(look.words) > 1 and _PARTICLE.search(name.text) is not None
    initialled = _INITIALLED.match(name.text) is not None and known.nation(name.text.split()[0]) is None
    if look.near.role is not None or look.near.aged or particle or initialled:
        return "person"
    if look.folded[-1] in known.outlet_names or (
        len(look.words) > 1 and look.folded[-1] in known.outlet_roles
    ):
        return "body" if len(look.words) > 1 else "short"
    return "thing" if look.page.german else None


_RULES: tuple[Callable[[_Look], str | None], ...] = (
    _is_place_or_group,
    _is_known_body,
    _is_agency,
    _is_titled,
    _says_so_itself,
    _looks_so,
)
"""In this order; the first that knows decides."""


def _is_abbreviation(look: _Look) -> bool:
    return len(look.words) == 1 and look.name.text.isupper() and 1 < len(look.name.text) < 5


def _adjective(folded: str) -> bool:
    known = lexicon()
    return folded in known.nations and folded not in known.nation_names and folded not in known.joined
