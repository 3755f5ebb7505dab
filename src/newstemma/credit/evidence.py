"""The patterns by which an outlet is told by the words around it, read once per process from
``evidence.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from newstemma.credit.patterns import any_of

__all__ = ["Evidence", "evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Compiled patterns."""

    acts: dict[str, re.Pattern[str]]
    before: tuple[tuple[str, float, str], ...]
    """(sign, weight, pattern that ends where the name begins, see ``patterns.compiled``)."""
    any_before: re.Pattern[str]
    """Matches where one of ``before`` does: most names have none, and one search tells it."""
    after: tuple[tuple[str, float, re.Pattern[str]], ...]
    anaphor: re.Pattern[str]
    title: re.Pattern[str]
    body_words: frozenset[str]
    """Last words of bodies that are no outlets."""
    not_names: frozenset[str]


@cache
def evidence() -> Evidence:
    """All patterns; about 20 ms on the first call of a process."""
    text = resources.files("newstemma.credit").joinpath("evidence.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)

    def whole(pattern: str) -> str:
        for name, part in raw["parts"].items():
            pattern = pattern.replace(f"<{name}>", part)
        return pattern

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(whole(pattern))

    return Evidence(
        acts={name: compiled(pattern) for name, pattern in raw["acts"].items()},
        before=tuple((e["sign"], e["weight"], whole(e["pattern"])) for e in raw["before"]),
        any_before=re.compile(any_of(sorted((whole(e["pattern"]) for e in raw["before"]), reverse=True))),
        after=tuple((e["sign"], e["weight"], compiled(e["pattern"])) for e in raw["after"]),
        anaphor=compiled(raw["weigh"]["anaphor"]),
        title=compiled(raw["weigh"]["title"]),
        body_words=frozenset(raw["weigh"]["body_words"].split()),
        not_names=frozenset(raw["weigh"]["not_names"].split()),
    )
