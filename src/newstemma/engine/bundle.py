"""Several tables in one file, written whole or not at all, and known by a key.

The file holds one Arrow stream behind the other. The key says what the tables were made from (a digest of
inputs, parameters and code): a file with another key is as good as none, so a finished part is used again
exactly if it would be made again the same.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from newstemma.errors import OutputUnwritable

__all__ = ["read_bundle", "write_bundle"]

_NAME, _KEY = b"newstemma.table", b"newstemma.key"


def write_bundle(path: Path, tables: Mapping[str, pa.Table], key: str) -> None:
    """Write the tables beside ``path`` and rename: a reader sees all of them or nothing.

    Raises:
        OutputUnwritable: the disk is full, or the folder cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file, pa.PythonFile(file, mode="w") as sink:
            for name, table in tables.items():
                _write(sink, name, table, key)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise OutputUnwritable(
            f"{path.parent} cannot be written: {error.strerror or error}. Finished parts are kept there: "
            "mend that, and the same command goes on from there."
        ) from error


def _write(sink: pa.NativeFile, name: str, table: pa.Table, key: str) -> None:
    schema = table.schema.with_metadata({_NAME: name.encode(), _KEY: key.encode()})
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, schema, options=options) as writer:
        writer.write_table(table.replace_schema_metadata(schema.metadata))


def read_bundle(path: Path, key: str) -> dict[str, pa.Table] | None:
    """The tables of a file, or None if there is none, it has another key, or it is damaged."""
    found: dict[str, pa.Table] = {}
    try:
        with pa.OSFile(str(path), "rb") as source:
            while source.tell() < source.size():
                with pa.ipc.open_stream(source) as reader:
                    meta = reader.schema.metadata or {}
                    if meta.get(_KEY) != key.encode():
                        return None
                    found[meta[_NAME].decode()] = reader.read_all().replace_schema_metadata(None)
    except (OSError, pa.ArrowException, KeyError):
        return None  # it is made again
    return found or None
