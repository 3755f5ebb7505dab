"""The run folder is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.errors import NewstemmaError, OutputExists, OutputUnwritable, UsageError
from newstemma.records import TABLES, Failure
from newstemma.store.manifest import make_manifest
from newstemma.store.query import query
from newstemma.store.run_folder import check_out, read_manifest, read_table, read_tables, write_run
from newstemma.tables import empty, to_table


def tables() -> dict[str, pa.Table]:
    """All tables, one of them with a row."""
    found = {name: empty(record) for name, record in TABLES.items()}
    found["failures"] = to_table(Failure, [Failure("x.txt", None, "read", "empty", "nothing in it")])
    return found


def write(out: Path, overwrite: bool = False) -> None:
    """A run folder with a page."""
    write_run(out, tables(), {"counts": {"failures": 1}}, {"report.html": "<p>ü</p>"}, overwrite)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Tables, manifest and pages come back as they were, and nothing else is left beside them."""
    out = tmp_path / "deep" / "run"
    write(out)
    assert read_tables(out) == tables()
    assert read_manifest(out)["counts"] == {"failures": 1}
    assert (out / "report.html").read_text(encoding="utf-8") == "<p>ü</p>"
    assert [p.name for p in out.parent.iterdir()] == ["run"]


def test_a_run_folder_is_replaced_only_when_asked(tmp_path: Path) -> None:
    """An existing folder is refused with the fix named, replaced with overwrite, and a stranger never is."""
    out = tmp_path / "run"
    write(out)
    (out / "left-over").touch()
    with pytest.raises(OutputExists, match="--overwrite"):
        write(out)
    write(out, overwrite=True)
    assert not (out / "left-over").exists()
    stranger = tmp_path / "photos"
    stranger.mkdir()
    (stranger / "a.jpg").touch()
    with pytest.raises(OutputExists, match="not a run folder"):
        write(stranger, overwrite=True)


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """A folder made beforehand is as good as none."""
    write(tmp_path)
    assert (tmp_path / "manifest.json").is_file()


def test_an_unwritable_place_is_told(tmp_path: Path) -> None:
    """A file where a folder should be gives one clear message."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputUnwritable, match="cannot be written"):
        write(tmp_path / "file" / "run")


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in mid-run leaves no half result and the old one as it was."""
    out = tmp_path / "run"
    write(out)
    before = (out / "manifest.json").read_bytes()

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("newstemma.store.run_folder.pq.write_table", full)
    with pytest.raises(OutputUnwritable, match="No space left"):
        write(out, overwrite=True)
    assert (out / "manifest.json").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    """An unknown table, a folder that is no run and a damaged file are told apart."""
    with pytest.raises(UsageError, match="statements"):
        read_table(tmp_path, "statement")
    with pytest.raises(UsageError, match="run folder"):
        read_table(tmp_path, "statements")
    with pytest.raises(UsageError, match="not a run folder"):
        read_manifest(tmp_path)
    (tmp_path / "statements.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(NewstemmaError, match="damaged"):
        read_table(tmp_path, "statements")


def test_sql_sees_the_tables_and_nothing_else(tmp_path: Path) -> None:
    """Tables are queried by name; files, settings and wrong queries are refused with a message."""
    out = tmp_path / "run"
    write(out)
    assert query(out, "select path, reason from failures").to_pylist() == [
        {"path": "x.txt", "reason": "empty"}
    ]
    for bad in ("select * from nothing", f"select * from '{out}/failures.parquet'", "install httpfs"):
        with pytest.raises(UsageError, match="query failed"):
            query(out, bad)


def test_the_manifest_is_plain_and_names_every_parameter() -> None:
    """The manifest can be written as JSON and holds versions, counts and the constants with their values."""
    made = make_manifest(tables(), [("x.txt", "00")], {"read": 0.12345})
    assert json.loads(json.dumps(made)) == made
    assert made["counts"]["failures"] == 1
    assert made["parameters"]["narrative"]["NEIGHBOURS"] > 0
    assert made["seconds"] == {"read": 0.123}


def test_a_table_of_an_older_run_gets_the_new_columns(tmp_path: Path) -> None:
    """Columns with a default that have come since are there; without one the fix is told."""
    import pyarrow.parquet as pq

    out = tmp_path / "run"
    write(out)
    path = out / "narratives.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["level"]), path)
    assert read_table(out, "narratives").schema.names == table.schema.names
    pq.write_table(table.drop_columns(["label"]), path)
    with pytest.raises(NewstemmaError, match="trace again"):
        read_table(out, "narratives")


def test_broken_corrections_are_told_before_the_work(tmp_path: Path) -> None:
    """A run that would keep a folder's corrections stops at once if they cannot be read."""
    out = tmp_path / "run"
    write(out)
    (out / "corrections.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(NewstemmaError, match="line 1"):
        check_out(out, overwrite=True)
