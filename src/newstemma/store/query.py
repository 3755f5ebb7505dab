"""SQL on the tables of a run, with DuckDB."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from newstemma.errors import UsageError
from newstemma.store.run_folder import read_tables

__all__ = ["query"]


def query(folder: Path, sql: str) -> pa.Table:
    """Run one SQL query on a run's tables, by their names.

    The query sees these tables and nothing else: no files, no network, no extensions.

    Args:
        folder: a run folder.
        sql: a DuckDB query.

    Raises:
        UsageError: not a run folder, or the query is wrong (the message is DuckDB's), is empty, or is more
            than one.
    """
    import duckdb  # half a second that no other command should wait for

    tables = read_tables(folder)
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            sql = _OVERLAPS.sub(r'\1"overlaps"', sql)
            _hold_to_one(len(connection.extract_statements(sql)))
            result = connection.sql(sql)
            return result.to_arrow_table() if result is not None else pa.table({})
        except duckdb.Error as error:
            raise UsageError(f"the query failed: {error}") from error


# A word of SQL's own: as the name of a table it must stand in quotes, which nobody should have to know.
_OVERLAPS = re.compile(r"(\b(?:from|join)\s+|,\s*)overlaps\b(?!\s*\()", re.IGNORECASE)


def _hold_to_one(written: int) -> None:
    if written != 1:
        what = f"these are {written} queries" if written else "the query is empty"
        raise UsageError(f"{what}. Write one, and try again.")
