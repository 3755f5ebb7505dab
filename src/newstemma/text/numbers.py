"""Numbers in a text: digits with any separators, number words, multipliers, and the noun they count.

Written for news in English, German, French, Spanish and Russian. A number that cannot be read in one way
only ("1,234" in a text of unknown language is 1234; "1,5" is 1.5) is read by the usual grouping of threes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.text.normalise import fold

__all__ = ["Number", "numbers", "rounded", "same_value"]

_SMALL = {
    1: "one eins eine einen einem einer ein un une uno una один одна одно одного одной",
    2: "two zwei deux dos два две двух",
    3: "three drei trois tres три трех",
    4: "four vier quatre cuatro четыре четырех",
    5: "five funf cinq cinco пять пяти",
    6: "six sechs seis шесть шести",
    7: "seven sieben sept siete семь семи",
    8: "eight acht huit ocho восемь восьми",
    9: "nine neun neuf nueve девять девяти",
    10: "ten zehn dix diez десять десяти",
    11: "eleven elf onze once одиннадцать",
    12: "twelve zwolf douze doce двенадцать двенадцати dozen dutzend douzaine docena дюжина",
    13: "thirteen dreizehn treize trece тринадцать",
    14: "fourteen vierzehn quatorze catorce четырнадцать",
    15: "fifteen funfzehn quinze quince пятнадцать",
    16: "sixteen sechzehn seize dieciseis шестнадцать",
    17: "seventeen siebzehn diecisiete семнадцать",
    18: "eighteen achtzehn dieciocho восемнадцать",
    19: "nineteen neunzehn diecinueve девятнадцать",
    20: "twenty zwanzig vingt veinte двадцать двадцати",
    30: "thirty dreissig trente treinta тридцать",
    40: "forty vierzig quarante cuarenta сорок",
    50: "fifty funfzig cinquante cincuenta пятьдесят",
    60: "sixty sechzig soixante sesenta шестьдесят",
    70: "seventy siebzig setenta семьдесят",
    80: "eighty achtzig ochenta восемьдесят",
    90: "ninety neunzig noventa девяносто",
    0.5: "half halbe halben demi demie medio media полмиллиона полтысячи",
}  # fmt: skip
_MULTIPLIERS = {
    12: "dozen dutzend douzaine docena дюжина дюжины",
    100: "hundred hundert cent cien cientos сто сотни",
    1_000: "thousand tausend mille mil тыс тысяч тысячи тысяча",
    1_000_000: "million millionen mio millions millon millones млн миллион миллиона миллионов m mn",
    1_000_000_000: "billion milliarde milliarden mrd milliard milliards bn млрд миллиард "
    "миллиарда миллиардов",
    1_000_000_000_000: "trillion billionen трлн триллион триллиона",
}  # fmt: skip
# Articles that are also the number one: they count only before a multiplier ("a million", "une centaine").
_ARTICLES = frozenset("a an un une uno una ein eine einen einem einer один одна одно".split())
_WORD_VALUE = {fold(w): value for value, listed in _SMALL.items() for w in listed.split()}
_FACTOR = {fold(w): value for value, listed in _MULTIPLIERS.items() for w in listed.split()}

# Words one of which a number without digits has: an article counts only before a multiplier.
_BEGINNINGS = (_WORD_VALUE.keys() | _FACTOR.keys()) - _ARTICLES
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")

_PIECE = re.compile(
    r"(?P<digits>\d+(?:[.,   ’']\d{3}(?!\d))*(?:[.,]\d+)?)(?P<glued>bn|mn|m|k)?(?![\w])"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<percent>%)"
)
_BETWEEN = re.compile(r"[ \u00a0\u202f.-]*")
_GLUE = re.compile(r"[:/]\d|\s\d+/\d")
_GLUED_BEFORE = (":", "/")
_PERCENT = frozenset(("%", "percent", "prozent", "процент", "процента", "процентов"))
_PER_CENT = {"per": "cent", "pour": "cent", "por": "ciento"}
_SKIP = frozenset("of the more new von der die das de des du la los las le les d".split())
_NO_UNIT = frozenset(
    "to and or in on at by from for with as than that is was were are had has have who which it he she they "
    "but bis auf und oder im am mit fur als ist war waren y o en con por para que es fue et ou a au aux dans "
    "avec pour est sont и или в на до от с по за что".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; ``unit`` is the folded noun that it counts (``%`` for per cent)."""

    start: int
    end: int
    value: float
    unit: str | None
    exact: bool
    """Whether it was written in digits or as one word, without "half a" or the like before a multiplier."""


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def numbers(text: str) -> list[Number]:
    """Every number of the text, in order, with its value and unit.

    A year or a date is a number here too: who compares numbers leaves out those inside time expressions.
    """
    if _has_none(text):
        return []
    pieces = [_piece(m) for m in _PIECE.finditer(text)]
    out: list[Number] = []
    at = 0
    while at < len(pieces):
        found, used = _number(text, pieces, at)
        if found is not None and not _part_of_time_or_fraction(text, found):
            out.append(found)
        at += used
    return out


