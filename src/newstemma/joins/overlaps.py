"""Articles to overlaps by joins: shared n-grams, passages, copies, furniture, reworded sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.joins.components import components
from newstemma.joins.reworded import reworded
from newstemma.joins.rows import as_table, bucket, count, digits_of, kept, loaded, values
from newstemma.joins.stock import stock
from newstemma.params.reuse import BANDS, GRAM, MOST_SHARERS, PERMUTATIONS
from newstemma.records import Overlap
from newstemma.reuse.articles_to_overlaps import kind_of, overlap_row, shared_passages
from newstemma.reuse.copies import is_copy, signatures
from newstemma.reuse.judge import Judge, worths
from newstemma.reuse.seeds import Runs, gram_hashes, runs_of
from newstemma.reuse.words import Corpus, corpus_of, numbered
from newstemma.tables import schema, to_table

__all__ = ["overlaps"]

_WORDS = pa.schema([("word", pa.string()), ("article_id", pa.string()), ("at", pa.int64())])
_DOCS = pa.schema([("id", pa.string()), ("payload", pa.binary())])
_GRAMS = pa.schema([("gram", pa.int64()), ("id", pa.string()), ("at", pa.int64())])
_BANDS = pa.schema([("band", pa.int64()), ("key", pa.binary()), ("id", pa.string())])
_LINKS = pa.schema([("a", pa.string()), ("b", pa.string())])
SHARED = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("number", pa.int64()), ("start_a", pa.int64()),
     ("end_a", pa.int64()), ("start_b", pa.int64()), ("end_b", pa.int64()), ("similarity", pa.float64()),
     ("related", pa.float64()), ("from_a", pa.int64()), ("to_a", pa.int64()), ("from_b", pa.int64()),
     ("to_b", pa.int64())]
)  # fmt: skip
"""A passage: its words, how alike and how related its articles are, and its characters."""

Numbers = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]
"""An article's words as numbers, and the characters where each begins and ends."""

Places = npt.NDArray[np.int64]

_PLACE = 2**32  # two places in one number: no article has so many words


@dataclass(frozen=True)
class _Vocabulary:
    """Every word with its number, and what each is worth."""

    codes: dict[str, int]
    worth: npt.NDArray[np.float64]


def overlaps(relations: Relations) -> None:
    """Of the relation articles make ``passages``, the rows of the overlaps table.

    The steps are those of ``reuse.articles_to_overlaps``; its functions do the work.

    1. Words are numbered in the order in which they come; the vocabulary is shared.
    2. Articles that share an n-gram are joined on it; one that many have joins each with the next only.
    3. Pairs of articles become passages.
    4. Copies are components of near-duplicate links; furniture is seen article by article.
    5. Sentences outside the passages that share rare stems are compared by meaning.
    """
    digits = digits_of(relations, "articles")
    vocabulary = _vocabulary(relations)
    text = "select article_id, text from articles"
    relations.each("docs", text, partial(_docs, vocabulary=vocabulary), _DOCS)
    relations.each("word_grams", "select id, payload from docs", _grams, _GRAMS)
    _pairs(relations)
    place = bucket("a", digits)
    wanted = (
        f"select {place} as bucket, a as id from article_pairs union select {place}, b from article_pairs"
    )
    nothing, none = "cast(null as binary)", "cast(null as string)"
    relations.grouped(
        "shared",
        f"select {place} as bucket, a, b, places, {nothing} as payload from article_pairs union all "
        f"select w.bucket, d.id as a, {none} as b, {_NO_PLACES} as places, d.payload from ({wanted}) as w "
        "join docs as d on d.id = w.id",
        partial(_passages, vocabulary=vocabulary),
        SHARED,
    )
    _copies(relations)
    stock(relations, digits)
    relations.each(
        "of_words",
        "select s.*, case when t.a is null then 0 else 1 end as stock from shared as s left join stock as t "
        "on t.a = s.a and t.b = s.b and t.number = s.number",
        _rows,
        schema(Overlap),
    )
    reworded(relations, digits)
    relations.query("passages", "select * from of_words union all select * from of_meaning")


_NO_PLACES = "cast(null as bigint[])"


