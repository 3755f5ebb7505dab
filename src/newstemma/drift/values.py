"""Numbers, dates and names in a version, by value: what two versions give differently."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newstemma.drift.version import Version, is_weak
from newstemma.params.drift import CURRENCIES, MONTHS, RELATIVE_DAYS, UNITS, WEEKDAYS
from newstemma.text.names import compatible, name_key
from newstemma.text.normalise import fold
from newstemma.text.numbers import numbers, same_value

__all__ = ["SAME", "Item", "dates_of", "names_of", "numbers_of", "unmatched"]

_ONLY_BY_A_NUMBER = frozenset(("may", "mars", "mar", "march", "mai"))
_DAYS = frozenset((*WEEKDAYS, *RELATIVE_DAYS, *MONTHS))
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DIGITS = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])")
_PERCENT = re.compile(r"\s*(?:%|per[\s-]?cent|prozent|pour\s?cent|por\s?ciento|процент\w*)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|\.)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A number, date or name.

    Attributes:
        start, end: its place in the article.
        value: what it is, comparable with ``same``.
        shown: the value in words, for the detail of a change.
    """

    start: int
    end: int
    value: tuple[tuple[str, float | str], ...]
    shown: str


def numbers_of(version: Version, dates: Sequence[Item]) -> list[Item]:
    """Numbers outside dates, with value and unit."""
    out = []
    for n in numbers(version.text):
        start, end = n.start + version.start, n.end + version.start
        if version.article[start - 1 : start].isalpha():
            continue  # "S1" is a name, not one of anything
        if not any(d.start < end and start < d.end for d in dates):
            unit = _unit(version, start, n.unit or "")
            stated = _PERCENT if unit == "%" else _WORD
            named = stated.match(version.article, end, version.end) if unit else None
            end = named.end() if named and (unit == "%" or fold(named[1]) in UNITS) else end
            shown = f"{n.value:.15g}{'%' if unit == '%' else ' ' + unit if unit else ''}"
            out.append(Item(start, end, (("value", n.value), ("unit", unit)), shown))
    return sorted(out + _measures(version, out, dates), key=lambda item: item.start)


_WORD = re.compile(r"[\s-]{0,2}([^\W\d_]+)")
_GLUED = re.compile(r"(?<![\w.,:/])(\d{1,6}(?:[.,]\d{1,3})?)(km|kg|ft|cm|mm|m|h|min)(?!\w)")


def _unit(version: Version, start: int, counted: str) -> str:
    """Per cent, a measure or a currency; empty for what is merely counted."""
    before = version.article[max(version.start, start - 1) : start]
    return "%" if counted == "%" else CURRENCIES.get(before, CURRENCIES.get(counted, UNITS.get(counted, "")))


def _measures(version: Version, known: Sequence[Item], dates: Sequence[Item]) -> list[Item]:
    """Numbers with a unit glued to them ("10km")."""
    out = []
    for found in _GLUED.finditer(version.article, version.start, version.end):
        start, end = found.span()
        if not any(x.start < end and start < x.end for x in (*known, *dates)):
            value, unit = float(found[1].replace(",", ".")), UNITS.get(found[2], found[2])
            out.append(Item(start, end, (("value", value), ("unit", unit)), f"{value:.15g} {unit}"))
    return out


def dates_of(version: Version) -> list[Item]:
    """Dates, weekdays, years and named days; neighbouring parts are one date."""
    parts = [
        _date_part(version, k) if word[:1].isdigit() or word in _DAYS else None
        for k, word in enumerate(version.folded)
    ]
    out = _in_digits(version)
    for k, token in enumerate(version.tokens if out else ()):
        if any(d.start < token.end and token.start < d.end for d in out):
            parts[k] = None
    k = 0
    while k < len(parts):
        if not parts[k]:
            k += 1
            continue
        last, found = k, dict(parts[k] or {})
        if not _strong(found):
            last, found = _day_first(parts, k, found)
        if not found:
            k += 1
            continue
        while last + 1 < len(parts) and (more := parts[last + 1]) and not more.keys() & found.keys():
            last += 1
            found |= more
        start, end = version.place(k, last + 1)
        out.append(Item(start, end, tuple(sorted(found.items())), version.article[start:end]))
        k = last + 1
    return sorted(out, key=lambda item: item.start)


def _in_digits(version: Version) -> list[Item]:
    """Dates like 24/02/2015: the year, and day and month without saying which is which."""
    out = []
    for found in _DIGITS.finditer(version.article, version.start, version.end):
        day: tuple[str, float | str] = ("digits", f"{int(found[1])}/{int(found[3])}")
        year = float(found[4]) if len(found[4]) > 2 else float(found[4]) + 2000
        out.append(Item(*found.span(), (day, ("year", year)), found.group()))
    return out


def _strong(found: dict[str, float | str]) -> bool:
    return bool(found.keys() - {"day"})


def _day_first(
    parts: Sequence[dict[str, float | str] | None], k: int, found: dict[str, float | str]
) -> tuple[int, dict[str, float | str]]:
    """A bare small number is a day only right before a month."""
    following = parts[k + 1] if k + 1 < len(parts) else None
    if found and following and "month" in following:
        return k, found
    return k, {}


def _date_part(version: Version, k: int) -> dict[str, float | str] | None:
    word = version.folded[k]
    iso = _ISO.fullmatch(word)
    if iso:
        return {"year": float(iso[1]), "month": float(iso[2]), "day": float(iso[3])}
    if word in WEEKDAYS:
        return {"weekday": float(WEEKDAYS[word])}
    if word in RELATIVE_DAYS:
        return {"relative": float(RELATIVE_DAYS[word])}
    if word in MONTHS and (word not in _ONLY_BY_A_NUMBER or _by_a_number(version, k)):
        return {"month": float(MONTHS[word])}
    if word.isdecimal() and len(word) == 4 and 1000 <= int(word) <= 2199 and not _counts(version, k):
        return {"year": float(word)}
    day = _ORDINAL.fullmatch(word)
    return {"day": float(day[1])} if day and 1 <= int(day[1]) <= 31 else None


