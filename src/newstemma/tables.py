"""Arrow tables from records and back: schemas, stable order, checks."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from newstemma.errors import InputError, TableError
from newstemma.records import TABLES, Article, Document, Failure

__all__ = ["ORDER", "UNIQUE", "check", "each", "empty", "lying_offsets", "schema", "to_records", "to_table"]

R = TypeVar("R")
RowT = TypeVar("RowT", Article, Document)

_SIMPLE = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

ORDER: dict[str, tuple[str, ...]] = {
    "documents": ("path", "row", "document_id"),
    "articles": ("path", "article_id"),
    "edits": ("url", "version_after", "article_id", "after_start", "before_start", "kind", "edit_id"),
    "statements": ("article_id", "content_start", "content_end", "statement_id"),
    "mentions": ("article_id", "start", "end", "mention_id"),
    "speakers": ("name", "speaker_id"),
    "dates": ("article_id", "start", "end"),
    "credits": ("article_id", "start", "end", "credit_id"),
    "overlaps": ("article_a", "article_b", "start_a", "start_b"),
    "utterances": ("utterance_id",),
    "witnesses": ("utterance_id", "witness_id"),
    "edges": ("utterance_id", "child", "parent"),
    "sources": ("utterance_id", "source_id"),
    "changes": ("utterance_id", "parent", "child", "child_start", "parent_start", "kind", "before", "after"),
    "narratives": ("narrative_id",),
    "voices": ("name", "speaker_id"),
    "voices_in": ("scope", "scope_id", "name", "speaker_id"),
    "conflicts": ("kind", "conflict_id"),
    "failures": ("path", "stage", "reason", "detail"),
}
"""The columns that each table is sorted by, so that the same rows always give the same bytes."""

_NAMES: dict[type, str] = {record: name for name, record in TABLES.items()} | {Document: "documents"}
UNIQUE = {"articles": "article_id", "statements": "statement_id", "utterances": "utterance_id",
           "speakers": "speaker_id", "credits": "credit_id", "dates": "date_id",
           "edits": "edit_id"}  # fmt: skip
_TEXTS = {
    "statements": [("content_start", "content_end", "content"), ("cue_start", "cue_end", "cue"),
                   ("source_start", "source_end", "source")],
    "mentions": [("start", "end", "text")],
    "dates": [("start", "end", "text")],
    "credits": [("start", "end", "text")],
}  # fmt: skip


def _arrow_type(annotation: Any) -> pa.DataType:
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is types.UnionType:
        return _arrow_type(next(a for a in args if a is not type(None)))
    if origin is list:
        return pa.list_(_arrow_type(args[0]))
    if dataclasses.is_dataclass(annotation):
        return pa.struct([_field(name, kind) for name, kind in _hints(typing.cast(type, annotation)).items()])
    raise TypeError(f"no Arrow type for {annotation!r}")


def _field(name: str, annotation: Any) -> pa.Field:
    optional = type(None) in typing.get_args(annotation)
    return pa.field(name, _arrow_type(annotation), nullable=optional)


def _hints(record: type) -> dict[str, Any]:
    return _cached_hints(record)


@cache
def _cached_hints(record: type) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    return {f.name: hints[f.name] for f in dataclasses.fields(record)}


def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record type; a column is nullable only if its annotation says ``| None``."""
    return _cached_schema(record)


@cache
def _cached_schema(record: type) -> pa.Schema:
    return pa.schema([_field(name, kind) for name, kind in _hints(record).items()])


def _sort_key(names: tuple[str, ...]) -> Callable[[Any], tuple[tuple[bool, Any], ...]]:
    def key(row: Any) -> tuple[tuple[bool, Any], ...]:
        values = [getattr(row, name) for name in names]
        return tuple([(v is not None, v if v is not None else 0) for v in values])

    return key


def to_table(record: type[R], rows: Iterable[R]) -> pa.Table:
    """Records to an Arrow table with the record's schema, in the table's stable order."""
    fields = schema(record)
    ordered = sorted(rows, key=_sort_key(ORDER[_NAMES[record]]))
    columns = {f.name: _column([getattr(row, f.name) for row in ordered], f.type) for f in fields}
    return pa.table(columns, schema=fields)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    """The values as Arrow takes them; most columns are so already."""
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type) and None not in values:
        inside = list(chain.from_iterable(values))
        parts = [_column([getattr(v, f.name) for v in inside], f.type) for f in kind.value_type]
        ends = np.cumsum([0, *map(len, values)], dtype=np.int32)
        return pa.ListArray.from_arrays(
            pa.array(ends), pa.StructArray.from_arrays(parts, fields=list(kind.value_type)), type=kind
        )
    if not pa.types.is_struct(kind):
        try:
            return pa.array(values, type=kind)
        except UnicodeEncodeError:
            pass  # a lone surrogate in one of the strings
    return pa.array([_plain(value) for value in values], type=kind)


