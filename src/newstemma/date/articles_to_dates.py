"""Articles to dates: every time expression with TIMEX3 type, value and anchor."""

from __future__ import annotations

import pyarrow as pa

from newstemma.date.expressions import expressions
from newstemma.records import Article, DateExpression, Failure
from newstemma.tables import each, to_records, to_table

__all__ = ["articles_to_dates"]


def articles_to_dates(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The time expressions of every article.

    Args:
        articles: the articles table; ``published`` anchors relative expressions, ``language`` chooses the
            words (recognised from the text where it is null; without a pack only numeric dates).

    Returns:
        The dates table, and the failures table of articles on which the stage broke.
    """
    dates, failures = each("date", _article_dates, to_records(Article, articles))
    return to_table(DateExpression, dates), to_table(Failure, failures)


def _article_dates(article: Article) -> list[DateExpression]:
    return expressions(article.article_id, article.text, article.published, article.language)
