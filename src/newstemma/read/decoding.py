"""Bytes to text: encodings found, wrong ones repaired where that is certain."""

from __future__ import annotations

import codecs
import re

from newstemma.errors import InputError
from newstemma.params.read import (
    FEW_HIGH,
    MAX_CHARACTERS,
    MAX_CONTROL_SHARE,
    NOT_ARTICLES,
    SNIFFED_BYTES,
)

__all__ = ["decode", "encoding_of", "repair", "too_long"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
# The web's names for encodings: pages that declare the left one are written in the right one.
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
                "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
                "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
                "iso-8859-9": "cp1254"}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, *, declared: bool = False, charset: str | None = None) -> str:
    """The text of a file, line breaks as ``\\n``.

    1. A byte order mark says the encoding.
    2. NUL bytes at every other place are UTF-16 without a mark; other NUL bytes mean a binary file.
    3. Valid UTF-8 is UTF-8, whatever the page declares: other encodings almost never are by accident.
    4. The encoding that the server named (``charset``), or that a page declares (only with ``declared``), if
       the bytes fit it.
    5. charset-normalizer's judgement of the bytes, else Windows-1252, which gives every byte a sign.
    6. UTF-8 that was read as Windows-1252 and saved again is turned back.

    Raises:
        InputError: ``not-text`` or ``too-long``.
    """
    for magic, what in NOT_ARTICLES.items():
        if data.startswith(magic):
            raise InputError("not-text", f"It is {what}.")
    text = _decoded(data, declared, charset)
    if len(text) > MAX_CHARACTERS:
        raise too_long(len(text))
    sample = text[: 16 * SNIFFED_BYTES]
    if len(_CONTROL.findall(sample)) > MAX_CONTROL_SHARE * len(sample):
        raise InputError("not-text", "Too many control characters for a text; it looks like a binary file.")
    text = repair(_CONTROL.sub("", text))
    return text.lstrip("\ufeff")


def too_long(size: int) -> InputError:
    """The error for a text above the limit; ``size`` in characters."""
    return InputError(
        "too-long",
        f"{size:,} characters are more than one article has (the limit is {MAX_CHARACTERS:,}). "
        "Split it into its articles, or give them as rows of a JSONL file.",
    )


def _decoded(data: bytes, declared: bool, charset: str | None) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut off within its last character, or one stray byte in a long text, is UTF-8 still.
        if _mostly_utf8(data, error):
            return data.decode("utf-8", "replace")
    for said in (charset, _declared(data) if declared else None):
        fitting = _in(said, data) if said else None
        if fitting is not None:
            return fitting
    return _guessed(data)


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark; other data with NUL bytes is not text."""
    head = data[:SNIFFED_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    for name, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if here > 0.2 * half and there < 0.02 * half:
            return data.decode(name, "replace")
    raise InputError("not-text", "It contains NUL bytes: a binary file, not an article.")


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the first error is one of few, among many valid characters beyond ASCII."""
    if error.start >= len(data) - 4 and not data[: error.start].isascii():
        return True
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    valid = sum(1 for c in text[:200_000] if c > "\x7f" and c != "\ufffd")
    return valid > 50 * bad


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:SNIFFED_BYTES])
    return found.group(1).decode("ascii", "replace") if found else None


def _in(name: str, data: bytes) -> str | None:
    """The text in the named encoding, if there is such an encoding and the bytes fit it."""
    name = name.strip("\"' ").lower()
    try:
        return data.decode(_AS_BROWSERS.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None


def encoding_of(data: bytes) -> str:
    """charset-normalizer's judgement of bytes that are not UTF-8; Windows-1252 if it has none.

    A few letters beyond ASCII tell no two Latin pages apart ("à" is "ŕ" in Windows-1250); then it is
    Windows-1252, which browsers, too, read where nothing is declared (WHATWG Encoding).
    """
    from charset_normalizer import from_bytes  # half of all runs never need it

    if _western(data[: 64 * SNIFFED_BYTES]):
        return "cp1252"
    best = from_bytes(data[: 64 * SNIFFED_BYTES]).best()
    return best.encoding if best is not None else "cp1252"


def _western(data: bytes) -> bool:
    """Whether nearly all letters are ASCII, and all else is letters and marks of Windows-1252."""
    letters = sum(data.count(bytes([b])) for b in _ASCII_LETTERS)
    high = bytes(b for b in data if b > 0x7F).decode("cp1252", "replace")
    foreign = sum(c not in _WESTERN_MARKS for c in high)
    return foreign <= FEW_HIGH * letters and all(c.isalpha() or c in _WESTERN_MARKS for c in set(high))


_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WESTERN_MARKS = "‘’‚“”„«»‹›–—…€£©®°·§\u00a0¿¡"


def _guessed(data: bytes) -> str:
    try:
        return data.decode(encoding_of(data))
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


# A UTF-8 sequence of two to four bytes, each byte shown as its Windows-1252 (or Latin-1) character.
_HIGH = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(f"[Â-ß][{_HIGH}]|[à-ï][{_HIGH}]{{2}}|[ð-ô][{_HIGH}]{{3}}")
# Such pairs in honest text are rare but not unheard of (a capital Â before a quotation mark); the whole text
# is only turned back if there are at least this many of them and nothing speaks against it.
_MIN_GARBLED = 2
_LEGIT = re.compile(r"[À-ÿ](?![" + _HIGH + r"])(?<![\u0080-\u00bf])")


def repair(text: str) -> str:
    """Text whose UTF-8 was read as Windows-1252 ("â€™", "Ã©") in its right form; other text as it is.

    Done only where it is certain: every garbled sequence must be valid UTF-8, there must be at least two,
    and properly written accented letters must be fewer than the sequences.
    """
    found = _GARBLED.findall(text)
    if len(found) < _MIN_GARBLED:
        return text
    honest = len(_LEGIT.findall(_GARBLED.sub(" ", text)))
    if honest >= len(found):
        return text
    return _GARBLED.sub(_turned_back, text)


def _turned_back(match: re.Match[str]) -> str:
    try:
        return b"".join(_byte(c) for c in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252")
