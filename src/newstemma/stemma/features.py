"""The evidence for every possible edge of an utterance, as numbers.

Node 0 is the root (the utterance itself), node k the k-th view. A feature is a matrix by [parent, child];
the score of an edge is the sum of its features times their weights (``weights``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newstemma.params.stemma import DUPLICATE_FROM, FEATURES, HALF_SIZE_FROM, SAYS_MORE
from newstemma.spans import Span
from newstemma.stemma.intervals import timing
from newstemma.stemma.pile import Pile
from newstemma.stemma.views import View
from newstemma.stemma.wording import compare_words

__all__ = ["INDEX", "Evidences", "collect"]

INDEX = {feature.name: k for k, feature in enumerate(FEATURES)}
"""Place of each feature in the array of features."""

_STRENGTH = {"near": 1.0, "paragraph": 0.7, "line": 0.5}
_LETTERS_PER_WORD = 6.0

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Evidences:
    """All evidence on one utterance.

    Attributes:
        values: (features, 1 + n, 1 + n), by parent and child; row and column 0 are the root.
        allowed: (1 + n, 1 + n), which edges are possible at all.
    """

    values: Floats
    allowed: Bools

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log scores by [parent, child]; ``-inf`` where no edge is possible."""
        size = len(self.allowed)
        total = (weights @ self.values.reshape(len(weights), -1)).reshape(size, size)
        return np.where(self.allowed, total, -np.inf)

    def without(self, dropped: Sequence[int]) -> Evidences:
        """The same without some nodes (1-based)."""
        return Evidences(
            np.delete(np.delete(self.values, dropped, axis=1), dropped, axis=2),
            np.delete(np.delete(self.allowed, dropped, axis=0), dropped, axis=1),
        )


