"""Sentences that mean the same without sharing a passage, found by joins on rare stems."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

import numpy as np
import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.joins.blocks import FOUND, ranked
from newstemma.joins.rows import as_table, bucket, count, kept, loaded, values
from newstemma.params.reuse import SENTENCE_SHARERS
from newstemma.records import Overlap
from newstemma.reuse.articles_to_overlaps import overlap_row
from newstemma.reuse.reworded import Sentence, alike
from newstemma.reuse.sentences import WANTED, differ, sentences_in
from newstemma.reuse.words import corpus_of
from newstemma.spans import Span
from newstemma.tables import schema, to_table
from newstemma.text.similarity import Rarity

__all__ = ["reworded"]

_SENTENCES = pa.schema(
    [("id", pa.string()), ("article_id", pa.string()), ("language", pa.string()), ("start", pa.int64()),
     ("stop", pa.int64()), ("text", pa.string()), ("stems", pa.binary())]
)  # fmt: skip
_STEMS = pa.schema([("key", pa.string()), ("owner", pa.string()), ("rank", pa.int64())])
_WEIGHTS = pa.schema([("key", pa.string()), ("weight", pa.float64())])


def reworded(relations: Relations, digits: int) -> None:
    """Of articles and ``shared`` make ``of_meaning``: the steps of ``reuse.reworded``."""
    text = "select article_id, language, text from articles"
    relations.each("sentences", text, _sentences, _SENTENCES)
    relations.each("sentence_stems", "select id, stems from sentences", _stems, _STEMS)
    documents = count(relations, "sentences")
    counts = (
        "select key, count(*) as n from sentence_stems group by key "
        f"having count(*) between 2 and {SENTENCE_SHARERS}"
    )
    relations.each("stem_weights", counts, partial(_weights, documents=documents), _WEIGHTS)
    relations.grouped(
        "sentence_near",
        f"select {bucket(_article('q.owner'), digits)} as bucket, q.owner, cast(0 as bigint) as number, "
        "q.rank, "
        "w.weight, p.owner as other, cast(0 as bigint) as other_number, a.language as own_language, "
        "b.language as other_language from sentence_stems as q join stem_weights as w on w.key = q.key "
        "join sentence_stems as p on p.key = q.key join sentences as a on a.id = q.owner "
        "join sentences as b on b.id = p.owner where a.article_id <> b.article_id",
        _nearest,
        FOUND,
    )
    place = bucket(_article("owner"), digits)
    pairs = f"select distinct {place} as bucket, owner, other from sentence_near"
    asked = f"select bucket, owner as id from ({pairs}) as x union select bucket, other from ({pairs}) as y"
    blank = "cast(null as string)"
    number = "cast(null as bigint)"
    relations.grouped(
        "of_meaning",
        f"select bucket, 'pair' as kind, owner as a, other as b, {blank} as language, {blank} as text, "
        f"{number} as from_a, {number} as to_a, {number} as from_b, {number} as to_b from ({pairs}) as p "
        f"union all select w.bucket, 'sentence' as kind, s.id as a, s.article_id as b, s.language, s.text, "
        f"s.start as from_a, s.stop as to_a, {number} as from_b, {number} as to_b from ({asked}) as w "
        "join sentences as s on s.id = w.id "
        f"union all select {bucket('a', digits)} as bucket, 'passage' as kind, a, b, {blank} as language, "
        f"{blank} as text, from_a, to_a, from_b, to_b from shared",
        _compared,
        schema(Overlap),
    )


def _article(sentence: str) -> str:
    """SQL: the article of a sentence's id, which is article:number."""
    return f"substr({sentence}, 1, length({sentence}) - 10)"


def _sentences(rows: pa.Table) -> pa.Table:
    articles, languages, texts = (rows.column(c).to_pylist() for c in ("article_id", "language", "text"))
    found = sentences_in(corpus_of(texts), texts, languages)
    stems = np.split(found.stem, np.searchsorted(found.sentence, np.arange(1, len(found.article))))
    numbers: Counter[int] = Counter()
    out = []
    spans = zip(found.article.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True)
    for (k, start, end), own in zip(spans, stems, strict=False):
        name = f"{articles[k]}:{numbers[k]:09}"
        numbers[k] += 1
        payload = kept([found.stems[stem] for stem in own.tolist()])
        out.append((name, articles[k], languages[k], start, end, texts[k][start:end], payload))
    return as_table(out, _SENTENCES)


def _stems(rows: pa.Table) -> pa.Table:
    out = [
        (stem, owner, rank)
        for owner, payload in values(rows, "id", "stems")
        for rank, stem in enumerate(loaded(payload))
    ]
    return as_table(out, _STEMS)


def _weights(rows: pa.Table, documents: int) -> pa.Table:
    keys, counts = (rows.column(c).to_pylist() for c in ("key", "n"))
    rarity = Rarity(documents, Counter(dict(zip(keys, counts, strict=True))))
    return pa.table([keys, [rarity.weight(key) for key in keys]], schema=_WEIGHTS)


def _nearest(rows: pa.Table) -> pa.Table:
    """The best few partners of each sentence in its own language, and in others; the smaller id first."""
    names = ("owner", "own_language", "other", "other_language")
    abroad = {(owner, other): differ(own, foreign) for owner, own, other, foreign in values(rows, *names)}
    pairs: set[tuple[str, str]] = set()
    for (owner, _), others in ranked(rows, min(least for least, _, _ in WANTED)):
        for least, few, away in WANTED:
            fit = [o for weight, (o, _) in others if weight >= least and abroad[owner, o] is away]
            pairs.update((min(owner, o), max(owner, o)) for o in fit[:few])
    flat = [(a, 0, b, 0) for a, b in sorted(pairs)]
    return as_table(flat, FOUND)


def _compared(rows: pa.Table) -> pa.Table:
    """The sentences of a bucket that mean the same."""
    names = ("kind", "a", "b", "language", "text", "from_a", "to_a", "from_b", "to_b")
    rows_of = list(values(rows, *names))
    found = sorted((row[1], row) for row in rows_of if row[0] == "sentence")
    articles = sorted({row[2] for _, row in found})
    number = {article: k for k, article in enumerate(articles)}
    own = {
        k: Sentence(number[article], language, Span(start, stop), text)
        for k, (_, (_, _, article, language, text, start, stop, _, _)) in enumerate(found)
    }
    at = {name: k for k, (name, _) in enumerate(found)}
    covered: dict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for kind, a, b, _, _, from_a, to_a, from_b, to_b in rows_of:
        if kind == "passage" and a in number and b in number:
            covered[number[a], number[b]].append((Span(from_a, to_a), Span(from_b, to_b)))
    pairs = sorted((at[row[1]], at[row[2]]) for row in rows_of if row[0] == "pair")
    made = [
        overlap_row(
            (articles[x.a], articles[x.b]),
            (x.span_a.start, x.span_a.end, x.span_b.start, x.span_b.end),
            x.kind,
            x.similarity,
        )
        for x in alike(own, pairs, covered)
    ]
    return to_table(Overlap, made)
