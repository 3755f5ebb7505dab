"""Language packs: words and phrases with a class and a value, ready for the tokeniser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newstemma.date.classes import CLASSES, OTHER

__all__ = ["NOTHING", "Entry", "Known", "Pack", "make_pack", "split_words"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase means to the grammar."""

    code: str
    """The character that stands for its class in the class string."""
    value: int | str | None


NOTHING = Entry(OTHER, None)
"""What every other word means."""

Tails = Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
"""Phrases that begin with one word: by second word, the longest first, without these two words."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a word: its entry, the phrases it begins, and what its entry depends on."""

    entry: Entry | None
    tails: Tails | None
    case: str | None
    """``capital`` or ``lower`` where only that spelling has the entry ("March", "Sun"; German "morgen")."""
    abbreviated: bool
    """Whether a full stop after it belongs to it."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One language."""

    code: str
    lookup: Mapping[str, Known]
    """Words in lower case, and the first words of phrases."""
    trigger: re.Pattern[str]
    """The words of which an expression must have one, unless it has digits, and digits; in small letters."""
    inside: frozenset[str]
    """Every word and mark that an expression can have; another one ends it."""
    day_first: bool
    """Whether 3/4/2020 is always the third of April; in English it is not known."""
    tense: re.Pattern[str]
    """Words that speak of what is to come (group ``future``) or is over (group ``past``)."""
    ahead: re.Pattern[str]
    """Words right before a date that put it ahead ("until", "payable"), at the end of what is matched."""
    common: frozenset[str] = field(default_factory=frozenset)
    """Frequent words by which the language is recognised."""


_MARKS = dict.fromkeys("-–‑", "dash") | dict.fromkeys("'’‘", "apostrophe")
_MARKS |= (
    dict.fromkeys("([", "open") | dict.fromkeys(")]", "close") | {",": "comma", ".": "dot", "/": "slash"}
)
_MARK_ENTRIES = {mark: Entry(CLASSES[name], None) for mark, name in _MARKS.items()}
_TRIGGERS = frozenset(
    CLASSES[name]
    for name in (
        "decade month weekday weekdays unit year_unit quarter_unit units time_unit time_units season part "
        "today now often neighbour span quarter_code holiday oclock ampm"
    ).split()
)


def split_words(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokeniser sees it: apostrophes and points are tokens of their own."""
    for mark in "'’.-":
        phrase = phrase.replace(mark, f" {mark} ")
    return tuple(phrase.replace("’", "'").split())


def _forms(listed: str, endings: Mapping[str, str]) -> list[str]:
    """The forms of a line; ``stem~name`` is the stem with each of the endings of that name."""
    out = []
    for form in listed.split(", "):
        stem, _, name = form.partition("~")
        out.extend([stem + ending for ending in endings[name].split()] if name else [form])
    return out


def _lines(table: str) -> list[tuple[str, str]]:
    """Head ("class value") and forms of every line."""
    return [
        (head, listed) for head, _, listed in (line.partition(": ") for line in table.strip().splitlines())
    ]


def _tense(table: str, *values: str) -> str:
    """The alternatives of the tense lines of these values; ``*ed`` is any word with that ending."""
    forms = [
        form
        for head, listed in _lines(table)
        for form in listed.split(", ")
        if head in {f"tense {v}" for v in values}
    ]
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    return "|".join(re.escape(f).replace(r"\*", r"(?![A-ZÀ-ÞА-Я])\w{2,20}") for f in longest_first) or r"(?!)"


def _entries(table: str, endings: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    """Form and entry of every line ``class value: form, form``."""
    for head, listed in _lines(table):
        name, value = head.split()
        if name in ("tense", "trigger"):
            continue
        entry = Entry(CLASSES[name], int(value) if value.lstrip("-").isdigit() else value)
        yield from ((form, entry) for form in _forms(listed, endings))


def _triggers(table: str, endings: Mapping[str, str]) -> frozenset[str]:
    """Words of which every expression without a digit has one.

    A phrase that has none of the single ones adds its longest word, the last of equals: "a.m." adds "m",
    which is far rarer than "a".
    """
    extra = {form for head, listed in _lines(table) if head == "trigger of" for form in listed.split(", ")}
    forms = {form for form, entry in _entries(table, endings) if entry.code in _TRIGGERS}
    phrases = {words for words in map(split_words, forms) if len(words) > 1}
    alone = extra | {form for form in forms if split_words(form) == (form,)}
    lacking = (words for words in phrases if alone.isdisjoint(words))
    return frozenset(alone | {max(filter(str.isalnum, reversed(words)), key=len) for words in lacking})


def _prefix_tree(words: Iterable[str]) -> str:
    """A pattern that matches any of the words and looks at a letter once for all that begin alike."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    if not branches:
        return "" if ends else "(?!)"
    pattern = "|".join(re.escape(c) + _prefix_tree(branches[c]) for c in sorted(branches))
    return f"(?:{pattern}){'?' if ends else ''}"


def make_pack(  # noqa: PLR0913 - a language is its table and these lists, all given by keyword
    code: str,
    table: str,
    *,
    endings: Mapping[str, str] | None = None,
    abbreviations: str = "",
    capital: str = "",
    lower: str = "",
    common: str = "",
    day_first: bool = True,
) -> Pack:
    """A pack from its data.

    Args:
        code: ISO 639-1 code.
        table: lines ``class value: form, form``; a later line wins where a form stands twice.
        endings: what ``stem~name`` in the table stands for.
        abbreviations: words whose full stop belongs to them.
        capital: words that count only with a capital first letter, lower: only without.
        common: frequent words of the language.
        day_first: whether 3/4/2020 is in April.
    """
    single: dict[str, Entry] = {}
    phrases: dict[tuple[str, str], dict[tuple[str, ...], Entry]] = {}
    for form, entry in _entries(table, endings or {}):
        first, *rest = split_words(form)
        if rest:
            phrases.setdefault((first, rest[0]), {})[tuple(rest[1:])] = entry
        else:
            single[form] = entry
    tails: dict[str, dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]] = {}
    for (first, second), rests in phrases.items():
        longest_first = tuple(sorted(rests.items(), key=lambda x: (-len(x[0]), x[0])))
        tails.setdefault(first, {})[second] = longest_first
    cases = dict.fromkeys(capital.split(), "capital") | dict.fromkeys(lower.split(), "lower")
    entries = {**_MARK_ENTRIES, **single}
    points = frozenset(abbreviations.split())
    triggers = _triggers(table, endings or {})
    in_phrases = {word for (_, second), ends in phrases.items() for end in ends for word in (second, *end)}
    return Pack(
        code=code,
        lookup={
            word: Known(entries.get(word), tails.get(word), cases.get(word), word in points)
            for word in (*entries, *tails)
        },
        trigger=re.compile(rf"[0-9]+|(?<![^\W_])(?:{_prefix_tree(triggers)})(?![^\W_])"),
        inside=frozenset({*entries, *tails, "’", *in_phrases}),
        day_first=day_first,
        tense=re.compile(rf"\b(?:(?P<future>{_tense(table, 'future')})|(?P<past>{_tense(table, 'past')}))\b"),
        ahead=re.compile(rf"\b(?:{_tense(table, 'ahead')})\s(?:[^\s\d]{{1,12}}\s)?$"),
        common=frozenset(common.split()),
    )
