"""The words of page chrome (data/chrome.toml) and how a line is held against them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from newstemma.clean.lines import Line
from newstemma.text.normalise import straight_marks

__all__ = ["chrome_kind", "is_agency", "is_credit", "says_published", "says_updated"]

# In this order a kind wins over the next where a line fits several: what a comment form says must cut the
# page there, what a menu says only drops the line.
KINDS = ("comment", "comments", "related", "author", "caption", "tags", "promo", "share", "menu")
_COUNT = re.compile(r"^\W*\d[\d.,]*\s*[km]?\b\W*|\W*\d[\d.,]*[km]?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\s|·•›»>/,:;()\[\]{}–—]+")
_WITH = re.compile(r"^\W*(?:with|mit|avec|con|com|met|с|з)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|/|&|\b(?:and|und|et|y|e|en|и|і)\b)\s*", re.IGNORECASE)
# "RelatedMinister resigns": a label that the page's layout had kept apart from the headline behind it.
_GLUED = re.compile(
    r"^l?(?:Related|RELATED|Read more|READ MORE|More|MORE|See also|SEE ALSO|Recommended)"
    r"(?=[A-ZА-Я“‘][a-zа-я]| [A-ZА-Я])"
)
_FOLLOW = re.compile(r"^\W*follow\b.{0,60}(?:\bon\b|@)", re.IGNORECASE)
# Longer lines are sentences or lists, never a phrase of chrome; a phrase inside one proves nothing.
_LONGEST = 400
_LONGEST_PHRASE = 8


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files("newstemma.clean").joinpath("data/chrome.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _whole() -> dict[tuple[str, ...], str]:
    """Phrases that may make up a line, as words, with their kind."""
    phrases: dict[tuple[str, ...], str] = {}
    for kind in KINDS:
        for phrase in _table()[kind]["whole"]:
            phrases.setdefault(tuple(_WORD.findall(straight_marks(phrase))), kind)
    return phrases


@cache
def _longest() -> dict[str, int]:
    """By first word how many words the longest phrase has that may make up a line."""
    longest: dict[str, int] = {}
    for phrase in _whole():
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return longest


@cache
def _starts(kind: str) -> tuple[str, ...]:
    return tuple(straight_marks(p) for p in _table()[kind]["start"])


@cache
def _contained(kind: str) -> tuple[str, ...]:
    return tuple(straight_marks(p) for p in _table()[kind]["contains"])


def _contains(key: str, kind: str) -> bool:
    # Plain searches for each phrase are ten times as fast as one pattern with all of them.
    for phrase in _contained(kind):  # noqa: SIM110 - any() over a generator doubles the time of cleaning
        if phrase in key:
            return True
    return False


def chrome_kind(line: Line) -> str | None:
    """The kind of chrome that a line's words say it is, or None."""
    if len(line.text) > _LONGEST:
        return None
    whole = _covered(line.key)
    if whole is not None:
        return whole
    for kind in KINDS:
        if line.key.startswith(_starts(kind)) or _contains(line.key, kind):
            return kind
    if _GLUED.match(line.text) and not line.ended:
        return "related"
    return "share" if _FOLLOW.match(line.text) and line.size <= 12 else None


def _covered(key: str) -> str | None:
    """The kind of a line that consists of chrome phrases; numbers and one stray word in six do not count."""
    words = _WORD.findall(_COUNT.sub("", key))
    if not words or len(words) > 40:
        return None
    phrases, longest = _whole(), _longest()
    found: list[str] = []
    i = stray = 0
    while i < len(words) and stray * 6 <= len(words):
        for size in range(min(longest.get(words[i], 0), len(words) - i), 0, -1):
            kind = phrases.get(tuple(words[i : i + size]))
            if kind is not None:
                found.append(kind)
                i += size
                break
        else:
            stray += 0 if words[i].isdigit() else 1
            i += 1
    if not found or stray * 6 > len(words):
        return None
    return min(found, key=KINDS.index)


def is_credit(line: Line) -> bool:
    """Whether a short line says where the article has something from ("Source: TASS", "With AFP")."""
    if len(line.text) > _LONGEST:
        return False
    if line.size <= 8 and (is_agency(line.text) or _with_agencies(line.text)):
        return True
    if line.key.startswith(_credit_starts()):
        return line.size <= 12
    return _contains(line.key, "credit")


@cache
def _credit_starts() -> tuple[str, ...]:
    return tuple(_table()["credit"]["start"])


def _with_agencies(text: str) -> bool:
    return _WITH.match(text) is not None and all(is_agency(name) for name in _AND.split(_WITH.sub("", text)))


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's, or a word for several of them."""
    return Line(name).key.strip("()[]- ") in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_table()["credit"]["agencies"])


def says_published(line: Line) -> bool:
    """Whether a line begins with a word for publishing or updating."""
    return line.key.startswith(tuple(_table()["published"]["start"]))


def says_updated(line: Line) -> bool:
    """Whether a line begins with a word for a later change."""
    return line.key.startswith(tuple(_table()["published"]["updated"]))
