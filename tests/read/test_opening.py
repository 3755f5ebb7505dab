"""Compressed files, endless lines, and how little memory they may take."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.params.read import MAX_FILE_BYTES, MAX_LINE_BYTES, MAX_WHOLE_BYTES
from newstemma.read import files_to_documents, list_inputs

TEXT = "The ferry left the harbour at noon, said the harbour master, and nobody was hurt."
ROWS = "".join(json.dumps({"text": TEXT + str(i)}) + "\n" for i in range(5)).encode()


def reasons(*paths: Path) -> tuple[int, list[str]]:
    """How many documents there are, and the reasons of the failures."""
    documents, failures = files_to_documents(list_inputs(paths)[0])
    return documents.num_rows, sorted(failures.column("reason").to_pylist())


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
def test_compressed_rows_and_pages(tmp_path: Path, codec: str) -> None:
    """JSONL, CSV and single articles are unpacked while they are read."""
    suffix = {"gzip": "gz", "zstd": "zst"}[codec]
    for name, data in (
        ("a.jsonl", ROWS),
        ("b.csv", b"id,text\n1," + TEXT.encode()),
        ("c.txt", TEXT.encode() + b" C."),
    ):
        (tmp_path / f"{name}.{suffix}").write_bytes(pa.compress(data, codec=codec, asbytes=True))
    assert reasons(tmp_path) == (7, [])


def test_members_one_behind_the_other(tmp_path: Path) -> None:
    """Gzip files made of several members, as log writers leave them, are read to the end."""
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(gzip.compress(line) for line in ROWS.splitlines(True)))
    assert reasons(tmp_path) == (5, [])


def test_a_truncated_gzip_file(tmp_path: Path) -> None:
    """What comes before the cut is kept, the cut is a failure."""
    rows = "".join(json.dumps({"text": f"{TEXT} {i} {i * i} {i**5}"}) + "\n" for i in range(20_000)).encode()
    data = gzip.compress(rows)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    documents, failures = reasons(tmp_path)
    assert documents > 5_000
    assert failures
    assert set(failures) <= {"unreadable", "malformed"}


def test_a_gzip_bomb_is_given_up_at_the_limit(tmp_path: Path) -> None:
    """A file of some kilobytes that unpacks to a gigabyte is one failure, whatever it calls itself."""
    bomb = gzip.compress(b" " * 10_000_000) * 100
    for name in ("a.txt.gz", "b.jsonl.gz", "c.json.gz"):
        (tmp_path / name).write_bytes(bomb)
    documents, failures = reasons(tmp_path)
    assert documents == 0
    assert len(failures) == 3
    assert set(failures) <= {"too-long", "empty"}


def test_a_line_of_a_gigabyte(tmp_path: Path) -> None:
    """A line that no article needs is a failure of its own; the lines around it are read."""
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(ROWS)
        file.seek(1_000_000_000, 1)  # a hole: no disk is used
        file.write(b"\n" + ROWS.replace(b"ferry", b"boat"))
    assert reasons(path) == (10, ["too-long"])


def test_json_too_long_to_be_read_whole(tmp_path: Path) -> None:
    """JSON that is not one object a line has a limit, and the message names the form without one."""
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(MAX_WHOLE_BYTES + 10)
    documents, failures = files_to_documents([tmp_path / "a.json"])
    assert documents.num_rows == 0
    assert "JSONL" in failures.column("detail").to_pylist()[0]


_PEAK = """
import resource, sys
from pathlib import Path
from newstemma.read import read_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
n = sum(1 for _ in read_file(Path(sys.argv[1])))
print(n, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000)
"""


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.jsonl.gz", "line.jsonl"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    """A large file is read with a small part of it in memory (Linux counts the peak in kB)."""
    path = tmp_path / name
    row = json.dumps({"text": TEXT * 10}) if "jsonl" in name else f'1,"{TEXT * 10}"'
    rows = (row + "\n").encode() * 100_000  # 80 MB
    if name == "rows.jsonl.gz":
        path.write_bytes(gzip.compress(rows, 1))
    elif name == "line.jsonl":
        with path.open("wb") as file:
            file.write(ROWS)
            file.truncate(4 * MAX_LINE_BYTES)
    else:
        path.write_bytes(b"id,text\n" + rows if name == "rows.csv" else rows)
    made = subprocess.run([sys.executable, "-c", _PEAK, path], capture_output=True, text=True, check=True)
    count, grown = map(int, made.stdout.split())
    assert count == (6 if name == "line.jsonl" else 100_000)
    assert grown < (2.5 * MAX_LINE_BYTES / 1e6 if name == "line.jsonl" else 25)
    assert MAX_FILE_BYTES < MAX_LINE_BYTES
