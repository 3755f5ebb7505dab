"""Edges to article edges: which article is the child of which, from the trees of all their utterances.

An article tells many utterances and may have each from somewhere else. Its parents are counted over them: the
support of "child from parent" is the expected number of its utterances that it has from there, the sum of the
edges' probabilities. A lost witness counts by its name, so that an agency that is not in the pile can be the
parent of many articles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

from newstemma.records import Edge, Witness
from newstemma.tables import to_records

__all__ = ["ArticleEdge", "edges_to_article_edges"]

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ArticleEdge:
    """A step from article to article.

    Attributes:
        parent: the parent's article id; None if it is not in the pile.
        name: what a reader calls the parent: its outlet or title, or the credited name of a lost one.
        child: the child's article id.
        support: expected number of the child's utterances that it has from there.
        share: the same as a part of the utterances that the child tells together with others.
        utterance_ids: those in whose best tree the step is.
    """

    parent: str | None
    name: str
    child: str
    support: float
    share: float
    utterance_ids: tuple[str, ...]


def edges_to_article_edges(witnesses: pa.Table, edges: pa.Table) -> list[ArticleEdge]:
    """The steps between articles, by child and falling support; those of no weight are left out.

    Args:
        witnesses: extant and lost.
        edges: with probabilities.
    """
    known = {w.witness_id: w for w in to_records(Witness, witnesses)}
    support: dict[tuple[str, str | None, str], float] = defaultdict(float)
    told: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    shared: dict[str, set[str]] = defaultdict(set)
    for edge in to_records(Edge, edges):
        child, parent = known[edge.child].article_id, known.get(edge.parent)
        if child is None or parent is None or parent.article_id == child:
            continue
        step = child, parent.article_id, parent.name
        support[step] += edge.probability
        shared[child].add(edge.utterance_id)
        if edge.in_tree:
            told[step].add(edge.utterance_id)
    rows = [
        ArticleEdge(
            parent=parent,
            name=name,
            child=child,
            support=round(total, _DIGITS),
            share=round(total / len(shared[child]), _DIGITS),
            utterance_ids=tuple(sorted(told[child, parent, name])),
        )
        for (child, parent, name), total in support.items()
        if round(total, _DIGITS) > 0
    ]
    return sorted(rows, key=lambda r: (r.child, -r.support, r.name, r.parent or ""))
