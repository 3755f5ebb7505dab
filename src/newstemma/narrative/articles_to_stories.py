"""Articles to stories: which articles tell of one event.

1. An article is known by the telling words of its beginning, weighted by rarity; those at the very beginning
   and those that are part of names weigh more.
2. Pairs worth looking at are those that share several rare words; never all pairs of a large pile. Articles
   in another language than most are compared in meaning instead, by the vectors of their first sentences.
3. How alike two beginnings are, less a threshold, speaks for or against their being one story.
4. Correlation clustering finds the groups among the articles that hang together by what speaks for it, so
   that one doubtful link joins no two stories. What hangs together elsewhere changes nothing.

Weights are whole numbers, so that their sums do not depend on how they are added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from newstemma.graph.clustering import correlation_clusters
from newstemma.graph.union_find import UnionFind
from newstemma.narrative.cells import Cells
from newstemma.params.narrative import (
    BLOCK,
    CHAIN,
    SHARING_BLOCK,
    STORY_ALL,
    STORY_COMMON,
    STORY_FOREIGN,
    STORY_FOREIGN_SHARED,
    STORY_LEAD,
    STORY_LEAD_WEIGHT,
    STORY_LIKENESS,
    STORY_NAME_WEIGHT,
    STORY_NEIGHBOURS,
    STORY_SENTENCES,
    STORY_SHARED,
    STORY_WORDS,
)
from newstemma.text.embedding import DIMENSIONS, embed
from newstemma.text.similarity import capitalised, content_stems
from newstemma.text.tokens import sentences, words

__all__ = [
    "EMPHASIS",
    "Begun",
    "articles_to_stories",
    "clustered",
    "emphasis",
    "foreign_likeness",
    "likeness",
    "meanings",
    "nearest_foreign",
    "unit_weights",
]

Vectors = NDArray[np.float32]
Ints = NDArray[np.int64]
Levels = NDArray[np.int8]

_BEGINNING = 6000  # characters in which the words of a beginning stand
_PARTS = 2**26  # of a weight: the products of two, and their sums, are whole numbers below 2**53
EMPHASIS = (1.0, STORY_LEAD_WEIGHT, STORY_NAME_WEIGHT, STORY_LEAD_WEIGHT * STORY_NAME_WEIGHT)
"""How much a word counts before its rarity is known: a plain one, one of the lead, of a name, of both."""


class Begun(Protocol):
    """An article, as far as stories look at it."""

    @property
    def article_id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str | None:
        """Its title."""
        ...

    @property
    def language(self) -> str | None:
        """Its language."""
        ...

    @property
    def text(self) -> str:
        """Its text."""
        ...


def articles_to_stories(articles: Sequence[Begun]) -> list[list[str]]:
    """Group articles by the event that they tell of.

    Args:
        articles: the articles, in any order; each is looked at a few times.

    Returns:
        Ids of the articles of each story, in order; an article that stands alone is a story of its own.
    """
    ids = [a.article_id for a in articles]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    languages = [articles[k].language for k in order]
    cells, levels = Cells.valued(emphasis(articles[k]) for k in order)
    left, right, shared = _sharing(cells, languages)
    likes = _likes(cells, levels, left[shared >= STORY_SHARED], right[shared >= STORY_SHARED])
    if len({name for name in languages if name}) > 1:
        if len(ids) <= STORY_ALL:
            pairs = nearest_foreign(meanings(articles[k] for k in order), languages)
        else:
            pairs = [(i, j) for i, j in zip(left.tolist(), right.tolist(), strict=True)
                     if languages[i] != languages[j]]  # fmt: skip
        rows = sorted({i for pair in pairs for i in pair})
        at = {i: k for k, i in enumerate(rows)}
        vectors = meanings(articles[order[i]] for i in rows)
        sides = ([at[pair[side]] for pair in pairs] for side in (0, 1))
        likes |= zip(pairs, foreign_likeness(*(vectors[side] for side in sides)), strict=True)
    return [[ids[order[i]] for i in group] for group in clustered(len(ids), likes)]


def emphasis(a: Begun) -> dict[str, int]:
    """The telling words of an article's beginning, each with its place in ``EMPHASIS``."""
    beginning = a.text[:_BEGINNING]
    listed = words(beginning)
    lead = content_stems(f"{a.title or ''} " + " ".join(listed[:STORY_LEAD]))
    names = capitalised(beginning)
    found = lead | content_stems(" ".join(listed[:STORY_WORDS]))
    return {t: (t in lead) + 2 * (t in names) for t in sorted(found)}


def unit_weights(found: Iterable[tuple[int, int]], n_articles: int) -> list[int]:
    """What the words of an article weigh: their emphasis by their rarity, as a vector of unit length.

    Args:
        found: for every word its place in ``EMPHASIS``, and how many articles have it.
        n_articles: how many there are in all.

    Returns:
        The weights, in whole parts.
    """
    n = max(n_articles, 50)
    row = [EMPHASIS[level] * math.log(1 + n / count) for level, count in found]
    length = math.sqrt(math.fsum(v * v for v in row)) or 1.0
    return [round(v / length * _PARTS) for v in row]


def likeness(shared: int) -> float:
    """How alike two beginnings are beyond what one event takes: positive speaks for one story.

    Args:
        shared: the sum of the products of the weights of the words that both have.
    """
    return round(shared / _PARTS**2 - STORY_LIKENESS, 4)


