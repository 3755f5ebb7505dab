"""Text to time expressions: language, tokens, rules, resolution."""

from __future__ import annotations

from newstemma.date.calendar import parse_point
from newstemma.date.context import Context
from newstemma.date.grammar import find
from newstemma.date.lexer import lex
from newstemma.date.packs import pack_for
from newstemma.date.resolve import resolve
from newstemma.records import DateExpression

__all__ = ["expressions"]


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
    context = Context(owner, text, at, words, pack)
    return resolve(found, context)
