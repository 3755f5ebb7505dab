"""The words that announce a credit, read once per process from ``triggers.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from newstemma.credit.patterns import Several, any_of
from newstemma.text.outlets import registry

__all__ = ["Triggers", "triggers"]


@dataclass(frozen=True, slots=True)
class Triggers:
    """Compiled triggers: each with what it proves."""

    after: Several
    """Such as a small letter may begin, wherever they stand."""
    sources: re.Pattern[str]
    """The lines that exist to name the source; they have the name after them, too."""
    before: tuple[tuple[str, re.Pattern[str]], ...]
    documents: Several
    platforms: Several
    """Documents that are posts; their names are those of the registry."""


@cache
def triggers() -> Triggers:
    """All triggers, one pattern per kind and direction."""
    text = resources.files("newstemma.credit").joinpath("triggers.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    after = [(e["how"], e["patterns"]) for e in raw["after"]]
    documents = list(raw["documents"].items())
    return Triggers(
        after=Several.of([(how, patterns) for how, patterns in after if how != "source"]),
        sources=re.compile(any_of(p for how, ps in after if how == "source" for p in ps), re.MULTILINE),
        before=tuple((e["how"], re.compile(any_of(e["patterns"]), re.MULTILINE)) for e in raw["before"]),
        documents=Several.of([d for d in documents if registry().find(d[0]) is None]),
        platforms=Several.of([d for d in documents if registry().find(d[0]) is not None]),
    )
