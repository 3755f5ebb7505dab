"""The evidence for an edge in words that a fact-checker understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import FEATURES
from newstemma.records import Evidence
from newstemma.stemma.governing import Governing
from newstemma.stemma.model import Solution
from newstemma.stemma.views import View
from newstemma.stemma.wording import only_in_both

__all__ = ["Reasons", "short_reason"]

_MOST_WORDS = 8
_DIGITS = 6


class _Words:
    """The words of all witnesses, ready for looking up which are whose."""

    def __init__(self, views: Sequence[View]) -> None:
        self.distinct = [tuple(dict.fromkeys(v.words)) for v in views]
        self.sets = [frozenset(words) for words in self.distinct]
        self.wordings = [v.words for v in views]
        kept = {words: k for k, words in enumerate(self.wordings)}
        self.spread = Counter(w for k in kept.values() for w in self.sets[k])

    def beyond(self, word: str, one: int, other: int) -> bool:
        """Whether another wording than those of two views has a word."""
        inside = (word in self.sets[one]) + (
            self.wordings[one] != self.wordings[other] and word in self.sets[other]
        )
        return self.spread[word] > inside


@dataclass(frozen=True, slots=True)
class _Case:
    """One edge to be explained; no parent stands for the root."""

    views: Sequence[View]
    words: _Words
    parent: int | None
    child: int
    value: float

    @property
    def of(self) -> View:
        return self.views[self.child]

    @property
    def by(self) -> View:
        assert self.parent is not None
        return self.views[self.parent]

    def credits(self, *, to_parent: bool) -> list[Governing]:
        """The child's credits, those that mean the parent or the others."""
        if self.parent is None:
            return list(self.of.credits)
        me = self.by
        return [
            c
            for c in self.of.credits
            if to_parent
            == (c.key == me.outlet or (c.article_id is not None and c.article_id == me.article_id))
        ]

    def lacking(self) -> list[str]:
        """The child's words that the parent lacks."""
        assert self.parent is not None
        there = self.words.sets[self.parent]
        return [w for w in self.words.distinct[self.child] if w not in there]

    def lost(self) -> list[str]:
        """The parent's words that the child lacks."""
        assert self.parent is not None
        here = self.words.sets[self.child]
        return [w for w in self.words.distinct[self.parent] if w not in here]

    def beyond(self, word: str) -> bool:
        """Whether another wording than the child's and the parent's has a word."""
        assert self.parent is not None
        return self.words.beyond(word, self.parent, self.child)


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_WORDS
    return ", ".join(words[:_MOST_WORDS]) + (f" and {more} more" if more > 0 else "")


def _count(words: Sequence[str], one: str = "word", many: str = "words") -> str:
    return f"{len(words)} {one if len(words) == 1 else many}"


def _named(credits_: Sequence[Governing]) -> str:
    return "; ".join(f"“{c.text}”" for c in credits_[:3])


def _credit(where: str) -> Callable[[_Case], str]:
    return lambda c: f"{c.of.name} names {c.by.name} {where}: {_named(c.credits(to_parent=True))}"


def _new_shared(c: _Case) -> str:
    listed = [w for w in c.lacking() if c.beyond(w)]
    return f"{c.of.name} has {_count(listed)} that {c.by.name} lacks and others have: {_some(listed)}"


def _new_alone(c: _Case) -> str:
    listed = [w for w in c.lacking() if not c.beyond(w)]
    return f"{c.of.name} has {_count(listed)} that no other witness has: {_some(listed)}"


def _cut(c: _Case) -> str:
    listed = c.lost()
    return f"{c.of.name} lacks {_count(listed)} of {c.by.name}: {_some(listed)}"


def _cut_alone(c: _Case) -> str:
    listed = [w for w in c.lost() if not c.beyond(w)]
    return f"{c.of.name} lacks {_count(listed)} that only {c.by.name} has: {_some(listed)}"


def _only_two(c: _Case) -> str:
    assert c.parent is not None
    listed = only_in_both(c.views, c.parent, c.child)
    if not listed:
        return "some words stand side by side in these two only"
    return f"{_count(listed)} in these two only: {_some(listed)}"


def _order(c: _Case) -> str:
    if c.value >= 1:
        return f"{c.by.name} was published before {c.of.name}"
    return f"{c.by.name} was probably published {'before' if c.value > 0 else 'after'} {c.of.name}"


def _days(logarithm: float) -> str:
    days = max(1, round(float(np.expm1(logarithm))))
    return f"{days} day{'s' if days > 1 else ''}"


def _passage(c: _Case) -> str:
    return f"the articles share about {round(np.expm1(c.value))} more words around the statement"


