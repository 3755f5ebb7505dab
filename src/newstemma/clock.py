"""The time that stages take, and how far they are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Clock", "Progress"]

Progress = Callable[[str, int, int], None]
"""Told (stage, done, total) as the work goes on."""


class Clock:
    """Takes the time of stages and passes progress on.

    Attributes:
        seconds: by the clock on the wall, by stage.
        processor: of this process, by stage: on a busy machine only these compare.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        """A clock that tells ``progress``, if given."""
        self.note = progress or (lambda _stage, _done, _total: None)
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what is done inside the ``with`` block as ``stage``."""
        self.note(stage, 0, 1)
        start, worked = time.perf_counter(), time.process_time()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
        self.processor[stage] = self.processor.get(stage, 0.0) + time.process_time() - worked
        self.note(stage, 1, 1)
