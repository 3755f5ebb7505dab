"""Finished relations held against the contract of their tables, as ``tables.check`` holds a table."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from newstemma.engine.relations import Relations
from newstemma.errors import TableError
from newstemma.joins.rows import (
    as_table,
    by_article,
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
    asked = [sql for name in names for sql in (_nulls(name), _twice(name)) if sql]
    numbered = (f"select {k} as number, problem from ({sql}) as asked_{k}" for k, sql in enumerate(asked))
    found = relations.get(" union all ".join(numbered))
    for _, problem in sorted(row for row in values(found, "number", "problem") if row[1]):
        raise TableError(problem)
    _offsets(relations)


def _nulls(name: str) -> str:
    """SQL: the first column that has a null and may not, as a problem; null if there is none."""
    whole = [column.name for column in schema(TABLES[name]) if not column.nullable]
    cases = " ".join(
        f"when count(\"{column}\") < count(*) then '{name}.{column}: null where none is allowed'"
        for column in whole
    )
    return f"select case {cases} end as problem from {relation(name)}" if whole else ""


def _twice(name: str) -> str:
    """SQL: whether an id stands twice, as a problem; null if none does."""
    key = UNIQUE.get(name)
    if not key:
        return ""
    several = f"select {key} from {relation(name)} group by {key} having count(*) > 1"
    problem = f"'{name}.{key}: an id stands twice'"
    return f"select case when count(*) > 0 then {problem} end as problem from ({several}) as several_"


def _offsets(relations: Relations) -> None:
    keep_rows(relations, "articles", *_PLACED)
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
