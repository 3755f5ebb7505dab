"""Finished relations held against the contract of their tables, as ``tables.check`` holds a table."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.errors import TableError
from newstemma.joins.rows import (
    as_table,
    by_article,
    count,
    digits_of,
    keep_rows,
    relation,
    table_of,
    unpack,
    values,
)
from newstemma.records import TABLES
from newstemma.tables import UNIQUE, lying_offsets, schema

__all__ = ["checked"]

_PROBLEMS = pa.schema([("problem", pa.string())])
_PLACED = ("statements", "mentions", "dates", "credits")


def checked(relations: Relations, names: Iterable[str]) -> None:
    """Hold relations against their tables.

    Raises:
        TableError: a null where none is allowed, a repeated id, or an offset that lies.
    """
    for name in names:
        whole = [column.name for column in schema(TABLES[name]) if not column.nullable]
        empty = ", ".join(f'count(*) - count("{column}") as n{k}' for k, column in enumerate(whole))
        (nulls,) = relations.get(f"select {empty} from {relation(name)}").to_pylist()
        for k, column in enumerate(whole):
            if nulls[f"n{k}"]:
                raise TableError(f"{name}.{column}: null where none is allowed")
        key = UNIQUE.get(name)
        if key and count(relations, f"(select distinct {key} from {relation(name)}) as ids_") != count(
            relations, relation(name)
        ):
            raise TableError(f"{name}.{key}: an id stands twice")
    _offsets(relations)


def _offsets(relations: Relations) -> None:
    for table in ("articles", *_PLACED):
        keep_rows(relations, table, "article_id")
    digits = digits_of(relations, "articles")
    relations.grouped("problems", by_article(digits, "articles", *_PLACED), _lying, _PROBLEMS)
    for (problem,) in values(
        relations.get("select problem from problems order by problem limit 1"), "problem"
    ):
        raise TableError(problem)


def _lying(rows: pa.Table) -> pa.Table:
    """What is wrong with the offsets in some articles."""
    found = unpack(rows)
    articles = table_of("articles", found["articles"])
    texts = dict(values(articles, "article_id", "text"))
    problems = [
        problem for name in _PLACED for problem in lying_offsets(name, table_of(name, found[name]), texts)
    ]
    return as_table([(problem,) for problem in problems], _PROBLEMS)
