"""``newstemma find`` on the command line, and the vectors that it keeps."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.cli import main
from newstemma.find.folder_to_index import index_of
from newstemma.store.run_folder import write_run
from newstemma.store.vectors import read_vectors, write_vectors

Find = Callable[..., tuple[int, str, str]]
CLAIM = "The harbour will not close this winter"


@pytest.fixture
def folder(tables: Mapping[str, pa.Table], tmp_path: Path) -> Path:
    """A run folder."""
    write_run(tmp_path / "run", tables, {}, {})
    return tmp_path / "run"


@pytest.fixture
def find(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Find:
    """Runs the command; gives exit code, output and messages."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["newstemma", "find", str(folder), *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return call


def test_plain_words_and_json(find: Find) -> None:
    """The same answer for people and for programs."""
    code, out, _ = find(CLAIM)
    assert code == 0
    assert "Mira Holt" in out
    assert "Independent sources" in out
    code, out, _ = find(CLAIM, "--format", "json")
    assert code == 0
    assert json.loads(out)["hits"][0]["speaker"] == "Mira Holt"


def test_a_question_from_standard_input(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(CLAIM))
    assert "Mira Holt" in find("-")[1]


def test_wrong_calls(find: Find) -> None:
    """An empty question and an unknown format end with code 2 and one message."""
    for arguments in (("  ",), (CLAIM, "--format", "xml")):
        code, out, err = find(*arguments)
        assert (code, out) == (2, "")
        assert err.startswith("newstemma:")


def test_vectors_are_kept_and_checked(folder: Path) -> None:
    """A second question reads them; those of other texts, or a broken file, are not used."""
    index = index_of(folder)
    assert read_vectors(folder, index.fingerprint) is not None
    assert index_of(folder).known is not None
    assert read_vectors(folder, "other") is None
    (folder / "find-vectors.npz").write_bytes(b"PK\x03\x04 broken")
    assert read_vectors(folder, index.fingerprint) is None


def test_a_folder_that_cannot_be_written(tmp_path: Path, folder: Path) -> None:
    """The answer does not depend on it."""
    assert not write_vectors(tmp_path / "missing", "x", index_of(folder).vectors)
