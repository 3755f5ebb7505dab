"""Memory that is not needed any more goes back to the system.

Allocators keep what a stage has freed for the next one, in every process: between stages of a large run that
is hundreds of megabytes that nobody uses.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from functools import cache
from typing import Any

import pyarrow as pa

__all__ = ["give_back"]


def give_back() -> None:
    """Give freed memory back, as far as the system's allocators can (Linux with glibc; elsewhere Arrow's)."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    with suppress(AttributeError, OSError, TypeError):  # no such function, or no such library
        _libc().malloc_trim(0)


@cache
def _libc() -> Any:
    return ctypes.CDLL(None)
