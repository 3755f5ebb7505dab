"""Text to tokens that mean something to the grammar, and a string with one class character for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newstemma.date.classes import CLASSES
from newstemma.date.numbers import number_entry
from newstemma.date.pack import NOTHING as _NOTHING
from newstemma.date.pack import Entry, Known, Pack, Tails
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
_WORD = re.compile(r"\S+")
_WORD_REST = re.compile(r"[^\W_]*")
_AROUND = "\"'’‘“”«»„()[],.:;!?…-–—"
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


def lex(text: str, pack: Pack) -> Lexed:
    """The tokens of ``text`` in the words of one language; time and memory grow with its length only.

    Only the words of the grammar on either side of one that an expression needs (a digit, a month, a unit …)
    are looked at: any other word ends an expression.
    """
    lexed = Lexed(text, "", [], [], [])
    codes: list[str] = []
    for matches in _runs(text, pack):
        words = [m[0].lower() for m in matches]
        for entry, first, last in _window(words, matches, pack):
            codes.append(entry.code)
            lexed.values.append(entry.value)
            lexed.starts.append(matches[first].start())
            lexed.ends.append(matches[last].end())
    return replace(lexed, codes="".join(codes))


def _runs(text: str, pack: Pack) -> Iterator[list[re.Match[str]]]:
    """The tokens around each trigger, up to a word that the grammar does not know; none is in two runs."""
    lowered = _small_letters(text)
    inside = pack.inside
    done = 0
    for hit in pack.trigger.finditer(lowered):
        if hit.start() < done:
            continue
        start = _run_start(lowered, max(done, hit.start() - params.NEAR_TRIGGER), hit.start(), inside)
        run, done = [], start
        for token in _TOKEN.finditer(text, start):
            run.append(token)
            done = token.end()
            if token.start() >= hit.end() and token[0].lower() not in inside and not "0" <= token[0] < ":":
                break
        if run:
            yield run


def _small_letters(text: str) -> str:
    """The text in small letters, character by character: a few letters would become two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _run_start(lowered: str, low: int, hit: int, inside: frozenset[str]) -> int:
    """Where to begin to read before a trigger: after the last word that the grammar does not know."""
    place = hit
    before: list[str] = _WORD.findall(lowered, low, hit)
    for word in reversed(before):
        place = lowered.rfind(word, low, place)
        bare = word.strip(_AROUND)
        end = place + word.find(bare) + len(bare)
        if end < hit and bare.isalpha() and bare not in inside:
            return end
    rest = _WORD_REST.match(lowered, low)
    return rest.end() if rest and low and lowered[low - 1].isalnum() else low


def _window(words: list[str], matches: list[re.Match[str]], pack: Pack) -> Iterator[tuple[Entry, int, int]]:
    """Entry, first and last token of what stands in one window; it ends with the class ``other``.

    Phrases are joined, full stops given to abbreviations, and a run of words without meaning is one.
    """
    lookup = pack.lookup.get
    index, end = 0, len(words)
    before = _NOTHING
    while index < end:
        word = words[index]
        known = lookup(word)
        if known is None and not "0" <= word < ":":
            if before is not _NOTHING:
                before = _NOTHING
                yield before, index, index
            index += 1
            continue
        entry, last = _entry(words, matches, index, known, before)
        if entry is not _NOTHING or before is not _NOTHING:
            yield entry, index, last
        before = entry
        index = last + 1
    yield _NOTHING, end - 1, end - 1


def _entry(
    words: list[str], matches: list[re.Match[str]], index: int, known: Known | None, before: Entry
) -> tuple[Entry, int]:
    """What a word, number or phrase means, and its last token."""
    if known is None:
        return number_entry(words[index]), index
    phrase = _phrase(known.tails, words, index + 1) if known.tails else None
    entry, last = phrase or (known.entry or _NOTHING, index)
    if phrase is None and known.case is not None:
        entry = _by_case(known, matches[index][0], before, words[index + 1 : index + 2])
    if (
        known.abbreviated
        and last == index
        and entry is not _NOTHING
        and words[index + 1 : index + 2] == ["."]
    ):
        last += 1
    return entry, last


def _phrase(tails: Tails, words: list[str], index: int) -> tuple[Entry, int] | None:
    """The longest phrase that goes on at ``index``, and its last token."""
    second = words[index] if index < len(words) else ""
    for rest, entry in tails.get("'" if second == "’" else second, ()):
        stop = index + 1 + len(rest)
        following = words[index + 1 : stop]
        if following == list(rest) or [w.replace("’", "'") for w in following] == list(rest):
            return entry, stop - 1
    return None


def _by_case(known: Known, token: str, before: Entry, following: list[str]) -> Entry:
    """The word's entry, or nothing where its case or neighbours say that another word is meant."""
    entry = known.entry or _NOTHING
    if known.case == "lower":
        return entry if token[0].islower() else _NOTHING
    marked = following == ["."]
    numbered = bool(following) and following[0][0].isdigit()
    if entry.code == CLASSES["weekday"]:
        means = marked
    elif entry.code == CLASSES["month"]:
        means = marked or numbered or (not known.abbreviated and before.code in _BEFORE_MONTH)
    else:
        means = True
    return entry if means and token[0].isupper() else _NOTHING
