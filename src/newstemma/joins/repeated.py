"""Sentences that repeat an utterance without saying whose it is, found by joins."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.joins.blocks import FOUND, KEYS, ROUNDED, ranked, sharing
from newstemma.joins.judged import ODDS, blocks_sql, read_block
from newstemma.joins.keys import keys_of
from newstemma.joins.rows import as_table, bucket, kept, values
from newstemma.joins.said import OUTSIDE, outside
from newstemma.params.witness import (
    KIN,
    LEAST_SHARED,
    NEIGHBOURS,
    STEM_SHARERS,
    UNATTRIBUTED_WEIGHT,
    VENUE_CREDITED,
)
from newstemma.spans import Span
from newstemma.text.names import outlet_key
from newstemma.witness.judge import Judge
from newstemma.witness.unattributed import NEEDED, Repetition, share_enough

__all__ = ["repeated"]

_REPEATED = pa.schema([("utterance", pa.string()), ("article_id", pa.string()), ("payload", pa.binary())])
_OUTLETS = pa.schema([("id", pa.string()), ("outlet", pa.string())])


def repeated(relations: Relations, rarity: Shared, digits: int) -> None:
    """Make ``repetitions`` (utterance, article_id, payload): the steps of ``witness.unattributed``."""
    place = bucket("id", digits)
    both = " union all ".join(
        f"select {place} as bucket, '{table}' as kind, payload from {table}_rows"
        for table in ("articles", "statements")
    )
    relations.grouped("outside", both, partial(outside, rarity=rarity), OUTSIDE)
    relations.each("outside_keys", "select id, pieces from outside", partial(keys_of, rarity=rarity), KEYS)
    article = bucket("substr(q.owner, 1, length(q.owner) - 10)", digits)  # a sentence's id: article:start
    near = sharing("outside_keys", "keys", STEM_SHARERS, article)
    relations.grouped("outside_near", near, _nearest, FOUND)
    pairs = (
        f"select {bucket('substr(other, 1, length(other) - 10)', digits)} as bucket, '' as part, owner, "
        "number, "
        "other, other_number, cast(0 as bigint) as rank, cast(0 as double) as odds from outside_near"
    )
    sql = blocks_sql(pairs, ["nodes", "outside"])
    relations.grouped("outside_odds", sql, partial(_judge, rarity=rarity), ODDS)
    _kin(relations)
    _best(relations)


def _nearest(rows: pa.Table) -> pa.Table:
    """The best few pieces of statements for each sentence: the statement comes first in a pair."""
    flat = []
    for place, others in ranked(rows, max(LEAST_SHARED, UNATTRIBUTED_WEIGHT), ROUNDED):
        flat += [(*other, *place) for _, other in others[:NEIGHBOURS]]
    return as_table(flat, FOUND)


def _judge(rows: pa.Table, rarity: Shared) -> pa.Table:
    """The odds of those pairs that share enough and are more likely than not."""
    block = read_block(rows)
    sentences = {b for _, _, _, b, *_ in block.pairs}
    told = block.compared(name for name in block.owners if name not in sentences)
    own = block.compared(sentences)
    shift = len(told.ids)
    pieces = [*told.pieces, *(replace(piece, owner=shift + piece.owner) for piece in own.pieces)]
    known = rarity.value()
    judge = Judge(pieces, [*told.arounds, *own.arounds], known, exact=False)
    wanted = [(told.at[a, i], len(told.pieces) + own.at[b, j]) for _, a, i, b, j, *_ in block.pairs]
    odds = judge.odds(pair for pair in wanted if share_enough(pieces[pair[0]], pieces[pair[1]], known))
    places = [*told.at, *own.at]
    out = [(*places[i], *places[j], 0, value) for (i, j), value in odds.items() if value > 0]
    return as_table(out, ODDS)


def _kin(relations: Relations) -> None:
    """For each article and utterance that one of its sentences may repeat: does the article tell another one
    together with an article that tells this one (``kin``), credit the outlet to which it was said
    (``venue``)? Where the article tells the utterance itself, with attribution, there is no row."""
    relations.each("credited", "select article_id as id, credited, kind from credits", _credited, _OUTLETS)
    relations.each("addressed", "select statement_id as id, addressee from statements", _addressed, _OUTLETS)
    told = "select distinct g.utterance, m.article_id from members as m join grouped_ as g on m.node = g.node"
    relations.query("told", told)
    relations.query(
        "asked",
        "select distinct s.article_id, g.utterance from outside_odds as o join outside as s on s.id = "
        "o.other "
        "join grouped_ as g on g.node = o.owner left join told as t on t.article_id = s.article_id "
        "and t.utterance = g.utterance where t.utterance is null",
    )
    kin = (
        "select distinct c.article_id, c.utterance from asked as c join told as a on a.article_id = "
        "c.article_id "
        "join told as b on b.utterance = a.utterance join told as d on d.article_id = b.article_id "
        "and d.utterance = c.utterance where a.utterance <> c.utterance"
    )
    venue = (
        "select distinct c.article_id, c.utterance from asked as c join grouped_ as g on g.utterance = "
        "c.utterance "
        "join members as m on m.node = g.node join addressed as v on v.id = m.id "
        "join credited as r on r.id = c.article_id and r.outlet = v.outlet"
    )
    relations.view(
        "ties",
        "select c.article_id, c.utterance, case when k.utterance is null then 0 else 1 end as kin, "
        f"case when v.utterance is null then 0 else 1 end as venue from asked as c left join ({kin}) as k "
        f"on k.article_id = c.article_id and k.utterance = c.utterance left join ({venue}) as v "
        "on v.article_id = c.article_id and v.utterance = c.utterance",
    )


def _credited(rows: pa.Table) -> pa.Table:
    ids, names, kinds = (rows.column(c).to_pylist() for c in ("id", "credited", "kind"))
    found = [(i, outlet_key(n)) for i, n, kind in zip(ids, names, kinds, strict=True) if kind != "document"]
    return as_table(found, _OUTLETS)


def _addressed(rows: pa.Table) -> pa.Table:
    ids, names = (rows.column(c).to_pylist() for c in ("id", "addressee"))
    found = [(i, outlet_key(name)) for i, name in zip(ids, names, strict=True) if name]
    return as_table(found, _OUTLETS)


def _best(relations: Relations) -> None:
    """The utterance that each sentence most probably repeats, if it does."""
    raised = f"o.odds + cast({KIN!r} as double) * t.kin + cast({VENUE_CREDITED!r} as double) * t.venue"
    order = "raised desc, node, number, other_number"
    relations.view(
        "best",
        "select utterance, article_id, start, stop, raised from (select *, row_number() over (partition "
        "by sentence "
        f"order by {order}) as place from (select s.id as sentence, s.article_id, s.start, s.stop, "
        "g.utterance, "
        f"o.owner as node, o.number, o.other_number, {raised} as raised from outside_odds as o "
        "join outside as s on s.id = o.other join grouped_ as g on g.node = o.owner "
        "join ties as t on t.article_id = s.article_id and t.utterance = g.utterance) as raised_ "
        f"where raised >= cast({NEEDED!r} as double)) as placed_ where place = 1",
    )
    relations.each("repetitions", "select * from best", _repetitions, _REPEATED)


def _repetitions(rows: pa.Table) -> pa.Table:
    names = ("utterance", "article_id", "start", "stop", "raised")
    out = []
    for utterance, article_id, start, stop, odds in values(rows, *names):
        row = Repetition(0, article_id, Span(start, stop), odds)
        out.append((utterance, article_id, kept(row)))
    return as_table(out, _REPEATED)
