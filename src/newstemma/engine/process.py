"""A worker process as its owner sees it: call it, and hear of its death."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from newstemma.engine.worker import OUT_OF_MEMORY
from newstemma.params.flow import WALL_TO_CPU

__all__ = ["UNLIMITED", "Limits", "Stopped", "WorkFailed", "Worker", "WorkerDied"]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer of a worker may take; None is no limit."""

    seconds: float | None = None
    """Of processor time; ``params.flow.WALL_TO_CPU`` times as much on the clock, for what waits and never
    computes."""
    megabytes: int | None = None


UNLIMITED = Limits()


class WorkerDied(Exception):
    """The worker's process ended in mid-work.

    Attributes:
        reason: ``too-slow``, ``out-of-memory`` or ``crashed``.
        detail: one plain sentence.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class WorkFailed(Exception):
    """The work raised an exception; the worker lives."""


class Stopped(Exception):
    """The worker was closed while it worked (Ctrl-C)."""


class Worker:
    """One process, started at the first call and again after each death. Used by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process id, if it runs."""
        return self._process.pid if self._process else None

    def call(self, work: Callable[..., Any], *arguments: Any, limits: Limits = UNLIMITED) -> Any:
        """The result of ``work(*arguments)``, made in the process.

        Args:
            work: a function that can be pickled (defined at the top of a module).
            arguments: what it is given; pickled too.
            limits: the time and the memory it may take.

        Raises:
            WorkerDied: the process crashed, was killed, or went over a limit. The next call starts another.
            WorkFailed: the work raised an exception.
            Stopped: the worker was closed.
        """
        (result,) = self.stream(work, *arguments, limits=limits)
        return result

    def stream(self, work: Callable[..., Any], *arguments: Any, limits: Limits = UNLIMITED) -> Iterator[Any]:
        """Like ``call`` for a generator: its items as they come; the limits are for each of them."""
        self._send((work, arguments, (limits.seconds, limits.megabytes)))
        while True:
            kind, value = self._receive(limits)
            if kind == "end":
                return
            if kind == "error":
                raise WorkFailed(value)
            yield value

    def start(self, *modules: str) -> None:
        """Start the process now, and have it load these modules, so that it is ready when a call comes."""
        if self._closed:
            raise Stopped
        if self._process is None:
            # Threads of libraries on top of several processes only get into each other's way.
            environment = os.environ | dict.fromkeys(_THREADS, "1")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "newstemma.engine.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | _import_path(),
            )  # fmt: skip
            self._late = False
            self._dump((sys.path, modules))

    def close(self) -> None:
        """End the process at once; whoever waits for it gets ``Stopped``. Safe to call twice."""
        self._closed = True
        self.rest()

    def rest(self) -> None:
        """End the process, which has nothing to do, and all that it holds; the next call starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                _close(pipe)

    def _send(self, call: tuple[Any, ...]) -> None:
        self.start()
        try:
            self._dump(call)
        except OSError:
            raise self._death() from None

    def _dump(self, value: Any) -> None:
        process = self._process
        if process is None or process.stdin is None:
            raise Stopped
        pickle.dump(value, process.stdin, protocol=5)
        process.stdin.flush()

    def _receive(self, limits: Limits) -> tuple[str, Any]:
        process = self._process
        if process is None or process.stdout is None:
            raise Stopped
        timer = threading.Timer((limits.seconds or 0) * WALL_TO_CPU, self._expire, (process,))
        timer.daemon = True
        if limits.seconds is not None:
            timer.start()
        try:
            return cast(tuple[str, Any], pickle.load(process.stdout))  # noqa: S301 - our own child's words
        except (EOFError, OSError, pickle.UnpicklingError, ValueError):
            raise self._death() from None
        finally:
            timer.cancel()

    def _expire(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _death(self) -> Exception:
        """What the process died of."""
        process, self._process = self._process, None
        if self._closed or process is None:
            return Stopped()
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            return WorkerDied("too-slow", "It took longer than any document may; it hangs, or is no article.")
        if code == OUT_OF_MEMORY:
            return WorkerDied("out-of-memory", "It needed more memory than any document may.")
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
        return WorkerDied(
            "crashed",
            f"The process that worked on it ended {how} (a crash, or the system ran out of memory).",
        )


def _import_path() -> dict[str, str]:
    """Where a fresh interpreter finds this package, if it is not installed but runs from its sources."""
    root = Path(__file__).resolve().parents[2]
    if root.name in {"site-packages", "dist-packages"}:
        return {}  # it is found, and must not come before the standard library
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))}


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was buffered for a dead process is lost on purpose
