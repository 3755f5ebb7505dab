"""The WARCs of what was fetched: the evidence, and at once the memory of what need not be fetched again.

All that belongs to one link (every request and reply on its way, and a ``metadata`` record with its outcome,
last) is appended in one go. A process that is killed while it writes leaves a torn end; the next one cuts it
back to the last whole outcome. So the files alone tell which links are settled, and nothing beside
them can disagree.
"""

from __future__ import annotations

import fcntl
import os
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from newstemma.errors import OutputUnwritable, UsageError
from newstemma.fetch.outcome import Outcome
from newstemma.fetch.warc_records import OUTCOME_TYPE, Page, information, records_of
from newstemma.params.fetch import PAGES_FILE, SYNC_SECONDS

__all__ = ["Archive", "members", "outcomes_in", "pages_in"]


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


def pages_in(folder: Path) -> list[Path]:
    """The WARCs of a folder that newstemma writes, in order."""
    return sorted(folder.glob(PAGES_FILE.replace("{:05d}", "*")))


class Archive:
    """The WARCs of one folder; one process at a time.

    Pages are appended to the last file. A file that a run was made from is left as it is from then on, so
    that the run can be repeated from it; ``begin_file`` starts the next one.

    Args:
        folder: where the files are; made if it is not there.

    Raises:
        UsageError: another process writes there, or a file is no WARC of ours.
        OutputUnwritable: it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outcomes: dict[str, Outcome] = {}
        """The last outcome of every link."""
        self._n_outcomes = 0
        self._synced = time.monotonic()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise OutputUnwritable(
                f"{folder} cannot be written: {error.strerror}. Choose another."
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            message = f"{folder} is being written by another newstemma; wait until it is done."
            raise UsageError(message) from error
        files = pages_in(folder)
        for path in files[:-1]:
            self._read(path)
        self._open(files[-1] if files else folder / PAGES_FILE.format(1))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Force everything to the disk and let it go; a last file without an outcome is removed."""
        os.fsync(self._file.fileno())
        self._file.close()
        if self._n_outcomes == 0:
            self.path.unlink()
        os.close(self._lock)

    def begin_file(self) -> None:
        """Leave the last file as it is and go on in a new one, unless it is still without an outcome."""
        if self._n_outcomes:
            os.fsync(self._file.fileno())
            self._file.close()
            self._open(self.folder / PAGES_FILE.format(len(pages_in(self.folder)) + 1))

    def _open(self, path: Path) -> None:
        """Read the file, cut a torn end off, write the head of a new one."""
        self.path = path
        self._n_outcomes = 0
        end = self._read(path) if path.exists() else 0
        try:
            self._file = path.open("ab", buffering=0)
            if not end and self._file.tell() > 4096:
                self._file.close()
                raise UsageError(f"{path} is no WARC that newstemma began; name another folder.")
            self._file.truncate(end)
        except OSError as error:
            raise OutputUnwritable(f"{path} cannot be written: {error.strerror}. Choose another.") from error
        self._end = end
        if not end:
            self._append(information(path.name, time.time()))

    def _read(self, path: Path) -> int:
        """Take the outcomes of a file; returns where the last whole one ends."""
        end = self._n_outcomes = 0
        with path.open("rb") as file:
            for at, outcome in outcomes_in(file):
                end = at
                if outcome is not None:
                    self.outcomes[outcome.link] = outcome
                    self._n_outcomes += 1
        return end

    def add(self, outcome: Outcome, pages: Sequence[Page]) -> None:
        """Append a settled link: the exchanges that led there, and its outcome.

        Raises:
            OutputUnwritable: the disk is full, say; nothing of the link is left behind then.
        """
        self._append(records_of(outcome, pages))
        self._n_outcomes += 1
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
