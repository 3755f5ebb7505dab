"""The words by which news calls people and bodies: read once per process from the TOML file beside this
one, and from ``text``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from newstemma.text import bodies as text_bodies
from newstemma.text.given_names import given_gender, given_names
from newstemma.text.nations import nation_of, nations
from newstemma.text.normalise import fold

__all__ = ["Lexicon", "Word", "lexicon"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a role noun says: the family of the role and the holder's gender, where the word shows it."""

    family: str
    gender: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists; every key is folded (lower case, no accents)."""

    roles: dict[str, Word]
    groups: dict[str, frozenset[str]]
    """Looser roles that a family's holder may be called by."""
    portfolios: dict[str, str]
    offices: frozenset[str]
    """What officials are of besides portfolios: "Secretary of State"."""
    parties: dict[str, str]
    members: frozenset[str]
    """Singulars of groups whose plural names nobody in particular."""
    modifiers: dict[str, str]
    bodies: frozenset[str]
    bodies_alone: frozenset[str]
    """Nouns of bodies that name one by themselves: "Parliament"."""
    outlets: frozenset[str]
    outlet_names: frozenset[str]
    """Last words of outlets' names."""
    outlet_roles: frozenset[str]
    """Roles that are last words of outlets' names too."""
    documents: frozenset[str]
    titles: dict[str, str | None]
    stop: frozenset[str]
    things: frozenset[str]
    adjectives: frozenset[str]
    """Adjectives of groups and regions: "Islamist", "Western"."""
    abbreviations: frozenset[str]
    """Abbreviations in capitals that are no body: "EST"."""
    joined: dict[str, str]
    """Folded name of a body → label under which its names are joined."""
    called: dict[str, frozenset[str]]
    """Label of a joined body → common nouns that may stand for it."""
    capitals: frozenset[str]
    """Capital cities: bodies where they act, places after "in" and "to"."""
    nations: dict[str, str]
    """Folded name or adjective of a country → its code."""
    nation_names: frozenset[str]
    """Only the names, not the adjectives."""
    given: dict[str, str]
    """Folded given name → m, f or e (either)."""

    def given_gender(self, word: str) -> str | None:
        """m, f or e (either) for a given name in any spelling; the first part of a double one decides."""
        return given_gender(word)

    def role(self, word: str) -> Word | None:
        """The role that a word names; German compounds and hyphenated words count by their last part."""
        return _role(word)

    def nation(self, words: str) -> str | None:
        """The country that a name or adjective stands for ("Russian", "russische", "российский")."""
        return nation_of(words)

    def portfolio(self, word: str) -> str | None:
        """What a ministry or minister is for, from one word or the first part of a German compound."""
        return _portfolio(word)


def _read(name: str) -> dict[str, object]:
    text = resources.files("newstemma.attribute").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _words(value: object) -> list[str]:
    return str(value).split()


def _gendered(value: object) -> dict[str, str | None]:
    out: dict[str, str | None] = {}
    for item in _words(value):
        word, _, gender = item.partition(":")
        out.setdefault(fold(word), gender or None)
    return out


def _table(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


@cache
def lexicon() -> Lexicon:
    """The lexicon; about 10 ms on the first call of a process."""
    raw = _read("speakers_lexicon.toml")
    roles: dict[str, Word] = {}
    groups: dict[str, frozenset[str]] = {}
    for family, entry in _table(raw["roles"]).items():
        fields = _table(entry)
        groups[family] = frozenset(_words(fields["groups"]))
        for head, gender in _gendered(fields["heads"]).items():
            roles.setdefault(head, Word(family, gender))
    bodies = _table(raw["bodies"])
    stop = _table(raw["stop"])
    return Lexicon(
        roles=roles,
        groups=groups,
        portfolios=_reverse(_table(raw["portfolios"])),
        offices=frozenset(_words(_table(raw["offices"])["words"])),
        parties=_reverse(_table(raw["parties"])),
        members=frozenset(_words(_table(raw["groups"])["words"])),
        modifiers=_reverse(_table(raw["modifiers"])),
        bodies=frozenset(map(fold, _words(bodies["heads"]))),
        bodies_alone=frozenset(map(fold, _words(bodies["alone"]))),
        outlets=frozenset(map(fold, _words(bodies["outlets"]))),
        outlet_names=frozenset(_words(bodies["outlet_names"])),
        outlet_roles=frozenset(_words(bodies["outlet_roles"])),
        documents=frozenset(map(fold, _words(bodies["documents"]))),
        titles=_gendered(_table(raw["titles"])["words"]),
        stop=frozenset(map(fold, _words(stop["words"]))),
        things=frozenset(map(fold, _words(stop["things"]))),
        adjectives=frozenset(map(fold, _words(stop["adjectives"]))),
        abbreviations=frozenset(_words(stop["abbreviations"])),
        joined=text_bodies.bodies().joined,
        capitals=text_bodies.bodies().capitals,
        called=text_bodies.bodies().called,
        nations=nations().forms,
        nation_names=nations().names,
        given=given_names(),
    )


def _reverse(table: dict[str, object]) -> dict[str, str]:
    return {fold(word): label for label, words in table.items() for word in _words(words)}


@lru_cache(maxsize=50_000)
def _role(word: str) -> Word | None:
    known = lexicon().roles
    folded = fold(word)
    if folded in known:
        return known[folded]
    if "-" in folded and folded.rsplit("-", 1)[1] in known:
        return known[folded.rsplit("-", 1)[1]]
    # German compounds are capitalised and long; English plurals and verbs must not match by their ends.
    if word[:1].isupper() and len(folded) > 9:
        for length in range(min(len(folded) - 3, 18), 4, -1):
            found = known.get(folded[-length:])
            if (found is not None and length > 5) or folded[-length:] == "chef":
                return found
    return None


@lru_cache(maxsize=50_000)
def _portfolio(word: str) -> str | None:
    known = lexicon().portfolios
    folded = fold(word)
    if folded in known:
        return known[folded]
    if word[:1].isupper() and len(folded) > 9:
        for length in range(len(folded) - 4, 3, -1):
            if folded[:length] in known:
                return known[folded[:length]]
    return None
