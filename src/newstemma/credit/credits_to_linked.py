"""Credits tied to the articles of the pile that they mean.

A link is tied by its address. A named outlet is tied to an article of that outlet that was certainly not
published later and shares rare content words with the crediting article; of several, the one that shares
clearly most. Otherwise the credit stays untied: the article that is meant is not in the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
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

__all__ = [
    "Known",
    "address",
    "credits_to_linked",
    "meant",
    "most_common",
    "outlet_keys",
    "outlet_named",
    "shared_words",
]


@dataclass(frozen=True)
class Known:
    """What tells whether an article is meant: its day, and its rare words."""

    article_id: str
    published: str | None
    words: frozenset[str]


@dataclass(frozen=True)
class _Pile:
    """The articles by outlet and address, and what tells them apart."""

    known: dict[str, Known]
    by_outlet: dict[str, list[str]]
    by_url: dict[str, str]


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
        for key in sorted(outlet_keys(article.outlet, article.url)):
            by_outlet[key].append(article.article_id)
        if article.url:
            by_url.setdefault(address(article.url), article.article_id)
    known = {i for ids in by_outlet.values() for i in ids}
    stems = {
        a.article_id: set(content_stems(a.text))
        for a in articles
        if a.article_id in known | crediting and by_outlet
    }
    counts = Counter(s for words in stems.values() for s in words)
    limit = most_common(len(stems))
    published = {a.article_id: a.published for a in articles}
    rare = {
        i: Known(i, published[i], frozenset(s for s in words if counts[s] <= limit))
        for i, words in stems.items()
    }
    return _Pile(rare, by_outlet, by_url)


def most_common(articles: int) -> float:
    """The most of so many articles that may have a word which is rare."""
    return articles * params.RARE_SHARE if articles >= params.RARE_MINIMUM else articles


def outlet_keys(outlet: str | None, url: str | None) -> set[str]:
    """Keys of the outlet that an article is of, by its name and by its address."""
    names = {outlet} if outlet else set()
    if url:
        host = urlsplit(url).hostname or ""
        known = registry().find_host(host)
        if known is not None:
            names.add(known.name)
        elif host:
            names.add(host.removeprefix("www."))
    return {outlet_named(n) for n in names} - {""}


def outlet_named(name: str) -> str:
    """The key of an outlet by any of its names."""
    known = registry().find(name)
    return outlet_key(known.name if known is not None else name)


def address(url: str) -> str:
    """A web address without scheme, "www.", query, fragment and closing slash."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def _meant(credit: Credit, pile: _Pile) -> str | None:
    if credit.kind == "link":
        found = pile.by_url.get(address(credit.text))
        return found if found != credit.article_id else None

    others = pile.by_outlet.get(outlet_named(credit.credited), ())
    return meant(pile.known[credit.article_id], (pile.known[i] for i in others)) if others else None


def meant(here: Known, others: Iterable[Known]) -> str | None:
    """Of the articles of a credited outlet the one that is meant, if one clearly is.

    Args:
        here: the article that credits it.
        others: the outlet's articles.
    """
    scored = shared_words(here, others)
    if not scored or (len(scored) > 1 and scored[0][0] < params.BEST_MARGIN * scored[1][0]):
        return None
    return scored[0][1]


def shared_words(here: Known, others: Iterable[Known]) -> list[tuple[int, str]]:
    """The articles that may be meant, with the words that they share with ``here``, most first."""
    scored = []
    for other in others:
        if other.article_id == here.article_id or _later(other.published, here.published):
            continue
        shared = len(other.words & here.words)
        if shared >= params.MIN_SHARED:
            scored.append((shared, other.article_id))
    return sorted(scored, key=lambda s: (-s[0], s[1]))


def _later(other: str | None, here: str | None) -> bool:
    """Whether ``other`` is certainly a later day."""
    if other is None or here is None:
        return False
    length = min(len(other), len(here), 10)
    return other[:length] > here[:length]
