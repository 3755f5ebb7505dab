"""Articles to overlaps: every passage that two articles share, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pyarrow as pa

from newstemma.ids import make_id
from newstemma.params.reuse import VERBATIM
from newstemma.records import Article, Overlap
from newstemma.reuse.boilerplate import Shared, boilerplate
from newstemma.reuse.copies import copies_of
from newstemma.reuse.judge import Judge, rarities
from newstemma.reuse.passages import passages_of, without_inner
from newstemma.reuse.reworded import reworded
from newstemma.reuse.seeds import Runs, shared_runs
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
    texts = [a.text for a in listed]
    corpus = corpus_of(texts)
    judge = Judge.of(corpus, rarities(corpus))
    shared = list(shared_passages(judge, shared_runs(corpus)))
    stock = boilerplate(shared, [a.outlet for a in listed], copies_of(corpus), judge.related)
    out = [_overlap(corpus, listed, s, k in stock) for k, s in enumerate(shared)]
    covered: dict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for s, o in zip(shared, out, strict=True):
        covered[s.a, s.b].append((Span(o.start_a, o.end_a), Span(o.start_b, o.end_b)))
    for like in reworded(corpus, texts, [a.language for a in listed], covered):
        spans = (like.span_a.start, like.span_a.end, like.span_b.start, like.span_b.end)
        both = listed[like.a].article_id, listed[like.b].article_id
        out.append(overlap_row(both, spans, like.kind, like.similarity))
    return to_table(Overlap, out)


def shared_passages(judge: Judge, blocks: Iterable[Runs]) -> Iterator[Shared]:
    """The passages that grow out of exact runs and pass the judge, by pair of articles, none inside another.

    Args:
        judge: the words, and what they are worth.
        blocks: exact runs; those of one pair of articles are in one block, side by side.
    """
    for runs in blocks:
        passed = judge.shared(passages_of(judge.corpus, runs, judge.weights))
        for (a, b), found in groupby(passed, key=lambda p: p[:2]):
            kept = without_inner([p for _, _, p in found])
            yield from (Shared(a, b, p) for p in kept)


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
