"""The evidence for an edge in words that a fact-checker understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newstemma.params.stemma import FEATURES
from newstemma.stemma.governing import Governing
from newstemma.stemma.views import View

__all__ = ["UNLIKELY", "Reasons"]

_MOST_WORDS = 8

UNLIKELY = "unlikely beside the child's other possible parents; all reasons in one sum"
"""What is said of an edge whose reasons are not told one by one."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """Words in which two wordings differ, each list in the order of the text.

    Attributes:
        new: the child's words that the parent lacks: ``new_shared`` with another wording, ``new_alone`` not.
        cut: the parent's words that the child lacks; ``cut_alone`` those that no other wording has.
        only_two: the child's words that of all wordings only these two have.
    """

    new: list[str]
    new_shared: list[str]
    new_alone: list[str]
    cut: list[str]
    cut_alone: list[str]
    only_two: list[str]


class _Words:
    """The words of all witnesses, ready for looking up which are whose."""

    def __init__(self, views: Sequence[View]) -> None:
        place: dict[tuple[str, ...], int] = {}
        self.at = [place.setdefault(v.words, len(place)) for v in views]
        self.distinct = [tuple(dict.fromkeys(words)) for words in place]
        self.having: dict[str, int] = {}
        for k, words in enumerate(self.distinct):
            for word in words:
                self.having[word] = self.having.get(word, 0) | 1 << k
        self.known: dict[tuple[int, int], _Apart] = {}

    def apart(self, parent: int, child: int) -> _Apart:
        """How the wordings of two views differ."""
        pair = self.at[parent], self.at[child]
        if pair not in self.known:
            self.known[pair] = self._compared(*pair)
        return self.known[pair]

    def _compared(self, parent: int, child: int) -> _Apart:
        there, here = 1 << parent, 1 << child
        both, having = there | here, self.having
        new = [w for w in self.distinct[child] if not having[w] & there]
        cut = [w for w in self.distinct[parent] if not having[w] & here]
        return _Apart(
            new,
            [w for w in new if having[w] & ~both],
            [w for w in new if not having[w] & ~both],
            cut,
            [w for w in cut if not having[w] & ~both],
            [w for w in self.distinct[child] if having[w] == both],
        )


@dataclass(frozen=True, slots=True)
class _Case:
    """One edge to be explained; no parent stands for the root."""

    views: Sequence[View]
    words: _Words
    parent: int | None
    child: int

    @property
    def of(self) -> View:
        return self.views[self.child]

    @property
    def by(self) -> View:
        assert self.parent is not None
        return self.views[self.parent]

    @property
    def apart(self) -> _Apart:
        assert self.parent is not None
        return self.words.apart(self.parent, self.child)

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


_Telling = Callable[[_Case, float], str]
"""From an edge and the feature's value there to words."""


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_WORDS
    return ", ".join(words[:_MOST_WORDS]) + (f" and {more} more" if more > 0 else "")


def _count(words: Sequence[str], one: str = "word", many: str = "words") -> str:
    return f"{len(words)} {one if len(words) == 1 else many}"


def _named(credits_: Sequence[Governing]) -> str:
    return "; ".join(f"“{c.text}”" for c in credits_[:3])


def _credit(where: str) -> _Telling:
    return lambda c, _: f"{c.of.name} names {c.by.name} {where}: {_named(c.credits(to_parent=True))}"


def _paragraph(c: _Case, _: float) -> str:
    named = c.credits(to_parent=True)
    where = (
        "elsewhere, and the words were said to it"
        if all(g.elsewhere for g in named)
        else "in the same paragraph"
    )
    return f"{c.of.name} names {c.by.name} {where}: {_named(named)}"


def _new_shared(c: _Case, _: float) -> str:
    listed = c.apart.new_shared
    return f"{c.of.name} has {_count(listed)} that {c.by.name} lacks and others have: {_some(listed)}"


def _new_alone(c: _Case, _: float) -> str:
    listed = c.apart.new_alone
    return f"{c.of.name} has {_count(listed)} that no other witness has: {_some(listed)}"


def _cut(c: _Case, _: float) -> str:
    listed = c.apart.cut
    return f"{c.of.name} lacks {_count(listed)} of {c.by.name}: {_some(listed)}"


def _cut_alone(c: _Case, _: float) -> str:
    listed = c.apart.cut_alone
    return f"{c.of.name} lacks {_count(listed)} that only {c.by.name} has: {_some(listed)}"


def _only_two(c: _Case, _: float) -> str:
    listed = c.apart.only_two
    if not listed:
        return "some words stand side by side in these two only"
    return f"{_count(listed)} in these two only: {_some(listed)}"


def _order(c: _Case, v: float) -> str:
    if v >= 1:
        return f"{c.by.name} was published before {c.of.name}"
    return f"{c.by.name} was probably published {'before' if v > 0 else 'after'} {c.of.name}"


def _days(logarithm: float) -> str:
    """A time in words; ``logarithm``: of one day more than it took."""
    days = float(np.expm1(logarithm))
    count, unit = (days, "day") if days >= 1 else (24 * days, "hour")
    whole = max(1, round(count))
    return f"{whole} {unit}{'s' if whole > 1 else ''}"


