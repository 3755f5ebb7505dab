"""Opening a file, unpacking it on the way if it is compressed, and telling its format."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, cast

import pyarrow as pa

from newstemma.errors import InputError
from newstemma.params.read import ARTICLE_SUFFIXES, PACKED, SNIFFED_BYTES
from newstemma.read.formats import format_of

__all__ = ["lines", "media_of", "opened", "suffix_of"]

_PACKED_BYTES = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}


def suffix_of(path: PurePath) -> str:
    """The suffix that tells the format: of ``a.jsonl.gz`` it is ``.jsonl``."""
    suffix = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() if suffix in PACKED else suffix


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked if it begins like gzip or zstd; nothing is held but a buffer.

    Raises:
        OSError: it cannot be opened; reading it may raise one too (``EOFError`` is not used).
    """
    with path.open("rb") as file:
        packed = next((how for magic, how in _PACKED_BYTES.items() if file.peek(4).startswith(magic)), None)
        if packed is None:
            yield file
            return
        with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), packed) as unpacked:
            yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpacked), 1 << 16))


def media_of(path: Path) -> str:
    """The format: by the first bytes where they are certain, else by suffix, else by the first bytes.

    Raises:
        InputError: ``empty``.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(SNIFFED_BYTES)
        if not raw.strip() and not file.read(1):
            raise InputError("empty", "The file is empty.")
    head = _head(raw)
    if head.startswith(b"PAR1"):
        return "parquet"
    if (further := format_of(path, head)) is not None:
        return further
    if head.startswith(b"WARC/"):
        return "warc"
    by_suffix = ARTICLE_SUFFIXES.get(suffix_of(path))
    if by_suffix is not None:
        return by_suffix
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"') else "text"


def _head(raw: bytes) -> bytes:
    """The first bytes, unpacked as far as they go."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        return zlib.decompressobj(31).decompress(raw, SNIFFED_BYTES)
    except zlib.error:
        return raw


def lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a file, each with its end; ``None`` stands for one longer than ``limit`` bytes.

    No more than the limit is ever in memory, however long a line is.
    """
    while line := file.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield None
