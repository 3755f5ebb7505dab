"""Language packs: what the rules know of a language, one TOML file per language.

A contributor adds a language by adding ``xx.toml`` (ISO 639-1 code) beside this file; ``en.toml`` explains
every key. A cue is written as words joined by ``_`` ("pointed_out"); a verb whose particle stands at the end
of its clause is written ``verb~particle`` ("teilte~mit").
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Cue", "Pack", "languages", "load"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its words, the particle that ends its clause, and what it takes.

    Attributes:
        rest: the words after the first ("out" of "pointed out").
        particle: a separated particle that must follow in the clause; empty if none.
        clause: a bare clause may follow ("said the plan failed").
        complement: a clause with a conjunction, or a quotation, may follow ("noted that …").
        infinitive: an infinitive is the content ("promised to leave").
        object: what follows up to the end of the clause is the content ("criticised the plan").
    """

    rest: tuple[str, ...] = ()
    particle: str = ""
    clause: bool = False
    complement: bool = False
    infinitive: bool = False
    object: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The words and habits of one language; every word in lower case."""

    code: str
    verbs: Mapping[str, tuple[Cue, ...]]
    """Finite reporting verbs by their first word, longest first."""
    participles: Mapping[str, tuple[Cue, ...]]
    """Reporting participles, whose source is the subject of the main clause ("…, adding that …")."""
    before: tuple[tuple[str, ...], ...]
    """Cues that stand before their source ("according to"), longest first."""
    before_noun: frozenset[str]
    """Prepositions that attribute only with one of ``report_nouns`` ("nach Angaben der Polizei")."""
    report_nouns: frozenset[str]
    after: frozenset[str]
    """Cues that stand after it ("zufolge")."""
    thus: frozenset[str]
    """Words that follow the content and precede the source without a verb (German "so")."""
    as_: frozenset[str]
    """"as" of "as X said"."""
    complementizers: frozenset[str]
    elided: tuple[str, ...]
    """Complementizers that are glued to the next word ("qu'")."""
    infinitive: frozenset[str]
    """The mark of an infinitive ("to", "zu")."""
    pronouns: frozenset[str]
    first_person: frozenset[str]
    determiners: frozenset[str]
    oblique: frozenset[str]
    """Determiners that no subject begins with ("dem", "einen")."""
    prepositions: frozenset[str]
    inner_prepositions: frozenset[str]
    """Prepositions that a noun phrase contains ("of", "for")."""
    conjunctions: frozenset[str]
    """Words that begin another clause."""
    and_: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    """Auxiliaries that make a following participle passive ("was told")."""
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    times: frozenset[str]
    occasions: frozenset[str]
    """Nouns of where something is said ("statement", "interview"); "in a statement" is no content."""
    speech_nouns: frozenset[str]
    """Nouns whose quotation is a statement ("statement", "remarks")."""
    addressed: frozenset[str]
    """Verbs whose object is who is spoken to ("told")."""
    perfect: frozenset[str]
    """Auxiliaries whose participle ends the clause, if ``verb_bracket``."""
    subjunctive: frozenset[str]
    """Verb forms of reported speech ("sei", "habe")."""
    agent: frozenset[str]
    """The preposition of a passive's agent ("as stated by X")."""
    never: frozenset[str]
    """Letters that the language does not have, though a neighbour that looks like it has."""
    clitics: tuple[str, ...]
    """Subject pronouns hung on the verb ("-t-il")."""
    bare_after_comma: bool
    """Whether a bare reported clause is set off by a comma ("sagte, er habe …")."""
    object_quoted: bool
    """Whether only quoted words of an object are taken ("nannte das „töricht“")."""
    verb_bracket: bool
    """Whether auxiliary and participle stand apart ("hat am Montag gesagt")."""
    nouns_capital: bool
    """Whether every noun is capitalised, so that a word in lower case ends a noun phrase."""
    incise: str
    """Between which marks a narrator's words stand inside a quotation: ``dashes``, ``commas``, or empty."""
    dialogue_dash: bool


_SETS = (
    "after", "thus", "as_", "complementizers", "infinitive", "pronouns", "first_person", "determiners",
    "prepositions", "inner_prepositions", "conjunctions", "and_", "relatives", "auxiliaries", "passive",
    "adverbs", "times", "occasions", "speech_nouns",
    "agent", "before_noun", "report_nouns", "perfect", "subjunctive", "oblique", "addressed", "never",
)  # fmt: skip
_TAKES = ("clause", "complement", "infinitive", "object")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a pack."""
    folder = resources.files(__package__)
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def load(code: str) -> Pack:
    """The pack of a language.

    Raises:
        FileNotFoundError: there is no pack for it (see ``languages``).
    """
    data = tomllib.loads((resources.files(__package__) / f"{code}.toml").read_text(encoding="utf-8"))
    words, habits = data["words"], data.get("habits", {})
    sets: dict[str, Any] = {name: frozenset(words.get(name, "").split()) for name in _SETS}
    return Pack(
        code=code,
        verbs=_cues(data["verbs"]),
        participles=_cues(data.get("participles", {})),
        before=tuple(sorted((_words(w) for w in words["before"].split()), key=lambda w: (-len(w), w))),
        elided=tuple(words.get("elided", "").split()),
        adverb_endings=tuple(words.get("adverb_endings", "").split()),
        clitics=tuple(words.get("clitics", "").split()),
        bare_after_comma=bool(habits.get("bare_after_comma", False)),
        object_quoted=bool(habits.get("object_quoted", False)),
        verb_bracket=bool(habits.get("verb_bracket", False)),
        nouns_capital=bool(habits.get("nouns_capital", False)),
        incise=str(habits.get("incise", "")),
        dialogue_dash=bool(habits.get("dialogue_dash", False)),
        **sets,
    )


def _words(cue: str) -> tuple[str, ...]:
    return tuple(cue.split("_"))


def _cues(table: Mapping[str, str]) -> dict[str, tuple[Cue, ...]]:
    """First word to cues, from one list of cues for each thing a cue may take."""
    takes: dict[str, set[str]] = {}
    for name in _TAKES:
        for cue in table.get(name, "").split():
            takes.setdefault(cue, set()).add(name)
    out: dict[str, list[Cue]] = {}
    for cue, names in takes.items():
        form, _, particle = cue.partition("~")
        first, *rest = _words(form)
        flags = {name: name in names for name in _TAKES}
        out.setdefault(first, []).append(Cue(rest=tuple(rest), particle=particle, **flags))
    return {first: _ordered(cues) for first, cues in out.items()}


def _ordered(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The longest first, so that "pointed out" is tried before "pointed"."""
    return tuple(sorted(cues, key=lambda c: (-len(c.rest), not c.particle, c.rest, c.particle)))
