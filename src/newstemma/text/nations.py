"""Countries by name and adjective in five languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from newstemma.text.normalise import fold

__all__ = ["Nations", "nation_of", "nations"]


@dataclass(frozen=True, slots=True)
class Nations:
    """All forms, folded."""

    forms: dict[str, str]
    """Name or adjective → the country's code."""
    names: frozenset[str]
    """Only the names, not the adjectives."""
    stems: dict[str, str]
    """Beginnings of adjectives with their codes."""


@cache
def nations() -> Nations:
    """The countries of ``nations.toml``."""
    text = resources.files("newstemma.text").joinpath("nations.toml").read_text(encoding="utf-8")
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    names: set[str] = set()
    for code, listed in tomllib.loads(text).items():
        for form in str(listed).split(";"):
            if form.endswith("*"):
                stems.setdefault(fold(form[:-1]), code)
                continue
            forms.setdefault(fold(form), code)
            if form[:1].isupper() and not _is_adjective(form):
                names.add(fold(form))
    return Nations(forms, frozenset(names), stems)


_ADJECTIVE_ENDINGS = (
    "an ish ese ch ic ian li ghan ss aqi tari rati eni tani audi ech reek omali hai tine vak azakh "
    "ilipino ijani".split()
)
_NAMES_LIKE_ADJECTIVES = frozenset(
    "afghanistan pakistan azerbaijan kazakhstan iran japan sudan jordan taiwan irán japón pakistán "
    "afganistán sudán taiwán aserbaidschan liban libanon vietnam kasachstan azerbaïdjan taïwan soudan "
    "mali brunei azerbaiyán".split()
)


def _is_adjective(form: str) -> bool:
    lower = form.lower()
    return lower not in _NAMES_LIKE_ADJECTIVES and lower.endswith(tuple(_ADJECTIVE_ENDINGS))


_LONGEST_ENDING = 4
"""Letters that an adjective has at most after its stem: "российск" and "российскими"."""


@lru_cache(maxsize=50_000)
def nation_of(words: str) -> str | None:
    """The code of the country that a name or adjective stands for ("Russian", "russische", "российский")."""
    known = nations()
    folded = fold(words).removesuffix("'s").removesuffix("’s").strip(" .")
    for form in (folded, folded + "."):
        if form in known.forms:
            return known.forms[form]
    for end in range(len(folded), max(0, len(folded) - _LONGEST_ENDING - 1), -1):
        code = known.stems.get(folded[:end])
        if code is not None:
            return code
    first, _, rest = folded.partition("-")
    return known.forms.get(first) if rest else None