def _vocabulary(relations: Relations) -> Shared:
    """The words in the order in which a reader of all articles would meet them."""
    relations.each("words", "select article_id, text from articles", _words, _WORDS)
    firsts = "select word, count(*) as n, min(article_id) as first from words group by word"
    found = relations.get(
        f"select f.word, f.n, w.article_id, w.at from ({firsts}) as f join words as w "
        "on w.word = f.word and w.article_id = f.first"
    )
    names = ("article_id", "at", "word", "n")
    rows = sorted(zip(*(found.column(c).to_pylist() for c in names), strict=True))
    articles = count(relations, "articles")
    codes = {word: code for code, (_, _, word, _) in enumerate(rows)}
    weights = worths([w for _, _, w, _ in rows], [n for _, _, _, n in rows], articles)
    return relations.share("vocabulary", _Vocabulary(codes, weights))


def _words(rows: pa.Table) -> pa.Table:
    """The words of each article, once, with the place where they come first."""
    out: list[tuple[str, str, int]] = []
    for article_id, text in values(rows, "article_id", "text"):
        corpus = corpus_of([text])
        codes, first = np.unique(corpus.codes, return_index=True)
        out += [
            (corpus.vocabulary[c], article_id, at)
            for c, at in zip(codes.tolist(), first.tolist(), strict=True)
        ]
    return as_table(out, _WORDS)


def _docs(rows: pa.Table, vocabulary: Shared) -> pa.Table:
    """Each article as numbers, with the characters of its words."""
    codes = vocabulary.value().codes
    payloads = []
    for text in rows.column("text").to_pylist():
        corpus = corpus_of([text])
        own = np.asarray([codes[word] for word in corpus.vocabulary], dtype=np.int64)
        payload = (own[corpus.codes] if len(own) else corpus.codes, corpus.starts, corpus.ends)
        payloads.append(kept(tuple(a.astype(np.int32) for a in payload)))
    return pa.table([rows.column("article_id").combine_chunks(), payloads], schema=_DOCS)


def _numbers(payload: bytes) -> Numbers:
    """Codes, starts and ends of an article's words."""
    found: Numbers = loaded(payload)
    return found


def _corpus(payload: bytes) -> Corpus:
    """One article as a corpus of its own, with the numbers of the vocabulary."""
    return numbered([_numbers(payload)])


def _grams(rows: pa.Table) -> pa.Table:
    """The n-grams of each article, where they come first."""
    tables = []
    for name, payload in values(rows, "id", "payload"):
        starts, hashes = gram_hashes(_corpus(payload))
        grams, first = np.unique(hashes, return_index=True)
        columns = [grams.view(np.int64), [name] * len(grams), starts[first]]
        tables.append(
            pa.table([pa.array(c, f.type) for c, f in zip(columns, _GRAMS, strict=True)], schema=_GRAMS)
        )
    return pa.concat_tables(tables) if tables else _GRAMS.empty_table()


def _pairs(relations: Relations) -> None:
    """Pairs of articles with the places of the n-grams that they share."""
    relations.query(
        "gram_sizes", "select gram, count(*) as n from word_grams group by gram having count(*) > 1"
    )
    few = (
        f"select a.id as a, b.id as b, a.at * {_PLACE} + b.at as place from word_grams as a "
        f"join gram_sizes as s on s.gram = a.gram and s.n <= {MOST_SHARERS} "
        "join word_grams as b on b.gram = a.gram where a.id < b.id"
    )
    window = "partition by g.gram order by g.id"
    many = (
        f"select lag(g.id) over ({window}) as a, g.id as b, lag(g.at) over ({window}) * {_PLACE} + g.at "
        "as place "
        f"from word_grams as g join gram_sizes as s on s.gram = g.gram and s.n > {MOST_SHARERS}"
    )
    relations.query(
        "article_pairs",
        f"select a, b, array_agg(place) as places from ({few} union all select * from ({many}) as chained_ "
        "where a is not null) as met_ group by a, b",
    )


