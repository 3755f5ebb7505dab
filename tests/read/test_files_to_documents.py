"""Files to documents, good and bad."""

from __future__ import annotations

import csv
import datetime
import errno
import json
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newstemma.params.read import MAX_CHARACTERS, MAX_FILE_BYTES
from newstemma.read import files_to_documents, list_inputs

TEXT = "The ferry left the harbour at noon, said the harbour master, and nobody was hurt."


def read(*paths: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Documents and failures of the paths, as dicts."""
    files, skipped = list_inputs(paths)
    documents, failures = files_to_documents(files)
    rows = [{"path": f.path, "reason": f.reason, "detail": f.detail} for f in skipped]
    return documents.to_pylist(), failures.to_pylist() + rows


def put(path: Path, content: str | bytes) -> Path:
    """A file with that content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", TEXT, "text"),
        ("a.md", f"# Title\n\n{TEXT}", "markdown"),
        ("a.html", f"<p>{TEXT}</p>", "html"),
        ("a.xhtml", f"<p>{TEXT}</p>", "html"),
        ("noname", TEXT, "text"),
        ("page.txt", f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>", "html"),
        ("story.article", f"<html><body>{TEXT}</body></html>", "html"),
    ],
)
def test_media_are_told_by_suffix_or_content(tmp_path: Path, name: str, content: str, media: str) -> None:
    """Plain text, Markdown and pages are known by suffix, pages under other names by their beginning."""
    documents, failures = read(put(tmp_path / name, content))
    assert failures == []
    assert [d["media"] for d in documents] == [media]


def test_rows_of_jsonl_carry_their_metadata(tmp_path: Path) -> None:
    """Fields are found under their other names and in any letter case; numbers and lists become text."""
    row = {
        "ID": 7,
        "Text": TEXT,
        "Headline": "Ferry late",
        "publisher": "The Harbour Post",
        "Authors": ["A. Roe", "B. Poe"],
        "publish_date": "2024-03-08",
        "LANG": "en",
        "link": "https://harbour.example/7",
        "other": {"x": 1},
    }
    documents, failures = read(put(tmp_path / "a.jsonl", json.dumps(row)))
    assert failures == []
    (d,) = documents
    assert (d["row"], d["row_id"], d["content"], d["title"]) == (0, "7", TEXT, "Ferry late")
    assert (d["outlet"], d["byline"], d["published"]) == ("The Harbour Post", "A. Roe, B. Poe", "2024-03-08")
    assert (d["language"], d["url"]) == ("en", "https://harbour.example/7")


def test_a_bad_line_of_jsonl_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A malformed line, one that is no object and a row without text are told by the number of their line."""
    lines = [
        json.dumps({"text": TEXT}),
        '{"text": "broken',
        "[1, 2]",
        json.dumps({"title": "no text"}),
        "",
        json.dumps({"text": TEXT + " Again."}),
    ]
    documents, failures = read(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [d["row"] for d in documents] == [0, 5]
    assert sorted((f["reason"], f["detail"][:7]) for f in failures) == [
        ("malformed", "Line 2 "),
        ("malformed", "Line 3 "),
        ("no-text", "Row 4 h"),
    ]
    assert "title" in next(f["detail"] for f in failures if f["reason"] == "no-text")


def test_json_may_be_a_list_or_an_object_with_one(tmp_path: Path) -> None:
    """A list of objects, an object around it, a single object and one object a line are all read."""
    rows = [{"text": TEXT + str(i)} for i in range(3)]
    put(tmp_path / "list.json", json.dumps(rows))
    put(
        tmp_path / "around.json",
        json.dumps({"count": 3, "articles": [{"text": TEXT + str(i)} for i in range(3, 5)]}),
    )
    put(tmp_path / "one.json", json.dumps({"text": TEXT + "one"}))
    put(tmp_path / "lines.json", "\n".join(json.dumps({"text": TEXT + f"line{i}"}) for i in range(2)))
    documents, failures = read(tmp_path)
    assert failures == []
    assert len(documents) == 8


def test_json_that_is_none_says_where(tmp_path: Path) -> None:
    """Broken JSON, and JSON nested beyond all measure, are failures."""
    put(tmp_path / "broken.json", '{"text": "x",}')
    put(tmp_path / "deep.json", "[" * 200_000)
    put(tmp_path / "deep.jsonl", "[" * 200_000)
    documents, failures = read(tmp_path)
    assert documents == []
    assert [f["reason"] for f in failures] == ["malformed"] * 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    """CSV with line breaks and delimiters inside cells is read, whichever delimiter the header has."""
    path = tmp_path / ("a.tsv" if delimiter == "\t" else "a.csv")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["id", "title", "text", "published"])
        writer.writerow(["x1", "Late; again, really", f"{TEXT}\n\n“Yes,” he said.", "2024-03-08"])
    documents, failures = read(path)
    assert failures == []
    assert (documents[0]["row_id"], documents[0]["title"]) == ("x1", "Late; again, really")
    assert documents[0]["content"].endswith("“Yes,” he said.")


def test_csv_without_a_text_column_says_which_it_has(tmp_path: Path) -> None:
    """Every row fails, with the names of the columns."""
    documents, failures = read(put(tmp_path / "a.csv", "name,year\nferry,2024\n"))
    assert documents == []
    assert failures[0]["reason"] == "no-text"
    assert "name, year" in failures[0]["detail"]


def test_parquet_rows(tmp_path: Path) -> None:
    """Parquet rows are read with dates as ISO; null and blank texts are failures with their row."""
    table = pa.table(
        {"text": [TEXT, None, "  "], "date": [datetime.date(2024, 3, 8)] * 3, "score": [1.5] * 3}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    documents, failures = read(tmp_path / "a.parquet")
    assert [(d["content"], d["published"]) for d in documents] == [(TEXT, "2024-03-08")]
    assert [f["detail"][:5] for f in failures] == ["Row 2", "Row 3"]


def test_damaged_parquet_is_a_failure(tmp_path: Path) -> None:
    """A file that only begins like Parquet is malformed."""
    documents, failures = read(put(tmp_path / "a.parquet", b"PAR1 and then nothing of the kind"))
    assert documents == []
    assert failures[0]["reason"] == "malformed"


def test_html_column_and_html_in_a_text_column(tmp_path: Path) -> None:
    """Rows may hold pages, in a column of that name or in the text column."""
    page = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"
    documents, _ = read(
        put(tmp_path / "a.jsonl", "\n".join(json.dumps({k: page + k}) for k in ("html", "text")))
    )
    assert [d["media"] for d in documents] == ["html", "html"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("nothing.csv", b"text,title\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "not-text"),
        ("binary.txt", bytes(range(256)) * 20, "not-text"),
        ("report.pdf", b"%PDF-1.5\n%\xe2\xe3", "malformed"),
    ],
)
def test_bad_files_are_failures(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Empty and binary files give one failure with its reason and a plain sentence."""
    documents, failures = read(put(tmp_path / name, content))
    assert documents == []
    assert [f["reason"] for f in failures] == [reason]
    assert failures[0]["detail"].endswith(".")


