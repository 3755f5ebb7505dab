"""Credits tied to the articles of the pile that they mean.

A link is tied by its address. A named outlet is tied to an article of that outlet that was certainly not
published later and shares rare content words with the crediting article; of several, the one that shares
clearly most. Otherwise the credit stays untied: the article that is meant is not in the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pyarrow as pa

from newstemma.credit.pile_outlets import named_outlets
from newstemma.params import credit as params
from newstemma.records import Article, Credit
from newstemma.tables import to_records, to_table
from newstemma.text.names import outlet_key
from newstemma.text.outlets import registry
from newstemma.text.similarity import content_stems

__all__ = ["credits_to_linked"]


@dataclass(frozen=True)
class _Pile:
    """The articles by outlet and address, and their rare words."""

    articles: dict[str, Article]
    by_outlet: dict[str, list[str]]
    by_url: dict[str, str]
    words: dict[str, frozenset[str]]


def credits_to_linked(articles: pa.Table, credits_: pa.Table) -> pa.Table:
    """Fill ``credited_article_id``, and add the places where an outlet of the pile is named.

    Args:
        articles: the articles table.
        credits_: the credits table.

    Returns:
        The credits table; a credit never points to its own article.
    """
    everything = to_records(Article, articles)
    rows = to_records(Credit, credits_)
    rows += named_outlets(everything, rows)
    pile = _pile(everything, {c.article_id for c in rows})
    return to_table(Credit, [replace(c, credited_article_id=_meant(c, pile)) for c in rows])


def _pile(articles: list[Article], crediting: set[str]) -> _Pile:
    by_outlet: dict[str, list[str]] = defaultdict(list)
    by_url: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.article_id):
        for key in sorted(_keys(article)):
            by_outlet[key].append(article.article_id)
        if article.url:
            by_url.setdefault(_address(article.url), article.article_id)
    known = {i for ids in by_outlet.values() for i in ids}
    stems = {
        a.article_id: set(content_stems(a.text))
        for a in articles
        if a.article_id in known | crediting and by_outlet
    }
    counts = Counter(s for words in stems.values() for s in words)
    limit = len(stems) * params.RARE_SHARE if len(stems) >= params.RARE_MINIMUM else len(stems)
    rare = {i: frozenset(s for s in words if counts[s] <= limit) for i, words in stems.items()}
    return _Pile({a.article_id: a for a in articles}, by_outlet, by_url, rare)


def _keys(article: Article) -> set[str]:
    names = {article.outlet} if article.outlet else set()
    if article.url:
        host = urlsplit(article.url).hostname or ""
        known = registry().find_host(host)
        if known is not None:
            names.add(known.name)
        elif host:
            names.add(host.removeprefix("www."))
    return {_key(n) for n in names} - {""}


def _key(name: str) -> str:
    known = registry().find(name)
    return outlet_key(known.name if known is not None else name)


def _address(url: str) -> str:
    """A web address without scheme, "www.", query, fragment and closing slash."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def _meant(credit: Credit, pile: _Pile) -> str | None:
    if credit.kind == "link":
        found = pile.by_url.get(_address(credit.text))
        return found if found != credit.article_id else None
    here = pile.articles[credit.article_id]
    scored = []
    for other_id in pile.by_outlet.get(_key(credit.credited), ()):
        other = pile.articles[other_id]
        if other_id == credit.article_id or _later(other, here):
            continue
        shared = len(pile.words[other_id] & pile.words[credit.article_id])
        if shared >= params.MIN_SHARED:
            scored.append((shared, other_id))
    scored.sort(key=lambda s: (-s[0], s[1]))
    if not scored or (len(scored) > 1 and scored[0][0] < params.BEST_MARGIN * scored[1][0]):
        return None
    return scored[0][1]


def _later(other: Article, here: Article) -> bool:
    """Whether ``other`` was certainly published on a later day."""
    if other.published is None or here.published is None:
        return False
    length = min(len(other.published), len(here.published), 10)
    return other.published[:length] > here.published[:length]
