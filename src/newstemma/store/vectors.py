"""Sentence vectors kept beside the tables, so that a second question need not compute them again."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

__all__ = ["read_vectors", "write_vectors"]

_NAME = "find-vectors.npz"


def read_vectors(folder: Path, fingerprint: str) -> NDArray[np.float32] | None:
    """The vectors that were written for the same texts; None if there are none, or they cannot be read."""
    try:
        with (folder / _NAME).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != fingerprint:
                return None
            vectors: NDArray[np.float32] = stored["vectors"].astype(np.float32)
            return vectors
    except (
        OSError,
        ValueError,
        KeyError,
        EOFError,
        BadZipFile,
    ):  # absent, half-written or of another program
        return None


def write_vectors(folder: Path, fingerprint: str, vectors: NDArray[np.float32]) -> bool:
    """Keep vectors, in half precision (1 kB a row; cosines change in the fourth place).

    Returns:
        Whether it was possible; a folder that may only be read is no error, it costs time at the next
        question.
    """
    partial = folder / f".{_NAME}.partial.npz"
    try:
        np.savez(partial, vectors=vectors.astype(np.float16), fingerprint=np.str_(fingerprint))
        partial.replace(folder / _NAME)
    except OSError:
        return False
    return True
