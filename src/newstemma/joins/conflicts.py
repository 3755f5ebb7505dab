"""Statements to conflicts by joins: the steps of ``narrative.statements_to_conflicts``, whose functions do
the work on the articles that share something.

1. Words of sentences and claims are counted; pairs that share rare ones are found by joins (``claims``).
2. Pairs of two articles are compared in one place, and so are all claims that one article gives as fact.
3. Events and quotations are brought together by what they are of.
4. Of a conflict that is found twice the one stays that the stage finds last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pyarrow as pa

from newstemma.engine.relations import Relations, Shared
from newstemma.joins.claims import claim_pairs, place_of
from newstemma.joins.rows import (
    as_table,
    bucket,
    digits_of,
    keep_rows,
    kept,
    loaded,
    records_of,
    spread,
    values,
)
from newstemma.narrative.claims import claims_of
from newstemma.narrative.conflict import StatementIndex
from newstemma.narrative.date_conflicts import Event, two_dates
from newstemma.narrative.sentences import Sentence, sentences_of
from newstemma.narrative.statements_to_conflicts import (
    attribution_rows,
    date_rows,
    linked_versions,
    number_rows,
    polarity_rows,
    quotation_rows,
)
from newstemma.narrative.told_conflicts import told_as_fact, two_speakers
from newstemma.records import Article, Conflict, DateExpression, Statement, Witness
from newstemma.spans import Span
from newstemma.tables import schema, to_table
from newstemma.text.normalise import fold

__all__ = ["conflicts"]

_STRING = pa.string()
_LINKED = pa.schema(
    [("id", _STRING), ("article_a", _STRING), ("statement", _STRING), ("article_b", _STRING),
     ("start", pa.int64()), ("stop", pa.int64()), ("payload", pa.binary())]
)  # fmt: skip
_FOUND = pa.schema([*schema(Conflict), ("rank", _STRING)])
_NONE = "cast(null as string)"
_PLACES = tuple[str, Span]


def conflicts(relations: Relations) -> None:
    """Of the relations articles, statements, dates and witnesses make ``conflicts``."""
    keep_rows(relations, "articles", "statements", "dates", "witnesses")
    digits = digits_of(relations, "articles")
    weights = claim_pairs(relations, digits)
    _linked(relations)
    _compared(relations, weights, digits)
    _twice(relations)
    columns = ", ".join(f'"{name}"' for name in schema(Conflict).names)
    every = " union all ".join(
        f"select * from found_{name}" for name in ("growth", "compared", "events", "quotations")
    )
    order = "row_number() over (partition by conflict_id order by rank desc)"
    last = f"select *, {order} as place from ({every}) as e"
    relations.query("conflicts", f"select {columns} from ({last}) as l where place = 1")


def _linked(relations: Relations) -> None:
    """Make ``linked``: versions of one utterance, one attributed, one not."""
    digits = digits_of(relations, "utterances")
    rows = f"select {bucket('id', digits)} as bucket, 'witnesses' as kind, payload from witnesses_rows"
    relations.grouped("versions_linked", rows, _versions, _LINKED)
    start, end = "cast(substr(m.id, length(m.id) - 18, 9) as bigint)", "cast(right(m.id, 9) as bigint)"
    relations.view(
        "linked",
        "select distinct l.id, l.article_a, l.article_b, l.payload from versions_linked as l "
        "join claim_marks as s on s.sort = 'attributed' and s.id = l.statement "
        "join claim_marks as m on m.sort = 'facts' and m.side = '2' and m.article_id = l.article_b "
        f"where {start} < l.stop and {end} > l.start",
    )


def _versions(rows: pa.Table) -> pa.Table:
    out = [
        (
            f"{a.utterance_id}:{a.witness_id}:{b.witness_id}",
            a.article_id,
            a.statement_id,
            b.article_id,
            b.start,
            b.end,
            kept((a, b)),
        )
        for a, b in linked_versions(records_of(Witness, rows))
    ]
    return as_table(out, _LINKED)


def _compared(relations: Relations, weights: Shared, digits: int) -> None:
    """Pairs of sentences with the articles that they stand in."""
    of_two = f"concat('p', {bucket('least(article_a, article_b)', digits)})"
    of_fact = f"concat('f', {bucket('article_b', digits)})"
    asked = (
        f"select case when sort = 'facts' then {of_fact} else {of_two} end as bucket, sort as kind, a, b, "
        "article_a, article_b, cast(null as binary) as payload from claim_pairs union all "
        f"select {of_fact} as bucket, 'version' as kind, id as a, {_NONE} as b, article_a, article_b, "
        "payload from linked"
    )
    relations.query("asked_conflicts", asked)
    articles = (
        "select bucket, article_a as id from asked_conflicts union select bucket, article_b as id "
        "from asked_conflicts"
    )
    relations.grouped(
        "found_compared",
        "select bucket, kind, a, b, payload from asked_conflicts union all "
        + _whole(articles, f"{_NONE} as a, {_NONE} as b", "articles", "statements", "dates"),
        partial(_held, weights=weights),
        _FOUND,
    )


def _whole(asked: str, blank: str, *tables: str) -> str:
    """SQL: the rows of tables of the articles that buckets ask for."""
    return " union all ".join(
        f"select w.bucket, '{table}' as kind, {blank}, r.payload from ({asked}) as w join {table}_rows as r "
        "on r.id = w.id"
        for table in tables
    )


def _held(rows: pa.Table, weights: Shared) -> pa.Table:
    """What contradicts itself among the articles of one bucket."""
    pairs: dict[str, set[tuple[_PLACES, _PLACES]]] = defaultdict(set)
    versions: list[tuple[str, tuple[Witness, Witness]]] = []
    for kind, a, b, payload in values(rows, "kind", "a", "b", "payload"):
        if kind == "version":
            versions.append((a, loaded(payload)))
        elif a is not None:
            pairs[kind].add((place_of(a), place_of(b)))
    articles, said = records_of(Article, rows), records_of(Statement, rows)
    by_id = {a.article_id: a for a in articles}
    sentences = sentences_of(articles)
    claims = claims_of(articles, sentences, said)
    index = StatementIndex(said)
    telling = weights.value()
    dates = records_of(DateExpression, rows)
    among = {kind: partial(_given, pairs=pairs[kind]) for kind in ("numbers", "opposite", "denial", "facts")}
    linked = [version for _, version in sorted(versions, key=lambda v: v[0])]
    facts = told_as_fact(claims, telling, by_id, linked, among["facts"])
    found = [
        *number_rows(sentences, dates, telling, index, among["numbers"]),
        *polarity_rows(sentences, claims, by_id, index, (among["opposite"], among["denial"])),
        *attribution_rows(facts, index),
    ]
    return _ranked((c, "1") for c in found)


def _given(
    rows: Sequence[Sentence], pairs: Iterable[tuple[_PLACES, _PLACES]]
) -> Iterator[tuple[Sentence, Sentence]]:
    """The pairs that were found, in the order of the list."""
    at = {(row.article_id, row.span): k for k, row in enumerate(rows)}
    listed = (sorted((at[a], at[b])) for a, b in pairs)
    for i, j in sorted(listed):
        yield rows[i], rows[j]


def _ranked(found: Iterable[tuple[Conflict, str]]) -> pa.Table:
    """Conflicts with their ranks; of those of one id the last."""
    last = {conflict.conflict_id: (conflict, rank) for conflict, rank in found}
    ordered = [last[key] for key in sorted(last)]
    ranks = {conflict.conflict_id: rank for conflict, rank in ordered}
    table = to_table(Conflict, [conflict for conflict, _ in ordered])
    column = [ranks[i] for i in table.column("conflict_id").to_pylist()]
    return table.append_column("rank", pa.array(column, _STRING))


def _twice(relations: Relations) -> None:
    """Events that are dated twice, quotations that are given to two; and growth, which is finished."""
    growth = "select payload from claim_marks where sort = 'growth'"
    relations.each("found_growth", growth, _grown, _FOUND)
    outlets = relations.get("select distinct outlet from articles where outlet is not null")
    names = sorted({fold(outlet) for outlet in outlets.column("outlet").to_pylist() if outlet})
    told = relations.share("folded_outlets", frozenset(names))
    for sort, work in (("events", _dated), ("quotations", partial(_quoted, outlets=told))):
        several = f"select id from claim_marks where sort = '{sort}' group by id having count(*) > 1"
        relations.query(
            sort,
            f"select m.id, m.article_id, m.term, m.payload from claim_marks as m join ({several}) as s "
            f"on s.id = m.id where m.sort = '{sort}'",
        )
        place = spread("id", digits_of(relations, sort))
        articles = f"select distinct {place} as bucket, article_id as id from {sort}"
        relations.grouped(
            f"found_{sort}",
            f"select {place} as bucket, 'mark' as kind, id as a, term as b, payload from {sort} union all "
            + _whole(articles, f"{_NONE} as a, {_NONE} as b", "articles", "statements"),
            work,
            _FOUND,
        )


def _grown(rows: pa.Table) -> pa.Table:
    return _ranked((loaded(p), "") for p in rows.column("payload").to_pylist())


def _dated(rows: pa.Table) -> pa.Table:
    """Events of one kind on one thing; of two pairs in the same sentences that of the last thing counts."""
    groups: dict[str, list[tuple[tuple[str, str, int], Event]]] = defaultdict(list)
    for kind, key, payload in values(rows, "kind", "a", "payload"):
        if kind == "mark":
            groups[key].append(loaded(payload))
    index = StatementIndex(records_of(Statement, rows))
    found = []
    for key, same in sorted(groups.items()):
        events = [event for _, event in sorted(same, key=lambda e: e[0])]
        found += [(c, key) for c in date_rows(two_dates(events), index)]
    return _ranked(found)


def _quoted(rows: pa.Table, outlets: Shared) -> pa.Table:
    """Quotations of the same words."""
    asked = {b for kind, b in values(rows, "kind", "b") if kind == "mark"}
    said = records_of(Statement, rows)
    by_id = {a.article_id: a for a in records_of(Article, rows)}
    found = two_speakers((s for s in said if s.statement_id in asked), by_id, outlets.value())
    return _ranked((c, "2") for c in quotation_rows(found, StatementIndex(said)))
