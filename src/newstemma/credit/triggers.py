"""The words that announce a credit, read once per process from ``triggers.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Triggers", "triggers"]


@dataclass(frozen=True, slots=True)
class Triggers:
    """Compiled triggers: each pattern with what it proves."""

    after: tuple[tuple[str, re.Pattern[str]], ...]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    documents: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def triggers() -> Triggers:
    """All triggers, one pattern per kind and direction."""
    text = resources.files("newstemma.credit").joinpath("triggers.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return Triggers(
        after=tuple((e["how"], _joined(e["patterns"])) for e in raw["after"]),
        before=tuple((e["how"], _joined(e["patterns"])) for e in raw["before"]),
        documents=tuple((name, re.compile(p)) for name, p in raw["documents"].items()),
    )


def _joined(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.MULTILINE)