def _plain(value: Any) -> Any:
    """A value as Arrow takes it: records become dicts, strings lose lone surrogates (UTF-8 has none)."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def empty(record: type) -> pa.Table:
    """A table of that record type without rows."""
    return schema(record).empty_table()


def to_records(record: type[R], table: pa.Table) -> list[R]:
    """An Arrow table back to records, in the table's order; columns the record lacks are ignored."""
    items = {name: _item(kind) for name, kind in _hints(record).items()}
    columns = [
        _once(table.column(name).to_pylist()) if item is None else _lists(item, table.column(name))
        for name, item in items.items()
    ]
    return [record(*values) for values in zip(*columns, strict=True)]


_LOOKED_AT = 1000
"""Values by which it is guessed whether a column repeats itself."""


def _once(values: list[Any]) -> list[Any]:
    """The values, equal strings as one object where many are equal: half of a statement's memory is that."""
    looked_at = values[:_LOOKED_AT]
    if not isinstance(next((v for v in looked_at if v is not None), None), str):
        return values
    if len(set(looked_at)) > len(looked_at) / 2:
        return values
    known: dict[Any, Any] = {}
    return list(map(known.setdefault, values, values))


def _item(annotation: Any) -> type | None:
    """The record type that a column holds lists of; None if its plain values are the record's values."""
    if typing.get_origin(annotation) is not list:
        return None
    item = typing.get_args(annotation)[0]
    return typing.cast(type, item) if dataclasses.is_dataclass(item) else None


def _lists(item: type[R], column: pa.ChunkedArray) -> list[list[R]]:
    """A column of lists of records: the fields of all of them at once, which are a column each."""
    names = [f.name for f in dataclasses.fields(typing.cast(Any, item))]
    out: list[list[R]] = []
    for chunk in column.chunks:
        if chunk.null_count or [f.name for f in chunk.type.value_type] != names:
            out += [[item(**value) for value in values] for values in chunk.to_pylist()]
            continue
        inside = chunk.flatten()
        fields = [inside.field(k).to_pylist() for k in range(len(names))]
        rows = [item(*values) for values in zip(*fields, strict=True)]
        ends = [0, *np.cumsum(pc.list_value_length(chunk).to_numpy()).tolist()]
        out += [rows[start:end] for start, end in pairwise(ends)]
    return out


def each(
    stage: str, work: Callable[[RowT], Iterable[R]], rows: Iterable[RowT]
) -> tuple[list[R], list[Failure]]:
    """Run ``work`` on every row; a row on which it raises becomes a failure that says why, the rest go on.

    This is the one place where an unexpected exception of per-article work is caught: it is kept as a
    row with its type and message, never dropped.
    """
    out: list[R] = []
    failures: list[Failure] = []
    for row in rows:
        row_id = row.article_id if isinstance(row, Article) else None
        try:
            out.extend(work(row))
        except InputError as error:
            failures.append(Failure(row.path, row_id, stage, error.reason, error.detail))
        except MemoryError:
            raise  # the process is beyond help: whoever runs it gives the row up and starts another
        except Exception as error:  # noqa: BLE001 - hostile input must not stop a run; the row is kept
            detail = f"{type(error).__name__}: {error}. This stage leaves the article out; please report it."
            failures.append(Failure(row.path, row_id, stage, "internal-error", detail))
    return out, failures


def check(name: str, table: pa.Table, texts: Mapping[str, str] | None = None) -> None:
    """Hold a table against its contract.

    Args:
        name: the table's name, as in ``records.TABLES``.
        table: the table.
        texts: article texts by article_id; if given, every offset is held against its string.

    Raises:
        TableError: wrong schema, a null where none is allowed, a repeated id, or an offset that lies.
    """
    wanted = schema(TABLES[name])
    if not table.schema.equals(wanted):
        raise TableError(f"{name}: columns are {table.schema.names}, expected {wanted.names}")
    for column in wanted:
        if not column.nullable and table.column(column.name).null_count:
            raise TableError(f"{name}.{column.name}: null where none is allowed")
    key = UNIQUE.get(name)
    if key and len(set(table.column(key).to_pylist())) != table.num_rows:
        raise TableError(f"{name}.{key}: an id stands twice")
    if texts is not None:
        for problem in lying_offsets(name, table, texts):
            raise TableError(problem)


def lying_offsets(name: str, table: pa.Table, texts: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each offset of a table that is not where its string stands."""
    for start, end, string in _TEXTS.get(name, ()):
        names = ("article_id", start, end, string)
        columns: Sequence[list[Any]] = [table.column(c).to_pylist() for c in names]
        for article_id, s, e, words in zip(*columns, strict=True):
            if s is not None and texts[article_id][s:e] != words:
                yield f"{name}.{string}: characters {s}-{e} of {article_id} are not {words[:60]!r}"
