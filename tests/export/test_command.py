"""``newstemma export`` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.cli import main
from newstemma.export.formats import FORMATS
from newstemma.records import TABLES
from newstemma.store.run_folder import write_run

Export = Callable[..., tuple[int, str, str]]


@pytest.fixture
def export(
    tables: Mapping[str, pa.Table],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Export:
    """Runs the command on a run folder; gives exit code, output and messages."""
    write_run(tmp_path / "run", tables, {}, {})

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["newstemma", "export", str(tmp_path / "run"), *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capfd.readouterr()

    return call


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written(export: Export, tmp_path: Path, name: str) -> None:
    """A file (or a folder of tables) that is there whole, and nothing half-written beside it."""
    code, out, err = export("--format", name, "--out", tmp_path / "out")
    assert (code, out) == (0, "")
    assert str(tmp_path / "out") in err
    if name in {"csv", "jsonl"}:
        assert {p.stem for p in (tmp_path / "out").iterdir()} == set(TABLES)
    else:
        assert (tmp_path / "out").stat().st_size > 100
    assert not list(tmp_path.rglob("*.partial"))


def test_standard_output_is_data_only(export: Export) -> None:
    """One table as JSON lines, with nothing else on standard output."""
    code, out, err = export("--format", "jsonl", "--table", "speakers")
    assert (code, err) == (0, "")
    assert json.loads(out)["name"] == "Ada Quill"


def test_one_stream_of_all_tables(export: Export, tmp_path: Path) -> None:
    """A file that ends in .jsonl holds all tables."""
    assert export("--format", "jsonl", "--out", tmp_path / "all.jsonl")[0] == 0
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["table"] for line in lines} >= {"articles", "witnesses", "edges"}


def test_what_exists_is_kept(export: Export, tmp_path: Path) -> None:
    """A file or a folder with files is only replaced with --overwrite."""
    for name, place in (("dot", "a.gv"), ("csv", "tables")):
        assert export("--format", name, "--out", tmp_path / place)[0] == 0
        code, _, err = export("--format", name, "--out", tmp_path / place)
        assert code == 2
        assert "--overwrite" in err
        assert export("--format", name, "--out", tmp_path / place, "--overwrite")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "docx"), "graphml"),
        (("--format", "csv"), "--table"),
        (("--format", "csv", "--table", "people"), "speakers"),
        (("--format", "tei", "--table", "edges"), "tei"),
    ],
)
def test_wrong_calls(export: Export, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2 and one message that says what to do."""
    code, out, err = export(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_place_that_cannot_be_written(export: Export, tmp_path: Path) -> None:
    """A file where a folder is needed is told, and a folder where a file is."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert export("--format", "csv", "--out", tmp_path / "file")[0] == 2
    assert export("--format", "dot", "--out", tmp_path)[0] == 2
    assert export("--format", "dot", "--out", tmp_path / "file" / "x.gv")[0] == 2


def test_no_run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that trace did not make is told as such."""
    monkeypatch.setattr("sys.argv", ["newstemma", "export", str(tmp_path), "--format", "dot"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