def _passage(_: _Case, v: float) -> str:
    return f"the articles share about {round(np.expm1(v))} more words around the statement"


_WORDS: dict[str, _Telling] = {
    "root": lambda c, _: f"{c.of.name} may have it from the speaker directly",
    "root_credits": lambda c, _: f"{c.of.name} names a source for these words: {_named(c.of.credits)}",
    "root_many": lambda c, _: (
        f"{sum(not v.lost for v in c.views)} witnesses tell it; few of so many were there"
    ),
    "root_late": lambda c, v: f"{c.of.name} comes about {_days(v)} after the first",
    "root_own": lambda c, v: f"{100 * v:.0f}% of the words of {c.of.name} are in no other witness",
    "root_foreign": lambda c, _: f"no other witness is in the language of {c.of.name}",
    "root_venue": lambda c, _: f"it was said to {c.of.name}",
    "root_named": lambda c, _: f"others name {c.of.name} as their source",
    "root_unquoted": lambda c, _: f"{c.of.name} gives the words to nobody",
    "root_duplicate": lambda c, _: f"{c.of.name} is another article over again",
    "parent_duplicate": lambda c, _: f"{c.by.name} is itself another article over again",
    "root_lost": lambda c, _: f"{c.of.name} is named as a source and is not in the pile",
    "root_lost_primary": lambda c, _: f"{c.of.name} is an agency, a document, or the one it was said to",
    "extant_lost": lambda c, _: f"{c.of.name}, which others name as a source, would have copied {c.by.name}",
    "lost_lost": lambda c, _: f"{c.of.name} would have it from {c.by.name}; nothing says so",
    "lost_near": _credit("for these words"),
    "lost_paragraph": _paragraph,
    "lost_line": _credit("for the article as a whole"),
    "lost_uncredited": lambda c, _: f"{c.of.name} does not name {c.by.name}",
    "lost_siblings": lambda c, _: (
        f"{c.of.name} has words that otherwise only those have who name {c.by.name}"
    ),
    "copy": lambda c, _: f"{c.of.name} may have copied {c.by.name}",
    "translation": lambda c, _: f"{c.of.name} would be a translation of {c.by.name}",
    "credit_article": _credit("and means this article"),
    "credit_near": _credit("for these words"),
    "credit_paragraph": _paragraph,
    "credit_line": _credit("for the article as a whole"),
    "credit_reverse": lambda c, _: f"{c.by.name} names {c.of.name} as its source, not the other way round",
    "credit_other": lambda c, _: f"{c.of.name} names another source: {_named(c.credits(to_parent=False))}",
    "credit_inherited": lambda c, _: f"{c.of.name} and {c.by.name} name the same source",
    "order": _order,
    "lag": lambda _, v: f"about {_days(v)} between the two",
    "shared": lambda _, v: f"{round(v**2)} word pairs stand in both",
    "shared_unquoted": lambda c, _: f"{c.of.name} does not quote, and yet has the words of {c.by.name}",
    "contained": lambda c, v: f"{100 * v:.0f}% of the word pairs of {c.of.name} are also in {c.by.name}",
    "new_shared": _new_shared,
    "new_alone": _new_alone,
    "new_pairs": lambda c, v: f"{round(v**2)} word pairs of {c.of.name} are not in {c.by.name}",
    "cut": _cut,
    "cut_alone": _cut_alone,
    "only_two": _only_two,
    "quotation_grown": lambda c, _: (
        f"the quotation in {c.of.name} is fuller than {c.by.name}: {_some(c.apart.new)}"
    ),
    "quoted_from_paraphrase": lambda c, _: f"{c.of.name} quotes what {c.by.name} only paraphrases",
    "paraphrase_of_quotation": lambda c, _: f"{c.of.name} paraphrases what {c.by.name} quotes",
    "attributed_from_none": lambda c, _: f"{c.of.name} names a speaker, {c.by.name} does not",
    "passage": _passage,
    "passage_share": lambda c, v: f"{100 * v:.0f}% of {c.of.name} is also in {c.by.name}",
    "apart": lambda c, _: f"{c.of.name} and {c.by.name} both say more, and share none of it",
    "passage_translated": lambda c, _: f"{c.of.name} and {c.by.name} share passages in translation",
    "same_outlet": lambda c, _: f"both are from {c.of.name}",
}


_TELLINGS = [_WORDS[feature.name] for feature in FEATURES]


class Reasons:
    """The reasons for edges of one utterance, in words."""

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        self.words = _Words(views)

    def told(self, parent: int, child: int, found: Iterable[tuple[int, float]]) -> Iterator[str]:
        """What each feature says about an edge (nodes from 1, 0 the root).

        Args:
            parent, child: the edge.
            found: places of features in ``FEATURES`` and their values on the edge.
        """
        case = _Case(self.views, self.words, parent - 1 if parent else None, child - 1)
        for feature, value in found:
            yield _TELLINGS[feature](case, value)
