"""Statements, and the sentences beside them, made ready for comparing: article by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from newstemma.engine.relations import Shared
from newstemma.ids import digest
from newstemma.joins.rows import as_table, kept, loaded, table_of, unpack
from newstemma.records import Article, Statement
from newstemma.tables import to_records
from newstemma.text.similarity import Rarity
from newstemma.witness.pieces import Piece, pieces_of
from newstemma.witness.setting import NOTHING
from newstemma.witness.statements import around_of
from newstemma.witness.unattributed import outside_of, own_voice

__all__ = ["OUTSIDE", "SAID", "outside", "pieces_in", "said"]

SAID = pa.schema(
    [("id", pa.string()), ("article_id", pa.string()), ("words", pa.string()), ("same", pa.string()),
     ("particular", pa.bool_()), ("around", pa.binary()), ("pieces", pa.binary()), ("payload", pa.binary())]
)  # fmt: skip
"""A statement: digests of its words and of what else nodes must agree in, whether its words are particular,
what surrounds it, its pieces, and itself."""

OUTSIDE = pa.schema(
    [("id", pa.string()), ("article_id", pa.string()), ("start", pa.int64()), ("stop", pa.int64()),
     ("around", pa.binary()), ("pieces", pa.binary())]
)  # fmt: skip
"""A sentence outside all statements; its id sorts as it stands in its article."""


def said(rows: pa.Table, rarity: Shared) -> pa.Table:
    """The statements of some articles, each by itself (packed rows of articles and statements)."""
    articles, statements = _given(rows)
    known: Rarity = rarity.value()
    out = []
    for statement in statements:
        article = articles[statement.article_id]
        spans = [(s.start, s.end) for s in statement.content_spans]
        pieces = pieces_of(0, article, statement.content_spans, known)
        around = around_of(statement, article, NOTHING)
        same = (around.speaker, around.said, around.venue, around.direct)
        out.append(
            (
                statement.statement_id,
                statement.article_id,
                digest(*(article.text[a:b].casefold() for a, b in spans)),
                digest(*map(repr, same)),
                any(not p.is_stock for p in pieces),
                kept(around),
                _kept(pieces),
                kept(statement),
            )
        )
    return as_table(out, SAID)


def outside(rows: pa.Table, rarity: Shared) -> pa.Table:
    """The sentences of some articles that share no character with a statement."""
    articles, statements = _given(rows)
    known: Rarity = rarity.value()
    out = []
    for article, span in outside_of(list(articles.values()), statements):
        pieces = pieces_of(0, article, [span], known)
        if pieces:
            name = f"{article.article_id}:{span.start:09}"
            around = kept(own_voice(article, span, NOTHING))
            out.append((name, article.article_id, span.start, span.end, around, _kept(pieces)))
    return as_table(out, OUTSIDE)


def _given(rows: pa.Table) -> tuple[Mapping[str, Article], list[Statement]]:
    found: Mapping[str, list[Any]] = unpack(rows)
    articles = to_records(Article, table_of("articles", found["articles"]))
    statements = to_records(Statement, table_of("statements", found["statements"]))
    by_id = {a.article_id: a for a in sorted(articles, key=lambda a: a.article_id)}
    return by_id, sorted(statements, key=lambda s: s.statement_id)


def _kept(pieces: list[Piece]) -> bytes:
    """Pieces as plain values: what they compute of themselves stays behind, and sets have an order."""
    plain = [(p.text, p.language, sorted(p.stems), p.weight, p.run, p.negated) for p in pieces]
    return kept(plain)


def pieces_in(payload: bytes, owner: int = 0) -> Iterator[Piece]:
    """The pieces that were kept."""
    for text, language, stems, weight, run, negated in loaded(payload):
        yield Piece(owner, text, language, frozenset(stems), weight, run, negated)
