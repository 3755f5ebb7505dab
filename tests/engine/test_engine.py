"""Worker processes: their limits and deaths, and that nothing else is lost with them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import deadly
import pyarrow as pa
import pytest

from newstemma.engine import guard, process
from newstemma.engine.bundle import read_bundle, write_bundle
from newstemma.engine.guard import guarded
from newstemma.engine.pool import Pool, beside
from newstemma.engine.process import Limits, Stopped, Worker, WorkerDied, WorkFailed
from newstemma.errors import OutputUnwritable


def documents(*contents: str) -> pa.Table:
    """A table with these contents."""
    return pa.table({"content": list(contents)})


def test_a_worker_gives_the_same_and_is_used_again() -> None:
    """A call gives what the function gives; the process serves many; a generator gives its items."""
    worker = Worker()
    try:
        first = worker.call(deadly.process_id)
        assert first != os.getpid()
        assert worker.call(deadly.process_id) == first
        assert worker.call(deadly.lengths, documents("a", "bcd"))["out"]["n"].to_pylist() == [1, 3]
        assert list(worker.stream(deadly.counted, 4)) == [0, 1, 2, 3]
        with pytest.raises(WorkFailed, match="ValueError: planted"):
            worker.call(deadly.lengths, documents("poisonpill:raise"))
        assert worker.call(deadly.process_id) == first
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("what", "code"), [("crash", -1), ("abort", -1), ("hang", -2), ("eat", -3), ("raise", -4)]
)
def test_a_poison_document_stands_alone(monkeypatch: pytest.MonkeyPatch, what: str, code: int) -> None:
    """A document that crashes, hangs, eats memory or raises is named with its reason; the others are done."""
    monkeypatch.setattr(guard, "SECONDS", 2.0)
    monkeypatch.setattr(guard, "MEGABYTES", 500)
    monkeypatch.setattr(process, "WALL_TO_CPU", 100.0)
    table = documents("one", f"poisonpill:{what}", "three", "seven")
    with Pool(1) as pool:
        (made,) = pool.each(
            lambda worker, given: guarded(worker, deadly.lengths, given, deadly.minus_one), [table]
        )
    assert made["out"]["n"].to_pylist() == [3, code, 5, 5]


def test_a_document_that_waits_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting needs no processor time, so the clock on the wall ends it."""
    monkeypatch.setattr(process, "WALL_TO_CPU", 2.0)
    worker = Worker()
    try:
        worker.call(deadly.process_id)
        with pytest.raises(WorkerDied) as died:
            worker.call(deadly.lengths, documents("poisonpill:sleep"), limits=Limits(1.0))
        assert died.value.reason == "too-slow"
        assert worker.call(deadly.process_id)
    finally:
        worker.close()


def test_a_worker_killed_by_the_system_loses_nothing() -> None:
    """A worker that is killed between and during calls is started again, and its documents are done."""
    with Pool(2) as pool:
        seen = []

        def do(worker: Worker, given: pa.Table) -> list[int]:
            worker.start()
            assert worker.pid is not None
            if not seen:
                seen.append(worker.pid)
                os.kill(worker.pid, signal.SIGKILL)
            made: list[int] = guarded(worker, deadly.lengths, given, deadly.minus_one)["out"]["n"].to_pylist()
            return made

        results = list(pool.each(do, [documents("a", "bb"), documents("ccc"), documents("dddd")]))
    assert results == [[1, 2], [3], [4]]


def test_the_clock_of_the_limits_is_the_processor() -> None:
    """A limit is for each answer, not for the life of a worker."""
    worker = Worker()
    try:
        for _ in range(3):
            assert worker.call(deadly.process_id, limits=Limits(2.0, 2000))
        with pytest.raises(WorkerDied) as died:
            worker.call(deadly.lengths, documents("poisonpill:hang"), limits=Limits(1.0))
        assert died.value.reason == "too-slow"
    finally:
        worker.close()


