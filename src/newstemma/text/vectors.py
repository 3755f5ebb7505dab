"""Vectors kept by the digest of what they stand for: in memory, and in files that other processes read.

A vector is kept as float16 (a cosine changes by less than 0.0001) and is the same whether it was just made,
is remembered, or was read from a file: what is kept changes no result.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["Halves", "Kept", "merge"]

Halves = npt.NDArray[np.float16]


class Kept:
    """As many vectors as there is room for; the oldest make room.

    Args:
        dimensions: numbers of a vector.
        room: vectors that are kept in memory. It is taken as it is needed.
    """

    def __init__(self, dimensions: int, room: int) -> None:
        self._rows: Halves = np.empty((room, dimensions), dtype=np.float16)
        self._row_of: dict[bytes, int] = {}
        self._key_at: list[bytes] = []
        self._next = 0
        self._on_disk: dict[bytes, tuple[Halves, int]] = {}

    def get(self, key: bytes) -> Halves | None:
        """The vector with this key, if it is kept."""
        at = self._row_of.get(key)
        if at is not None:
            return np.asarray(self._rows[at])
        rows, at = self._on_disk.get(key, (None, 0))
        return None if rows is None else np.asarray(rows[at])

    def add(self, key: bytes, vector: Halves) -> None:
        """Keep a vector, in the place of the oldest if there is no more room."""
        if key in self._row_of:
            return
        if len(self._key_at) < len(self._rows):
            self._key_at.append(key)
        else:
            del self._row_of[self._key_at[self._next]]
            self._key_at[self._next] = key
        self._rows[self._next] = vector
        self._row_of[key] = self._next
        self._next = (self._next + 1) % len(self._rows)

    def read(self, folder: Path) -> None:
        """Know the vectors of every file in a folder too; a file that is damaged is as good as none.

        They stay on disk until they are looked at.
        """
        for path in sorted(folder.glob("*.vectors")):
            keys, rows = _mapped(path)
            self._on_disk.update((key, (rows, at)) for at, key in enumerate(keys))

    def write(self, path: Path, keys: Iterable[bytes]) -> None:
        """Write the vectors with these keys, as far as they are still kept, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        found = {key: vector for key in sorted(set(keys)) if (vector := self.get(key)) is not None}
        _write(path, found)


def merge(paths: Sequence[Path], into: Path) -> None:
    """Several files as one, each vector once; without any vector no file is made.

    Raises:
        OSError: it cannot be written.
    """
    found: dict[bytes, Halves] = {}
    for path in sorted(paths):
        keys, rows = _mapped(path)
        found.update(zip(keys, rows, strict=True))
    _write(into, dict(sorted(found.items())))


def _mapped(path: Path) -> tuple[list[bytes], Halves]:
    """Keys and vectors of a file; the vectors are mapped into memory, not read."""
    with suppress(OSError, pa.ArrowInvalid, KeyError, IndexError, ValueError):
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        keys: list[bytes] = table.column("key").to_pylist()
        rows = table.column("vector").chunk(0).flatten().to_numpy()
        return keys, rows.reshape(len(keys), -1)
    return [], np.empty((0, 0), dtype=np.float16)


def _write(path: Path, vectors: Mapping[bytes, Halves]) -> None:
    if not vectors:
        return
    rows = np.stack(list(vectors.values()))
    listed = pa.FixedSizeListArray.from_arrays(pa.array(rows.reshape(-1)), rows.shape[1])
    table = pa.table({"key": pa.array(list(vectors), pa.binary()), "vector": listed})
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with partial.open("wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    partial.replace(path)
