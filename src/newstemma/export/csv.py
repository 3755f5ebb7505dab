"""CSV: a table as spreadsheets, R and pandas read it."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from newstemma.store.rows_to_text import csv_lines, rows

__all__ = ["table_to_csv"]


def table_to_csv(table: pa.Table) -> Iterator[str]:
    """A header and a line for every row; see ``store.rows_to_text`` for cells and line ends."""
    return csv_lines(rows(table), table.schema.names)