def test_closing_ends_work_at_once() -> None:
    """A pool that is left in mid-work kills its workers and waits for nobody."""
    with Pool(1) as pool:
        future = pool.start(deadly.lengths, documents("poisonpill:sleep"))
        while (pid := pool.workers[0].pid) is None:
            time.sleep(0.01)
    assert isinstance(future.exception(timeout=0), Stopped)
    assert not Path(f"/proc/{pid}").exists()


def test_stages_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage gives the same in place, in a worker, and when its worker dies."""
    with Pool(1) as pool:
        pool.start(deadly.process_id).result()  # the worker is started without the variable
        monkeypatch.setenv("NEWSTEMMA_TEST_PARENT", "1")
        for values in ([1, 2], [-1, 2]):
            for where in (None, pool):
                with beside(where) as start:
                    later = start(deadly.tripled, pa.table({"x": values}))
                    assert later()["x"].to_pylist() == [3 * v for v in values]


def test_sparing_stages_are_alone_in_a_process_that_ends_with_them() -> None:
    """Idle workers end, each stage gets a process of its own, and none is left; the pool still works."""
    now = pa.table({"wait": pa.array([], pa.string())})
    with Pool(2) as pool:
        pool.start(deadly.process_id).result()
        with beside(pool, sparing=True) as start:
            assert [worker.pid for worker in pool.workers] == [None, None]
            pids = []
            for _ in range(2):
                later = start(deadly.process_id_of, now)
                while later.args[0].running() or not later.args[0].done():  # type: ignore[attr-defined]
                    time.sleep(0.01)
                pids += later()["pid"].to_pylist()
            assert len({*pids, os.getpid()}) == 3
            assert [worker.pid for worker in pool.workers] == [None, None]
        assert pool.start(deadly.process_id).result() > 0


def test_sparing_stages_that_wait_are_done_by_who_asks(tmp_path: Path) -> None:
    """While one stage keeps the others waiting, the process that asks for the second does it itself."""
    go = tmp_path / "go"
    with Pool(2) as pool, beside(pool, sparing=True) as start:
        first = start(deadly.process_id_of, pa.table({"wait": [str(go)]}))
        while not first.args[0].running():  # type: ignore[attr-defined]
            time.sleep(0.01)
        second = start(deadly.process_id_of, pa.table({"wait": pa.array([], pa.string())}))
        assert second()["pid"].to_pylist() == [os.getpid()]
        go.touch()
        assert first()["pid"].to_pylist() != [os.getpid()]


def test_sparing_stages_end_with_the_run() -> None:
    """An error while a stage runs beside ends it at once, and what waits behind it is never begun."""
    never = pa.table({"wait": ["/nowhere/at/all"]})

    def interrupted(pool: Pool) -> None:
        with beside(pool, sparing=True) as start:
            start(deadly.process_id_of, never)
            start(deadly.process_id_of, never)
            while not any(worker.pid for worker in pool.workers):
                time.sleep(0.01)
            raise KeyboardInterrupt

    begun = time.perf_counter()
    with Pool(2) as pool, pytest.raises(KeyboardInterrupt):
        interrupted(pool)
    assert time.perf_counter() - begun < 20
    assert [worker.pid for worker in pool.workers] == [None, None]


def test_a_bundle_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables come back under their key only; damage and a full disk leave nothing half."""
    path = tmp_path / "deep" / "part.arrow"
    tables = {"a": pa.table({"x": [1, 2]}), "b": pa.table({"y": ["ü", None], "z": [[1], []]}),
              "none": pa.schema([("x", pa.int64())]).empty_table()}  # fmt: skip
    write_bundle(path, tables, "key")
    assert read_bundle(path, "key") == tables
    assert read_bundle(path, "another") is None
    assert read_bundle(tmp_path / "gone", "key") is None
    first = path.read_bytes()
    write_bundle(path, tables, "key")
    assert path.read_bytes() == first
    path.write_bytes(first[: len(first) // 2])
    assert read_bundle(path, "key") is None

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("newstemma.engine.bundle._write", full)
    with pytest.raises(OutputUnwritable, match="No space left"):
        write_bundle(tmp_path / "x.arrow", tables, "key")
    assert [p.name for p in tmp_path.iterdir()] == ["deep"]
