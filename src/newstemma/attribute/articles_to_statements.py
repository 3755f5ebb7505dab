"""Articles to statements: attributed contents with cue and source, and quotations without one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from newstemma.attribute.finder import attribute_text
from newstemma.attribute.found import Found
from newstemma.attribute.given import given
from newstemma.attribute.kinds import kind_of, pieces_of, tidy
from newstemma.attribute.marks import Marks
from newstemma.attribute.nested import is_retold
from newstemma.ids import make_id
from newstemma.records import Article, Failure, Ready, Statement
from newstemma.spans import Span, cover
from newstemma.tables import each, to_records, to_table

__all__ = ["articles_to_statements"]


def articles_to_statements(
    articles: pa.Table, ready: Mapping[str, Sequence[Ready]] | None = None
) -> tuple[pa.Table, pa.Table]:
    """Find the statements of every article.

    Args:
        articles: the articles table.
        ready: by article_id statements that the input marks; these articles have them and no others.

    Returns:
        The statements table, its speaker, addressee and said_on columns null, and the failures table: an
        article on which the stage broke is a row there.
    """
    known = ready or {}
    statements, failures = each(
        "attribute", lambda a: _statements(a, known.get(a.article_id)), to_records(Article, articles)
    )
    return to_table(Statement, statements), to_table(Failure, failures)


def _statements(article: Article, ready: Sequence[Ready] | None) -> list[Statement]:
    """One article's statements in the order of their contents."""
    marks = Marks(article.text)
    found = attribute_text(article.text, article.language) if ready is None else given(article, ready)
    pieces = [pieces_of(article.text, f.content, marks) for f in found]
    ids = [_id(article, f, p) for f, p in zip(found, pieces, strict=True)]
    holders = _holders([cover(p) for p in pieces], pieces)
    inside: dict[int | None, list[Found]] = defaultdict(list)
    for f, holder in zip(found, holders, strict=True):
        inside[holder].append(f)
    rows = {}
    for i, f in enumerate(found):
        holder = holders[i]
        nested_in = None if holder is None else ids[holder]
        row = _statement(article, f, pieces[i], marks, ids[i])
        # Who tells of another's quotation does not speak it.
        kind = "indirect" if is_retold(f.content, inside[i]) else row.kind
        rows[ids[i]] = replace(row, nested_in=nested_in, kind=kind)
    return list(rows.values())


def _id(article: Article, found: Found, pieces: Sequence[Span]) -> str:
    places = [(s.start, s.end) for s in pieces]
    source = None if found.source is None else (found.source.start, found.source.end)
    return make_id("st", article.article_id, places, source)


def _statement(
    article: Article,
    found: Found,
    pieces: list[Span],
    marks: Marks,
    statement_id: str,
) -> Statement:
    text, span = article.text, cover(pieces)
    cue = found.cue
    source = None if found.source is None else tidy(text, found.source)
    return Statement(
        statement_id=statement_id,
        article_id=article.article_id,
        kind=kind_of(text, found.content, marks),
        content_start=span.start,
        content_end=span.end,
        content=span.of(text),
        content_spans=pieces,
        cue_start=cue.start if cue is not None else None,
        cue_end=cue.end if cue is not None else None,
        cue=cue.of(text) if cue is not None else None,
        source_start=source.start if source is not None else None,
        source_end=source.end if source is not None else None,
        source=source.of(text) if source is not None else None,
        nested_in=None,
        how=found.how,
        confidence=round(found.confidence, 4),
    )


def _holders(spans: Sequence[Span], pieces: Sequence[Sequence[Span]]) -> list[int | None]:
    """For each statement the innermost other one, one of whose pieces contains all of it."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end, i))
    out: list[int | None] = [None] * len(spans)
    open_: list[int] = []
    for i in order:
        open_ = [j for j in open_ if spans[j].end > spans[i].start]
        around = [j for j in open_ if _holds(pieces[j], spans[i]) and spans[j] != spans[i]]
        out[i] = min(around, key=lambda j: (len(spans[j]), j)) if around else None
        open_.append(i)
    return out


def _holds(pieces: Sequence[Span], span: Span) -> bool:
    at = bisect_right(pieces, span.start, key=lambda piece: piece.start) - 1
    return at >= 0 and pieces[at].contains(span)
