"""Who takes from whom: outlets as a matrix, and what share of their words is their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newstemma.records import Witness
from newstemma.report.pile import Pile
from newstemma.report.shares import Portion, portion, takings
from newstemma.text.names import outlet_key

__all__ = ["Flow", "OutletShare", "flows", "outlet_shares"]


@dataclass(frozen=True, slots=True)
class Flow:
    """What one outlet has from another.

    Attributes:
        taker, giver: outlets; the giver may be a credited source that is not in the pile.
        in_pile: whether the giver has articles in the pile.
        credits: times that the taker names it.
        statements: statements that reached the taker through it in the likeliest trees.
        sure: the sum of those steps' probabilities.
        words: words of shared passages that the giver had first.
    """

    taker: str
    giver: str
    in_pile: bool
    credits: int
    statements: int
    sure: float
    words: int


@dataclass(frozen=True, slots=True)
class OutletShare:
    """An outlet in numbers.

    Attributes:
        portion: its articles' words by where else they stand.
        first: retold statements that were first seen in it.
    """

    outlet: str
    articles: int
    statements: int
    first: int
    portion: Portion


def flows(pile: Pile) -> list[Flow]:
    """Every pair of which one names, repeats or copies the other, the strongest first."""
    names = _names(pile)
    credits_, steps, words = Counter[tuple[str, str]](), Counter[tuple[str, str]](), _words(pile)
    sure: dict[tuple[str, str], float] = defaultdict(float)
    for credit in pile.credits:
        if credit.kind == "document":  # "the statement said": no outlet
            continue
        pair = pile.outlet(credit.article_id), names.get(outlet_key(credit.credited), credit.credited)
        credits_[pair] += 1
    known = {w.witness_id: w for w in pile.witnesses}
    for step in (s for listed in pile.steps_of.values() for s in listed):
        parent, child = known.get(step.parent), known.get(step.child)
        if parent is not None and child is not None and child.status == "extant":
            pair = pile.outlet(child.article_id), _giver(pile, parent, names)
            steps[pair] += 1
            sure[pair] += step.probability
    there = set(names.values())
    pairs = {p for p in (*credits_, *steps, *words) if p[0] != p[1]}
    found = [
        Flow(t, g, g in there, credits_[t, g], steps[t, g], round(sure[t, g], 6), words[t, g])
        for t, g in pairs
    ]
    return sorted(found, key=lambda f: (-f.statements, -f.credits, -f.words, f.taker, f.giver))


def _names(pile: Pile) -> Mapping[str, str]:
    """Outlets of the pile by key; the commonest spelling stands for all."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id in pile.articles:
        name = pile.outlet(article_id)
        spelt[outlet_key(name)][name] += 1
    return {key: min(c, key=lambda n: (-c[n], n)) for key, c in spelt.items()}


def _giver(pile: Pile, parent: Witness, names: Mapping[str, str]) -> str:
    if parent.article_id is not None:
        return pile.outlet(parent.article_id)
    return names.get(outlet_key(parent.name), parent.name)


def _words(pile: Pile) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for article_id in pile.overlaps_of:
        article = pile.articles.get(article_id)
        for taking in takings(pile, article) if article else ():
            if taking.order == "after":
                found[pile.outlet(article_id), pile.outlet(taking.other)] += taking.words
    return found


def outlet_shares(pile: Pile) -> list[OutletShare]:
    """Every outlet, the one with most articles first."""
    articles: dict[str, list[str]] = defaultdict(list)
    for article_id in pile.articles:
        articles[pile.outlet(article_id)].append(article_id)
    first = Counter(pile.outlet(u.first_article_id) for u in pile.retold if u.first_article_id)
    shares = [_share(pile, name, ids, first[name]) for name, ids in articles.items()]
    return sorted(shares, key=lambda s: (-s.articles, s.outlet))


def _share(pile: Pile, name: str, ids: Sequence[str], first: int) -> OutletShare:
    total = Portion(0, 0, 0, 0, 0)
    for article_id in ids:
        total = total + portion(pile, pile.articles[article_id])
    said = sum(len(pile.statements_of.get(a, ())) for a in ids)
    return OutletShare(name, len(ids), said, first, total)
