"""Articles to overlaps: every passage that two articles share, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyarrow as pa

from newstemma.ids import make_id
from newstemma.params.reuse import VERBATIM
from newstemma.records import Article, Overlap
from newstemma.reuse.boilerplate import Shared, boilerplate
from newstemma.reuse.copies import copies_of
from newstemma.reuse.judge import is_shared, rarities
from newstemma.reuse.passages import Passage, passages_of, without_inner
from newstemma.reuse.reworded import reworded
from newstemma.reuse.seeds import Run, runs_by_pair
from newstemma.reuse.words import Corpus, corpus_of
from newstemma.spans import Span
from newstemma.tables import to_records, to_table

__all__ = ["articles_to_overlaps", "kind_of", "overlap_row", "shared_passages"]


def articles_to_overlaps(articles: pa.Table) -> pa.Table:
    """Find every passage that two articles share.

    1. Words become numbers; n-grams that few articles have lead to exact runs (after Schleimer et al. 2003
       and passim, Smith et al. 2014).
    2. Runs on nearly one diagonal become passages, whose ends run on over edited words.
    3. Passages that are long, alike and particular enough are kept: ``verbatim`` or ``near``.
    4. What articles on different matters, or many of one outlet, repeat is ``boilerplate``.
    5. Sentences that share rare words and lie close in meaning, outside these passages, are ``reworded``, or
       ``translated`` where the languages differ.

    Args:
        articles: the articles table; its order changes nothing.

    Returns:
        The overlaps table; article_a is the smaller id, offsets lie at word borders (sentences for step 5),
        similarity is the part of words shared in order (steps 2-4) or a cosine (step 5).
    """
    listed = sorted(to_records(Article, articles), key=lambda a: a.article_id)
    if len(listed) < 2:
        return to_table(Overlap, ())
    corpus = corpus_of([a.text for a in listed])
    shared = list(_shared(corpus))
    stock = boilerplate(shared, [a.outlet for a in listed], copies_of(corpus))
    out = [_overlap(corpus, listed, s, k in stock) for k, s in enumerate(shared)]
    covered: dict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for s, o in zip(shared, out, strict=True):
        covered[s.a, s.b].append((Span(o.start_a, o.end_a), Span(o.start_b, o.end_b)))
    for like in reworded([a.text for a in listed], [a.language for a in listed], covered):
        spans = (like.span_a.start, like.span_a.end, like.span_b.start, like.span_b.end)
        both = listed[like.a].article_id, listed[like.b].article_id
        out.append(overlap_row(both, spans, like.kind, like.similarity))
    return to_table(Overlap, out)


def _shared(corpus: Corpus) -> Iterator[Shared]:
    """The passages of every pair that pass the judge."""
    weights = rarities(corpus)
    words = [
        corpus.codes[corpus.first[k] : corpus.first[k + 1]].tolist() for k in range(len(corpus.first) - 1)
    ]
    for a, b, runs in runs_by_pair(corpus):
        kept, related = shared_passages(words[a], words[b], runs, weights)
        yield from (Shared(a, b, p, related) for p in kept)


def shared_passages(
    a: Sequence[int], b: Sequence[int], runs: Sequence[Run], weights: Sequence[float]
) -> tuple[list[Passage], float]:
    """The passages of two articles (words as numbers) that pass the judge, and how related the rest is."""
    kept = [p for p in passages_of(a, b, runs, weights) if is_shared(a, b, p, weights)]
    if not kept:
        return [], 0.0
    kept = without_inner(kept)
    return kept, _related(a, b, kept, weights)


def _related(
    a: Sequence[int], b: Sequence[int], passages: Sequence[Passage], weights: Sequence[float]
) -> float:
    """The weighted part of the smaller article's distinct words, passages aside, that the other has too.

    1 where nothing is left outside the passages: copies are related.
    """
    rest_a = _rest(a, [(p.start_a, p.end_a) for p in passages])
    rest_b = _rest(b, [(p.start_b, p.end_b) for p in passages])
    totals = [sum(sorted(weights[code] for code in words)) for words in (rest_a, rest_b)]
    if min(totals) < 1:
        return 1.0
    return sum(sorted(weights[code] for code in rest_a & rest_b)) / min(totals)


def _rest(words: Sequence[int], spans: Sequence[tuple[int, int]]) -> set[int]:
    out: set[int] = set()
    at = 0
    for start, end in sorted(spans):
        out.update(words[at:start])
        at = max(at, end)
    out.update(words[at:])
    return out


def _overlap(corpus: Corpus, listed: Sequence[Article], shared: Shared, stock: bool) -> Overlap:
    """The row of a passage, at characters."""
    p = shared.passage
    first_a, first_b = int(corpus.first[shared.a]), int(corpus.first[shared.b])
    spans = (
        int(corpus.starts[first_a + p.start_a]),
        int(corpus.ends[first_a + p.end_a - 1]),
        int(corpus.starts[first_b + p.start_b]),
        int(corpus.ends[first_b + p.end_b - 1]),
    )
    kind = kind_of(p.similarity, stock=stock)
    return overlap_row((listed[shared.a].article_id, listed[shared.b].article_id), spans, kind, p.similarity)


def kind_of(similarity: float, *, stock: bool) -> str:
    """What a passage of shared words is called."""
    return "boilerplate" if stock else "verbatim" if similarity >= VERBATIM else "near"


def overlap_row(
    articles: tuple[str, str], spans: tuple[int, int, int, int], kind: str, similarity: float
) -> Overlap:
    """The row of two articles' characters."""
    a, b = articles
    overlap_id = make_id("ov", a, b, *spans)
    return Overlap(
        overlap_id,
        a,
        spans[0],
        spans[1],
        b,
        spans[2],
        spans[3],
        kind,
        round(similarity, 3),
    )
