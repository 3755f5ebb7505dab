"""How much of an article stands in others too, who had it first, and whether the article says so.

Only passages that two articles share are counted (no stock phrases). Who had a passage first is told by
certain dates or by a credit; where neither tells, it stays open and is counted as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newstemma.records import Article
from newstemma.report.pile import Pile
from newstemma.report.when import moment
from newstemma.spans import Span, merge
from newstemma.text.names import outlet_key
from newstemma.text.tokens import words

__all__ = ["Portion", "Taking", "names", "portion", "takings"]


@dataclass(frozen=True, slots=True)
class Taking:
    """What one article shares with another.

    Attributes:
        other: the other article's id.
        words: words of this article in the shared passages.
        order: ``after`` (the other one had it first), ``before``, or ``open`` (dates do not tell).
        credited: whether this article names the other one, or its outlet, as a source.
    """

    other: str
    spans: Sequence[Span]
    words: int
    order: str
    credited: bool
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Portion:
    """The words of an article (or of several) by where else they stand.

    Attributes:
        own: in no earlier article of the pile.
        credited: in an earlier one that the article names.
        uncredited: in an earlier one that it does not name.
        open: in another one, and dates do not tell which was first.
    """

    words: int
    own: int
    credited: int
    uncredited: int
    open: int

    def __add__(self, other: Portion) -> Portion:
        return Portion(
            self.words + other.words,
            self.own + other.own,
            self.credited + other.credited,
            self.uncredited + other.uncredited,
            self.open + other.open,
        )


def takings(pile: Pile, article: Article) -> list[Taking]:
    """What the article shares with each other article, the largest share first."""
    places: dict[str, list[Span]] = defaultdict(list)
    kinds: dict[str, set[str]] = defaultdict(set)
    for overlap in pile.overlaps_of.get(article.article_id, ()):
        if overlap.kind == "boilerplate":
            continue
        here = overlap.article_a == article.article_id
        other = overlap.article_b if here else overlap.article_a
        start, end = (overlap.start_a, overlap.end_a) if here else (overlap.start_b, overlap.end_b)
        places[other].append(Span(start, end))
        kinds[other].add(overlap.kind)
    found = [
        _taking(pile, article, other, merge(spans), sorted(kinds[other])) for other, spans in places.items()
    ]
    return sorted(found, key=lambda t: (-t.words, t.other))


def _taking(pile: Pile, article: Article, other: str, spans: Sequence[Span], kinds: Sequence[str]) -> Taking:
    credited = names(pile, article, other)
    return Taking(
        other, spans, _count(article, spans), _order(pile, article, other, credited), credited, kinds
    )


def names(pile: Pile, article: Article, other: str) -> bool:
    """Whether an article names another one, or its outlet, as a source."""
    outlet = pile.articles[other].outlet if other in pile.articles else None
    key = outlet_key(outlet) if outlet else None
    return any(
        c.credited_article_id == other or (key and outlet_key(c.credited) == key)
        for c in pile.credits_of.get(article.article_id, ())
    )


def _order(pile: Pile, article: Article, other: str, credited: bool) -> str:
    """Which of two articles came after, as far as certain dates tell; a credit tells where they do not."""
    theirs = pile.articles.get(other)
    mine, them = moment(article.published), moment(theirs.published) if theirs else None
    if mine and them:
        if them.high <= mine.low and them.low < mine.low:
            return "after"
        if mine.high <= them.low and mine.low < them.low:
            return "before"
    if credited:
        return "after"
    return "before" if theirs and names(pile, theirs, article.article_id) else "open"


def portion(pile: Pile, article: Article) -> Portion:
    """The article's words by where else they stand; every word counts once, a credited source first."""
    listed = [t for t in takings(pile, article) if not _same_outlet(pile, article, t.other)]
    credited = merge(_spans(t for t in listed if t.order == "after" and t.credited))
    taken = merge([*credited, *_spans(t for t in listed if t.order == "after")])
    shared = merge([*taken, *_spans(t for t in listed if t.order == "open")])
    total = len(words(article.text))
    named, earlier, all_ = (_count(article, s) for s in (credited, taken, shared))
    return Portion(total, max(0, total - all_), named, max(0, earlier - named), max(0, all_ - earlier))


def _same_outlet(pile: Pile, article: Article, other: str) -> bool:
    theirs = pile.articles.get(other)
    return bool(article.outlet and theirs and theirs.outlet == article.outlet)


def _spans(listed: Iterable[Taking]) -> Iterator[Span]:
    for taking in listed:
        yield from taking.spans


def _count(article: Article, spans: Sequence[Span]) -> int:
    return sum(len(words(span.of(article.text))) for span in spans)
