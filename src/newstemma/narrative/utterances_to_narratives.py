"""Utterances to narratives: what makes the same point, over time and across speakers.

1. Every utterance with enough content words becomes a point in the multilingual sentence-embedding space.
2. Each is tied to its nearest neighbours above a similarity, if the tie is mutual.
3. Communities of that graph (Louvain method, Blondel et al. 2008, on a fixed seed and order) are narratives;
   a narrative has at least two utterances, and is carried by at least two articles.
4. Its label is the words of its most central utterance, never invented text.
5. Beside them stand the stories: articles that tell of one event (``articles_to_stories``); a narrative names
   those that it is told in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.narrative.carriers import Carriers, narrative, story
from newstemma.params.narrative import (
    BLOCK,
    KEY_TERMS,
    LARGE,
    NEIGHBOURS,
    POINT_WORDS,
    RESOLUTION,
    SAME_POINT,
    SEED,
    SPLIT_RESOLUTION,
)
from newstemma.records import Article, Narrative, Utterance, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.embedding import embed
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import words

__all__ = ["utterances_to_narratives"]


def utterances_to_narratives(articles: pa.Table, utterances: pa.Table, witnesses: pa.Table) -> pa.Table:
    """Group utterances by the point they make, and articles by the event they tell of.

    Args:
        articles: the articles (for outlets and dates).
        utterances: the utterances.
        witnesses: their witnesses.

    Returns:
        The narratives table: narratives and stories of at least two articles; utterances that stand alone are
        in no narrative.
    """
    listed = to_records(Article, articles)
    told = to_records(Utterance, utterances)
    pile = Carriers(listed, told, to_records(Witness, witnesses))
    stories = [
        row for ids in articles_to_stories(listed) if len(ids) > 1 and (row := story(pile, ids)) is not None
    ]
    story_of = {a: row.narrative_id for row in stories for a in row.article_ids}
    points = [n for n in _narratives(pile, told, story_of) if n.n_articles > 1]
    return to_table(Narrative, [*points, *stories])


def _narratives(
    pile: Carriers, told: Sequence[Utterance], story_of: Mapping[str, str]
) -> Iterator[Narrative]:
    rows = [u for u in told if len(content_stems(u.text)) >= POINT_WORDS]
    if len(rows) < 2:
        return
    vectors = embed([u.text for u in rows])
    commonness = Counter(term for u in rows for term in content_stems(u.text))
    for members in _communities(vectors):
        group = [rows[i] for i in members]
        label = group[_central(vectors[members])].text
        yield narrative(pile, group, (label, _terms(group, commonness)), story_of)


def _communities(vectors: NDArray[np.float32]) -> list[list[int]]:
    """Groups of at least two rows, each in ascending order."""
    import networkx as nx  # late: it takes half a second, and only the graph needs it

    graph = nx.Graph()
    graph.add_nodes_from(range(len(vectors)))
    near = _neighbours(vectors)
    for i, ties in enumerate(near):
        graph.add_weighted_edges_from((i, j, s) for j, s in ties.items() if i < j and i in near[j])
    graph.remove_nodes_from([n for n in list(graph) if graph.degree(n) == 0])
    if not graph:
        return []
    found: list[list[int]] = []
    for group in nx.community.louvain_communities(graph, resolution=RESOLUTION, seed=SEED):
        parts = [group]
        if len(group) > LARGE:  # a subject, not a point: in a large graph a resolution joins more
            part = graph.subgraph(sorted(group))
            parts = nx.community.louvain_communities(part, resolution=SPLIT_RESOLUTION, seed=SEED)
        found += [sorted(part) for part in parts if len(part) > 1]
    return sorted(found)


def _neighbours(vectors: NDArray[np.float32]) -> list[dict[int, float]]:
    """The nearest rows of every row above the threshold, computed block by block."""
    out: list[dict[int, float]] = []
    for start in range(0, len(vectors), BLOCK):
        block = vectors[start : start + BLOCK] @ vectors.T
        block[np.arange(len(block)), np.arange(start, start + len(block))] = -1.0
        keep = min(NEIGHBOURS, block.shape[1] - 1)
        nearest = np.argpartition(-block, keep - 1, axis=1)[:, :keep]
        for row, columns in zip(block, nearest, strict=True):
            out.append({int(j): round(float(row[j]), 4) for j in sorted(columns) if row[j] >= SAME_POINT})
    return out


def _central(vectors: NDArray[np.float32]) -> int:
    """The row most similar to the others; the first among equals."""
    return int(np.argmax(np.round((vectors @ vectors.T).sum(axis=1), 4)))


def _terms(group: Sequence[Utterance], commonness: Counter[str]) -> list[str]:
    """Words that many of the group's utterances share and few others have, in their own spelling."""
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    count: Counter[str] = Counter()
    for u in group:
        telling = content_stems(u.text)
        for word in words(u.text):
            if stem(word) in telling:
                spelling[stem(word)][word] += 1
        count.update(telling)
    # Share inside the group, weighted by how much of the word's use falls into the group.
    score = {t: n / len(group) * n / commonness[t] for t, n in count.items() if n > 1}
    best = sorted(score, key=lambda t: (-score[t], t))[:KEY_TERMS]
    return [min(spelling[t], key=lambda w: (-spelling[t][w], w)) for t in best]
