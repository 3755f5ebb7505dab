"""The process that does the work: ``python -m newstemma.engine.worker``, started by ``process.py``.

It reads pickled calls from its standard input and writes pickled answers to its standard output, as long as
the process that started it lives. A plain program rather than ``multiprocessing``: the caller's script needs
no guard, nothing is forked, and any process can be killed at any moment without harm to the others.

A call is ``(function, arguments, limits)``; the answers are ``("item", value)`` for each value (a generator
gives several), then ``("end", None)``, or ``("error", "Type: message")`` if the function raised.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from types import GeneratorType
from typing import Any, BinaryIO, NoReturn

__all__ = ["OUT_OF_MEMORY", "main"]

OUT_OF_MEMORY = 77
"""The exit code that says: the work needed more memory than it may have."""

_WATCH_SECONDS = 1.0
"""How often a worker looks whether its parent still lives."""


def main() -> None:
    """Serve calls until the input ends."""
    calls, answers = _channel()
    with suppress(ValueError):  # not in the main thread of a test
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _watch_parent()
    _no_core()
    load = pickle.load  # only ever of what our own parent writes to our own pipe
    sys.path[:], modules = load(calls)
    for name in modules:
        import_module(name)
    with suppress(EOFError, BrokenPipeError):
        while True:
            for answer in _answers(*load(calls)):
                pickle.dump(answer, answers, protocol=5)
                answers.flush()


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """Input and output of our own: whatever else prints, prints to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return sys.stdin.buffer, answers


def _answers(work: Any, arguments: tuple[Any, ...], limits: tuple[float | None, int | None]) -> Iterator[Any]:
    try:
        _limit(*limits)
        made = work(*arguments)
        for item in made if isinstance(made, GeneratorType) else (made,):
            _limit(*limits)
            yield "item", item
    except MemoryError:
        _out_of_memory()
    except Exception as error:  # noqa: BLE001 - told to the caller, who decides
        yield "error", f"{type(error).__name__}: {error}"
    else:
        yield "end", None


def _limit(seconds: float | None, megabytes: int | None) -> None:
    """Limit this process from now on; systems without these limits (Windows) have the caller's clock only.

    The clock is the processor's, so a busy machine makes nobody too slow. The memory is what is private and
    written to (RLIMIT_DATA): address space that libraries only reserve does not count.
    """
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    used = time.process_time()
    end = -1 if seconds is None else int(used + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, hard))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    data = -1 if megabytes is None else megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (data, hard))


def _no_core() -> None:
    """A document that crashes the process leaves no file of gigabytes behind."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _out_of_memory() -> NoReturn:
    # Not sys.exit: after a MemoryError nothing may be allocated, least of all by handlers.
    os._exit(OUT_OF_MEMORY)


def _watch_parent() -> None:
    """End when the parent has gone without a word (killed): nobody would read the result."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
