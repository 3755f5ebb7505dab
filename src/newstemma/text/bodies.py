"""Bodies that have many names: alliances, organisations, states, outlets.

``body_key`` is the form in which all names of one body are equal, in every article and language. Metonyms
(a capital for a government) are bodies of their own: whether "Moscow" speaks for Russia is for the reader
to say.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from newstemma.text.nations import nation_of, nations
from newstemma.text.normalise import fold, squeeze
from newstemma.text.outlets import registry

__all__ = ["Bodies", "bodies", "body_key"]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Known bodies; every name is folded."""

    joined: dict[str, str]
    """Name → label under which the names of one body are joined."""
    capitals: frozenset[str]
    """Capital cities: bodies where they act, places after "in" and "to"."""
    called: dict[str, frozenset[str]]
    """Label → common nouns that may stand for the body ("the alliance")."""


@cache
def bodies() -> Bodies:
    """The bodies of ``bodies.toml``."""
    text = resources.files("newstemma.text").joinpath("bodies.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    joined = {fold(name): label for label, names in raw["joined"].items() for name in names.split(";")}
    capitals = frozenset(map(fold, raw["capitals"].split(";")))
    joined |= {name: joined.get(name, "city_" + name) for name in capitals}
    joined |= {fold(n): joined.get(fold(n), "metonym:" + fold(n)) for n in raw["metonyms"].split(";")}
    called = {label: frozenset(nouns.split()) for label, nouns in raw["called"].items()}
    return Bodies(joined, capitals, called)


_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_LEGAL_FORMS = frozenset(
    ["inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "gmbh", "co.", "s.a.", "ag"]
)


@lru_cache(maxsize=50_000)
def body_key(name: str) -> str:
    """The form in which all names of one body are equal.

    States and alliances by our lists, outlets by the registry; otherwise the words without article,
    possessives and legal forms, a leading country as its code ("Russian Foreign Ministry", "Russia's
    Foreign Ministry").

    >>> body_key("the U.S.") == body_key("United States")
    True
    """
    plain = _ARTICLE.sub("", squeeze(name))
    folded = fold(plain)
    label = bodies().joined.get(folded)
    if label is not None:
        return label
    if folded in nations().names or folded.rstrip(".") in nations().names or folded + "." in nations().names:
        return "nation:" + (nation_of(plain) or folded)
    outlet = registry().find(plain)
    if outlet is not None:
        return "outlet:" + outlet.name
    words = [_POSSESSIVE.sub("", w) for w in folded.split()]
    nation = nation_of(words[0]) if len(words) > 1 else None
    if nation:
        return "-".join([nation.casefold(), *words[1:]])
    return " ".join(w for w in words if w not in _LEGAL_FORMS) or folded
