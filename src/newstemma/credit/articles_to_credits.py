"""Every way in which an article names where it has something from.

Steps for one article:

1. Datelines and agency marks ("(AP) -", "dpa/AFP"), copyright lines, links.
2. Triggers with a name after or before them: "told X", "in an interview with X", "X reports", "according
   to X", "citing X", "Source: X" and their like in five languages; names are judged by ``names``.
3. Documents and posts ("in a statement", "on Twitter", "the X website").
4. Overlapping sightings are reduced to the most telling; short names ("the Post") take the article's
   fuller name.
5. An article's own outlet is no credit.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pyarrow as pa

from newstemma.credit.find import Sighting, sightings
from newstemma.ids import make_id
from newstemma.records import Article, Credit, Failure
from newstemma.tables import each, to_records, to_table
from newstemma.text.names import outlet_key
from newstemma.text.outlets import registry

__all__ = ["articles_to_credits", "credits_of"]

STAGE = "credits"


def articles_to_credits(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Credits of every article.

    Args:
        articles: the articles table.

    Returns:
        The credits table (``credited_article_id`` null), and failures.
    """
    found, failures = each(STAGE, credits_of, to_records(Article, articles))
    return to_table(Credit, found), to_table(Failure, failures)


def credits_of(article: Article) -> list[Credit]:
    """The credits of one article, in order."""
    own = _own_keys(article)
    return [
        Credit(
            credit_id=make_id("c", article.article_id, one.start, one.end, one.credited),
            article_id=article.article_id,
            start=one.start,
            end=one.end,
            text=article.text[one.start : one.end],
            credited=one.credited,
            kind=one.kind,
        )
        for one in sightings(article.text)
        if not _own(one, own)
    ]


def _own_keys(article: Article) -> frozenset[str]:
    names = [article.outlet] if article.outlet else []
    if article.url:
        host = (urlsplit(article.url).hostname or "").removeprefix("www.")
        known = registry().find_host(host)
        names += [host, known.name] if known else [host]
    keys = {outlet_key(n) for n in names}
    keys |= {outlet_key(o.name) for n in names if (o := registry().find(n)) is not None}
    return frozenset(keys - {""})


def _own(one: Sighting, own: frozenset[str]) -> bool:
    return outlet_key(one.credited) in own
