"""An SQLite index of a run folder, for pages that show a few rows of many: made once, again when stale.

The Parquet tables stay what is true; the index is a copy that can be deleted at any time. It keeps the
digests of the tables it was made from: a run that changed is noticed, and only what changed is copied again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from newstemma.params.serve import INDEX_VERSION
from newstemma.params.store import ROWS_AT_ONCE
from newstemma.records import TABLES
from newstemma.store.run_folder import read_table
from newstemma.store.sql_rows import JSON_COLUMNS, column_types
from newstemma.store.words_index import WORDS_OF, fill_words

__all__ = ["INDEX", "Derive", "digests", "ensure_index"]

INDEX = "serve.sqlite"
"""The index's name inside the run folder."""

Derive = Callable[[Mapping[str, pa.Table], sqlite3.Connection], None]
"""Adds tables of its own to the index, given all tables of the run."""

_KEYS: Mapping[str, Sequence[str]] = {
    "articles": ("article_id", "outlet", "published"),
    "statements": ("statement_id", "article_id", "speaker_id"),
    "mentions": ("article_id", "entity"),
    "speakers": ("speaker_id",),
    "dates": ("article_id",),
    "credits": ("article_id", "credited_article_id"),
    "overlaps": ("article_a", "article_b"),
    "utterances": ("utterance_id", "speaker_id", "speaker"),
    "witnesses": ("utterance_id", "witness_id", "article_id", "statement_id"),
    "edges": ("utterance_id",),
    "sources": ("utterance_id",),
    "changes": ("utterance_id",),
    "narratives": ("narrative_id",),
    "voices_in": ("scope_id",),
    "edits": ("article_id",),
    "conflicts": ("article_a", "article_b"),
}
"""Columns that rows are looked up by."""


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every table's file."""
    found = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def ensure_index(folder: Path, derive: Derive, version: str = "") -> Path:
    """The path of an index that fits the folder's tables.

    Args:
        folder: a run folder.
        derive: adds what is computed from several tables; run whenever any table changed.
        version: of the code that derives; another one makes the index again.

    Returns:
        The index inside the folder; beside the system's temporary files if the folder cannot be written.

    Raises:
        UsageError: not a run folder.
    """
    wanted = {"index": f"{INDEX_VERSION} {version}", **digests(folder)}
    path = _place(folder)
    known = _known(path)
    if known == wanted:
        return path
    stale = [n for n in TABLES if known.get(n) != wanted.get(n) or known.get("index") != wanted["index"]]
    if known.get("index") != wanted["index"]:
        path.unlink(missing_ok=True)
    tables = {name: read_table(folder, name) for name in TABLES}
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.execute("CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY, digest TEXT)")
        # Without its digests a half-made index is stale, whatever stops us from here on.
        connection.execute("DELETE FROM made")
        connection.commit()
        for name in stale:
            _copy(connection, name, tables[name])
        if WORDS_OF & set(stale):
            fill_words(connection)
        derive(tables, connection)
        connection.executemany("INSERT INTO made VALUES (?, ?)", sorted(wanted.items()))
        connection.execute("ANALYZE")
        connection.commit()
    return path


def _place(folder: Path) -> Path:
    if os.access(folder, os.W_OK):
        return folder / INDEX
    key = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    private = Path(tempfile.gettempdir()) / f"newstemma-{os.getuid() if hasattr(os, 'getuid') else 0}"
    private.mkdir(mode=0o700, exist_ok=True)
    return private / f"{key}.sqlite"


def _known(path: Path) -> dict[str, str]:
    """What the index was made from; empty if there is none, or one that cannot be read."""
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path)) as connection:
            return dict(connection.execute("SELECT name, digest FROM made"))
    except sqlite3.DatabaseError:
        # Not an index, or one that was cut off: it is made anew.
        path.unlink()
        return {}


def _copy(connection: sqlite3.Connection, name: str, table: pa.Table) -> None:
    """One table with its look-ups; rows keep the table's order as their rowid."""
    types = column_types(name)
    connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    columns = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
    connection.execute(f'CREATE TABLE "{name}" ({columns})')
    marks = ", ".join("?" * len(types))
    connection.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608 - a table name of ours
        _rows(name, table, list(types)),
    )
    for key in _KEYS.get(name, ()):
        connection.execute(f'CREATE INDEX "{name}_{key}" ON "{name}" ("{key}")')


def _rows(name: str, table: pa.Table, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Values as SQLite takes them: lists and records as JSON; a column that the file lacks is null."""
    listed = JSON_COLUMNS[name]
    for start in range(0, table.num_rows, ROWS_AT_ONCE):
        part = table.slice(start, ROWS_AT_ONCE)
        values = [_column(part, column, column in listed) for column in columns]
        yield from zip(*values, strict=True)


def _column(part: pa.Table, column: str, listed: bool) -> Iterable[Any]:
    if column not in part.schema.names:
        return ["[]" if listed else None] * part.num_rows
    values = part.column(column).to_pylist()
    return [json.dumps(v, ensure_ascii=False) for v in values] if listed else values
