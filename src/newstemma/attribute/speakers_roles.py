"""Roles ("Russian Deputy Foreign Minister"): read from words, compared with looser ones ("the senior
diplomat")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newstemma.attribute.speakers_lexicon import lexicon
from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold

__all__ = ["Role", "may_be_called", "read_role", "same_office"]

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP_AT = frozenset(
    "of for at in from with who whose near and by on des du de d la der von für fur bei im pour en del "
    "по в из".split()
)
# Diplomacy's own names for a foreign minister.
_TOP = frozenset(["top", "chief"])
_OF_STATE = re.compile(
    r"\bsecretary of state\b|\bstate secretary\b|госсекретар|secrétaire d['’]état américain", re.I
)
_CHIEF_OFFICER = re.compile(r"\bchief \w+ officer\b", re.I)
_PRESS = re.compile(r"\bpress (?:secretary|officer|attach)", re.I)


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it can be compared."""

    family: str
    portfolio: str | None = None
    rank: str | None = None
    """``deputy``, ``top`` or none."""
    former: bool = False
    nation: str | None = None
    gender: str | None = None
    party: str | None = None
    field: frozenset[str] = frozenset()
    """What the role is in or of, in words that no list knows: "Dockvale" and "health" of the health chief."""


@lru_cache(maxsize=50_000)
def read_role(phrase: str) -> Role | None:
    """The role that a noun phrase names by its first role noun; null if it has none.

    >>> read_role("the Russian deputy foreign minister").family
    'minister'
    """
    words = _WORD.findall(phrase[:200])
    nouns = [(i, lexicon().role(w)) for i, w in enumerate(words)]
    heads = [(i, w) for i, w in nouns if w is not None]
    if not heads:
        return None
    index = _head(words, [i for i, _ in heads])
    head = next(w for i, w in heads if i == index)
    before = [w for w in words[:index] if fold(w) not in _STOP_AT]
    after = words[index + 1 : index + 7]
    family, portfolio = head.family, _portfolio_in([*before, words[index]], after)
    if _OF_STATE.search(phrase):
        family, portfolio = "minister", "foreign"
    elif _PRESS.search(phrase):
        family, portfolio = "spokesperson", None
    elif _CHIEF_OFFICER.search(phrase):
        family, portfolio = "executive", None
    elif family == "secretary" and portfolio:
        family = "minister"
    if family == "minister" and _is_prime(before, words[index]):
        family, portfolio = "prime_minister", None
    elif family == "head" and portfolio == "foreign":
        family = "minister"
    marks = {lexicon().modifiers.get(fold(w)) for w in before} | _rank_of(words[index])
    return Role(
        family,
        portfolio,
        _rank(marks),
        "former" in marks,
        _nation_in(words, index),
        head.gender,
        _party_in(words),
        _field_of(words, index),
    )


def _field_of(words: list[str], index: int) -> frozenset[str]:
    """The words around a role noun that say which one is meant, without nations, ranks and other roles."""
    around = [*words[:index], *words[index + 1 : index + 7]]
    folded = {fold(_POSSESSIVE.sub("", w)) for w in around}
    return frozenset(w for w in folded if w not in FUNCTION_WORDS and not _is_known(w))


def _is_known(word: str) -> bool:
    known = lexicon()
    return (
        word in known.modifiers
        or known.role(word) is not None
        or known.nation(word) is not None
        or word in known.parties
    )


def _head(words: list[str], candidates: list[int]) -> int:
    """The last role noun of the first unbroken run before a preposition: "deputy chief minister" →
    minister."""
    stop = next((i for i, w in enumerate(words) if i > candidates[0] and fold(w) in _STOP_AT), len(words))
    run = [i for i in candidates if i < stop]
    best = run[0]
    for i in run[1:]:
        if i - best > 1 and not all(_is_modifier(w) for w in words[best + 1 : i]):
            break
        best = i
    # "president Smith, a former teacher": the first noun stays head when a name stands between.
    return best


def _is_modifier(word: str) -> bool:
    known = lexicon()
    return (
        fold(word) in known.modifiers or known.portfolio(word) is not None or known.nation(word) is not None
    )


