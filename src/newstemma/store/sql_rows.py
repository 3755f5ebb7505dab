"""Record types as SQLite columns, and rows of SQLite back as records."""

from __future__ import annotations

import dataclasses
import functools
import json
import sqlite3
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from newstemma.records import TABLES

__all__ = ["JSON_COLUMNS", "column_types", "decoded", "fetch", "named_rows"]

_SIMPLE = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_AT_ONCE = 500
"""Values in one ``IN (…)``: SQLite allows 999 in its oldest builds."""


@functools.cache
def _hints(name: str) -> Mapping[str, Any]:
    hints = typing.get_type_hints(TABLES[name])
    return {f.name: hints[f.name] for f in dataclasses.fields(TABLES[name])}


def _plain(annotation: Any) -> Any:
    """The type without ``| None``."""
    args = [a for a in typing.get_args(annotation) if a is not type(None)]
    return args[0] if type(None) in typing.get_args(annotation) else annotation


@functools.cache
def column_types(name: str) -> Mapping[str, str]:
    """Column → SQLite type; lists and records are JSON in TEXT."""
    return {column: _SIMPLE.get(_plain(kind), "TEXT") for column, kind in _hints(name).items()}


JSON_COLUMNS: Mapping[str, frozenset[str]] = {
    name: frozenset(c for c, kind in _hints(name).items() if _plain(kind) not in _SIMPLE) for name in TABLES
}
"""Columns that are kept as JSON, by table."""


@functools.cache
def _decoders(name: str) -> tuple[Callable[[Any], Any] | None, ...]:
    return tuple(_decoder(_plain(kind)) for kind in _hints(name).values())


def _decoder(kind: Any) -> Callable[[Any], Any] | None:
    if kind is bool:
        return bool
    if kind in _SIMPLE:
        return None
    item = (typing.get_args(kind) or (None,))[0]
    if typing.get_origin(kind) is list and isinstance(item, type) and dataclasses.is_dataclass(item):
        return lambda value: [item(**v) for v in json.loads(value or "[]")]
    return lambda value: json.loads(value or "null")


def fetch(
    connection: sqlite3.Connection, name: str, column: str = "", keys: Sequence[str] = (), also: str = ""
) -> list[Any]:
    """Rows of a table as records, in the table's order.

    Args:
        connection: to an index.
        name: the table.
        column: the column whose value is looked up; empty for all rows.
        keys: the wanted values of it.
        also: SQL to stand in place of the text column (``''`` when an article's words are not needed).
    """
    columns = [also if also and c == "text" else f'"{c}"' for c in column_types(name)]
    head = f'SELECT rowid, {", ".join(columns)} FROM "{name}"'  # noqa: S608 - names of ours, values are bound
    if not column:
        rows = list(connection.execute(f"{head} ORDER BY rowid"))
    else:
        rows = []
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows += connection.execute(f'{head} WHERE "{column}" IN ({marks})', part)
        rows.sort(key=lambda row: row[0])
    record, decoders = TABLES[name], _decoders(name)
    return [record(*(d(v) if d else v for d, v in zip(decoders, row[1:], strict=True))) for row in rows]


def decoded(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table with lists and truth values as such."""
    for column in JSON_COLUMNS[name]:
        row[column] = json.loads(row[column] or "null")
    for column in _truths(name):
        row[column] = None if row[column] is None else bool(row[column])
    return row


@functools.cache
def _truths(name: str) -> tuple[str, ...]:
    return tuple(c for c, kind in _hints(name).items() if _plain(kind) is bool)


def named_rows(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()
) -> Iterator[dict[str, Any]]:
    """Rows of any query as dictionaries."""
    cursor = connection.execute(sql, values)
    names = [d[0] for d in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