_WORDS: dict[str, Callable[[_Case], str]] = {
    "root": lambda c: f"{c.of.name} may have it from the speaker directly",
    "root_credits": lambda c: f"{c.of.name} names a source for these words: {_named(c.of.credits)}",
    "root_many": lambda c: f"{sum(not v.lost for v in c.views)} witnesses tell it; few of so many were there",
    "root_late": lambda c: f"{c.of.name} comes about {_days(c.value)} after the first",
    "root_own": lambda c: f"{100 * c.value:.0f}% of the words of {c.of.name} are in no other witness",
    "root_foreign": lambda c: f"no other witness is in the language of {c.of.name}",
    "root_venue": lambda c: f"it was said to {c.of.name}",
    "root_named": lambda c: f"others name {c.of.name} as their source",
    "root_unquoted": lambda c: f"{c.of.name} gives the words to nobody",
    "root_duplicate": lambda c: f"{c.of.name} is another article over again",
    "parent_duplicate": lambda c: f"{c.by.name} is itself another article over again",
    "root_lost": lambda c: f"{c.of.name} is named as a source and is not in the pile",
    "root_lost_primary": lambda c: f"{c.of.name} is an agency, a document, or the one it was said to",
    "extant_lost": lambda c: f"{c.of.name}, which others name as a source, would have copied {c.by.name}",
    "lost_lost": lambda c: f"{c.of.name} would have it from {c.by.name}; nothing says so",
    "lost_near": _credit("for these words"),
    "lost_paragraph": _credit("in the same paragraph"),
    "lost_line": _credit("for the article as a whole"),
    "lost_uncredited": lambda c: f"{c.of.name} does not name {c.by.name}",
    "lost_siblings": lambda c: f"{c.of.name} has words that otherwise only those have who name {c.by.name}",
    "copy": lambda c: f"{c.of.name} may have copied {c.by.name}",
    "translation": lambda c: f"{c.of.name} would be a translation of {c.by.name}",
    "credit_article": _credit("and means this article"),
    "credit_near": _credit("for these words"),
    "credit_paragraph": _credit("in the same paragraph"),
    "credit_line": _credit("for the article as a whole"),
    "credit_reverse": lambda c: f"{c.by.name} names {c.of.name} as its source, not the other way round",
    "credit_other": lambda c: f"{c.of.name} names another source: {_named(c.credits(to_parent=False))}",
    "credit_inherited": lambda c: f"{c.of.name} and {c.by.name} name the same source",
    "order": _order,
    "lag": lambda c: f"about {_days(c.value)} lie between them",
    "shared": lambda c: f"{round(c.value**2)} word pairs stand in both",
    "shared_unquoted": lambda c: f"{c.of.name} does not quote, and yet has the words of {c.by.name}",
    "contained": lambda c: f"{100 * c.value:.0f}% of the word pairs of {c.of.name} are also in {c.by.name}",
    "new_shared": _new_shared,
    "new_alone": _new_alone,
    "new_pairs": lambda c: f"{round(c.value**2)} word pairs of {c.of.name} are not in {c.by.name}",
    "cut": _cut,
    "cut_alone": _cut_alone,
    "only_two": _only_two,
    "quotation_grown": lambda c: (
        f"the quotation in {c.of.name} is fuller than {c.by.name}: {_some(c.lacking())}"
    ),
    "quoted_from_paraphrase": lambda c: f"{c.of.name} quotes what {c.by.name} only paraphrases",
    "paraphrase_of_quotation": lambda c: f"{c.of.name} paraphrases what {c.by.name} quotes",
    "attributed_from_none": lambda c: f"{c.of.name} names a speaker, {c.by.name} does not",
    "passage": _passage,
    "passage_share": lambda c: f"{100 * c.value:.0f}% of {c.of.name} is also in {c.by.name}",
    "apart": lambda c: f"{c.of.name} and {c.by.name} both say more, and share none of it",
    "passage_translated": lambda c: f"{c.of.name} and {c.by.name} share passages in translation",
    "same_outlet": lambda c: f"both are from {c.of.name}",
}


class Reasons:
    """Every reason for edges of one solution, in words."""

    def __init__(self, solution: Solution, weights: NDArray[np.float64]) -> None:
        self.solution = solution
        self.weights = weights
        self.words = _Words(solution.views)

    def of(self, parent: int, child: int) -> list[Evidence]:
        """The reasons for an edge (nodes from 1, 0 the root), the weightiest first; they sum to its score."""
        values = self.solution.evidence.values[:, parent, child]
        places = values.nonzero()[0]
        weights = (self.weights[places] * values[places]).round(_DIGITS).tolist()
        found = []
        for k, value, weight in zip(places.tolist(), values[places].tolist(), weights, strict=True):
            feature = FEATURES[k]
            case = _Case(self.solution.views, self.words, parent - 1 if parent else None, child - 1, value)
            found.append(Evidence(feature.kind, weight, _WORDS[feature.name](case)))
        return sorted(found, key=lambda e: (-abs(e.weight), e.kind, e.detail))


def short_reason(solution: Solution, parent: int, child: int) -> list[Evidence]:
    """All reasons of an unlikely edge as one sum."""
    detail = "unlikely beside the child's other possible parents; all reasons in one sum"
    return [Evidence("sum", round(float(solution.scores[parent, child]), _DIGITS), detail)]