def test_a_text_of_50_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    """A file above the limit is not even read; one near it is refused by its characters."""
    huge = put(tmp_path / "huge.txt", b"word " * (MAX_FILE_BYTES // 4))
    long = put(tmp_path / "long.txt", b"word " * (MAX_CHARACTERS // 5 + 10))
    before = time.process_time()
    documents, failures = read(huge, long)
    assert documents == []
    assert [f["reason"] for f in failures] == ["too-long", "too-long"]
    assert time.process_time() - before < 5


def test_ten_thousand_tiny_files(tmp_path: Path) -> None:
    """Ten thousand files are listed and read in seconds, in a stable order."""
    for i in range(10_000):
        (tmp_path / f"{i:05}.txt").write_text(f"{TEXT} Number {i}.")
    before = time.process_time()
    documents, failures = read(tmp_path)
    assert time.process_time() - before < 20
    assert len(documents) == 10_000
    assert failures == []


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    """Files with the same bytes are kept once, under the smallest path, which the failure names."""
    for name in ("c.txt", "a.txt", "b.txt"):
        put(tmp_path / name, TEXT)
    documents, failures = read(tmp_path)
    assert [Path(d["path"]).name for d in documents] == ["a.txt"]
    assert {(Path(f["path"]).name, f["reason"]) for f in failures} == {
        ("b.txt", "duplicate"),
        ("c.txt", "duplicate"),
    }
    assert all("a.txt" in f["detail"] for f in failures)


def test_the_same_text_of_two_outlets_is_kept_twice(tmp_path: Path) -> None:
    """A verbatim copy in another outlet is no duplicate: it is what the stemma is about."""
    rows = [{"text": TEXT, "outlet": name} for name in ("Kelpress", "Harbour Post")]
    documents, failures = read(put(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert len(documents) == 2
    assert failures == []


def test_a_file_without_permission_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is a failure; the others are read (root is refused here too)."""
    put(tmp_path / "closed.txt", TEXT)
    put(tmp_path / "open.txt", TEXT + " Open.")
    really = Path.open

    def refused(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "closed.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refused)
    documents, failures = read(tmp_path)
    assert len(documents) == 1
    assert failures[0]["reason"] == "unreadable"
    assert "Permission denied" in failures[0]["detail"]


def test_a_file_that_vanishes_is_a_failure(tmp_path: Path) -> None:
    """A file that is gone between listing and reading does not stop the run."""
    documents, failures = files_to_documents([tmp_path / "gone.txt"])
    assert documents.num_rows == 0
    assert failures.column("reason").to_pylist() == ["unreadable"]


def test_a_line_of_a_megabyte_is_read_fast(tmp_path: Path) -> None:
    """One line of a million characters is a document like any other."""
    before = time.process_time()
    documents, _ = read(put(tmp_path / "a.txt", "spam and eggs " * 75_000))
    assert len(documents) == 1
    assert time.process_time() - before < 3


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.one_of(st.just(TEXT), st.text(max_size=20), st.none(), st.integers()), max_size=6),
    st.randoms(),
)
def test_every_row_is_in_a_table(tmp_path: Path, texts: list[Any], random: Any) -> None:
    """Each row of a file is a document or a failure, and the order of the files changes nothing."""
    paths = [put(tmp_path / f"{i}.jsonl", json.dumps({"text": t, "n": i})) for i, t in enumerate(texts)]
    documents, failures = files_to_documents(paths)
    assert documents.num_rows + failures.num_rows == len(paths)
    random.shuffle(paths)
    again = files_to_documents(paths)
    assert again[0].equals(documents)
    assert again[1].equals(failures)
