"""``newstemma find`` on the command line, and the vectors that it keeps."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.cli import main
from newstemma.find.answer import Answer, Clash, Hit, Version
from newstemma.find.answer_to_text import answer_to_text
from newstemma.find.folder_to_index import index_of
from newstemma.find.index import Index
from newstemma.find.text_to_answer import text_to_answer
from newstemma.records import Statement
from newstemma.store.run_folder import write_run
from newstemma.store.vectors import read_vectors, write_vectors
from newstemma.tables import to_records, to_table

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


def _version(name: str, text: str, published: str | None, denied: str | None = None) -> Version:
    return Version(name[0], "extant", name, f"a-{name}", published, 0, len(text), text, True, denied)


def _hit(closest: Version, *others: Version, first: Version | None) -> Hit:
    clash = Clash("k-1", "number", "7 and 9", "7 boats", "9 boats")
    return Hit("u-1", "Mira Holt", None, None, "words", 0.9, False, closest, closest.text or "", first,
               [closest, *others], 1.0, 1, 1, [clash, clash], [])  # fmt: skip


def test_whose_words_they_are() -> None:
    """Whose the words are, which version is first, what has no date, is lost or denied, is told apart."""
    late = _version("Post", "9 boats", "2024-03-12", denied="did not say")
    early, undated = _version("Echo", "7 boats", "2024-03-10"), _version("Voice", "9 boats", None)
    lost = Version("α", "lost", "Agency", None, None, None, None, None, False)
    told = answer_to_text(Answer("boats", None, 1, [_hit(late, early, undated, lost, first=early)], [], []))
    assert "Mira Holt, “did not say”: “9 boats”" in told
    assert "These words: Post, 2024-03-12" in told
    assert "First dated (1 without a date), in other words: Echo, 2024-03-10" in told
    assert "Versions: 3, and 1 lost" in told
    assert told.count("7 and 9") == 1


def test_a_denial_is_no_statement(tables: Mapping[str, pa.Table]) -> None:
    """What somebody "did not say" is found with these words, and negates what was asked."""
    rows = [replace(s, cue="did not say") for s in to_records(Statement, tables["statements"])]
    index = Index({**tables, "statements": to_table(Statement, rows)})
    hit = text_to_answer(index, CLAIM).hits[0]
    assert (hit.closest.denied, hit.negation_differs) == ("did not say", True)
    assert {v.denied for v in hit.versions if v.attributed and v.status == "extant"} == {"did not say"}
