"""Utterances to narratives: what makes the same point, over time and across speakers.

1. Every utterance with enough content words becomes a point in the multilingual sentence-embedding space.
2. Each is tied to its nearest neighbours above a similarity, if the tie is mutual.
3. Communities of that graph (Louvain method, Blondel et al. 2008, on a fixed seed and order) are narratives;
   a narrative has at least two utterances, and is carried by at least two articles.
4. Its label is the words of its most central utterance, never invented text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from newstemma.ids import make_id
from newstemma.params.narrative import (
    BLOCK,
    KEY_TERMS,
    NEIGHBOURS,
    POINT_WORDS,
    RESOLUTION,
    SAME_POINT,
    SEED,
)
from newstemma.records import Article, Narrative, Utterance, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.embedding import embed
from newstemma.text.normalise import squeeze
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import words

__all__ = ["utterances_to_narratives"]

_LABEL = 220  # characters of a label: two lines in the report


def utterances_to_narratives(articles: pa.Table, utterances: pa.Table, witnesses: pa.Table) -> pa.Table:
    """Group utterances by the point they make.

    Args:
        articles: the articles (for outlets and dates).
        utterances: the utterances.
        witnesses: their witnesses.

    Returns:
        The narratives table; utterances that stand alone are in none.
    """
    rows = [u for u in to_records(Utterance, utterances) if len(content_stems(u.text)) >= POINT_WORDS]
    if len(rows) < 2:
        return to_table(Narrative, ())
    vectors = embed([u.text for u in rows])
    about = {a.article_id: a for a in to_records(Article, articles)}
    seen: dict[str, list[Witness]] = defaultdict(list)
    for w in to_records(Witness, witnesses):
        if w.article_id:
            seen[w.utterance_id].append(w)
    commonness = Counter(term for u in rows for term in content_stems(u.text))
    out = []
    for members in _communities(vectors):
        group = [rows[i] for i in members]
        label = group[_central(vectors[members])].text
        out.append(_narrative(group, label, _terms(group, commonness), seen, about))
    return to_table(Narrative, [n for n in out if n.n_articles > 1])


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
    found = nx.community.louvain_communities(graph, resolution=RESOLUTION, seed=SEED)
    return sorted(sorted(group) for group in found if len(group) > 1)


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


def _narrative(
    group: Sequence[Utterance],
    label: str,
    terms: list[str],
    seen: dict[str, list[Witness]],
    about: dict[str, Article],
) -> Narrative:
    ids = sorted(u.utterance_id for u in group)
    articles = sorted({w.article_id for i in ids for w in seen[i] if w.article_id})
    days = sorted(d for d in (about[a].published for a in articles) if d)
    days += sorted(u.said_on for u in group if u.said_on)
    return Narrative(
        narrative_id=make_id("n", *ids),
        label=_shorten(label),
        key_terms=terms,
        utterance_ids=ids,
        first_seen=min(days) if days else None,
        last_seen=max(days) if days else None,
        n_articles=len(articles),
        n_speakers=len({u.speaker_id for u in group if u.speaker_id}),
        n_outlets=len({about[a].outlet or a for a in articles}),
    )


def _shorten(text: str) -> str:
    """The first words of a long label, marked as cut."""
    line = squeeze(text)
    return line if len(line) <= _LABEL else line[:_LABEL].rsplit(" ", 1)[0] + " …"
