"""The file of corrections: only added to, read back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newstemma.errors import NewstemmaError, UsageError
from newstemma.store.corrections import (
    CORRECTIONS,
    active,
    add,
    history,
    is_date,
    make_correction,
    superseded,
    undo,
)


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
        make_correction("set-date", [], value="2024")


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


@pytest.mark.parametrize(
    "value",
    [
        "2025",
        "2025-02",
        "2024-02-29",
        "2025-02-28T23:59",
        "2025-02-28T23:59:59+03:00",
        "2025-02-28T10:00:00Z",
    ],
)
def test_dates_of_the_calendar(value: str) -> None:
    """Years, months, days and moments are dates."""
    assert is_date(value)
    assert make_correction("set-date", ["a-1"], value=f" {value} ").value == value


@pytest.mark.parametrize(
    "value",
    ["2025-13-45", "2025-02-30", "2025-13", "2025-00", "0000", "2023-02-29", "2025-02-28T25:00", "25-02-28",
     "2025-2-8", "yesterday", "", "２０２５-０１-０１", "2025-02-28T10:00+99:00", "2025-02-28 or so"],
)  # fmt: skip
def test_dates_that_no_calendar_has_are_refused(value: str) -> None:
    """What is no day, month or year is told, and is no correction."""
    assert not is_date(value)
    with pytest.raises(UsageError, match="is no date"):
        make_correction("set-date", ["a-1"], value=value)


def test_the_last_word_on_a_row_takes_the_place_of_the_others() -> None:
    """Dates of one article, speakers of one statement, parents of one version; other rows are their own."""
    said = ["st-1", "st-2"]
    made = {
        "date": make_correction("set-date", ["a-1"], value="2024"),
        "other date": make_correction("set-date", ["a-2"], value="2024"),
        "outlet": make_correction("set-outlet", ["a-1"], value="The Fen"),
        "speaker": make_correction("split-speaker", ["st-1"], value="Ann"),
        "two": make_correction("set-speaker", said, value="Cy"),
        "parent": make_correction("confirm-edge", said, names=["a-2", "a-1"]),
        "rejected": make_correction("reject-edge", said, names=["a-2", "a-3"]),
        "later date": make_correction("set-date", ["a-1"], value="2023"),
        "one": make_correction("set-speaker", ["st-2"], value="Ann"),
        "later parent": make_correction("confirm-edge", ["st-2"], names=["a-2", "a-4"]),
        "confirmed": make_correction("confirm-edge", said, names=["a-9", "a-3"]),
    }
    names = {c.key: name for name, c in made.items()}
    found = {names[k]: names[v] for k, v in superseded(list(made.values())).items()}
    assert found == {"date": "later date", "speaker": "two", "parent": "later parent"}


def test_undoing_the_last_word_gives_the_one_before_its_place_back(tmp_path: Path) -> None:
    """An undone correction takes nobody's place."""
    first = make_correction("set-date", ["a-1"], value="2024")
    last = make_correction("set-date", ["a-1"], value="2023")
    add(tmp_path, first)
    add(tmp_path, last)
    assert superseded(history(tmp_path)) == {first.key: last.key}
    undo(tmp_path, last.key)
    assert superseded(history(tmp_path)) == {}
