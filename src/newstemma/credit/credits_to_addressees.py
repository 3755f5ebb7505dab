"""To whom a statement was said: the outlet of an interview, as credited.

A statement takes the interview credit of its own sentence (content, cue or source in it; the nearest if
there are several). The venue then holds for the speaker's next statements until another venue, occasion
or time is named for one of them: an article that opens with an interview goes on quoting it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

import pyarrow as pa

from newstemma.records import Article, Credit, Statement
from newstemma.tables import to_records, to_table
from newstemma.text.tokens import sentences

__all__ = ["credits_to_addressees"]

_OTHER_OCCASION = re.compile(
    r"\b(?:rally|press conference|news conference|briefing|hearing|speech|tweet\w*|Twitter|Facebook|"
    r"Instagram|testif\w+|"
    r"statement (?:released|issued|on|to)|in a (?:statement|letter|memo|speech|tweet|post)|"
    r"press release|earlier|later|"
    r"separately|last (?:week|month|year)|previously|in (?:January|February|March|April|May|June|July|"
    r"August|September|"
    r"October|November|December)|Pressekonferenz|Rede|Twitter|conférence de presse|discours|"
    r"rueda de prensa|discurso|"
    r"пресс-конференции|брифинге|ранее|früher|später|plus tôt|anteriormente)\b"
)


def credits_to_addressees(articles: pa.Table, statements: pa.Table, credits_: pa.Table) -> pa.Table:
    """Fill ``addressee`` of statements.

    Args:
        articles: the articles table.
        statements: the statements table, speakers resolved as far as they are.
        credits_: the credits table.

    Returns:
        The statements table with ``addressee`` where an interview is credited.
    """
    venues: dict[str, list[Credit]] = defaultdict(list)
    for credit in to_records(Credit, credits_):
        if credit.kind == "interview":
            venues[credit.article_id].append(credit)
    told: dict[str, list[Statement]] = defaultdict(list)
    rows = to_records(Statement, statements)
    for statement in rows:
        if statement.article_id in venues:
            told[statement.article_id].append(statement)
    found: dict[str, str] = {}
    for article in to_records(Article, articles):
        if article.article_id in told:
            found |= _one_article(article.text, told[article.article_id], venues[article.article_id])
    return to_table(Statement, [replace(s, addressee=found.get(s.statement_id, s.addressee)) for s in rows])


def _one_article(text: str, statements: list[Statement], venues: list[Credit]) -> dict[str, str]:
    starts = [s.start for s in sentences(text)]

    def at(position: int) -> int:
        return bisect_right(starts, position) - 1

    by_sentence: dict[int, list[Credit]] = defaultdict(list)
    for venue in venues:
        by_sentence[at(venue.start)].append(venue)
    out: dict[str, str] = {}
    holding: dict[str, str] = {}
    outer = sorted((s for s in statements if s.nested_in is None), key=lambda s: (_anchor(s), s.statement_id))
    for statement in outer:
        own = _own_venue(statement, by_sentence, at)
        who = statement.speaker_id
        if own is not None:
            out[statement.statement_id] = own
            if who:
                holding[who] = own
        elif who in holding:
            if _OTHER_OCCASION.search(_told_in(text, statement, starts, at(_anchor(statement)))):
                del holding[who]
            else:
                out[statement.statement_id] = holding[who]
    return out


def _anchor(statement: Statement) -> int:
    """Where the statement is introduced: its cue, else its content."""
    return statement.cue_start if statement.cue_start is not None else statement.content_start


def _own_venue(statement: Statement, by_sentence: dict[int, list[Credit]], at: object) -> str | None:
    assert callable(at)
    anchor = _anchor(statement)
    here = {at(anchor)}
    if statement.source_start is not None:
        here.add(at(statement.source_start))
    near = [c for i in sorted(here) for c in by_sentence.get(i, ()) if not _inside(c, statement)]
    if not near:
        return None
    return min(near, key=lambda c: (abs(c.start - anchor), c.start)).credited


def _inside(credit: Credit, statement: Statement) -> bool:
    """Whether the credit is part of what was said: somebody else's interview."""
    return any(s.start <= credit.start and credit.end <= s.end for s in statement.content_spans)


def _told_in(text: str, statement: Statement, starts: list[int], sentence: int) -> str:
    """The words around the content in its sentence: where an occasion would be named."""
    begin = starts[sentence] if starts else 0
    end = starts[sentence + 1] if sentence + 1 < len(starts) else len(text)
    pieces, position = [], begin
    for span in statement.content_spans:
        pieces.append(text[position : max(position, min(span.start, end))])
        position = max(position, span.end)
    pieces.append(text[position : max(position, end)])
    return " ".join(pieces)
