"""Bodies unpacked within a limit: gzip, deflate, brotli and zstd, bombs stopped."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard

from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import MAX_LAYERS

__all__ = ["unpacked"]

_STEP = 65_536
_WINDOW = 1 << 27  # zstd frames may ask for a window of any size; browsers give 8 MB, we 128 MB at most


def unpacked(body: bytes, codings: str | None, most: int) -> bytes:
    """A body without its compression.

    Args:
        body: the bytes as sent.
        codings: the Content-Encoding header.
        most: bytes that it may unpack to, at every layer.

    Raises:
        Miss: ``compression-bomb``, or ``bad-encoding`` for damaged or unknown codings.
    """
    names = [n.strip().lower() for n in (codings or "").split(",")]
    layers = [n for n in names if n and n != "identity"]
    if len(layers) > MAX_LAYERS:
        raise Miss("compression-bomb", f"It is compressed {len(layers)} times over.")
    for name in reversed(layers):
        reader = _READERS.get(name)
        if reader is None:
            raise Miss("bad-encoding", f"The coding {name[:40]!r} is not known.")
        body = _within(reader(body), name, len(body), most)
    return body


def _within(parts: Iterator[bytes], name: str, size: int, most: int) -> bytes:
    out = bytearray()
    try:
        for part in parts:
            out += part
            if len(out) > most:
                raise Miss("compression-bomb", f"{size:,} bytes of {name} unpack to more than {most:,}.")
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        raise Miss("bad-encoding", f"The {name} of the reply is damaged ({error}).") from error
    return bytes(out)


def _gzip(data: bytes) -> Iterator[bytes]:
    """All members of a gzip stream; what follows the last one is ignored, as browsers do."""
    while data[:2] == b"\x1f\x8b":
        machine = zlib.decompressobj(31)
        yield from _inflated(machine, data)
        data = machine.unused_data
        if not machine.eof:
            raise EOFError("it breaks off")


def _deflate(data: bytes) -> Iterator[bytes]:
    """RFC 1950 as the standard has it, or RFC 1951 as some servers do."""
    wrapped = len(data) >= 2 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    yield from _inflated(zlib.decompressobj(15 if wrapped else -15), data)


def _inflated(machine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    part = machine.decompress(data, _STEP)
    while part:
        yield part
        part = machine.decompress(machine.unconsumed_tail, _STEP)


def _brotli(data: bytes) -> Iterator[bytes]:
    machine = brotli.Decompressor()
    yield machine.process(data, output_buffer_limit=_STEP)
    while not machine.is_finished():
        part = machine.process(b"", output_buffer_limit=_STEP)
        if not part and machine.can_accept_more_data():
            raise EOFError("it breaks off")
        yield part


def _zstd(data: bytes) -> Iterator[bytes]:
    machine = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with machine.stream_reader(io.BytesIO(data), read_across_frames=True) as reader:
        while part := reader.read(_STEP):
            yield part


_READERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
