"""Per-article work on one machine: a process pool that survives a worker's death.

Work is a function from one Arrow table of documents to named tables. It runs in this process for a small
pile (starting workers costs more than it saves) and in a pool otherwise; the result is the same. A worker
that dies (killed by the kernel, crashed in native code) takes nothing with it: the tables it had are
tried again in ever smaller parts, until the one document that kills it stands alone and becomes a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

import pyarrow as pa

__all__ = ["Later", "Start", "Tables", "Work", "beside", "concat", "in_batches", "run"]

Tables = Mapping[str, pa.Table]
Work = Callable[[pa.Table], Tables]
R = TypeVar("R")
Poison = Callable[[pa.Table], Tables]
Later = Callable[[], pa.Table]
"""Waits for a table that is made beside this process."""
Start = Callable[..., Later]
"""Starts ``work(*tables)`` beside this process."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def in_batches(table: pa.Table, rows: int) -> list[pa.Table]:
    """The table in parts of at most ``rows`` rows; where it is cut depends on nothing else."""
    return [table.slice(at, rows) for at in range(0, table.num_rows, rows)]


def run(work: Work, parts: Sequence[pa.Table], jobs: int, poison: Poison) -> Iterator[Tables]:
    """Run ``work`` on every part and yield the results in the order of the parts.

    Args:
        work: a function that can be pickled (defined at the top of a module).
        parts: tables of documents.
        jobs: number of worker processes; 1 means this process.
        poison: what stands for a single document that kills its worker: its row of failures.
    """
    if jobs <= 1 or len(parts) <= 1:
        yield from map(work, parts)
        return
    with _one_thread_each(), _pool(jobs) as pool:
        futures = [pool.submit(work, part) for part in parts]
        # Results are handed on in order; those lost with a worker are made again, alone.
        for part, future in zip(parts, futures, strict=True):
            result = _result_or_none(future)
            yield result if result is not None else _alone(work, part, poison)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Fork is unsafe once Arrow has threads; a spawned worker is the same on every system.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))


def _result_or_none(future: Future[R]) -> R | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _alone(work: Work, part: pa.Table, poison: Poison) -> Tables:
    """The part in a worker of its own; if that dies too, its halves, down to the single document."""
    with _pool(1) as pool:
        result = _result_or_none(pool.submit(work, part))
    if result is not None:
        return result
    if part.num_rows == 1:
        return poison(part)
    half = part.num_rows // 2
    return concat([_alone(work, part.slice(0, half), poison), _alone(work, part.slice(half), poison)])


@contextmanager
def beside(jobs: int) -> Iterator[Start]:
    """For stages that do not wait for each other: a function that starts one and gives how to ask for it.

    With one job nothing runs beside: the work is done when its result is asked for. If a worker dies, its
    work is done again in this process.
    """
    if jobs <= 1:
        yield partial  # called with no more arguments, it works here and now
        return
    with _one_thread_each(), _pool(jobs - 1) as executor:

        def start(work: Callable[..., pa.Table], *tables: pa.Table) -> Later:
            future = executor.submit(work, *tables)
            return partial(_made, future, work, *tables)

        yield start


def _made(future: Future[pa.Table], work: Callable[..., pa.Table], *tables: pa.Table) -> pa.Table:
    made = _result_or_none(future)
    return work(*tables) if made is None else made


def concat(results: Sequence[Tables]) -> Tables:
    """Results one below the other, table by table."""
    return {name: pa.concat_tables([r[name] for r in results]) for name in results[0]} if results else {}


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Workers compute with one thread each: two libraries' thread pools on two cores slow each other down."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
