"""The stages that look at one article at a time: from documents to articles, statements, dates and credits.

One function from a table of documents to named tables. A process pool and a cluster run the same one; see
``parts.py`` for how, and ``flow.py`` for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from newstemma.attribute.articles_to_statements import articles_to_statements
from newstemma.attribute.statements_to_mentions import statements_to_mentions
from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.credit.articles_to_credits import articles_to_credits
from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.made import MADE, USED, lines_digest
from newstemma.records import Document, Ready
from newstemma.tables import to_records

__all__ = ["Recurring", "Tables", "per_article", "per_article_noted"]

Tables = Mapping[str, pa.Table]
Recurring = Mapping[str, frozenset[str]]


def per_article(documents: pa.Table, recurring: Recurring) -> Tables:
    """The stages that need one article at a time, for a batch of documents.

    Args:
        documents: some of the documents.
        recurring: lines that recur across the articles of one outlet, from all documents.

    Returns:
        The tables articles, statements, mentions, dates, credits and failures of these documents.
    """
    articles, failures = documents_to_articles(documents, recurring)
    return _of_articles(articles, failures, _ready(documents, articles))


def _ready(documents: pa.Table, articles: pa.Table) -> dict[str, list[Ready]]:
    """By article the statements that its input marks; such a document is an article without any change."""
    if "ready" not in set(documents.column("media").to_pylist()):
        return {}
    marked = {d.content: d.ready for d in to_records(Document, documents) if d.media == "ready"}
    columns = (articles.column(name).to_pylist() for name in ("article_id", "text"))
    return {name: marked[text] for name, text in zip(*columns, strict=True) if text in marked}


def _of_articles(articles: pa.Table, failed: pa.Table, ready: Mapping[str, list[Ready]]) -> Tables:
    statements, failed_statements = articles_to_statements(articles, ready)
    mentions, failed_mentions = statements_to_mentions(articles, statements)
    dates, failed_dates = articles_to_dates(articles)
    credits_, failed_credits = articles_to_credits(articles)
    failures = [failed, failed_statements, failed_mentions, failed_dates, failed_credits]
    return {
        "articles": articles,
        "statements": statements,
        "mentions": mentions,
        "dates": dates,
        "credits": credits_,
        "failures": pa.concat_tables(failures),
    }


def per_article_noted(documents: pa.Table, recurring: Recurring, before: Tables | None = None) -> Tables:
    """``per_article``, with a note of the recurring lines that it rests on.

    Args:
        documents: some of the documents.
        recurring: lines that recur, from all documents.
        before: what was made of the same documents when other lines recurred. What is known of an article
            that comes out the same is taken from there: every stage after cleaning sees the article alone.

    Returns:
        The tables of ``per_article`` and ``used`` (columns of ``USED``): they are the same as long as these
        outlets' lines are.
    """
    noted = _Noted(recurring)
    articles, failed = documents_to_articles(documents, noted)
    ready = _ready(documents, articles)
    if before is None:
        made = _of_articles(articles, failed, ready)
    else:
        same, changed = _split(articles, before["articles"])
        again = _of_articles(changed, failed, ready)
        ids = same.column("article_id").combine_chunks()
        made = {name: _joined(name, again[name], before[name], ids) for name in MADE} | {"articles": articles}
    asked = sorted(noted.asked)
    used = pa.table([asked, [lines_digest(recurring.get(key)) for key in asked]], schema=USED)
    return {**made, "used": used}


def _split(articles: pa.Table, before: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The articles that were there before exactly so, and the others."""
    known = {row["article_id"]: row for row in before.to_pylist()}
    same = [known.get(row["article_id"]) == row for row in articles.to_pylist()]
    return articles.filter(pa.array(same, pa.bool_())), articles.filter(
        pa.array([not s for s in same], pa.bool_())
    )


def _joined(name: str, again: pa.Table, before: pa.Table, ids: pa.Array) -> pa.Table:
    """New rows, and those rows from before that belong to the articles with these ids."""
    import pyarrow.compute as pc

    mine = pc.is_in(before.column("article_id"), value_set=ids)
    if name == "failures":
        mine = pc.and_(mine, pc.not_equal(before.column("stage"), "clean"))  # cleaning was done again
    return pa.concat_tables([again, before.filter(mine)])


class _Noted(Mapping[str, frozenset[str]]):
    """Recurring lines that remember which outlets were asked for."""

    def __init__(self, recurring: Recurring) -> None:
        self._recurring = recurring
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> frozenset[str]:
        self.asked.add(key)
        return self._recurring[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._recurring)

    def __len__(self) -> int:
        return len(self._recurring)
