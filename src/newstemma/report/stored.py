"""Rows of a table that become records only when somebody asks for them.

A page shows some forty trees; the tables may hold a million steps. What is listed by its group (the steps of
an utterance, the dates of an article) is looked up there, and what is read through once is read in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from newstemma.records import TABLES
from newstemma.tables import to_records

__all__ = ["Stored", "grouped", "having"]

R = TypeVar("R")

_PART = 4096
"""Rows that are records at a time while all are read through."""


class Stored(Sequence[R]):
    """The records of a table, in its order.

    Args:
        name: of the table, as in ``records.TABLES``.
        table: its rows.
    """

    def __init__(self, name: str, table: pa.Table) -> None:
        self.name = name
        self.table = table

    def __len__(self) -> int:
        rows: int = self.table.num_rows
        return rows

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> list[R]: ...
    def __getitem__(self, at: int | slice) -> R | list[R]:
        """The record of a row, or the records of several."""
        rows = range(len(self))[at]
        if isinstance(rows, int):
            return self._records(self.table.slice(rows, 1))[0]
        return self._records(self.table.take(pa.array(rows, pa.int64())))

    def __iter__(self) -> Iterator[R]:
        """All records, a part at a time."""
        for start in range(0, len(self), _PART):
            yield from self._records(self.table.slice(start, _PART))

    def having(self, column: str, wanted: Callable[[str], bool]) -> Stored[R]:
        """The rows whose value in a column is wanted; each different value is looked at once."""
        values = self.table.column(column)
        found = [value for value in values.unique().to_pylist() if value is not None and wanted(value)]
        return Stored(self.name, self.table.filter(pc.is_in(values, pa.array(found, values.type))))

    def grouped(self, column: str) -> Mapping[str, list[R]]:
        """The records by the value of a column; each group is made when it is first asked for."""
        return _Groups(self, column)

    def _records(self, table: pa.Table) -> list[R]:
        found: list[R] = to_records(TABLES[self.name], table)
        return found


class _Groups(Mapping[str, list[R]], Generic[R]):
    """Groups of rows with one value in a column, in the order of the table."""

    def __init__(self, rows: Stored[R], column: str) -> None:
        self._rows = rows
        values = rows.table.column(column).combine_chunks().dictionary_encode()
        codes = values.indices.to_numpy()
        self._order = np.argsort(codes, kind="stable")
        self._starts = np.searchsorted(codes[self._order], np.arange(len(values.dictionary) + 1))
        self._number = {key: k for k, key in enumerate(values.dictionary.to_pylist())}
        self._made: dict[str, list[R]] = {}

    def __getitem__(self, key: str) -> list[R]:
        if key not in self._made:
            k = self._number[key]
            rows = self._order[self._starts[k] : self._starts[k + 1]]
            self._made[key] = self._rows._records(self._rows.table.take(pa.array(rows, pa.int64())))
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)


def grouped(rows: Sequence[R], column: str) -> Mapping[str, list[R]]:
    """Records by the value of a column, in their order."""
    return rows.grouped(column) if isinstance(rows, Stored) else _listed(rows, column)


def having(rows: Sequence[R], column: str, wanted: Callable[[str], bool]) -> Sequence[R]:
    """The records whose value in a column is wanted; null never is."""
    if isinstance(rows, Stored):
        return rows.having(column, wanted)
    return [row for row in rows if (value := getattr(row, column)) is not None and wanted(value)]


def _listed(rows: Iterable[R], column: str) -> dict[str, list[R]]:
    out: dict[str, list[R]] = {}
    for row in rows:
        out.setdefault(getattr(row, column), []).append(row)
    return out
