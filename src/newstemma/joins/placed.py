"""Statements with their speakers, addressees and days, and credits with what they mean, by joins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from newstemma.attribute.mentions_to_speakers import filled
from newstemma.credit.credits_to_addressees import credits_to_addressees
from newstemma.date.dates_to_said_on import dates_to_said_on
from newstemma.engine.relations import Relations
from newstemma.joins.credits import credits_linked, tied_by
from newstemma.joins.rows import by_article, digits_of, keep_rows, packed, records_of, values, worked
from newstemma.joins.speakers import speakers
from newstemma.records import Article, Credit, DateExpression, Statement
from newstemma.tables import to_table

__all__ = ["placed"]


def placed(relations: Relations) -> None:
    """Of the relations articles, statements, mentions, dates and credits make ``speakers``, and complete
    statements and credits."""
    keep_rows(relations, "articles", "statements", "mentions", "dates", "credits")
    speakers(relations)
    credits_linked(relations)
    keep_rows(relations, "credits")
    digits = digits_of(relations, "articles")
    none = ", ".join(f"cast(null as string) as {name}" for name in "abcd")
    worked(
        relations,
        "placed",
        f"select bucket, kind, payload, {none} from "
        f"({by_article(digits, 'articles', 'statements', 'dates', 'credits')}) as rows_ union all "
        f"select right(article_id, {digits}) as bucket, 'spoken' as kind, cast(null as binary) as payload, "
        "statement_id as a, how as b, speaker_id as c, speaker as d from spoken union all "
        f"select right(article_id, {digits}) as bucket, 'tie' as kind, cast(null as binary) as payload, "
        "article_id as a, sort as b, key as c, meant as d from credit_ties",
        _placed,
        "statements",
        "credits",
    )


def _placed(rows: pa.Table) -> pa.Table:
    """What needs one article at a time, once its speakers are known."""
    found = list(values(rows, "kind", "a", "b", "c", "d"))
    spoken = {a: (c, d, b) for kind, a, b, c, d in found if kind == "spoken"}
    meant = {(a, b, c): d for kind, a, b, c, d in found if kind == "tie"}
    said = [
        filled(s, *spoken[s.statement_id]) if s.statement_id in spoken else s
        for s in records_of(Statement, rows)
    ]
    articles = to_table(Article, records_of(Article, rows))
    credits_ = to_table(Credit, [_tied(c, meant) for c in records_of(Credit, rows)])
    statements = credits_to_addressees(articles, to_table(Statement, said), credits_)
    dates = to_table(DateExpression, records_of(DateExpression, rows))
    return packed({"statements": dates_to_said_on(articles, statements, dates), "credits": credits_})


def _tied(credit: Credit, meant: Mapping[tuple[str, str, str], str]) -> Credit:
    by = tied_by(credit.kind, credit.credited, credit.text)
    return replace(credit, credited_article_id=meant.get((credit.article_id, *by)))
