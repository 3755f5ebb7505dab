"""Outlets of the pile that other articles name: known here, in whatever words they are credited.

A name is looked for as it is written in the articles' ``outlet``, with its capitals, and without a leading
article. A name that any article also writes in small letters is a common word and is not looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from newstemma.ids import make_id
from newstemma.params import credit as params
from newstemma.records import Article, Credit
from newstemma.text.names import outlet_key
from newstemma.text.russian import romanise

__all__ = ["named_outlets"]

_LEADING = re.compile(r"^(?:The|Der|Die|Das|Le|La|Les|El|Los|L['’])\s*", re.IGNORECASE)


def named_outlets(articles: Iterable[Article], credits_: Iterable[Credit]) -> Iterator[Credit]:
    """Credits for the places where an article names another article's outlet.

    Args:
        articles: the pile.
        credits_: the credits known already; no place of theirs is taken again.
    """
    listed = list(articles)
    names = _names(listed)
    if not names:
        return
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for c in credits_:
        taken[c.article_id].append((c.start, c.end))
    for article in listed:
        own = {outlet_key(article.outlet)} if article.outlet else set()
        for m in pattern.finditer(article.text):
            free = all(end <= m.start() or m.end() <= start for start, end in taken[article.article_id])
            if free and outlet_key(m.group()) not in own:
                yield _credit(article, m, names[m.group()])


def _names(articles: list[Article]) -> dict[str, str]:
    """Name as written → outlet; longest first, so that the longest of two is found."""
    found: dict[str, str] = {}
    for outlet in sorted({a.outlet for a in articles if a.outlet}):
        for name in _spellings(_LEADING.sub("", outlet)):
            if len(name) >= params.PILE_NAME and name[0].isupper() and "." not in name:
                found.setdefault(name, outlet)
    small = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n.lower()) for n in found) + r")(?!\w)")
    common = {m.group() for a in articles for m in small.finditer(a.text)} if found else set()
    kept = [n for n in found if n.lower() not in common]
    return {n: found[n] for n in sorted(kept, key=lambda n: (-len(n), n))}


def _spellings(name: str) -> Iterator[str]:
    """As given; a shouted name with small letters; a Cyrillic one in Latin letters."""
    yield name
    if name.isupper() and len(name) > params.PILE_NAME:
        yield name.title()
    latin = romanise(name)
    if latin.casefold() != name.casefold():
        yield " ".join(w[:1].upper() + w[1:] for w in latin.split())


def _credit(article: Article, m: re.Match[str], outlet: str) -> Credit:
    start, end = m.span()
    credit_id = make_id("c", article.article_id, start, end, outlet)
    return Credit(credit_id, article.article_id, start, end, m.group(), outlet, "outlet")
