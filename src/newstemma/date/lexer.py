"""Text to tokens that mean something to the grammar, and a string with one class character for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.date.classes import CLASSES, OTHER
from newstemma.date.numbers import number_entry
from newstemma.date.pack import Entry, Pack, Tails
from newstemma.params import date as params

__all__ = ["Lexed", "lex"]

_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
    r"|(?<![0-9][./-])[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9]|[./-][0-9])"
    r"|[0-9]+(?:[.,:h][0-9]+)*(?:(?:st|nd|rd|th|s|er|ern|ers|ème|e|re|º|ª|q|h|-?(?:го|е|х|й|м|я|ых|ые|ой))(?![^\W_]))?"
    r"|\n\s*\n"
    r"|[^\w\s]|_|\d"
)
_BEFORE_MONTH = frozenset(
    CLASSES[n] for n in "prep of at mod shift dash comma weekday ordinal number the month".split()
)


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a text; runs of words without meaning are one token of the class ``other``."""

    text: str
    codes: str
    values: list[int | str | None]
    starts: list[int]
    ends: list[int]


_NOTHING = Entry(OTHER, None)


def lex(text: str, pack: Pack) -> Lexed:
    """The tokens of ``text`` in the words of one language; time and memory grow with its length only.

    Only tokens near one that an expression needs (a digit, a month, a unit …) are looked at closely.
    """
    matches = list(_TOKEN.finditer(text))
    words = [m[0].lower() for m in matches]
    out = Lexed(text, "", [], [], [])
    codes: list[str] = []
    for start, end in _windows(words, pack):
        _lex_window(out, codes, (matches, words), (start, end), pack)
        last = matches[min(end, len(matches)) - 1]
        _add(out, codes, _NOTHING, (last.end(), last.end()))
    return Lexed(text, "".join(codes), out.values, out.starts, out.ends)


def _windows(words: list[str], pack: Pack) -> list[list[int]]:
    """Stretches of tokens around triggers, joined where they touch."""
    triggers, reach = pack.triggers, params.NEAR_TRIGGER
    out: list[list[int]] = []
    for i, word in enumerate(words):
        if word in triggers or "0" <= word[0] <= "9":
            start, end = max(0, i - reach), min(len(words), i + reach + 1)
            if out and start <= out[-1][1]:
                out[-1][1] = end
            else:
                out.append([start, end])
    return out


def _add(out: Lexed, codes: list[str], entry: Entry, place: tuple[int, int]) -> None:
    codes.append(entry.code)
    out.values.append(entry.value)
    out.starts.append(place[0])
    out.ends.append(place[1])


def _lex_window(
    out: Lexed,
    codes: list[str],
    tokens: tuple[list[re.Match[str]], list[str]],
    window: tuple[int, int],
    pack: Pack,
) -> None:
    """The tokens of one window, phrases joined and full stops given to abbreviations."""
    matches, words = tokens
    get, phrases = pack.words.get, pack.phrases
    index, end = window
    while index < end:
        word = words[index]
        entry = get(word)
        last = index
        tails = phrases.get(word)
        phrase = _phrase(tails, words, index + 1) if tails is not None else None
        if phrase is not None:
            entry, last = phrase
        elif entry is None:
            entry = number_entry(word) if "0" <= word[0] <= "9" else _NOTHING
        elif word in pack.cased:
            entry = _by_case(pack, matches[index][0], entry, codes, words[index + 1 : index + 2])
        if entry.code == OTHER:
            if codes and codes[-1] != OTHER:
                _add(out, codes, entry, matches[index].span())
        else:
            if words[last] in pack.abbreviations and words[last + 1 : last + 2] == ["."]:
                last += 1
            _add(out, codes, entry, (matches[index].start(), matches[last].end()))
        index = last + 1


def _phrase(tails: Tails, words: list[str], index: int) -> tuple[Entry, int] | None:
    """The longest phrase that goes on at ``index``, and its last token."""
    second = words[index] if index < len(words) else ""
    for rest, entry in tails.get("'" if second == "’" else second, ()):
        stop = index + 1 + len(rest)
        following = words[index + 1 : stop]
        if following == list(rest) or [w.replace("’", "'") for w in following] == list(rest):
            return entry, stop - 1
    return None


def _by_case(pack: Pack, token: str, entry: Entry, codes: list[str], following: list[str]) -> Entry:
    """The entry, or nothing where the word's case or neighbours say that another word is meant."""
    if token.lower() in pack.lower:
        return entry if token[0].islower() else _NOTHING
    if not token[0].isupper():
        return _NOTHING
    if entry.code == CLASSES["weekday"]:
        return entry if following[:1] == ["."] else _NOTHING
    if entry.code != CLASSES["month"]:
        return entry
    if token.lower() in pack.abbreviations:
        return entry if following and (following[0] == "." or following[0][0].isdigit()) else _NOTHING
    near = bool(codes) and codes[-1] in _BEFORE_MONTH
    return entry if near or (following and (following[0] == "." or following[0][0].isdigit())) else _NOTHING
