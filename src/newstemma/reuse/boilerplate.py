"""Stock passages: an outlet's own furniture, and words that articles on different matters repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from newstemma.params.reuse import BOILERPLATE_SHARERS, SAME_OUTLET_SHARERS, UNRELATED
from newstemma.reuse.passages import Passage

__all__ = ["Shared", "boilerplate", "is_stock", "sampled"]


Sharer = tuple[int, int, bool, bool]
"""An article that shares a word's passage: which, of which text, of the same outlet, on another matter."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage of the articles ``a`` < ``b``."""

    a: int
    b: int
    passage: Passage


def boilerplate(
    shared: Sequence[Shared],
    outlets: Sequence[str | None],
    copies: Sequence[int],
    related: Callable[[int, int, Sequence[Passage]], float],
) -> set[int]:
    """The indices of those passages that are boilerplate.

    1. A passage that at least ``SAME_OUTLET_SHARERS`` articles of one outlet repeat, of that outlet's pairs.
    2. A passage that at least ``BOILERPLATE_SHARERS`` other articles repeat, most of them on other matters.

    Args:
        shared: passages, those of a pair of articles side by side.
        outlets: of every article.
        copies: for every article the first of which it is a copy: copies of one text count as one article.
        related: which part of the words of two articles, these passages aside, both have.
    """
    unlike = _on_other_matters(shared, copies, related)
    balance = [0] * len(shared)
    sides: dict[int, list[tuple[int, range, Sharer]]] = defaultdict(list)
    for k, s in enumerate(shared):
        same = outlets[s.a] is not None and outlets[s.a] == outlets[s.b]
        apart = (s.a, s.b) in unlike
        words_a = sampled(s.passage.start_a, s.passage.end_a)
        words_b = sampled(s.passage.start_b, s.passage.end_b)
        sides[s.a].append((k, words_a, (s.b, copies[s.b], same, apart)))
        sides[s.b].append((k, words_b, (s.a, copies[s.a], same, apart)))
        # Half of the words of both sides must be stock.
        balance[k] = -len(words_a) - len(words_b)
    for side in sides.values():
        for k, words in _stock_words(side):
            balance[k] += 2 * words
    return {k for k, over in enumerate(balance) if over > 0}


def _on_other_matters(
    shared: Sequence[Shared], copies: Sequence[int], related: Callable[[int, int, Sequence[Passage]], float]
) -> set[tuple[int, int]]:
    """Pairs of articles on different matters, of those where it can tell."""
    texts: dict[int, set[int]] = defaultdict(set)
    for s in shared:
        texts[s.a].add(copies[s.b])
        texts[s.b].add(copies[s.a])
    out: set[tuple[int, int]] = set()
    for (a, b), found in groupby(shared, key=lambda s: (s.a, s.b)):
        passages = [s.passage for s in found]
        many = max(len(texts[a]), len(texts[b])) >= BOILERPLATE_SHARERS
        if many and related(a, b, passages) < UNRELATED:
            out.add((a, b))
    return out


def _stock_words(side: Sequence[tuple[int, range, Sharer]]) -> Iterator[tuple[int, int]]:
    """How many sampled words of each passage of one article are stock."""
    if len(side) < LEAST_SHARERS:
        return
    sharers: dict[int, list[Sharer]] = defaultdict(list)
    for _, words, sharer in side:
        for word in words:
            sharers[word].append(sharer)
    stock = {word for word, found in sharers.items() if is_stock(found)}
    for k, words, _ in side:
        yield k, sum(word in stock for word in words)


_EVERY = 4
"""Words are sampled at fixed places, so that passages over the same words meet at the same places."""


def sampled(start: int, end: int) -> range:
    """The words of a passage that stand for it."""
    return range(-(-start // _EVERY) * _EVERY, end, _EVERY)


LEAST_SHARERS = min(SAME_OUTLET_SHARERS - 1, BOILERPLATE_SHARERS)
"""Passages that an article needs with others before any of its words can be stock."""


def is_stock(sharers: Sequence[Sharer]) -> bool:
    """Whether the articles that share one word's passage make it stock."""
    if len({text for _, text, same, _ in sharers if same}) >= SAME_OUTLET_SHARERS - 1:
        return True
    texts = {text for _, text, _, _ in sharers}
    apart = {text for _, text, _, unlike in sharers if unlike}
    return len(texts) >= BOILERPLATE_SHARERS and 2 * len(apart) > len(texts)
