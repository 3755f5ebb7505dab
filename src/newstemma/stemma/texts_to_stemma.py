"""Texts to a stemma: the method on its own, for any versions of one text.

Short texts (statements) go through the model of ``features``. Long texts that were copied as wholes are
collated, place by place; there every place is a vote of its own:

1. collation and distances: differing places, lacunae left out
2. neighbour joining; branches too short to be told from chance are contracted, so that a text from which
   others were copied is no tip; the inner nodes that remain are inferred lost witnesses: they pay for
   themselves by at least that length
3. edge scores from the distances, and from the direction of change: a reading that nobody else has is easily
   made and hardly ever unmade; dates and credits as in the model
4. best tree and exact probabilities
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from newstemma.errors import UsageError
from newstemma.graph.arborescence import best_arborescence
from newstemma.graph.best_trees import best_trees
from newstemma.graph.matrix_tree import log_partition, marginals
from newstemma.graph.neighbour_joining import neighbour_joining
from newstemma.params.stemma import (
    LONG_LIKENESS,
    LONG_WORDS,
    PER_PLACE,
    REVERSAL,
    SHORTEST_BRANCH,
    TIE,
)
from newstemma.stemma.collation import collate, count
from newstemma.stemma.contamination import second_parents
from newstemma.stemma.features import INDEX, collect
from newstemma.stemma.governing import Governing
from newstemma.stemma.graphs import Evidences
from newstemma.stemma.intervals import certainly_before, parse
from newstemma.stemma.model import solve
from newstemma.stemma.pile import Pile
from newstemma.stemma.views import View, folded_words, lost_views
from newstemma.stemma.weights import FIRMNESS, Weights, weights_of
from newstemma.text.names import outlet_key

__all__ = ["Stemma", "WitnessInput", "evidence_of", "stemma_of", "stemma_of_json", "witness_inputs"]

Floats = NDArray[np.float64]

_SOURCE = "(source)"
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class WitnessInput:
    """A version of a text.

    Attributes:
        text: its words.
        published: ISO 8601 at any precision, if known.
        credits: names of the witnesses, or of others, from which it says it has the text.
    """

    text: str
    published: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stemma:
    """The best tree.

    Attributes:
        witnesses: names of the extant witnesses, as given.
        edges: (parent, child); names that are no witness's are lost ones. Where several branches reach the
            source by themselves, it is the lost witness "(source)".
        probabilities: of each edge, over all trees.
        ties: edges that are as probable as the one in the tree, within ``TIE``, for the same child.
        second_parents: (parent, child) where one parent does not explain what the child has.
        trees: the best trees with their probabilities, if they were asked for; the first is the best.
    """

    witnesses: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    probabilities: tuple[float, ...]
    ties: tuple[tuple[str, str], ...] = ()
    second_parents: tuple[tuple[str, str], ...] = ()
    trees: tuple[tuple[tuple[tuple[str, str], ...], float], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As ``json.dumps`` takes it."""
        found: dict[str, Any] = {
            "witnesses": list(self.witnesses),
            "edges": [list(edge) for edge in self.edges],
            "probabilities": list(self.probabilities),
        }
        if self.ties:
            found["ties"] = [list(edge) for edge in self.ties]
        if self.second_parents:
            found["second_parents"] = [list(edge) for edge in self.second_parents]
        if self.trees:
            found["trees"] = [
                {"edges": [list(edge) for edge in edges], "probability": probability}
                for edges, probability in self.trees
            ]
        return found


def witness_inputs(data: Any) -> dict[str, WitnessInput]:
    """Witnesses from ``{"witnesses": {name: text}}`` or ``{name: {"text", "published"?, "credits"?}}``.

    Raises:
        UsageError: another form, with what was expected.
    """
    listed = data.get("witnesses", data) if isinstance(data, dict) else None
    if not isinstance(listed, dict) or not listed:
        raise UsageError('expected {"witnesses": {name: text, ...}} with at least one witness')
    return {str(name): _input(str(name), given) for name, given in listed.items()}


def stemma_of_json(data: Any) -> dict[str, Any]:
    """``stemma_of`` from and to JSON values; ``"root"`` beside ``"witnesses"`` names the known root.

    Raises:
        UsageError: another form, or a root that is none of the witnesses.
    """
    root = data.get("root") if isinstance(data, dict) and "witnesses" in data else None
    if not isinstance(root, str | None):
        raise UsageError("root must be the name of a witness")
    return stemma_of(witness_inputs(data), root).as_json()


def _input(name: str, given: Any) -> WitnessInput:
    if isinstance(given, str):
        return WitnessInput(given)
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise UsageError(f'witness {name!r}: expected a text, or {{"text": ..., "published"?, "credits"?}}')
    published, credits = given.get("published"), given.get("credits") or []
    credits = [credits] if isinstance(credits, str) else credits
    if not isinstance(published, str | None) or not isinstance(credits, list | tuple):
        raise UsageError(f"witness {name!r}: published must be an ISO 8601 date, credits a list of names")
    return WitnessInput(given["text"], published, tuple(str(c) for c in credits))


