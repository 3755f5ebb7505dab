"""Links out of the lists in which people keep them.

A text file of addresses, a browser's bookmarks, an export of Media Cloud or any table with a column of
addresses and no text. What holds articles itself is no list of links, and is left to the read stage.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from newstemma.fetch.addresses import is_link
from newstemma.fetch.spreadsheet import sheets
from newstemma.params.fetch import LINK_LINES, LINK_LIST_BYTES

__all__ = ["links_in", "links_of_text"]

_BOOKMARKS = re.compile(rb"<!doctype\s+netscape-bookmark", re.IGNORECASE)
_TEXT_COLUMNS = {
    "text",
    "html",
    "body",
    "content",
    "article",
    "article_text",
    "maintext",
    "plain_text",
    "quotation",
}
_URL_COLUMNS = (
    "url",
    "link",
    "links",
    "story_url",
    "article_url",
    "page_url",
    "address",
    "href",
    "permalink",
)
_TABLES = {".csv", ".tsv"}
_PLAIN = {"", ".txt", ".text", ".md", ".list", ".urls", ".lst"}
_BARE = re.compile(r"https?://[^\s<>\"'`\])}|]+", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,8000}?\bhref\s*=\s*(?:\"([^\"]{1,8000})\"|'([^']{1,8000})')", re.IGNORECASE
)


def links_in(path: Path) -> list[str] | None:
    """The links of a list of links, in its order; None if the file is none.

    Args:
        path: any file.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LINK_LIST_BYTES else b""
    except OSError:
        return None  # the read stage names it
    suffix = path.suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _xlsx(data) if suffix == ".xlsx" else None
    if _BOOKMARKS.search(data[:1000]):
        return _bookmarks(data)
    text = _text(data) if suffix in _PLAIN | _TABLES else None
    if not text:
        return None
    return _column(text) if suffix in _TABLES else links_of_text(text)


def _text(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") if b"\0" not in data else None


def links_of_text(text: str) -> list[str] | None:
    """The links of a text file, if nearly every line has one and little else; ``#`` begins a comment."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("#", "//"))]
    found = [(line, _BARE.search(line)) for line in lines]
    with_link = [match.group().rstrip(".,;") for line, match in found if match and _mostly(line, match)]
    if not with_link or len(with_link) < LINK_LINES * len(lines):
        return None
    return with_link


def _mostly(line: str, match: re.Match[str]) -> bool:
    """Whether a line is a link with at most a few words beside it (a number, a title)."""
    rest = line[: match.start()] + line[match.end() :]
    return len(rest.split()) <= 12


def _bookmarks(data: bytes) -> list[str]:
    """The addresses of a browser's bookmark file, folders and all.

    The format leaves its elements open, so that a tree of it is as deep as it is long.
    """
    found = _ANCHOR.finditer(data.decode("utf-8", "replace"))
    links = (html.unescape(match.group(1) or match.group(2) or "").strip() for match in found)
    return [link for link in links if is_link(link)]


def _column(text: str) -> list[str] | None:
    """The column of addresses of a table without text: by its name, else the one with most addresses."""
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return None
    names = [cell.strip().casefold() for cell in rows[0]]
    if set(names) & _TEXT_COLUMNS:
        return None
    return _best_column(names, rows)


def _best_column(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str] | None:
    filled = Counter(i for row in rows for i, cell in enumerate(row) if is_link(cell))
    if not filled:
        return None
    named = [i for wanted in _URL_COLUMNS for i, name in enumerate(names) if name == wanted and filled[i]]
    column = named[0] if named else min(filled, key=lambda i: (-filled[i], i))
    return [row[column].strip() for row in rows if column < len(row) and is_link(row[column])]


def _xlsx(data: bytes) -> list[str] | None:
    """The column of addresses of every sheet of a spreadsheet."""
    links: list[str] = []
    try:
        for rows in sheets(data):
            filled = [row for row in rows if any(row)]
            names = [cell.strip().casefold() for cell in filled[0]] if filled else []
            links += _best_column(names, filled) or []
    except ValueError:
        return None
    return links or None
