"""Rows of several tables in one relation, so that what belongs together is worked on together."""

from __future__ import annotations

import math
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa

from newstemma.engine.relations import Relations, Work
from newstemma.params.flow import JOIN_GROUP
from newstemma.records import TABLES
from newstemma.tables import ORDER, schema, to_records

__all__ = [
    "PACKED",
    "as_table",
    "bucket",
    "by_article",
    "count",
    "digits_for",
    "digits_of",
    "finished",
    "group_size",
    "keep_rows",
    "kept",
    "loaded",
    "packed",
    "records_of",
    "relation",
    "spread",
    "table_of",
    "tables_of",
    "unpack",
    "unpacked",
    "values",
    "worked",
]

R = TypeVar("R")
_NAMES = {record: name for name, record in TABLES.items()}

KEYED = pa.schema([("id", pa.string()), ("other", pa.string()), ("payload", pa.binary())])
_KEYS = {
    "articles": ("article_id",),
    "statements": ("article_id",),
    "mentions": ("article_id",),
    "speakers": ("speaker_id",),
    "dates": ("article_id",),
    "credits": ("article_id",),
    "utterances": ("utterance_id",),
    "witnesses": ("utterance_id",),
    "overlaps": ("article_a", "article_b"),
}
"""The ids by which the rows of a table are found."""

PACKED = pa.schema([("kind", pa.string()), ("payload", pa.binary())])
"""A row of any kind."""


def bucket(column: str, digits: int) -> str:
    """SQL for the bucket of an id: its last hexadecimal digits, which are as good as random."""
    return f"right({column}, {digits})"


def spread(column: str, digits: int) -> str:
    """SQL for the bucket of a value that is no id."""
    return f"right(md5({column}), {digits})"


def by_article(digits: int, *tables: str) -> str:
    """SQL for the kept rows of tables, those of an article in one bucket."""
    return " union all ".join(
        f"select {bucket('id', digits)} as bucket, '{table}' as kind, payload from {table}_rows"
        for table in tables
    )


def count(relations: Relations, sql: str) -> int:
    """The number of rows of a relation or query."""
    return relations.count(sql)


def group_size() -> int:
    """Rows, of things that stand for an article or so each, that are worked on together."""
    return JOIN_GROUP


def digits_for(rows: int) -> int:
    """The hexadecimal digits of a bucket, so that it holds some ``JOIN_GROUP`` rows."""
    return max(1, math.ceil(math.log(max(1, rows / JOIN_GROUP), 16)))


def digits_of(relations: Relations, sql: str) -> int:
    """The digits for the buckets of what a relation or query has."""
    return digits_for(count(relations, sql))


def relation(table: str) -> str:
    """The relation of a table: OVERLAPS is a word of SQL."""
    return "passages" if table == "overlaps" else table


def kept(value: object) -> bytes:
    """A value as a column of a relation keeps it."""
    return pickle.dumps(value, protocol=5)


def loaded(payload: bytes) -> Any:
    """The value that was ``kept``: only ever what this run has written into its own work folder."""
    return pickle.loads(payload)  # noqa: S301 - see above


def keep_rows(relations: Relations, *tables: str) -> None:
    """Of tables' relations make ``<table>_rows``: each row whole, beside one or two ids (``_KEYS``).

    What has been kept since its table was made is not made again.
    """
    for table in tables:
        name, source = f"{table}_rows", relation(table)
        if relations.made(name) <= relations.made(source):
            relations.each(name, f"select * from {source}", partial(_keyed, key=_KEYS[table]), KEYED)


def _keyed(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    ids = [rows.column(k).to_pylist() for k in key]
    ids = ids if len(ids) == 2 else [*ids, [None] * rows.num_rows]
    return pa.table([*ids, [kept(row) for row in rows.to_pylist()]], schema=KEYED)


def as_table(rows: Sequence[tuple[Any, ...]], form: pa.Schema) -> pa.Table:
    """Tuples as a table."""
    if not rows:
        return form.empty_table()
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=form)


def values(rows: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns as tuples."""
    return zip(*(rows.column(name).to_pylist() for name in names), strict=True)


def packed(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The rows of several tables in one."""
    kinds, payloads = [], []
    for kind, table in tables.items():
        for row in table.to_pylist():
            kinds.append(kind)
            payloads.append(kept(row))
    return pa.table([kinds, payloads], schema=PACKED)


def unpack(rows: pa.Table) -> Mapping[str, list[Any]]:
    """The payloads of each kind that has some, in an order that depends on nothing but themselves."""
    out: dict[str, list[bytes]] = defaultdict(list)
    for kind, payload in zip(
        rows.column("kind").to_pylist(), rows.column("payload").to_pylist(), strict=True
    ):
        if payload is not None:
            out[kind].append(payload)
    found: dict[str, list[Any]] = defaultdict(list)
    for kind, payloads in out.items():
        found[kind] = [loaded(p) for p in sorted(payloads)]
    return found


def table_of(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as the table ``name``."""
    return pa.Table.from_pylist(list(rows), schema=schema(TABLES[name]))


def records_of(record: type[R], rows: pa.Table) -> list[R]:
    """Of packed rows the records of one kind, in the order of their table."""
    name = _NAMES[record]
    found = to_records(record, table_of(name, unpack(rows)[name]))
    return sorted(found, key=lambda row: _in_order([getattr(row, column) for column in ORDER[name]]))


def _in_order(values_: Sequence[Any]) -> tuple[Any, ...]:
    """A key that puts nulls first."""
    return tuple((v is not None, v if v is not None else 0) for v in values_)


def tables_of(rows: pa.Table, *names: str) -> list[pa.Table]:
    """Of packed rows the tables of these names."""
    found = unpack(rows)
    return [table_of(name, found[name]) for name in names]


def worked(relations: Relations, source: str, sql: str, work: Work, *names: str) -> None:
    """What ``work`` makes of each bucket of ``sql``, packed rows, becomes the relations of these names."""
    relations.grouped(source, sql, work, PACKED)
    unpacked(relations, source, *names)


def unpacked(relations: Relations, source: str, *names: str) -> None:
    """Of the packed relation ``source`` make the relations of these names."""
    for name in names:
        sql = f"select payload from {source} where kind = '{name}'"
        relations.each(relation(name), sql, partial(_unpacked, name=name), schema(TABLES[name]))


def _unpacked(rows: pa.Table, name: str) -> pa.Table:
    return table_of(name, map(loaded, rows.column("payload").to_pylist()))


def finished(relations: Relations, name: str) -> pa.Table:
    """The relation ``name`` as a table of this process, in the table's order; it lies on disk."""
    return relations.ordered(relation(name), ORDER[name], schema(TABLES[name]))
