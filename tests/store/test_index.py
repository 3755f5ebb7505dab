"""The SQLite index follows the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest
from invented import MANIFEST, invented

from newstemma.records import TABLES
from newstemma.store.index import ensure_index
from newstemma.store.run_folder import update_run, write_run
from newstemma.store.sql_rows import decoded, fetch, named_rows
from newstemma.tables import to_records


def nothing(_tables: Mapping[str, pa.Table], _connection: sqlite3.Connection) -> None:
    """Derive nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The hand-made run on disk."""
    write_run(tmp_path / "run", invented(), MANIFEST, {})
    return tmp_path / "run"


def test_every_row_comes_back_as_it_was(folder: Path) -> None:
    """Records read from the index are those of the tables, in the same order, lists and spans included."""
    tables = invented()
    with closing(sqlite3.connect(ensure_index(folder, nothing))) as connection:
        for name, record in TABLES.items():
            assert fetch(connection, name) == to_records(record, tables[name]), name
            rows = [
                decoded(name, r) for r in named_rows(connection, f'SELECT * FROM "{name}" ORDER BY rowid')
            ]
            assert rows == tables[name].to_pylist(), name


def test_rows_are_looked_up_by_key(folder: Path) -> None:
    """Many keys at once, unknown ones among them, give each row once and in the table's order."""
    with closing(sqlite3.connect(ensure_index(folder, nothing))) as connection:
        everything = fetch(connection, "witnesses")
        keys = [w.utterance_id for w in reversed(everything)] + [f"u-{k}" for k in range(1200)]
        assert fetch(connection, "witnesses", "utterance_id", keys) == everything
        (article,) = fetch(connection, "articles", "article_id", ["a-wire"], also="''")
        assert article.text == ""
        assert article.outlet == "Tramwire"


def test_it_is_made_once_and_again_when_stale(folder: Path) -> None:
    """An index that fits is left alone; a changed table is copied again, and so is everything derived."""
    calls = []

    def derive(tables: Mapping[str, pa.Table], _connection: sqlite3.Connection) -> None:
        calls.append(tables["failures"].num_rows)

    ensure_index(folder, derive)
    ensure_index(folder, derive)
    assert calls == [1]
    tables = invented()
    update_run(folder, tables | {"failures": tables["failures"].slice(0, 0)}, MANIFEST, {}, tables)
    path = ensure_index(folder, derive)
    assert calls == [1, 0]
    with closing(sqlite3.connect(path)) as connection:
        assert fetch(connection, "failures") == []
    ensure_index(folder, derive, "another version")
    assert calls == [1, 0, 0]


def test_a_broken_index_is_made_anew(folder: Path) -> None:
    """A file that is no index, or was cut off, costs time and nothing else."""
    path = ensure_index(folder, nothing)
    path.write_bytes(b"not a database" * 100)
    with closing(sqlite3.connect(ensure_index(folder, nothing))) as connection:
        assert len(fetch(connection, "articles")) == 7
