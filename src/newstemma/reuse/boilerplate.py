"""Stock passages: an outlet's own furniture, and words that articles on different matters repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.params.reuse import BOILERPLATE_SHARERS, SAME_OUTLET_SHARERS, UNRELATED
from newstemma.reuse.passages import Passage

__all__ = ["Shared", "boilerplate", "is_stock", "sampled"]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage of the articles ``a`` < ``b``, and what else the two have in common.

    ``related`` is the weighted part of the content words of the smaller article, the passages aside, that the
    other has too.
    """

    a: int
    b: int
    passage: Passage
    related: float


def boilerplate(shared: Sequence[Shared], outlets: Sequence[str | None], copies: Sequence[int]) -> set[int]:
    """The indices of those passages that are boilerplate.

    1. A passage that at least ``SAME_OUTLET_SHARERS`` articles of one outlet repeat, of that outlet's pairs.
    2. A passage that at least ``BOILERPLATE_SHARERS`` other articles repeat, most of them on other matters.

    Copies of one text (``copies`` names the first of them) count as one article.
    """
    places: dict[tuple[int, int], list[tuple[int, int, bool, bool]]] = defaultdict(list)
    for s in shared:
        same = outlets[s.a] is not None and outlets[s.a] == outlets[s.b]
        apart = s.related < UNRELATED
        for word in sampled(s.passage.start_a, s.passage.end_a):
            places[s.a, word].append((s.b, copies[s.b], same, apart))
        for word in sampled(s.passage.start_b, s.passage.end_b):
            places[s.b, word].append((s.a, copies[s.a], same, apart))
    stock = {place for place, sharers in places.items() if is_stock(sharers)}
    out: set[int] = set()
    for k, s in enumerate(shared):
        hits = [(s.a, w) in stock for w in sampled(s.passage.start_a, s.passage.end_a)]
        hits += [(s.b, w) in stock for w in sampled(s.passage.start_b, s.passage.end_b)]
        if 2 * sum(hits) > len(hits):
            out.add(k)
    return out


_EVERY = 4
"""Words are sampled at fixed places, so that passages over the same words meet at the same places."""


def sampled(start: int, end: int) -> range:
    """The words of a passage that stand for it."""
    return range(-(-start // _EVERY) * _EVERY, end, _EVERY)


def is_stock(sharers: Sequence[tuple[int, int, bool, bool]]) -> bool:
    """Whether the articles that share one word's passage make it stock."""
    if len({text for _, text, same, _ in sharers if same}) >= SAME_OUTLET_SHARERS - 1:
        return True
    texts = {text for _, text, _, _ in sharers}
    apart = {text for _, text, _, unlike in sharers if unlike}
    return len(texts) >= BOILERPLATE_SHARERS and 2 * len(apart) > len(texts)