def stemma_of(witnesses: Mapping[str, WitnessInput], root: str | None = None, trees: int = 0) -> Stemma:
    """The best tree of some versions of one text, whatever the order in which they are given.

    Args:
        witnesses: versions by name, at least one.
        root: the version from which all others come, if that is known.
        trees: how many of the best trees to list beside; none by default.

    Raises:
        UsageError: the root is none of the witnesses.
    """
    if root is not None and root not in witnesses:
        raise UsageError(
            f"the root {root!r} is none of the witnesses; known are {', '.join(sorted(witnesses))}"
        )
    views = _views(witnesses)
    if _copied_as_wholes([v.words for v in views]):
        return _collated(views, tuple(witnesses), root or _certainly_first(views), trees)
    views, evidence = _with_evidence(views)
    for k, view in enumerate(views, start=1):
        if view.name == root:
            evidence.allowed[1:, k] = False
        elif root is not None:
            # All but impossible, not impossible: every node must be able to hang from the root (matrix_tree).
            evidence.values[INDEX["root_duplicate"], 0, k] = 4
    solution = solve(views, evidence, weights_of("texts"))
    names = _named(solution.views, witnesses)
    drawn = _Drawn(names, solution.scores, solution.probabilities)
    second = tuple((names[s.parent], names[s.child]) for s in second_parents(solution))
    return replace(drawn.stemma(tuple(witnesses), solution.parents, trees), second_parents=second)


def _named(views: Sequence[View], witnesses: Collection[str]) -> list[str]:
    """Names of the source and the nodes; no lost one is called as a witness is.

    A credit to a witness that certainly came later means an earlier version of it, which is lost.
    """
    lost = (f"(earlier {v.name})" if v.lost and v.name in witnesses else v.name for v in views)
    return [_source(witnesses), *lost]


def _source(witnesses: Collection[str]) -> str:
    """What the source is called: "(source)", unless a witness is called so."""
    name = _SOURCE
    while name in witnesses:
        name += "*"
    return name


_NO_PILE = Pile({}, {}, {}, {}, {}, frozenset())


def evidence_of(witnesses: Mapping[str, WitnessInput]) -> tuple[list[View], Evidences]:
    """The nodes, credited lost witnesses included, and the evidence on every edge between them."""
    return _with_evidence(_views(witnesses))


def _with_evidence(views: list[View]) -> tuple[list[View], Evidences]:
    views = [*views, *lost_views("", views)]
    return views, collect(views, _NO_PILE)


def _views(witnesses: Mapping[str, WitnessInput]) -> list[View]:
    views = [_view(name, witnesses) for name in sorted(witnesses)]
    return sorted(views, key=lambda v: (v.published.low, v.witness_id))


def _view(name: str, witnesses: Mapping[str, WitnessInput]) -> View:
    given = witnesses[name]
    named = [
        Governing(_key(c, witnesses), c, "outlet", "near", c, c if c in witnesses else None)
        for c in given.credits
    ]
    return View(
        witness_id=name,
        sigil=name,
        name=name,
        article_id=name,
        outlet=_key(name, witnesses),
        language=None,
        kind="indirect",
        attributed=True,
        words=folded_words(given.text),
        published=parse(given.published),
        credits=tuple(sorted((c for c in named if c.key and c.name != name), key=lambda c: c.key)),
    )


def _key(name: str, witnesses: Mapping[str, WitnessInput]) -> str:
    """A witness's own name as it stands, any other as an outlet's."""
    return f"={name}" if name in witnesses else outlet_key(name)