def _has_none(text: str) -> bool:
    """Whether it is plain that no number can begin anywhere: for most sentences, and soon seen."""
    if not text.isascii() or _DIGIT.search(text) is not None:
        return False
    return _BEGINNINGS.isdisjoint(_LETTERS.findall(text.lower()))


def _part_of_time_or_fraction(text: str, n: Number) -> bool:
    """Whether it belongs to "8:28", "1/2" or "6 1/2", which are no plain numbers."""
    return _GLUE.match(text, n.end) is not None or text[max(0, n.start - 1) : n.start] in _GLUED_BEFORE


def _piece(match: re.Match[str]) -> _Piece:
    kind = match.lastgroup or ""
    if kind == "glued":
        kind = "digits"
    return _Piece(kind, match.group(), match.start(), match.end())


def _number(text: str, pieces: list[_Piece], at: int) -> tuple[Number | None, int]:
    """The number that begins at piece ``at``, if one does, and how many pieces it takes."""
    first = pieces[at]
    word = fold(first.text)
    end, used = at + 1, 1
    if first.kind == "digits":
        value = _digits(first.text)
    elif word in _WORD_VALUE or word in _ARTICLES:
        value = _WORD_VALUE.get(word, 1.0)
        if value == 0.5 and end < len(pieces) and fold(pieces[end].text) in _ARTICLES:
            end += 1
    else:
        return None, 1
    scaled = False
    while end < len(pieces) and _adjacent(text, pieces[end - 1], pieces[end]):
        factor = _FACTOR.get(fold(pieces[end].text))
        if factor is None:
            break
        value *= factor
        scaled = True
        end += 1
    if not scaled and (word in _ARTICLES or value == 0.5) and first.kind != "digits":
        return None, 1
    used = end - at
    unit, taken = _unit(text, pieces, end)
    stop = pieces[end - 1].end
    exact = first.kind == "digits" or not scaled
    return Number(first.start, stop, value, unit, exact), used + taken


def _adjacent(text: str, left: _Piece, right: _Piece) -> bool:
    return _BETWEEN.fullmatch(text, left.end, right.start) is not None


def _unit(text: str, pieces: list[_Piece], at: int) -> tuple[str | None, int]:
    """What is counted: per cent, or the noun that follows (or its adjective: both sides take the same)."""
    if at >= len(pieces) or (at and not _adjacent(text, pieces[at - 1], pieces[at])):
        return None, 0
    word = fold(pieces[at].text)
    if word in _PERCENT:
        return "%", 1
    if word in _PER_CENT and at + 1 < len(pieces) and fold(pieces[at + 1].text) == _PER_CENT[word]:
        return "%", 2
    while at < len(pieces) and fold(pieces[at].text) in _SKIP:
        at += 1
    if at < len(pieces) and pieces[at].kind == "word" and fold(pieces[at].text) not in _NO_UNIT:
        return fold(pieces[at].text), 0
    return None, 0


def _digits(text: str) -> float:
    """The value of digits with separators: groups of three are thousands, another last part is decimal."""
    factor = 1.0
    lowered = text.lower()
    for suffix, by in (("bn", 1e9), ("mn", 1e6), ("m", 1e6), ("k", 1e3)):
        if lowered.endswith(suffix):
            lowered, factor = lowered[: -len(suffix)], by
            break
    plain = re.sub(r"[   ’']", "", lowered)
    last = max(plain.rfind("."), plain.rfind(","))
    if last >= 0:
        decimals = len(plain) - last - 1
        grouped = decimals == 3 and (plain.count(plain[last]) > 1 or not plain.startswith("0"))
        whole = re.sub(r"[.,]", "", plain[:last])
        plain = whole + plain[last + 1 :] if grouped else f"{whole}.{plain[last + 1 :]}"
    return float(plain) * factor


def same_value(a: float, b: float, tolerance: float = 0.0) -> bool:
    """Whether two values are equal up to a relative ``tolerance``."""
    return abs(a - b) <= max(abs(a), abs(b)) * tolerance + 1e-9


def rounded(a: float, b: float) -> bool:
    """Whether one value is the other, rounded to the digits it has ("15 billion" for 15.2 billion)."""
    return any(
        same_value(float(f"{y:.{_digits_of(x)}g}"), x) for x, y in ((a, b), (b, a)) if _digits_of(x) > 1
    )


def _digits_of(value: float) -> int:
    """Significant digits, zeros at the end not counted: 2 for 15,000,000."""
    mantissa = f"{value:.12e}".split("e")[0].rstrip("0").rstrip(".")
    return len(mantissa.replace(".", "").replace("-", ""))
