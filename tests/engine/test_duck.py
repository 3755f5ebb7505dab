"""Relations in DuckDB: groups are whole, and what does not fit into memory goes to disk."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.engine import duck
from newstemma.engine import relations as relations_module
from newstemma.engine.duck import Duck
from newstemma.engine.pool import Pool

FORM = pa.schema([("bucket", pa.string()), ("n", pa.int64()), ("total", pa.int64())])


def numbers(count: int) -> pa.Table:
    """Numbers in seven buckets, in no order."""
    return pa.table({"bucket": [f"{k * 7919 % 7}" for k in range(count)], "i": list(range(count))})


def totals(rows: pa.Table) -> pa.Table:
    """How many rows a group has, and their sum."""
    values = rows.column("i").to_pylist()
    return pa.table([[rows.column("bucket")[0].as_py()], [len(values)], [sum(values)]], schema=FORM)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_group_comes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Groups that lie across many batches are put together, each once, and worked on here or in workers."""
    monkeypatch.setattr(duck, "JOIN_ROWS", 16)
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(jobs)) if jobs else None
        relations = stack.enter_context(Duck(tmp_path / "joins", pool))
        relations.put("numbers", numbers(1000))
        relations.grouped("made", "select * from numbers", totals, FORM)
        made = relations.get("select * from made order by bucket").to_pylist()
    wanted = [[k for k in range(1000) if k * 7919 % 7 == b] for b in range(7)]
    assert [(row["n"], row["total"]) for row in made] == [(len(w), sum(w)) for w in wanted]


def test_a_relation_replaces_itself(tmp_path: Path) -> None:
    """A relation may be made of what it replaces, and of nothing."""
    with Duck(tmp_path) as relations:
        relations.put("numbers", numbers(10))
        relations.query("numbers", "select bucket, i + 1 as i from numbers where i > 5")
        assert relations.get("select count(*) as n, min(i) as low from numbers").to_pylist() == [
            {"n": 4, "low": 7}
        ]
        relations.each("none", "select * from numbers where i > 99", totals, FORM)
        assert relations.get("select * from none").num_rows == 0


def test_an_ordered_relation_lies_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nulls come first, equal rows as they were made, and however it was made it is cut into the same pieces;
    it can be read when the database is closed and its files are gone."""
    monkeypatch.setattr(relations_module, "JOIN_ROWS", 100)
    form = pa.schema([("i", pa.int64()), ("text", pa.string())])
    with Duck(tmp_path / "joins") as relations:
        relations.put("rows", pa.table({"text": ["b", None, "a"] * 110, "i": list(range(330))}))
        found = relations.ordered("rows", ["text"], form)
        again = relations.ordered("rows", ["text"], form)
    shutil.rmtree(tmp_path / "joins")
    wanted = [*range(1, 330, 3), *range(2, 330, 3), *range(0, 330, 3)]
    assert found.column("i").to_pylist() == wanted
    assert found.schema == form
    assert [len(piece) for piece in found.column("text").chunks] == [100, 100, 100, 30]
    assert again.equals(found)


def test_a_shared_value_is_read_anew(tmp_path: Path) -> None:
    """What is shared again under one name is not taken from memory."""
    with Duck(tmp_path) as relations:
        assert relations.share("words", {"a": 1}).value() == {"a": 1}
        assert relations.share("words", {"b": 2}).value() == {"b": 2}


def test_joins_beyond_memory_go_to_disk(tmp_path: Path) -> None:
    """A join of 280 MB with itself within 200 MB of memory."""
    wide = "select i, repeat(cast(i as varchar), 120) as words from range(400000) as t(i)"
    with Duck(tmp_path, megabytes=200) as relations:
        relations.query("wide", wide)
        relations.query("twice", "select a.i, a.words from wide as a join wide as b on a.words = b.words")
        assert relations.get("select count(*) as n from twice").to_pylist() == [{"n": 400_000}]
