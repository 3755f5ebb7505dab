"""Text to tokens that mean something to the grammar, and a string with one class character for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.date.classes import CLASSES, OTHER
from newstemma.date.pack import Entry, Pack
from newstemma.params import date as params

__all__ = ["Lexed", "lex"]

_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
    r"|(?<![0-9][./-])[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9]|[./-][0-9])"
    r"|[0-9]+(?:[.,:h][0-9]+)*(?:(?:st|nd|rd|th|s|er|ern|ers|ème|e|re|º|ª|q|h|-?(?:го|е|х|й|м|я|ых|ые|ой))(?![^\W_]))?"
    r"|[^\W\d_][^\W_]*"
    r"|\n\s*\n"
    r"|[^\w\s]|_|\d"
)
_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th|er|re|ème|e|º|ª|-?(?:го|й|м|я|ой|е))")
_DECADE = re.compile(r"([12][0-9]{2}0|[1-9]0)(?:s|er|ern|ers|-?(?:е|х|ых|ые))")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])(?::|h)([0-5][0-9])(?::[0-5][0-9])?")
_HOUR = re.compile(r"([01]?[0-9]|2[0-4])h")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}")
_NUMERIC = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
_QUARTER = re.compile(r"([1-4])q")

_MARKS = dict.fromkeys("-–‑", "dash") | dict.fromkeys("'’‘", "apostrophe") | dict.fromkeys("([", "open") | dict.fromkeys(")]", "close")
_MARKS |= {",": "comma", ".": "dot", "/": "slash"}
_MARK_ENTRIES = {mark: Entry(CLASSES[name], None) for mark, name in _MARKS.items()}
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


def _number(token: str) -> Entry:  # noqa: PLR0911 - one return per written form
    """The class and value of a token that begins with a digit."""
    if token.isdigit():
        return _digits(token)
    if (m := _ORDINAL.fullmatch(token)) is not None and not token.startswith("0"):
        return Entry(CLASSES["ordinal"], int(m[1]))
    if (m := _DECADE.fullmatch(token)) is not None:
        return Entry(CLASSES["decade"], int(m[1]))
    if (m := _CLOCK.fullmatch(token)) is not None:
        return Entry(CLASSES["clock"], f"{int(m[1]):02}:{m[2]}")
    if (m := _HOUR.fullmatch(token)) is not None:
        return Entry(CLASSES["clock"], f"{int(m[1]):02}:00")
    if _THOUSANDS.fullmatch(token) and len(token) < params.LONGEST_NUMBER:
        return Entry(CLASSES["number"], int(re.sub("[.,]", "", token)))
    if _DECIMAL.fullmatch(token):
        return Entry(CLASSES["decimal"], token.replace(",", "."))
    if (m := _QUARTER.fullmatch(token)) is not None:
        return Entry(CLASSES["quarter_code"], int(m[1]))
    return _long_form(token)


_NOTHING = Entry(OTHER, None)


def _long_form(token: str) -> Entry:
    if token[4:5] == "-":
        return Entry(CLASSES["iso"], token)
    return Entry(CLASSES["numeric"], token) if _NUMERIC.fullmatch(token) else _NOTHING


def _digits(token: str) -> Entry:
    if len(token) == 4 and params.FIRST_YEAR <= int(token) <= params.LAST_YEAR:
        return Entry(CLASSES["year"], int(token))
    if len(token) <= 6:
        return Entry(CLASSES["number"], int(token))
    return _NOTHING


def lex(text: str, pack: Pack) -> Lexed:
    """The tokens of ``text`` in the words of one language; time and memory grow with its length only."""
    matches = list(_TOKEN.finditer(text))
    lowered = [m[0].lower() for m in matches]
    out = Lexed(text, "", [], [], [])
    codes: list[str] = []
    get, phrases = pack.words.get, pack.phrases
    index, n = 0, len(matches)
    while index < n:
        word = lowered[index]
        entry = get(word)
        last = index
        if word in phrases:
            phrase = _phrase(phrases[word], lowered, index + 1)
            if phrase is not None:
                entry, last = phrase
        if entry is None:
            entry = _MARK_ENTRIES.get(word) or (_number(word) if "0" <= word[0] <= "9" else _NOTHING)
        elif last == index and (word in pack.capital or word in pack.lower):
            entry = _by_case(pack, matches[index][0], entry, codes, lowered[index + 1 : index + 2])
        if (
            entry.code != OTHER
            and last + 1 < n
            and lowered[last] in pack.abbreviations
            and lowered[last + 1] == "."
        ):
            last += 1
        if entry.code != OTHER or not codes or codes[-1] != OTHER:
            codes.append(entry.code)
            out.values.append(entry.value)
            out.starts.append(matches[index].start())
            out.ends.append(matches[last].end())
        index = last + 1
    return Lexed(text, "".join(codes), out.values, out.starts, out.ends)


def _phrase(
    candidates: tuple[tuple[tuple[str, ...], Entry], ...], words: list[str], index: int
) -> tuple[Entry, int] | None:
    """The longest phrase that goes on at ``index``, and its last token."""
    for rest, entry in candidates:
        stop = index + len(rest)
        if all(
            a == b or (a == "'" and b == "’") for a, b in zip(rest, words[index:stop], strict=False)
        ) and stop <= len(words):
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
