"""The WARC of what was fetched: the evidence, and at once the memory of what need not be fetched again.

All that belongs to one link (every request and reply on its way, and a ``metadata`` record with its outcome,
last) is appended in one go. A process that is killed while it writes leaves a torn end; the next one cuts it
back to the last whole outcome. So the file alone tells which links are settled, and no second file can
disagree with it.
"""

from __future__ import annotations

import fcntl
import io
import os
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

from newstemma.errors import OutputUnwritable, UsageError
from newstemma.fetch.outcome import Outcome
from newstemma.fetch.warc_records import OUTCOME_TYPE, Page, information, records_of
from newstemma.params.fetch import SYNC_SECONDS

__all__ = ["Archive", "members", "outcomes_in"]


def members(file: BinaryIO, most: int = 65_536) -> Iterator[tuple[int, bytes]]:
    """The whole gzip members of a file: where each ends, and its first ``most`` unpacked bytes.

    Stops without a word at the first torn or foreign byte.
    """
    data, at = b"", 0
    while True:
        machine = zlib.decompressobj(31)
        head = bytearray()
        while not machine.eof:
            data = data or file.read(1 << 18)
            if not data:
                return
            try:
                part = machine.decompress(data, 1 << 18)
            except zlib.error:
                return
            head += part[: most - len(head)] if len(head) < most else b""
            at += len(data) - len(machine.unconsumed_tail) - len(machine.unused_data)
            data = machine.unconsumed_tail or machine.unused_data
        yield at, bytes(head)


def outcomes_in(file: BinaryIO) -> Iterator[tuple[int, Outcome | None]]:
    """The outcomes in a WARC of ours and where each ends; first, without one, the end of the ``warcinfo``."""
    for end, head in members(file):
        fields, _, rest = head.partition(b"\r\n\r\n")
        lines = [line.strip().lower() for line in fields.split(b"\r\n")]
        if b"warc-type: warcinfo" in lines:
            yield end, None
        elif b"content-type: " + OUTCOME_TYPE.encode() in lines:
            yield end, Outcome.from_json(rest.strip())


class Archive:
    """A WARC that is appended to; one process at a time.

    Args:
        path: the file; made, with its folder, if it is not there.

    Raises:
        UsageError: another process writes it, or it is no WARC of ours.
        OutputUnwritable: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.outcomes: dict[str, Outcome] = {}
        """The last outcome of every link."""
        self._synced = time.monotonic()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b", buffering=0)
        except OSError as error:
            raise OutputUnwritable(f"{path} cannot be written: {error.strerror}. Choose another.") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise UsageError(
                f"{path} is being written by another newstemma; wait until it is done."
            ) from error
        self._end = self._recover()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Force it to the disk and let it go."""
        os.fsync(self._file.fileno())
        self._file.close()

    def _recover(self) -> int:
        """Read what is there, cut a torn end off, write the head of a new file."""
        self._file.seek(0)
        end = 0
        with io.BufferedReader(_Unclosed(self._file), 1 << 18) as file:
            for at, outcome in outcomes_in(file):
                end = at
                if outcome is not None:
                    self.outcomes[outcome.link] = outcome
        size = self._file.seek(0, os.SEEK_END)
        if not end and size > 4096:
            self._file.close()
            raise UsageError(f"{self.path} is no WARC that newstemma began; name another folder.")
        self._file.truncate(end)
        self._end = end
        if not end:
            self._append(information(self.path.name, time.time()))
        return self._end

    def add(self, outcome: Outcome, pages: Sequence[Page]) -> None:
        """Append a settled link: the exchanges that led there, and its outcome.

        Raises:
            OutputUnwritable: the disk is full, say; nothing of the link is left behind then.
        """
        self._append(records_of(outcome, pages))
        self.outcomes[outcome.link] = outcome
        if time.monotonic() - self._synced > SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def _append(self, data: bytes) -> None:
        try:
            left = memoryview(data)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            self._file.truncate(self._end)
            raise OutputUnwritable(
                f"{self.path} cannot be written: {error.strerror}. What was fetched before is kept."
            ) from error
        self._end += len(data)


class _Unclosed(io.RawIOBase):
    """A file for a buffered reader to read, which does not close it."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._inside = file

    def readable(self) -> Literal[True]:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override] # narrower
        return self._inside.readinto(buffer)