def _portfolio_in(before: list[str], after: list[str]) -> str | None:
    for word in [*reversed(before), *after]:
        found = lexicon().portfolio(word)
        if found:
            return found
    return None


def _is_prime(before: list[str], head: str) -> bool:
    near = [fold(w) for w in before[-2:]] + [fold(head)]
    return any(w in ("prime", "premier", "primer", "primera", "premiere", "премьер") for w in near[:-1]) or (
        near[-1].startswith(("premierminist", "ministerprasident", "премьер"))
    )


def _rank_of(head: str) -> set[str | None]:
    folded = fold(head)
    return {"deputy"} if folded.startswith(("vize", "vice", "вице", "замест", "зам")) else set()


def _rank(marks: set[str | None]) -> str | None:
    return "deputy" if "deputy" in marks else "top" if "top" in marks else None


def _nation_in(words: list[str], index: int) -> str | None:
    for i in [*range(index, -1, -1), *range(index + 1, min(len(words), index + 7))]:
        found = lexicon().nation(_POSSESSIVE.sub("", words[i]))
        if found is None and i + 1 < len(words):
            found = lexicon().nations.get(fold(f"{words[i]} {_POSSESSIVE.sub('', words[i + 1])}"))
        if found:
            return found
    return None


def _party_in(words: list[str]) -> str | None:
    return next((p for w in words if (p := lexicon().parties.get(fold(w)))), None)


def same_office(a: Role, b: Role) -> bool:
    """Whether two roles can be one office: same family, nothing that contradicts."""
    return (
        a.family == b.family
        and _agree(a.portfolio, b.portfolio)
        and _agree(a.nation, b.nation)
        and (a.rank == "deputy") == (b.rank == "deputy")
    )


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def may_be_called(holder: Role, phrase: Role) -> bool:
    """Whether the holder of one role may be referred to by a (looser) role phrase.

    "The minister" may be a foreign minister or, loosely, a deputy minister; "the top diplomat" is a foreign
    minister and no deputy; "the diplomat" any of them, an ambassador or an envoy.
    """
    fits = (
        _agree(holder.nation, phrase.nation)
        and _agree(holder.party, phrase.party)
        and _agree(holder.gender, phrase.gender)
    )
    if not fits:
        return False
    deputy = holder.rank == "deputy"
    if phrase.family == "diplomat":
        top = phrase.rank == "top" and holder.family != "diplomat"
        in_service = holder.portfolio == "foreign" or "diplomat" in _called(holder.family)
        return holder.portfolio == "foreign" and not deputy if top else in_service
    # "The foreign minister" is not the deputy; "the minister" may be; "the deputy minister" must be.
    if (phrase.rank == "deputy") != deputy and (phrase.portfolio or phrase.rank == "deputy"):
        return False
    called = phrase.family in _called(holder.family) and _agree(holder.portfolio, phrase.portfolio)
    return called and _of_one_field(holder, phrase)


def _of_one_field(holder: Role, phrase: Role) -> bool:
    """Whether a phrase that says what its holder is chief of does not say it of another chief.

    "The health chief" is not the director of a plant; "the Dockvale chief" is no mayor, of whom nothing ties
    to Dockvale, but "the harbour minister" may be "Minister Ruta Malk".
    """
    if not phrase.field or (phrase.portfolio and phrase.portfolio == holder.portfolio):
        return True
    if holder.field:
        return bool(phrase.field & holder.field)
    return holder.family == phrase.family


def _called(family: str) -> frozenset[str]:
    groups = lexicon().groups.get(family, frozenset())
    loose = {"scientist": "scholar", "author": "journalist", "cleric": "religious", "military": "officer"}
    return groups | {family} | {loose[g] for g in groups if g in loose} | _named(groups)


def _named(groups: frozenset[str]) -> frozenset[str]:
    """Families whose own nouns serve as group words ("leader" is in family head, "politician" in
    lawmaker)."""
    out = set()
    for word in groups:
        entry = lexicon().roles.get(word)
        if entry is not None:
            out.add(entry.family)
    return frozenset(out)
