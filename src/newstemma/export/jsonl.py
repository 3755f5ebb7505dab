"""JSON Lines: the tables as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from newstemma.export.pile import Tables
from newstemma.store.rows_to_text import as_json, rows

__all__ = ["all_to_jsonl", "table_to_jsonl"]


def table_to_jsonl(table: pa.Table) -> Iterator[str]:
    """A line for every row: an object with the table's columns; null stays null."""
    for row in rows(table):
        yield as_json(row) + "\n"


def all_to_jsonl(tables: Tables) -> Iterator[str]:
    """All tables in one stream: ``{"table": NAME, "row": {…}}`` on each line, in the order of the flow."""
    for name, table in tables.items():
        for row in rows(table):
            yield as_json({"table": name, "row": row}) + "\n"
