"""Language packs: words and phrases with a class and a value, ready for the tokeniser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newstemma.date.classes import CLASSES

__all__ = ["Entry", "Pack", "Words", "make_pack", "split_words"]

Words = Mapping[str, Mapping[int | str, str]]
"""Class name to value to forms, the forms separated by ``|``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase means to the grammar."""

    code: str
    """The character that stands for its class in the class string."""
    value: int | str | None


@dataclass(frozen=True, slots=True)
class Pack:
    """One language: single words, phrases by their first word, and what needs a capital or a point."""

    code: str
    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    abbreviations: frozenset[str]
    """Words whose following full stop belongs to them."""
    capital: frozenset[str]
    """Words that are meant only with a capital first letter ("March", "Sun")."""
    lower: frozenset[str]
    """Words that are meant only without one (German "morgen" against "Morgen")."""
    day_first: bool
    """Whether 3/4/2020 is the third of April; None-like ambiguity is kept for English."""
    common: frozenset[str] = field(default_factory=frozenset)
    """Frequent words by which the language is recognised."""


def split_words(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokeniser sees it: apostrophes and points are tokens of their own."""
    for mark in "'’.-":
        phrase = phrase.replace(mark, f" {mark} ")
    return tuple(phrase.replace("’", "'").split())


def make_pack(  # noqa: PLR0913 - a language is these six lists, all given by keyword
    code: str,
    words: Words,
    *,
    abbreviations: str = "",
    capital: str = "",
    lower: str = "",
    common: str = "",
    day_first: bool = True,
) -> Pack:
    """A pack from its data: class name to value to forms, the forms separated by ``|``."""
    single: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for name, by_value in words.items():
        for value, forms in by_value.items():
            entry = Entry(CLASSES[name], value)
            for form in forms.split("|"):
                first, *rest = split_words(form)
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), entry))
                else:
                    single[form] = entry
    ordered = {w: tuple(sorted(p, key=lambda x: (-len(x[0]), x[0]))) for w, p in phrases.items()}
    return Pack(
        code=code,
        words=single,
        phrases=ordered,
        abbreviations=frozenset(abbreviations.split()),
        capital=frozenset(capital.split()),
        lower=frozenset(lower.split()),
        day_first=day_first,
        common=frozenset(common.split()),
    )
