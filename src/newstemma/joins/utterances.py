"""Statements to utterances by joins: block, judge, components, clusters; then those who repeat them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.joins.blocks import FOUND, KEYS, ROUNDED, Place, ranked, sharing
from newstemma.joins.components import components
from newstemma.joins.judged import judged, regrouped
from newstemma.joins.keys import GRAMS, grams_of, keys_of
from newstemma.joins.repeated import repeated
from newstemma.joins.rows import (
    as_table,
    bucket,
    count,
    digits_of,
    keep_rows,
    kept,
    loaded,
    packed,
    table_of,
    tables_of,
    values,
    worked,
)
from newstemma.joins.said import SAID, said
from newstemma.params.witness import EMBED_ALL, LEAST_SHARED, NEIGHBOURS, STEM_SHARERS
from newstemma.records import Article, Statement, Utterance, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.similarity import Rarity
from newstemma.witness.describe import describe
from newstemma.witness.setting import Matter, matter_of
from newstemma.witness.statements_to_utterances import statements_to_utterances
from newstemma.witness.unattributed import Repetition

__all__ = ["utterances"]

_COUNTED = pa.schema([("stem", pa.string()), ("n", pa.int64())])
_MATTERS = pa.schema([("id", pa.string()), ("payload", pa.binary())])


def utterances(relations: Relations) -> None:
    """Of the relations articles, statements and credits make utterances and witnesses.

    The steps are those of ``witness.statements_to_utterances``, whose functions do the work; here is how what
    they need comes together without anybody holding all of it.

    1. Content stems are counted over all articles; the counts, a vocabulary, are shared.
    2. Statements that nothing tells apart become one node.
    3. Pieces are paired that share rare keys, or an n-gram, by joins.
    4. Each pair is judged.
    5. Components of what is more likely than not are found by joins, and each is clustered by itself.
    6. Sentences that repeat an utterance are found in the same way.
    7. Each utterance is described.

    A pile with so few pieces that all are compared by meaning is one piece of work.
    """
    keep_rows(relations, "articles", "statements")
    rarity = _matters(relations)
    digits = digits_of(relations, "articles")
    _nodes(relations, rarity, digits)
    relations.each("keys", "select id, pieces from nodes", partial(keys_of, rarity=rarity), KEYS)
    relations.each("grams", "select id, pieces from nodes", grams_of, GRAMS)
    if count(relations, "(select distinct owner, number from grams) as pieces_") <= EMBED_ALL:
        _at_once(relations)
        return
    _pairs(relations, digits)
    judged(relations, rarity, digits)
    likely = "select owner as a, other as b from odds where number = -1 and odds > 0"
    relations.view("likely", likely)
    components(relations, "likely", "loose")
    regrouped(relations, rarity, digits)
    repeated(relations, rarity, digits)
    _described(relations, digits)


def _matters(relations: Relations) -> Shared:
    """What articles are about, and how rare each of their stems is."""
    relations.each("stems", "select article_id, language, text from articles", _stems, _COUNTED)
    relations.each("matters", "select article_id, language, text from articles", _matter, _MATTERS)
    counted = relations.get("select stem, sum(n) as n from stems group by stem")
    counts = {s: int(n) for s, n in zip(*(counted.column(c).to_pylist() for c in ("stem", "n")), strict=True)}
    counts = dict(sorted(counts.items()))
    return relations.share("rarity", Rarity(count(relations, "articles"), Counter(counts)))


def _contents(rows: pa.Table) -> list[Matter]:
    texts, languages = (rows.column(c).to_pylist() for c in ("text", "language"))
    return [matter_of(text, language) for text, language in zip(texts, languages, strict=True)]


def _stems(rows: pa.Table) -> pa.Table:
    counts = Counter(stem for matter in _contents(rows) for stem in matter.stems)
    return pa.table([list(counts), list(counts.values())], schema=_COUNTED)


def _matter(rows: pa.Table) -> pa.Table:
    payloads = [kept((sorted(m.stems), sorted(m.themes))) for m in _contents(rows)]
    return pa.table([rows.column("article_id").combine_chunks(), payloads], schema=_MATTERS)


def _nodes(relations: Relations, rarity: Shared, digits: int) -> None:
    """Which statements are one for the purposes of grouping; the smallest id stands for all.

    The first statement with the same words, whoever said them, gives their pieces.
    """
    place = bucket("id", digits)
    both = " union all ".join(
        f"select {place} as bucket, '{table}' as kind, payload from {table}_rows"
        for table in ("articles", "statements")
    )
    relations.grouped("said", both, partial(said, rarity=rarity), SAID)
    heads = "select words, min(id) as head from said group by words"
    same = "case when h.particular then concat(s.words, s.same) else s.id end"
    relations.query(
        "keyed",
        f"select s.id, s.article_id, {same} as node_key, h.id as head from said as s "
        f"join ({heads}) as w on s.words = w.words join said as h on h.id = w.head",
    )
    firsts = "select node_key, min(id) as node from keyed group by node_key"
    relations.query(
        "members",
        f"select k.id, k.article_id, k.head, f.node from keyed as k join ({firsts}) as f "
        "on k.node_key = f.node_key",
    )
    relations.query(
        "nodes",
        "select m.id, m.article_id, s.around, h.pieces from members as m join said as s on s.id = m.id "
        "join said as h on h.id = m.head where m.id = m.node",
    )


def _pairs(relations: Relations, digits: int) -> None:
    """Pairs of pieces of different owners that share rare keys or, each with the one before, an n-gram."""
    sql = sharing("keys", "keys", STEM_SHARERS, bucket("q.owner", digits)) + " where q.owner <> p.owner"
    relations.grouped("near", sql, _nearest, FOUND)
    window = "partition by gram order by owner, number"
    chained = (
        f"select lag(owner) over ({window}) as owner, lag(number) over ({window}) as number, owner as other, "
        "number as other_number from grams where gram is not null"
    )
    relations.query(
        "pairs",
        f"select * from near union select * from ({chained}) as chained_ "
        "where owner is not null and owner <> other",
    )


def _nearest(rows: pa.Table) -> pa.Table:
    """The best few partners of each piece, the smaller place first."""
    pairs: set[tuple[Place, Place]] = set()
    for place, others in ranked(rows, LEAST_SHARED, ROUNDED):
        pairs.update((min(place, other), max(place, other)) for _, other in others[:NEIGHBOURS])
    flat = [(*a, *b) for a, b in sorted(pairs)]
    return as_table(flat, FOUND)


def _at_once(relations: Relations) -> None:
    """The stage as it is, as one piece of work."""
    keep_rows(relations, "credits")
    every = " union all ".join(
        f"select 'all' as bucket, '{table}' as kind, payload from {table}_rows"
        for table in ("articles", "statements", "credits")
    )
    worked(relations, "described", every, _whole, "utterances", "witnesses")


def _whole(rows: pa.Table) -> pa.Table:
    made = statements_to_utterances(*tables_of(rows, "articles", "statements", "credits"))
    return packed(dict(zip(("utterances", "witnesses"), made, strict=True)))


def _described(relations: Relations, digits: int) -> None:
    """The rows of every utterance, from its statements, the sentences that repeat it, and their articles."""
    place = bucket("g.utterance", digits)
    told = (
        "select m.article_id, g.utterance from members as m join grouped_ as g on m.node = g.node "
        "union select r.article_id, r.utterance from repetitions as r"
    )
    relations.view("telling", told)
    member = "select m.id, m.node, g.utterance from members as m join grouped_ as g on m.node = g.node"
    none = "cast(null as string)"
    parts = [
        f"select distinct {place} as bucket, 'articles' as kind, {none} as utterance, {none} as node, "
        "a.payload "
        "from telling as g join articles_rows as a on a.id = g.article_id",
        f"select {place} as bucket, 'statements' as kind, g.utterance, g.node, s.payload "
        f"from ({member}) as g join said as s on s.id = g.id",
        f"select {place} as bucket, 'repetitions' as kind, g.utterance, {none} as node, g.payload "
        "from repetitions as g",
    ]
    worked(relations, "described", " union all ".join(parts), _describe, "utterances", "witnesses")


def _describe(rows: pa.Table) -> pa.Table:
    names = ("kind", "utterance", "node", "payload")
    rows_of = list(values(rows, *names))
    told_in = [loaded(payload) for kind, _, _, payload in rows_of if kind == "articles"]
    articles = {a.article_id: a for a in to_records(Article, table_of("articles", told_in))}
    members: dict[str, list[tuple[str, str, Statement]]] = defaultdict(list)
    told: dict[str, list[Repetition]] = defaultdict(list)
    for kind, utterance, node, payload in rows_of:
        if kind == "statements":
            statement: Statement = loaded(payload)
            members[utterance].append((node, statement.statement_id, statement))
        elif kind == "repetitions":
            told[utterance].append(loaded(payload))
    made = [
        describe(
            [statement for _, _, statement in sorted(own, key=lambda m: m[:2])],
            sorted(told[utterance], key=lambda r: (r.article_id, r.span)),
            articles,
        )
        for utterance, own in sorted(members.items())
    ]
    witnesses = [w for _, versions in made for w in versions]
    return packed(
        {"utterances": to_table(Utterance, (u for u, _ in made)), "witnesses": to_table(Witness, witnesses)}
    )
