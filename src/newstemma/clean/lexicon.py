"""The words of page chrome (data/chrome.toml) and how a line is held against them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from newstemma.text.normalise import straight_marks

__all__ = ["chrome_kind", "is_agency", "is_credit", "key_of", "says_published", "says_updated"]

# In this order a kind wins over the next where a line fits several: what a comment form says must cut the
# page there, what a menu says only drops the line.
KINDS = ("comment", "related", "author", "caption", "tags", "promo", "share", "menu")
_EDGES = re.compile(r"^[^\w(\[#@>©¿¡]+|[^\w)\]!?]+$")
_WITH = re.compile(r"^\W*(?:with|mit|avec|con|com|met|с|з)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|/|&|\b(?:and|und|et|y|e|en|и|і)\b)\s*", re.IGNORECASE)
_COUNT = re.compile(r"^\W*\d[\d.,]*\s*[km]?\b\W*|\W*\d[\d.,]*[km]?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\s|·•›»>/,:;()\[\]{}–—]+")
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
        for phrase in _table()[kind].get("whole", ()):
            phrases.setdefault(tuple(_WORD.findall(straight_marks(phrase))), kind)
    return phrases


@cache
def _starts(kind: str) -> tuple[str, ...]:
    return tuple(straight_marks(p) for p in _table()[kind]["start"])


@cache
def _contained(kind: str) -> tuple[str, ...]:
    return tuple(straight_marks(p) for p in _table()[kind]["contains"])


def key_of(line: str) -> str:
    """A line as the phrases are written: lower case, straight marks, nothing but words at the ends."""
    return _EDGES.sub("", straight_marks(line).casefold().strip())


def chrome_kind(line: str) -> str | None:
    """The kind of chrome that a line's words say it is, or None."""
    if len(line) > _LONGEST:
        return None
    key = key_of(line)
    whole = _covered(key)
    if whole is not None:
        return whole
    for kind in KINDS:
        if key.startswith(_starts(kind)) or any(p in key for p in _contained(kind)):
            return kind
    return None


def _covered(key: str) -> str | None:
    """The kind of a line that consists of chrome phrases; numbers and one stray word in six do not count."""
    words = _WORD.findall(_COUNT.sub("", key))
    if not words or len(words) > 40:
        return None
    phrases = _whole()
    found: list[str] = []
    i = stray = 0
    while i < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - i), 0, -1):
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


def is_credit(line: str) -> bool:
    """Whether a short line says where the article has something from ("Source: TASS", "With AFP")."""
    if len(line) > _LONGEST:
        return False
    key = key_of(line)
    table = _table()["credit"]
    if is_agency(line) or any(p in key for p in table["contains"]):
        return True
    if _WITH.match(line) and all(is_agency(name) for name in _AND.split(_WITH.sub("", line))):
        return True
    return len(key.split()) <= 12 and key.startswith(tuple(table["start"]))


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's, or a word for several of them."""
    return key_of(name).strip("()[]- ") in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_table()["credit"]["agencies"])


def says_published(line: str) -> bool:
    """Whether a line begins with a word for publishing or updating."""
    return key_of(line).startswith(tuple(_table()["published"]["start"]))


def says_updated(words: str) -> bool:
    """Whether words before a date say that it is the date of a change."""
    return key_of(words).startswith(tuple(_table()["published"]["updated"]))