def _by_a_number(version: Version, k: int) -> bool:
    near = version.folded[max(0, k - 1) : k] + version.folded[k + 1 : k + 2]
    return any(_ORDINAL.fullmatch(w) or (w.isdecimal() and len(w) == 4) for w in near)


def _counts(version: Version, k: int) -> bool:
    """Whether four digits count something ("1500 people"): a noun in small letters follows."""
    if k + 1 >= len(version.tokens):
        return False
    following = version.tokens[k + 1]
    between = version.article[version.tokens[k].end : following.start]
    return between == " " and following.text[0].islower() and not is_weak(version.folded[k + 1])


def names_of(version: Version) -> list[Item]:
    """Runs of capitalised words inside sentences; in German, where all nouns have them, of two or more."""
    out = []
    k = 0
    while k < len(version.tokens):
        last = k
        while last < len(version.tokens) and _in_name(version, last, k):
            last += 1
        k = _with_first_word(version, k, last)
        if last > k and (last - k > 1 or version.language != "de"):
            start, end = version.place(k, last)
            text = version.article[start:end]
            out.append(Item(start, end, (("name", text),), text))
        k = max(last, k + 1)
    return out


def _with_first_word(version: Version, first: int, last: int) -> int:
    """Where a name begins whose first word also begins the sentence ("Anna Brandt said")."""
    k = first - 1
    if last == first or k < 0 or not version.starts_sentence(k) or not version.tokens[k].text[0].isupper():
        return first
    word = version.folded[k]
    known = is_weak(word) or word in MONTHS or word in WEEKDAYS or word in RELATIVE_DAYS
    together = version.article[version.tokens[k].end : version.tokens[first].start] == " "
    return k if together and not known else first


_INNER_CAPITAL = re.compile(r"(?<=[a-zа-яß,;] )[A-ZÀ-ÖØ-ÞА-Я][\w’'-]+")


@lru_cache(maxsize=32)
def _inner_capitals(article: str) -> frozenset[str]:
    """Folded words that stand with a capital inside a sentence somewhere."""
    return frozenset(fold(w) for w in _INNER_CAPITAL.findall(article))


def _in_name(version: Version, k: int, first: int) -> bool:
    word = version.tokens[k].text
    folded = version.folded[k]
    if not word[0].isupper() or is_weak(folded) or folded in MONTHS or folded in WEEKDAYS:
        return False
    if k > first:
        between = version.article[version.tokens[k - 1].end : version.tokens[k].start]
        return between in (" ", ". ", "-")
    # A capital at a sentence's start says nothing, unless the article has the word with one elsewhere.
    return not version.starts_sentence(k) or folded in _inner_capitals(version.article)


Same = Callable[[Item, Item], bool]


def same_number(a: Item, b: Item) -> bool:
    """Equal value, and no different measure or currency; per cent is only ever per cent."""
    (_, p), (_, x) = sorted(a.value)
    (_, q), (_, y) = sorted(b.value)
    if p != q and ("%" in (p, q) or (p and q)):
        return False
    return isinstance(x, float | int) and isinstance(y, float | int) and same_value(x, y, 1e-9)


def same_date(a: Item, b: Item) -> bool:
    """No part that both give differs; without a common part nothing can be said."""
    first, second = dict(a.value), dict(b.value)
    return all(first[key] == second[key] for key in first.keys() & second.keys())


def same_name(a: Item, b: Item) -> bool:
    """Compatible names, all words of one within the other, one that runs on into the other, or its initials.

    A title is part of a run of capitals ("Mayor Anna Brandt"), so the last two words are compared too.
    """
    return _one_name(str(a.value[0][1]), str(b.value[0][1]))


@lru_cache(maxsize=50_000)
def _one_name(x: str, y: str) -> bool:
    if compatible(x, y) or compatible(_last_two(x), _last_two(y)):
        return True
    one, other = name_key(x).split(), name_key(y).split()
    first, second = set(one), set(other)
    if first and second and (first <= second or second <= first):
        return True
    if _runs_on(one, other) or _runs_on(other, one):
        return True
    return _short_for(x, y) or _short_for(y, x)


def _runs_on(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two words or more end one name and begin the other ("Tern's Grey Inn", "Grey Inn Clinic")."""
    return any(list(one[-n:]) == list(other[:n]) for n in range(2, min(len(one), len(other)) + 1))


def _short_for(short: str, name: str) -> bool:
    """Whether one is made of the other's initials ("IS", or "ISIS" that goes on from them)."""
    letters, initials = short.replace(".", "").upper(), _initials(name)
    if letters == initials:
        return True
    return len(initials) >= 2 and short.isupper() and len(letters) <= 5 and letters.startswith(initials)


def _last_two(name: str) -> str:
    return " ".join(name.split()[-2:])


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[:1].isupper())


def unmatched(a: Sequence[Item], b: Sequence[Item], same: Same) -> tuple[list[Item], list[Item]]:
    """The items of each side that have no equal on the other."""
    left = [x for x in a if not any(same(x, y) for y in b)]
    right = [y for y in b if not any(same(x, y) for x in a)]
    return left, right


SAME: dict[str, Same] = {"number": same_number, "date": same_date, "name": same_name}
"""When two items of a kind say the same."""
