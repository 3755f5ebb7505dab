"""Second parents: a witness that one tree cannot explain, because it has readings of two others.

The tree gives every witness one parent. Where a child has several words that, of all wordings, only its
parent has too, and several others that only a third witness has too, it had both before it (what editors of
manuscripts call contamination). The third is then told as a second parent, beside the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newstemma.params.stemma import SECOND_PARENT_UP_TO, SECOND_PARENT_WORDS
from newstemma.records import Evidence
from newstemma.stemma.features import INDEX
from newstemma.stemma.model import Solution, Solutions
from newstemma.stemma.wording import only_in_both
from newstemma.text.function_words import FUNCTION_WORDS

__all__ = ["KIND", "Second", "second_parents", "second_parents_of"]

KIND = "contamination"
"""The kind of evidence that marks an edge to a second parent; it weighs nothing in the tree."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second parent.

    Attributes:
        parent, child: 1-based nodes.
        words: what only these two have.
    """

    parent: int
    child: int
    words: tuple[str, ...]

    def evidence(self, solution: Solution) -> Evidence:
        """The reason, for the edge's row."""
        here, there = solution.views[self.child - 1], solution.views[self.parent - 1]
        first = solution.views[solution.parents[self.child - 1] - 1]
        words = ", ".join(self.words[:8])
        detail = f"{here.name} has also words that only {there.name} has, and {first.name} lacks: {words}"
        return Evidence(KIND, 0.0, detail)


def second_parents(solution: Solution) -> list[Second]:
    """The second parents of an utterance's witnesses, at most one each, in the order of the children.

    Utterances of more than ``SECOND_PARENT_UP_TO`` witnesses are left out: with so many wordings hardly a
    word is only two witnesses' own.
    """
    views = solution.views
    if not 3 <= len(views) <= SECOND_PARENT_UP_TO:
        return []
    shared = solution.evidence.values[INDEX["only_two"]] >= np.sqrt(SECOND_PARENT_WORDS)
    out = []
    for child, parent in enumerate(solution.parents, start=1):
        if parent == 0 or views[parent - 1].lost or not shared[parent, child]:
            continue
        found = list(_beside(solution, shared[:, child], child, parent))
        if found:
            out.append(max(found, key=lambda s: (len(s.words), -s.parent)))
    return out


def second_parents_of(solutions: Solutions) -> Iterator[tuple[int, Second]]:
    """``second_parents`` of many utterances, with the number of the utterance."""
    if not 3 <= solutions.graphs.n <= SECOND_PARENT_UP_TO:
        return
    shared = solutions.graphs.values[INDEX["only_two"]] >= np.sqrt(SECOND_PARENT_WORDS)
    for k in np.flatnonzero((shared.sum(axis=1) > 1).any(axis=1)).tolist():
        for second in second_parents(solutions.one(k)):
            yield k, second


def _beside(solution: Solution, shared: np.ndarray, child: int, parent: int) -> Iterator[Second]:
    """Third witnesses whose own words the child has, if it has its parent's own words too."""
    for other in np.flatnonzero(shared).tolist():
        if other in (0, parent) or _descends(solution.parents, other, child):
            continue
        words = _own(solution, other, child, lacking=parent)
        if min(len(words), len(_own(solution, parent, child, lacking=other))) >= SECOND_PARENT_WORDS:
            yield Second(other, child, tuple(words))


def _own(solution: Solution, one: int, child: int, lacking: int) -> list[str]:
    """Words of substance that only these two wordings have; the third, which may be worded so, has not."""
    listed = only_in_both(solution.views, one - 1, child - 1)
    there = set(solution.views[lacking - 1].words)
    return [w for w in listed if w not in FUNCTION_WORDS and w not in there and any(c.isalnum() for c in w)]


def _descends(parents: Sequence[int], node: int, ancestor: int) -> bool:
    while node:
        if node == ancestor:
            return True
        node = parents[node - 1]
    return False
