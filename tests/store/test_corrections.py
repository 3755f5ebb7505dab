"""The file of corrections: only added to, read back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newstemma.errors import NewstemmaError, UsageError
from newstemma.store.corrections import CORRECTIONS, active, add, history, make_correction, undo


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    """Who, when and what come back, in order."""
    first = make_correction("set-date", ["a-1"], value=" 2024-05-01 ", who="Ann Ström")
    second = make_correction("confirm-edge", ["st-1"], names=["a-1", ""])
    for correction in (first, second):
        add(tmp_path, correction)
    assert history(tmp_path) == active(tmp_path) == [first, second]
    assert first.value == "2024-05-01"
    assert first.when.endswith("+00:00")


def test_undoing_keeps_the_line(tmp_path: Path) -> None:
    """An undone correction holds no more, and stays in the history with who undid it."""
    correction = make_correction("set-outlet", ["a-1"], value="The Moor")
    add(tmp_path, correction)
    undo(tmp_path, correction.key, "Bo")
    assert active(tmp_path) == []
    assert history(tmp_path)[0].undone.startswith("Bo, ")
    assert len((tmp_path / CORRECTIONS).read_text().splitlines()) == 2
    with pytest.raises(UsageError, match="no correction"):
        undo(tmp_path, correction.key)


def test_nonsense_is_refused() -> None:
    """An unknown kind and an empty choice are told, with what there is."""
    with pytest.raises(UsageError, match="set-date"):
        make_correction("delete-everything", ["a-1"])
    with pytest.raises(UsageError, match="nothing was chosen"):
        make_correction("set-date", [])


@pytest.mark.parametrize("line", ["{", "[]", '{"kind": "set-date"}', '{"undo": "k-1", "when": "x"}', "7"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that is no correction is told with its number, and nothing is guessed."""
    add(tmp_path, make_correction("set-date", ["a-1"], value="2024"))
    with (tmp_path / CORRECTIONS).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(NewstemmaError, match="line 3"):
        history(tmp_path)


def test_the_file_is_plain_json_lines(tmp_path: Path) -> None:
    """Anyone can read it without us."""
    add(tmp_path, make_correction("merge-speakers", ["sp-1", "sp-2"], names=["Илзе", "Ilse"], who="<b>"))
    row = json.loads((tmp_path / CORRECTIONS).read_text(encoding="utf-8"))
    assert row["names"] == ["Илзе", "Ilse"]
    assert row["who"] == "<b>"