def _copied_as_wholes(texts: Sequence[tuple[str, ...]]) -> bool:
    """Whether the texts are long and most of each stands in the longest."""
    lengths = sorted(len(t) for t in texts)
    if len(texts) < 3 or lengths[len(lengths) // 2] < LONG_WORDS:
        return False
    longest = max(texts, key=lambda t: (len(t), t))
    likeness = sorted(Indel.similarity(longest, t) / 2 / max(1, len(t)) for t in texts)
    return likeness[len(likeness) // 2] >= LONG_LIKENESS


def _certainly_first(views: Sequence[View]) -> str | None:
    """The version that is certainly older than every other: of texts copied as wholes, the root."""
    before = certainly_before([v.published for v in views])
    return next((v.name for k, v in enumerate(views) if before[k].sum() == len(views) - 1), None)


def _collated(views: Sequence[View], names: tuple[str, ...], root: str | None, trees: int) -> Stemma:
    """The tree of long texts."""
    table = collate([v.words for v in views])
    counts = count(table)
    differing = counts.shared + counts.alone
    tree = neighbour_joining((differing + differing.T) / 2, SHORTEST_BRANCH)
    n = len(views)
    scores = np.full((n + tree.n_inner + 1, n + tree.n_inner + 1), -np.inf)
    scores[1:, 1:] = -PER_PLACE * _path_lengths(n + tree.n_inner, tree.branches)
    scores[1 : n + 1, 1 : n + 1] -= PER_PLACE * REVERSAL * (counts.shared - counts.shared.T)
    evidence = collect(views, _NO_PILE)
    words = [INDEX[name] for name in _WORD_FEATURES]
    other = weights_of("texts").nats.copy()
    other[words] = 0
    added = evidence.scores(Weights(other, np.zeros(len(FIRMNESS))))
    scores[1 : n + 1, 1 : n + 1] += added[1:, 1:]
    scores[0, 1:] = -PER_PLACE * max(1, table.shape[1])
    scores[0, 1 : n + 1] += added[0, 1:]
    for k, view in enumerate(views, start=1):
        if view.name == root:
            scores[1:, k] = -np.inf
    parents = best_arborescence(scores[0, 1:], scores[1:, 1:])
    found = marginals(scores[0, 1:], scores[1:, 1:])
    probabilities = np.zeros_like(scores)
    probabilities[0, 1:], probabilities[1:, 1:] = found.root, found.edges
    lost = [f"(lost {k + 1})" for k in range(tree.n_inner)]
    shown = [_source(names), *(v.name for v in views), *lost]
    return _Drawn(shown, scores, probabilities).stemma(names, [p + 1 for p in parents], trees)


_WORD_FEATURES = (
    "copy",
    "root_many",
    "shared",
    "shared_unquoted",
    "contained",
    "root_own",
    "new_shared",
    "new_alone",
    "new_pairs",
    "cut",
    "cut_alone",
    "only_two",
    "quotation_grown",
)
"""What the collation replaces: the words, and how readily statements are copied."""


def _path_lengths(n: int, branches: Sequence[tuple[int, int, float]]) -> Floats:
    """Lengths of the paths between all nodes of a tree."""
    near: dict[int, list[tuple[int, float]]] = {k: [] for k in range(n)}
    for i, j, length in branches:
        near[i].append((j, length))
        near[j].append((i, length))
    out = np.full((n, n), np.inf)
    for start in range(n):
        out[start, start] = 0.0
        queue = [start]
        while queue:
            node = queue.pop()
            for other, length in near[node]:
                if np.isinf(out[start, other]):
                    out[start, other] = out[start, node] + max(length, 1e-3)
                    queue.append(other)
    return out


@dataclass(frozen=True)
class _Drawn:
    """A graph with names: what a tree of it is called.

    Attributes:
        names: of the nodes, the source first.
        scores, probabilities: by [parent, child].
    """

    names: Sequence[str]
    scores: Floats
    probabilities: Floats

    def edges(self, parents: Sequence[int]) -> list[tuple[str, str, int, int]]:
        """(parent, child) by name and place; the source only where it has several children."""
        several = sum(p == 0 for p in parents) > 1
        named = ((self.names[p], self.names[k], p, k) for k, p in enumerate(parents, start=1))
        return sorted(edge for edge in named if edge[2] or several)

    def stemma(self, witnesses: tuple[str, ...], parents: Sequence[int], trees: int) -> Stemma:
        """The tree by names, with ties, and as many of the best trees as are wanted."""
        kept = self.edges(parents)
        return Stemma(
            witnesses,
            tuple((parent, child) for parent, child, _, _ in kept),
            tuple(round(float(self.probabilities[p, k]), _DIGITS) for _, _, p, k in kept),
            ties=self._ties(parents),
            trees=tuple(self._best(trees)) if trees else (),
        )

    def _ties(self, parents: Sequence[int]) -> tuple[tuple[str, str], ...]:
        chosen = self.probabilities[list(parents), np.arange(1, len(self.names))]
        equal = self.probabilities[:, 1:] >= np.maximum(chosen - TIE, TIE)[None, :]
        equal[list(parents), np.arange(len(parents))] = False
        return tuple(sorted((self.names[p], self.names[k + 1]) for p, k in np.argwhere(equal).tolist()))

    def _best(self, trees: int) -> Iterator[tuple[tuple[tuple[str, str], ...], float]]:
        everything = log_partition(self.scores[0, 1:], self.scores[1:, 1:])
        for parents, score in best_trees(self.scores[0, 1:], self.scores[1:, 1:], trees):
            edges = self.edges([p + 1 for p in parents])
            chance = round(min(1.0, float(np.exp(score - everything))), _DIGITS)
            yield tuple((parent, child) for parent, child, _, _ in edges), chance
