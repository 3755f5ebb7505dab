"""Worker processes of one machine, a thread for each."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, TypeVar, cast

import pyarrow as pa

from newstemma.engine.process import Worker, WorkerDied, WorkFailed

__all__ = ["Later", "Pool", "Start", "beside", "get_ready"]

T = TypeVar("T")
R = TypeVar("R")
Later = Callable[[], pa.Table]
"""Waits for a table that is made beside this process."""
Start = Callable[..., Later]
"""Starts ``work(*tables)`` beside this process."""


_SPARE: list[Worker] = []
"""Workers that have nothing to do, with their models loaded: the next run in this process takes them."""


@atexit.register
def _close_spare() -> None:
    while _SPARE:
        _SPARE.pop().close()


def get_ready(*modules: str) -> None:
    """Start a worker that loads modules while this process still loads its own; the next pool takes it."""
    if not _SPARE:
        worker = Worker()
        worker.start(*modules)
        _SPARE.append(worker)


class Pool:
    """Some worker processes; leaving the ``with`` block ends those that still work at once."""

    def __init__(self, jobs: int) -> None:
        """A pool of ``jobs`` workers, at least one; none is started before it is needed."""
        self.workers = [_SPARE.pop() if _SPARE else Worker() for _ in range(max(1, jobs))]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self.workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(len(self.workers), "newstemma-worker")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        idle = []
        while kind is None and not self._idle.empty():
            idle.append(self._idle.get())
        for worker in self.workers:
            if worker not in idle:
                worker.close()
        _SPARE.extend(idle)
        self._threads.shutdown(wait=True, cancel_futures=True)

    def each(self, do: Callable[[Worker, T], R], tasks: Sequence[T]) -> Iterator[R]:
        """``do(worker, task)`` for every task, several at once; the results in the order of the tasks.

        ``do`` runs in this process, in a thread of its own, and has the worker for itself.
        """
        futures = [self._threads.submit(self._lease, do, task) for task in tasks]
        try:
            for future in futures:
                yield future.result()
        finally:
            for future in futures:
                future.cancel()

    def start(self, work: Callable[..., R], *arguments: Any, fresh: bool = False) -> Future[R]:
        """Start ``work(*arguments)`` in a worker, without limits; ``fresh``: in a process of its own."""

        def do(worker: Worker, given: Sequence[Any]) -> R:
            if not fresh:
                return cast(R, worker.call(work, *given))
            worker.rest()
            try:
                return cast(R, worker.call(work, *given))
            finally:
                worker.rest()

        return self._threads.submit(self._lease, do, arguments)

    def rest(self) -> None:
        """End the processes of all workers that have nothing to do."""
        idle = []
        with suppress(Empty):
            while True:
                idle.append(self._idle.get_nowait())
        for worker in idle:
            worker.rest()
            self._idle.put(worker)

    def _lease(self, do: Callable[[Worker, T], R], task: T) -> R:
        worker = self._idle.get()
        try:
            return do(worker, task)
        finally:
            self._idle.put(worker)


@contextmanager
def beside(pool: Pool | None, *, sparing: bool = False) -> Iterator[Start]:
    """For stages that do not wait for each other: a function that starts one and gives how to ask for it.

    Without a pool nothing runs beside: the work is done when its result is asked for. If a worker dies, its
    work is done again in this process.

    Args:
        pool: the workers.
        sparing: whether memory counts more than cores: one work at a time runs beside, in a process of its
            own that holds nothing else and ends with it; one that has not begun when it is asked for is
            done in this process.
    """
    if pool is None:
        yield partial  # called with no more arguments, it works here and now
        return
    if not sparing:
        yield partial(_started, pool.start)
        return
    pool.rest()
    queue = ThreadPoolExecutor(1, "newstemma-beside")

    def alone(work: Callable[..., pa.Table], *tables: pa.Table) -> Future[pa.Table]:
        return queue.submit(lambda: pool.start(work, *tables, fresh=True).result())

    try:
        yield partial(_started, alone)
    finally:  # what still runs ends with the pool
        queue.shutdown(wait=False, cancel_futures=True)


def _started(
    start: Callable[..., Future[pa.Table]], work: Callable[..., pa.Table], *tables: pa.Table
) -> Later:
    return partial(_made, start(work, *tables), work, *tables)


def _made(future: Future[pa.Table], work: Callable[..., pa.Table], *tables: pa.Table) -> pa.Table:
    if future.cancel():  # it has not begun, and this process has nothing else to do
        return work(*tables)
    try:
        return future.result()
    except (WorkerDied, WorkFailed):
        return work(*tables)