def _passages(rows: pa.Table, vocabulary: Shared) -> pa.Table:
    """The passages of the pairs of one bucket."""
    known: _Vocabulary = vocabulary.value()
    docs: dict[str, Numbers] = {}
    pairs: list[tuple[str, str, Places]] = []
    for a, b, places, payload in values(rows, *_PAIRS):
        if b is None:
            docs[a] = _numbers(payload)
        else:
            pairs.append((a, b, np.asarray(places, dtype=np.int64)))
    if not pairs:
        return as_table([], SHARED)
    names = sorted(docs)
    corpus = numbered([docs[name] for name in names])
    judge = Judge.of(corpus, known.worth)
    found = shared_passages(judge, [_runs(corpus, names, pairs)])
    out = []
    for (a, b), shared in groupby(found, key=lambda s: (s.a, s.b)):
        passages = [s.passage for s in shared]
        related = judge.related(a, b, passages)
        from_a, from_b = int(corpus.first[a]), int(corpus.first[b])
        for number, p in enumerate(passages):
            characters = (
                corpus.starts[from_a + p.start_a],
                corpus.ends[from_a + p.end_a - 1],
                corpus.starts[from_b + p.start_b],
                corpus.ends[from_b + p.end_b - 1],
            )
            span = (p.start_a, p.end_a, p.start_b, p.end_b, p.similarity, related)
            out.append((names[a], names[b], number, *span, *map(int, characters)))
    return as_table(out, SHARED)


_PAIRS = ("a", "b", "places", "payload")


def _runs(corpus: Corpus, names: Sequence[str], pairs: Sequence[tuple[str, str, Places]]) -> Runs:
    """The n-grams that pairs of articles share, at places of each article, as runs."""
    at = {name: int(corpus.first[k]) for k, name in enumerate(names)}
    left = np.concatenate([at[a] + places // _PLACE for a, _, places in pairs])
    right = np.concatenate([at[b] + places % _PLACE for _, b, places in pairs])
    return runs_of(corpus, left, right)


def _copies(relations: Relations) -> None:
    """Make ``copies`` (item, label): articles that are near copies of a smaller one."""
    relations.each("signed", "select id, payload from docs", _signed, _DOCS)
    relations.each("bands", "select id, payload from signed", _bands, _BANDS)
    relations.view(
        "alike",
        "select distinct f.first as a, b.id as b from bands as b join (select band, key, min(id) as first "
        "from bands group by band, key) as f on f.band = b.band and f.key = b.key where f.first <> b.id",
    )
    relations.each(
        "copied",
        "select l.a, l.b, x.payload as one, y.payload as two from alike as l join signed as x on x.id = l.a "
        "join signed as y on y.id = l.b",
        _copied,
        _LINKS,
    )
    components(relations, "copied", "copies")


def _signed(rows: pa.Table) -> pa.Table:
    """The MinHash of each article that has an n-gram."""
    names, signs = [], []
    for name, payload in values(rows, "id", "payload"):
        corpus = _corpus(payload)
        if len(corpus.codes) >= GRAM:
            names.append(name)
            signs.append(signatures(corpus)[0].tobytes())
    return pa.table([names, signs], schema=_DOCS)


def _bands(rows: pa.Table) -> pa.Table:
    width = PERMUTATIONS // BANDS * 8
    out = [
        (band, sign[band * width : (band + 1) * width], name)
        for name, sign in values(rows, "id", "payload")
        for band in range(BANDS)
    ]
    return as_table(out, _BANDS)


def _copied(rows: pa.Table) -> pa.Table:
    out = [
        (a, b)
        for a, b, one, two in values(rows, "a", "b", "one", "two")
        if is_copy(np.frombuffer(one, np.uint64), np.frombuffer(two, np.uint64))
    ]
    return as_table(out, _LINKS)


def _rows(rows: pa.Table) -> pa.Table:
    """Passages as rows of overlaps."""
    names = ("a", "b", "from_a", "to_a", "from_b", "to_b", "similarity", "stock")
    return to_table(
        Overlap,
        [
            overlap_row(
                (a, b), (from_a, to_a, from_b, to_b), kind_of(similarity, stock=bool(furniture)), similarity
            )
            for a, b, from_a, to_a, from_b, to_b, similarity, furniture in values(rows, *names)
        ],
    )