def clustered(n: int, likes: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups of things that hang together by what speaks for it, each part by itself.

    Args:
        n: number of things, 0 to n - 1.
        likes: for pairs (i, j) with i < j what speaks for or against them.

    Returns:
        The groups, each in order, ordered by their first thing.
    """
    joined: UnionFind[int] = UnionFind(range(n))
    for (i, j), like in likes.items():
        if like > 0:
            joined.join(i, j)
    part = [joined.find(i) for i in range(n)]
    members: dict[int, list[int]] = defaultdict(list)
    number = [0] * n
    for i, head in enumerate(part):
        number[i] = len(members[head])
        members[head].append(i)
    inside: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for (i, j), like in likes.items():
        if part[i] == part[j]:
            inside[part[i]][number[i], number[j]] = like
    groups = [
        [rows[k] for k in group]
        for head, rows in members.items()
        for group in correlation_clusters(len(rows), inside.get(head, {}))
    ]
    return sorted(groups)


def _sharing(cells: Cells, languages: Sequence[str | None]) -> tuple[Ints, Ints, Ints]:
    """Pairs of rows and how many words they share that few have, if that is enough to look at them.

    Of a word that many have, each row counts with the next few that have it too: so copies of one text are
    found in each other's neighbourhood however many there are.
    """
    counts = cells.counts()
    chain = np.stack(cells.chained(counts > STORY_COMMON, CHAIN))
    chain = chain[:, np.argsort(chain[0], kind="stable")]
    names = sorted({name or "" for name in languages})
    language = np.array([names.index(name or "") for name in languages], dtype=np.int16)
    none = np.empty(0, np.int64)
    parts = [(none, none, none)]
    blocks = cells.shared(counts <= STORY_COMMON, np.ones_like(counts), SHARING_BLOCK)
    for number, found in enumerate(blocks):
        start, end = np.searchsorted(chain[0], [number * SHARING_BLOCK, (number + 1) * SHARING_BLOCK])
        left, right, shared = _added(found, chain[:, start:end], len(cells))
        least = np.where(language[left] == language[right], STORY_SHARED, STORY_FOREIGN_SHARED)
        keep = shared >= least
        parts.append((left[keep], right[keep], shared[keep]))
    left, right, shared = (np.concatenate(column) for column in zip(*parts, strict=True))
    return left, right, shared


def _added(found: tuple[Ints, Ints, Ints], chain: Ints, n: int) -> tuple[Ints, Ints, Ints]:
    """Sums for pairs, and one more for each time that a pair stands in a chain; in order."""
    left, right, shared = found
    keys = np.concatenate((left * n + right, chain[0] * n + chain[1]))
    times = np.concatenate((shared, np.ones(chain.shape[1], dtype=np.int64)))
    pairs, at = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(sums, at, times)
    return pairs // n, pairs % n, sums


def _likes(cells: Cells, levels: Levels, left: Ints, right: Ints) -> dict[tuple[int, int], float]:
    """How alike the beginnings of some pairs are."""
    from scipy.sparse import csr_matrix  # late: only piles with two articles need it

    counts = cells.counts()[cells.codes].tolist()
    found = list(zip(levels.tolist(), counts, strict=True))
    weights = np.empty(len(found), dtype=np.int64)
    for start, end in pairwise(cells.starts.tolist()):
        weights[start:end] = unit_weights(found[start:end], len(cells))
    matrix = csr_matrix((weights, cells.codes, cells.starts), shape=(len(cells), len(cells.words)))
    out: dict[tuple[int, int], float] = {}
    for start in range(0, len(left), BLOCK):
        i, j = left[start : start + BLOCK], right[start : start + BLOCK]
        sums = np.asarray(matrix[i].multiply(matrix[j]).sum(axis=1)).reshape(-1).tolist()
        out |= zip(zip(i.tolist(), j.tolist(), strict=True), map(likeness, sums), strict=True)
    return out


def nearest_foreign(vectors: Vectors, language: Sequence[str | None]) -> list[tuple[int, int]]:
    """Every article with its nearest in meaning among those in other languages."""
    whole = vectors.astype(np.float64)
    alike = np.round(whole @ whole.T, 4)
    pairs = set()
    for i, row in enumerate(alike):
        others = [j for j, name in enumerate(language) if name and language[i] and name != language[i]]
        nearest = sorted(others, key=lambda j: (-float(row[j]), j))[:STORY_NEIGHBOURS]
        pairs |= {(min(i, j), max(i, j)) for j in nearest}
    return sorted(pairs)


def foreign_likeness(left: Vectors, right: Vectors) -> list[float]:
    """How alike the beginnings of pairs in two languages are beyond what one event takes."""
    out: list[float] = []
    for start in range(0, len(left), BLOCK):
        one, other = (side[start : start + BLOCK].astype(np.float64) for side in (left, right))
        out += [round(cosine - STORY_FOREIGN, 4) for cosine in np.einsum("ij,ij->i", one, other).tolist()]
    return out


def _beginning(a: Begun) -> list[str]:
    """The title and the first sentences."""
    found = [place.of(a.text) for place in sentences(a.text[:_BEGINNING])[:STORY_SENTENCES]]
    return [a.title, *found] if a.title else found


def meanings(articles: Iterable[Begun]) -> Vectors:
    """A unit vector for every article."""
    parts = [_beginning(a) or [""] for a in articles]
    out = np.zeros((len(parts), DIMENSIONS), dtype=np.float32)
    for k, part in enumerate(parts):
        out[k] = embed(part).mean(axis=0)
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(np.divide(out, lengths, out=np.zeros_like(out), where=lengths > 0), dtype=np.float32)
