"""The evidence for every possible edge of an utterance, as numbers.

Node 0 is the root (the utterance itself), node k the k-th view. A feature is a matrix by [parent, child];
the score of an edge is the sum of its features times their weights (``weights``). Utterances with equally
many nodes are stacked and worked on at once: most have only a few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import (
    CELLS_AT_ONCE,
    DUPLICATE_FROM,
    FEATURES,
    FIRM_AT,
    HALF_SIZE_FROM,
    SAYS_MORE,
)
from newstemma.spans import Span
from newstemma.stemma.graphs import Evidences, Gathered, Graphs
from newstemma.stemma.intervals import timing
from newstemma.stemma.pile import Pile
from newstemma.stemma.views import View
from newstemma.stemma.wording import compare_words

__all__ = ["INDEX", "collect", "collect_all"]

INDEX = {feature.name: k for k, feature in enumerate(FEATURES)}
"""Place of each feature in the array of features."""

_STRENGTH = {"near": 1.0, "paragraph": 0.7, "line": 0.5}
_LETTERS_PER_WORD = 6.0

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]


def collect(views: Sequence[View], pile: Pile, addressee: str = "") -> Evidences:
    """All evidence on one utterance.

    Args:
        views: its witnesses, extant and lost.
        pile: articles and shared passages.
        addressee: ``outlet_key`` of the one to whom the words were said, if known.
    """
    return _collected([Gathered("", tuple(views), addressee)], pile).one(0)


def collect_all(gathered: Iterable[Gathered], pile: Pile) -> Iterator[Graphs]:
    """All evidence on many utterances, in stacks of one size that take bearable memory."""
    by_size: dict[int, list[Gathered]] = defaultdict(list)
    for utterance in gathered:
        by_size[len(utterance.views)].append(utterance)
    for n, listed in sorted(by_size.items(), reverse=True):
        most = max(1, CELLS_AT_ONCE // (len(FEATURES) * (n + 1) ** 2))
        for first in range(0, len(listed), most):
            yield _collected(listed[first : first + most], pile)


def _collected(listed: Sequence[Gathered], pile: Pile) -> Graphs:
    builder = _Builder(listed, pile)
    builder.kinds()
    builder.dates()
    builder.words()
    builder.credits()
    builder.passages()
    builder.duplicates()
    values = builder.values
    values *= builder.allowed
    names = tuple(g.utterance_id for g in listed)
    return Graphs(names, tuple(g.views for g in listed), values, builder.allowed, builder.extent())


class _Builder:
    """Fills the matrices of some utterances of one size; the axes are utterance, parent, child."""

    def __init__(self, listed: Sequence[Gathered], pile: Pile) -> None:
        self.listed, self.pile = listed, pile
        self.views = [g.views for g in listed]
        self.n = n = len(self.views[0])
        exact = np.float64 if n <= HALF_SIZE_FROM else np.float32
        self.values = np.zeros((len(FEATURES), len(listed), n + 1, n + 1), dtype=exact)
        self.lost = np.array([[v.lost for v in views] for views in self.views], dtype=bool)
        self.extant = ~self.lost
        self.both = self.extant[:, :, None] & self.extant[:, None, :] & ~np.eye(n, dtype=bool)[None]
        languages = _codes([[v.language or "" for v in views] for views in self.views])
        unknown = languages == 0
        self.same = (
            (languages[:, :, None] == languages[:, None, :]) | unknown[:, :, None] | unknown[:, None, :]
        )
        self.timing = timing([[v.published for v in views] for views in self.views])
        self.allowed = self._allowed()

    def _allowed(self) -> Bools:
        """Everything but a step from a certainly later article, and from a child to the source it credits."""
        allowed = np.ones((len(self.views), self.n + 1, self.n + 1), dtype=bool)
        allowed[:, :, 0] = False
        allowed[:, np.arange(self.n + 1), np.arange(self.n + 1)] = False
        allowed[:, 1:, 1:] &= ~self.timing.before.transpose(0, 2, 1)
        for k, a in np.argwhere(self.lost).tolist():
            source = self.views[k][a].outlet
            for j, view in enumerate(self.views[k]):
                if any(c.key == source for c in view.credits):
                    allowed[k, j + 1, a + 1] = False
        return allowed

    def root(self, name: str) -> Floats:
        """A feature of edges from the root, by [utterance, child]."""
        row: Floats = self.values[INDEX[name], :, 0, 1:]
        return row

    def pairs(self, name: str) -> Floats:
        """A feature of edges between witnesses, by [utterance, parent, child]."""
        matrix: Floats = self.values[INDEX[name], :, 1:, 1:]
        return matrix

    def kinds(self) -> None:
        """What sort of step it is: from the root, to or from a lost source, a copy, a translation."""
        self.root("root")[:] = self.extant
        self.root("root_many")[:] = self.extant * np.log(np.maximum(1, self.extant.sum(axis=1)))[:, None]
        self.root("root_lost")[:] = self.lost
        self.root("root_lost_primary")[:] = self._flags(lambda v: v.lost and v.primary)
        self.root("root_unquoted")[:] = ~self._flags(lambda v: v.attributed)
        self.pairs("extant_lost")[:] = self.extant[:, :, None] & self.lost[:, None, :]
        self.pairs("lost_lost")[:] = self.lost[:, :, None] & self.lost[:, None, :]
        self.pairs("copy")[:] = self.both & self.same
        self.pairs("translation")[:] = self.both & ~self.same
        self.root("root_foreign")[:] = ~(self.both & self.same).any(axis=1) & self.both.any(axis=1)
        outlets = _codes([[v.outlet for v in views] for views in self.views])
        equal = (outlets[:, :, None] == outlets[:, None, :]) & (outlets != 0)[:, :, None]
        self.pairs("same_outlet")[:] = self.both & equal

    def _flags(self, holds: Callable[[View], bool]) -> Bools:
        return np.array([[holds(v) for v in views] for views in self.views], dtype=bool)

    def dates(self) -> None:
        """Order and distance in time; certain order is also in ``allowed``."""
        self.pairs("order")[:] = self.timing.order * self.both
        self.pairs("lag")[:] = np.log1p(self.timing.days) * self.both
        late = np.where(self.both, self.timing.days, 0.0).max(axis=1, initial=0.0)
        self.root("root_late")[:] = np.log1p(late) * self.extant

    def words(self) -> None:
        """Directional evidence of the words; nothing is said about two languages."""
        found = compare_words(self.views)
        can = self.both & self.same
        for name, counts in (
            ("shared", found.shared_pairs),
            ("new_shared", found.new_shared),
            ("new_alone", found.new_alone),
            ("new_pairs", found.new_pairs),
            ("cut", found.cut),
            ("cut_alone", found.cut_alone),
            ("only_two", found.only_two),
        ):
            self.pairs(name)[:] = np.sqrt(np.maximum(counts, 0)) * can
        # In another language than all other wordings every word is its own, which says nothing.
        self.root("root_own")[:] = found.own_share * (can & ~self._same_wording).any(axis=1)
        self.pairs("contained")[:] = found.contained * can
        quoted = self._flags(lambda v: v.quoted)
        new = found.new_shared + found.new_alone
        self.pairs("quotation_grown")[:] = np.sqrt(np.maximum(new, 0)) * can * quoted[:, None, :]
        self.pairs("quoted_from_paraphrase")[:] = can & ~quoted[:, :, None] & quoted[:, None, :]
        self.pairs("paraphrase_of_quotation")[:] = can & quoted[:, :, None] & ~quoted[:, None, :]
        attributed = self._flags(lambda v: v.attributed)
        missing = ~attributed[:, :, None] & attributed[:, None, :]
        self.pairs("attributed_from_none")[:] = self.both & missing
        self.pairs("shared_unquoted")[:] = self.pairs("shared") * ~quoted[:, None, :]
        self._lost_siblings(found.only_two)

    def _lost_siblings(self, only_two: Floats) -> None:
        """What a witness shares only with another that credits the lost source speaks for that source."""
        shared = np.where(self._same_wording, 0, only_two) if self.lost.any() else only_two
        for k, a in np.argwhere(self.lost).tolist():
            source = self.views[k][a].outlet
            crediting = [j for j, v in enumerate(self.views[k]) if any(c.key == source for c in v.credits)]
            best = shared[k, crediting].max(axis=0, initial=0)
            self.pairs("lost_siblings")[k, a] = np.sqrt(best) * self.extant[k]

    @cached_property
    def _same_wording(self) -> Bools:
        at = np.zeros((len(self.views), self.n), dtype=np.int64)
        for k, views in enumerate(self.views):
            wordings: dict[tuple[str, ...], int] = {}
            at[k] = [wordings.setdefault(v.words, len(wordings)) for v in views]
        same: Bools = at[:, :, None] == at[:, None, :]
        return same

    def duplicates(self) -> None:
        """Articles that are an earlier-standing one over again (after ``passages``)."""
        whole = self._same_wording & self.both & (self.pairs("passage_share") >= DUPLICATE_FROM)
        whole &= self.allowed[:, 1:, 1:] & np.triu(np.ones((self.n, self.n), dtype=bool))
        copies = whole.any(axis=1)
        self.root("root_duplicate")[:] = copies
        self.pairs("parent_duplicate")[:] = copies[:, :, None] & self.both

    def extent(self) -> Floats:
        """What firmness goes by (after ``duplicates``)."""
        own = self.extant & (self.root("root_duplicate") == 0)
        count = np.maximum(1, own.sum(axis=1))
        crediting = (own & self._flags(lambda v: bool(v.credits))).sum(axis=1)
        return np.stack(
            [np.ones(len(own)), np.log(np.maximum(count, FIRM_AT) / FIRM_AT), crediting / count], axis=1
        )

    def credits(self) -> None:
        """Who names whom as the source of these words."""
        self.pairs("lost_uncredited")[:] = self.lost[:, :, None] & self.extant[:, None, :]
        for k, views in enumerate(self.views):
            if any(v.credits for v in views):
                self._other_credits(k)
                self._named(k)
            venue = self.listed[k].addressee
            if venue:
                self.root("root_venue")[k] = [not v.lost and v.outlet == venue for v in views]

    def _named(self, k: int) -> None:
        """The sources that the witnesses of the k-th utterance name."""
        named = np.zeros(self.n, dtype=bool)
        holders: dict[str, list[int]] = defaultdict(list)
        articles: dict[str | None, list[int]] = defaultdict(list)
        for i, view in enumerate(self.views[k]):
            holders[view.outlet].append(i)
            articles[view.article_id].append(i)
        for j, view in enumerate(self.views[k]):
            if not view.credits:
                continue
            self.root("root_credits")[k, j] = max(_STRENGTH[c.level] for c in view.credits)
            meant: dict[int, str] = {}
            for credit in view.credits:
                for i in holders.get(credit.key, ()):
                    meant[i] = f"{'lost' if self.views[k][i].lost else 'credit'}_{credit.level}"
                for i in articles.get(credit.article_id, ()) if credit.article_id else ():
                    meant[i] = "credit_article"
            for i in sorted(i for i in meant if self.allowed[k, i + 1, j + 1]):
                named[i] = True
                self.pairs(meant[i])[k, i, j] = 1
                self.pairs("lost_uncredited")[k, i, j] = 0
                self.pairs("credit_other")[k, i, j] = 0
                if self.extant[k, i]:
                    self.pairs("credit_reverse")[k, j, i] = 1
        self.root("root_named")[k] = named & self.extant[k]

    def _other_credits(self, k: int) -> None:
        """Children that credit another source than the parent (and than the parent itself does)."""
        keys = [frozenset(c.key for c in v.credits) for v in self.views[k]]
        different: dict[frozenset[str], int] = {}
        group = np.array([different.setdefault(key, len(different)) for key in keys])
        for j, view in enumerate(self.views[k]):
            if not view.credits:
                continue
            shared = np.array([not keys[j].isdisjoint(key) for key in different])
            strengths = [(c.key, _STRENGTH[c.level]) for c in view.credits]
            other = np.array(
                [max((s for c, s in strengths if c not in key), default=0.0) for key in different]
            )
            self.pairs("credit_inherited")[k, :, j] = shared[group] & self.both[k, :, j]
            self.pairs("credit_other")[k, :, j] = other[group] * self.both[k, :, j]

    def passages(self) -> None:
        """What the two articles share around the statement, and how much of the child's article that is."""
        found: list[tuple[int, int, int, float, float, float]] = []
        for k, views in enumerate(self.views):
            place: dict[str, list[int]] = defaultdict(list)
            for i, view in enumerate(views):
                if view.article_id is not None:
                    place[view.article_id].append(i)
            for j, view in enumerate(views):
                shared = self.pile.passages.get(view.article_id or "", {})
                others = shared.keys() & place.keys() if len(shared) > len(place) else shared.keys()
                for other in others:
                    for i in place.get(other, ()):
                        passage = self._passage(view, shared[other].spans)
                        found.append((k, i, j, *passage, shared[other].translated))
        if found:
            *at, around, share, translated = (np.array(column) for column in zip(*found, strict=True))
            self.pairs("passage")[tuple(at)] = np.log1p(around / _LETTERS_PER_WORD)
            self.pairs("passage_share")[tuple(at)] = share
            self.pairs("passage_translated")[tuple(at)] = np.log1p(translated)
        more = self._flags(self._says_more)
        nothing = self.pairs("passage_share") == 0
        self.pairs("apart")[:] = self.both & self.same & more[:, :, None] & more[:, None, :] & nothing

    def _says_more(self, view: View) -> bool:
        article = self.pile.articles.get(view.article_id or "")
        own = view.span[1] - view.span[0] if view.span else 0
        return article is not None and article.length - own >= SAYS_MORE

    def _passage(self, view: View, spans: Sequence[Span]) -> tuple[float, float]:
        """Characters shared around the words, and which share of the rest of the article they are."""
        start, end = view.span or (0, 0)
        around = sum(s.end - s.start - max(0, min(s.end, end) - max(s.start, start)) for s in spans)
        article = self.pile.articles[view.article_id or ""]
        return around, min(1.0, around / max(1, article.length - (end - start)))


def _codes(lists: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """A number for each different string, 0 for the empty one."""
    numbers = {"": 0}
    return np.array([[numbers.setdefault(s, len(numbers)) for s in listed] for listed in lists])