class _Builder:
    """Fills the matrices of one utterance, group by group."""

    def __init__(self, views: Sequence[View], pile: Pile, addressee: str) -> None:
        self.views, self.pile, self.addressee = views, pile, addressee
        self.n = len(views)
        exact = np.float64 if self.n <= HALF_SIZE_FROM else np.float32
        self.values = np.zeros((len(FEATURES), self.n + 1, self.n + 1), dtype=exact)
        self.lost = np.array([v.lost for v in views], dtype=bool)
        self.extant = ~self.lost
        self.both = self.extant[:, None] & self.extant[None, :] & ~np.eye(self.n, dtype=bool)
        languages = np.array([v.language or "" for v in views])
        unknown = languages == ""
        self.same = (languages[:, None] == languages[None, :]) | unknown[:, None] | unknown[None, :]
        self.timing = timing([v.published for v in views])
        self.by_outlet: dict[str, list[int]] = defaultdict(list)
        self.by_article: dict[str, list[int]] = defaultdict(list)
        for i, view in enumerate(views):
            if view.outlet:
                self.by_outlet[view.outlet].append(i)
            if view.article_id:
                self.by_article[view.article_id].append(i)
        self.allowed = self._allowed()

    def _allowed(self) -> Bools:
        """Everything but a step from a certainly later article, and from a child to the source it credits."""
        allowed = np.ones((self.n + 1, self.n + 1), dtype=bool)
        allowed[:, 0] = False
        np.fill_diagonal(allowed, val=False)
        allowed[1:, 1:] &= ~self.timing.before.T
        for a, source in enumerate(self.views):
            if source.lost:
                for j, view in enumerate(self.views):
                    allowed[j + 1, a + 1] &= all(c.key != source.outlet for c in view.credits)
        return allowed

    def root(self, name: str) -> Floats:
        """The row of a feature of edges from the root."""
        row: Floats = self.values[INDEX[name], 0, 1:]
        return row

    def pairs(self, name: str) -> Floats:
        """The matrix of a feature of edges between witnesses."""
        matrix: Floats = self.values[INDEX[name], 1:, 1:]
        return matrix

    def kinds(self) -> None:
        """What sort of step it is: from the root, to or from a lost source, a copy, a translation."""
        self.root("root")[:] = self.extant
        self.root("root_many")[:] = self.extant * np.log(max(1, int(self.extant.sum())))
        self.root("root_lost")[:] = self.lost
        self.root("root_lost_primary")[:] = [v.lost and v.primary for v in self.views]
        self.root("root_unquoted")[:] = [not v.attributed for v in self.views]
        self.pairs("extant_lost")[:] = self.extant[:, None] & self.lost[None, :]
        self.pairs("lost_lost")[:] = self.lost[:, None] & self.lost[None, :]
        self.pairs("copy")[:] = self.both & self.same
        self.pairs("translation")[:] = self.both & ~self.same
        alone = ~(self.both & self.same).any(axis=0) & (self.both.any(axis=0))
        self.root("root_foreign")[:] = alone
        outlets = np.array([v.outlet for v in self.views])
        named = outlets != ""
        self.pairs("same_outlet")[:] = self.both & (outlets[:, None] == outlets[None, :]) & named[:, None]

    def dates(self) -> None:
        """Order and distance in time; certain order is also in ``allowed``."""
        self.pairs("order")[:] = self.timing.order * self.both
        self.pairs("lag")[:] = np.log1p(self.timing.days) * self.both
        late = np.where(self.both, self.timing.days, 0.0).max(axis=0, initial=0.0)
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
        # In another language than all others every word is its own, which says nothing.
        self.root("root_own")[:] = found.own_share * (self.both & self.same).any(axis=0)
        self.pairs("contained")[:] = found.contained * can
        quoted = np.array([v.quoted for v in self.views], dtype=bool)
        new = found.new_shared + found.new_alone
        self.pairs("quotation_grown")[:] = np.sqrt(np.maximum(new, 0)) * can * quoted[None, :]
        self.pairs("quoted_from_paraphrase")[:] = can & ~quoted[:, None] & quoted[None, :]
        self.pairs("paraphrase_of_quotation")[:] = can & quoted[:, None] & ~quoted[None, :]
        attributed = np.array([v.attributed for v in self.views], dtype=bool)
        self.pairs("attributed_from_none")[:] = self.both & ~attributed[:, None] & attributed[None, :]
        self.pairs("shared_unquoted")[:] = self.pairs("shared") * ~quoted[None, :]
        self._lost_siblings(found.only_two)

    def _lost_siblings(self, only_two: Floats) -> None:
        """What a witness shares only with another that credits the lost source speaks for that source."""
        shared = np.where(self._same_wording(), 0, only_two)
        for a, source in enumerate(self.views):
            if source.lost:
                crediting = [
                    j for j, v in enumerate(self.views) if any(c.key == source.outlet for c in v.credits)
                ]
                best = shared[crediting].max(axis=0, initial=0)
                self.pairs("lost_siblings")[a] = np.sqrt(best) * self.extant

    def _same_wording(self) -> Bools:
        wordings = {w: k for k, w in enumerate(dict.fromkeys(v.words for v in self.views))}
        at = np.array([wordings[v.words] for v in self.views])
        same: Bools = at[:, None] == at[None, :]
        return same

    def duplicates(self) -> None:
        """Articles that are an earlier-standing one over again (after ``passages``)."""
        whole = self._same_wording() & self.both & (self.pairs("passage_share") >= DUPLICATE_FROM)
        whole &= self.allowed[1:, 1:] & np.triu(np.ones((self.n, self.n), dtype=bool))
        copies = whole.any(axis=0)
        self.root("root_duplicate")[:] = copies
        self.pairs("parent_duplicate")[:] = copies[:, None] & self.both

    def credits(self) -> None:
        """Who names whom as the source of these words."""
        self.pairs("lost_uncredited")[:] = self.lost[:, None] & self.extant[None, :]
        keys = [frozenset(c.key for c in v.credits) for v in self.views]
        self._other_credits(keys)
        named = np.zeros(self.n, dtype=bool)
        for j, view in enumerate(self.views):
            if not view.credits:
                continue
            self.root("root_credits")[j] = max(_STRENGTH[c.level] for c in view.credits)
            meant = self._credited(j)
            named[sorted(meant)] = True
            for i, feature in sorted(meant.items()):
                self.pairs(feature)[i, j] = 1
                self.pairs("lost_uncredited")[i, j] = 0
                self.pairs("credit_other")[i, j] = 0
                if self.extant[i]:
                    self.pairs("credit_reverse")[j, i] = 1
        self.root("root_named")[:] = named & self.extant
        self.root("root_venue")[:] = [
            not v.lost and v.outlet != "" and v.outlet == self.addressee for v in self.views
        ]

    def _credited(self, j: int) -> dict[int, str]:
        """The nodes that view j credits, with the name of the feature that says how."""
        meant: dict[int, str] = {}
        for credit in self.views[j].credits:
            for i in self.by_outlet.get(credit.key, ()):
                meant[i] = f"{'lost' if self.views[i].lost else 'credit'}_{credit.level}"
            for i in self.by_article.get(credit.article_id or "", ()):
                meant[i] = "credit_article"
        return {i: name for i, name in meant.items() if self.allowed[i + 1, j + 1]}

    def _other_credits(self, keys: Sequence[frozenset[str]]) -> None:
        """Children that credit another source than the parent (and than the parent itself does)."""
        different = sorted(set(keys), key=sorted)
        group = np.array([different.index(k) for k in keys])
        for j, view in enumerate(self.views):
            if not view.credits:
                continue
            shared = np.array([bool(keys[j] & k) for k in different])
            other = np.array(
                [
                    max((_STRENGTH[c.level] for c in view.credits if c.key not in k), default=0.0)
                    for k in different
                ]
            )
            self.pairs("credit_inherited")[:, j] = shared[group] & self.both[:, j]
            self.pairs("credit_other")[:, j] = other[group] * self.both[:, j]

    def passages(self) -> None:
        """What the two articles share around the statement, and how much of the child's article that is."""
        place: dict[str, list[int]] = {}
        for i, view in enumerate(self.views):
            if view.article_id is not None:
                place.setdefault(view.article_id, []).append(i)
        for j, view in enumerate(self.views):
            shared = self.pile.passages.get(view.article_id or "", {})
            others = shared.keys() & place.keys() if len(shared) > len(place) else shared.keys()
            for other in others:
                for i in place.get(other, ()):
                    self._passage(i, j, shared[other].spans, shared[other].translated)
        more = np.array([self._says_more(view) for view in self.views], dtype=bool)
        nothing = self.pairs("passage_share") == 0
        self.pairs("apart")[:] = self.both & self.same & more[:, None] & more[None, :] & nothing

    def _says_more(self, view: View) -> bool:
        article = self.pile.articles.get(view.article_id or "")
        own = view.span[1] - view.span[0] if view.span else 0
        return article is not None and article.length - own >= SAYS_MORE

    def _passage(self, i: int, j: int, spans: Sequence[Span], translated: int) -> None:
        view = self.views[j]
        own = Span(*view.span) if view.span else Span(0, 0)
        around = sum(len(s) - max(0, min(s.end, own.end) - max(s.start, own.start)) for s in spans)
        article = self.pile.articles[view.article_id or ""]
        self.pairs("passage")[i, j] = np.log1p(around / _LETTERS_PER_WORD)
        self.pairs("passage_share")[i, j] = min(1.0, around / max(1, article.length - len(own)))
        self.pairs("passage_translated")[i, j] = np.log1p(translated)


def collect(views: Sequence[View], pile: Pile, addressee: str = "") -> Evidences:
    """All evidence on one utterance.

    Args:
        views: its witnesses, extant and lost.
        pile: articles and shared passages.
        addressee: ``outlet_key`` of the one to whom the words were said, if known.
    """
    builder = _Builder(views, pile, addressee)
    builder.kinds()
    builder.dates()
    builder.words()
    builder.credits()
    builder.passages()
    builder.duplicates()
    values = builder.values
    values[:, ~builder.allowed] = 0
    return Evidences(values, builder.allowed)
