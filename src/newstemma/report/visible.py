"""Strings of unknown origin made fit to be looked at: nothing hidden, nothing that acts.

Escaping for HTML is jinja2's and markupsafe's work; here are the things that escaping leaves in: control
characters, characters that turn the direction of writing (Boucher and Anderson, "Trojan Source", 2021),
towers of combining marks, addresses that run code.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newstemma.ids import digest

__all__ = ["anchor", "clip", "language_tag", "link", "visible"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TOWER = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})"
                    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")  # fmt: skip
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_NEWLINES = frozenset("\x0b\x0c\r\u2028\u2029")


def visible(text: str) -> str:
    """The text with control and direction characters replaced by signs that show them.

    >>> visible("safe\\u202egpj.exe")
    'safe⟨U+202E⟩gpj.exe'
    """
    shown = _HIDDEN.sub(_shown, text) if not text.isprintable() else text
    return shown if shown.isascii() else _TOWER.sub(r"\1", shown)


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    if char in _NEWLINES:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return f"⟨U+{ord(char):04X}⟩"


def clip(text: str, most: int) -> str:
    """At most ``most`` characters, cut at a space where one is near, with an ellipsis if anything is cut."""
    if len(text) <= most:
        return text
    cut = text[:most]
    space = cut.rfind(" ", most * 3 // 4)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:–—-") + " …"


def link(url: str | None) -> str | None:
    """The address if it is an http or https one with a host and without hidden characters, else None."""
    if not url or len(url) > 2000 or not url.isprintable() or _HIDDEN.search(url) or " " in url:
        return None
    try:
        parts = urlsplit(url)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if fine else None


def language_tag(code: str | None) -> str | None:
    """A language code that may stand in a ``lang`` attribute, else None."""
    return code if code and _LANGUAGE.fullmatch(code) else None


def anchor(identifier: str) -> str:
    """An id for the page: the row's own if it may stand in an address, else a digest of it."""
    return identifier if _ID.fullmatch(identifier) else "i-" + digest(identifier)[:12]
