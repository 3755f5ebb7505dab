"""Raw inputs beside their articles."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from newstemma.serve.raw import raw_of


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A traced folder with a file outside it."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.html").write_text("<p>raw</p>", encoding="utf-8")
    (tmp_path / "in" / "rows.jsonl").write_text(
        '{"id": "r1", "text": "one"}\nbroken\n{"id": 2}\n', encoding="utf-8"
    )
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "in"


def test_files_and_rows_are_found(sources: Path) -> None:
    """However the path was given when the run was made, its end is what counts."""
    raw = raw_of(sources)
    for path in ("deep/a.html", "in/deep/a.html", "../elsewhere/in/deep/a.html", "/x/in/deep/a.html"):
        assert raw(path, None) == "<p>raw</p>", path
    assert '"one"' in (raw("rows.jsonl", "r1") or "")
    assert raw("rows.jsonl", "2") is not None
    assert raw("rows.jsonl", "r9") is None


@pytest.mark.parametrize(
    "path", ["secret.txt", "../secret.txt", "/etc/passwd", "deep", "", "\x00", "deep/../../secret.txt"]
)
def test_nothing_outside_is_read(sources: Path, path: str) -> None:
    """A path of the tables, which came from outside, never leads out of the folder."""
    assert raw_of(sources)(path, None) is None


def test_a_file_is_found_where_the_run_read_it(sources: Path) -> None:
    """Without --sources the manifest's path is followed, as long as the file is what the run read."""
    file = sources / "deep" / "a.html"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    raw = raw_of(None, {str(file): digest})
    assert raw(str(file), None) == "<p>raw</p>"
    file.write_text("<p>another</p>", encoding="utf-8")
    assert raw(str(file), None) is None


def test_a_manifest_cannot_point_at_any_file(sources: Path) -> None:
    """A path with a digest that is not its file's is not read, nor one that is no input."""
    secret = sources.parent / "secret.txt"
    assert raw_of(None, {str(secret): "0" * 64})(str(secret), None) is None
    assert raw_of(None, {})(str(secret), None) is None


def test_rows_of_other_files_are_read_by_the_reader(sources: Path) -> None:
    """What is neither text nor JSONL goes to the reader, with its row's id."""
    (sources / "rows.csv").write_text("id,text\nr7,seven\n", encoding="utf-8")
    asked = []

    def read(file: Path, row_id: str | None) -> str | None:
        asked.append((file.name, row_id))
        return "seven"

    assert raw_of(sources, None, read)("rows.csv", "r7") == "seven"
    assert asked == [("rows.csv", "r7")]


def test_without_sources_there_is_none() -> None:
    """No folder, no text."""
    assert raw_of(None)("deep/a.html", None) is None
