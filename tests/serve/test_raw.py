"""Raw inputs beside their articles."""

from __future__ import annotations

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


def test_without_sources_there_is_none() -> None:
    """No folder, no text."""
    assert raw_of(None)("deep/a.html", None) is None
