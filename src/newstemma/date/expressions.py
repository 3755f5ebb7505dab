"""Text to time expressions: language, tokens, rules, resolution."""

from __future__ import annotations

from collections.abc import Callable

from newstemma.date.calendar import parse_point
from newstemma.date.classes import CLASSES
from newstemma.date.grammar import find
from newstemma.date.lexer import Lexed, lex
from newstemma.date.packs import pack_for
from newstemma.date.reading import Found
from newstemma.date.resolve import Context, resolve
from newstemma.params import date as params
from newstemma.records import DateExpression

__all__ = ["expressions"]

_FUTURE, _PAST, _DOT = CLASSES["future"], CLASSES["past"], CLASSES["dot"]


def expressions(owner: str, text: str, published: str | None, language: str | None) -> list[DateExpression]:
    """The time expressions of a text, in order, none overlapping.

    Args:
        owner: id of the article or row; part of the date ids.
        text: any text; offsets count its characters.
        published: ISO 8601 date (of any precision) from which relative expressions are counted, or None.
        language: ISO 639-1 code, or None to recognise it.

    Returns:
        Expressions with TIMEX3 type, value and anchor.
    """
    pack = pack_for(text, language)
    lexed = lex(text, pack)
    found = list(find(lexed))
    at = parse_point(published)
    words = (
        published[: 10 if at and at.unit == "D" else 7 if at and at.unit == "M" else 4] if published else None
    )
    context = Context(owner, text, at, words, _future(lexed), pack.day_first)
    return resolve(found, context)


def _future(lexed: Lexed) -> Callable[[Found], bool]:
    """Whether the nearest tensed word before (else after) an expression speaks of the future."""

    def future(found: Found) -> bool:
        codes = lexed.codes
        low = max(codes.rfind(_DOT, 0, found.first_token), found.first_token - params.TENSE_REACH, 0)
        high = codes.find(_DOT, found.last_token)
        high = min(len(codes) if high < 0 else high, found.last_token + params.TENSE_REACH)
        for stretch in (codes[low : found.first_token][::-1], codes[found.last_token + 1 : high]):
            for code in stretch:
                if code == _FUTURE:
                    return True
                if code == _PAST:
                    return False
        return False

    return future
