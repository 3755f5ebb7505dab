"""The rows of a table as records that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar, overload

import pyarrow as pa

__all__ = ["Lazy"]

R = TypeVar("R")


class Lazy(Sequence[R], Generic[R]):
    """Records of plain columns: a row is read each time, and none is kept.

    Args:
        record: the type of the rows.
        table: a table with its columns.
    """

    def __init__(self, record: type[R], table: pa.Table) -> None:
        self._record = record
        self._columns = [table.column(f.name) for f in fields(record)]  # type: ignore[arg-type]
        self._rows: int = table.num_rows

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> list[R]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[k] for k in range(*at.indices(self._rows))]
        if not -self._rows <= at < self._rows:
            raise IndexError(at)
        return self._record(*(column[at].as_py() for column in self._columns))
