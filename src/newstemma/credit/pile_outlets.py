"""Outlets of the pile that other articles name: known here, in whatever words they are credited.

A name is looked for as it is written in the articles' ``outlet``, with its capitals, and without a leading
article. A name that any article also writes in small letters is a common word and is not looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newstemma.ids import make_id
from newstemma.params import credit as params
from newstemma.records import Article, Credit
from newstemma.text.names import outlet_key
from newstemma.text.russian import romanise

__all__ = ["named_in", "named_outlets", "outlet_names", "written_small"]

_LEADING = re.compile(r"^(?:The|Der|Die|Das|Le|La|Les|El|Los|L['’])\s*", re.IGNORECASE)


def named_outlets(articles: Iterable[Article], credits_: Iterable[Credit]) -> Iterator[Credit]:
    """Credits for the places where an article names another article's outlet.

    Args:
        articles: the pile.
        credits_: the credits known already; no place of theirs is taken again.
    """
    listed = list(articles)
    found = outlet_names(a.outlet for a in listed)
    common = written_small((a.text for a in listed), found)
    yield from named_in(listed, credits_, {n: o for n, o in found.items() if n.lower() not in common})


def outlet_names(outlets: Iterable[str | None]) -> dict[str, str]:
    """Name as it may be written → outlet, of the outlets of a pile."""
    found: dict[str, str] = {}
    for outlet in sorted({o for o in outlets if o}):
        for name in _spellings(_LEADING.sub("", outlet)):
            if len(name) >= params.PILE_NAME and name[0].isupper() and "." not in name:
                found.setdefault(name, outlet)
    return found


def written_small(texts: Iterable[str], names: Iterable[str]) -> set[str]:
    """Those of the names that stand in small letters in a text: common words."""
    small = _pattern(n.lower() for n in names)
    return {m.group() for text in texts for m in small.finditer(text)} if small else set()


def named_in(
    articles: Iterable[Article], credits_: Iterable[Credit], names: Mapping[str, str]
) -> Iterator[Credit]:
    """Credits for the places where articles name an outlet that is not their own.

    Args:
        articles: some of the pile.
        credits_: their credits.
        names: name → outlet, from all of the pile.
    """
    pattern = _pattern(sorted(names, key=lambda n: (-len(n), n)))  # so that the longest of two is found
    if pattern is None:
        return
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for c in credits_:
        taken[c.article_id].append((c.start, c.end))
    for article in articles:
        own = {outlet_key(article.outlet)} if article.outlet else set()
        for m in pattern.finditer(article.text):
            free = all(end <= m.start() or m.end() <= start for start, end in taken[article.article_id])
            if free and outlet_key(m.group()) not in own:
                yield _credit(article, m, names[m.group()])


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    words = "|".join(map(re.escape, names))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


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
