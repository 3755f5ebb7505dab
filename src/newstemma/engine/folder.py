"""The folder beside DIR in which a run keeps its finished parts, and the lock that keeps a second run out.

A run on ``DIR`` works in ``.DIR.work``; when it is finished the parts move into ``DIR/parts``, where
``--into`` finds them, and the work folder is gone. A run that was killed leaves it, and the same command
goes on there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from newstemma.engine.chunks import Chunk, write_ledger
from newstemma.errors import OutputUnwritable, RunInProgress

__all__ = ["PARTS", "WorkFolder", "temporary", "work_folder"]

PARTS = "parts"
"""The folder of a finished run that holds its parts."""


class WorkFolder:
    """Where the parts of one run are kept while it goes on."""

    def __init__(self, path: Path) -> None:
        """A work folder at ``path``, which exists and is locked."""
        self.path = path
        self.parts = path / PARTS
        self.parts.mkdir(exist_ok=True)

    def take_from(self, run: Path) -> Path:
        """Bring in the parts of a finished run: as links to the same files, or as copies.

        What is here already stays; a run that was killed just before its parts were moved has them here only.

        Returns:
            The folder of the parts here.
        """
        for source in sorted(p for p in (run / PARTS).rglob("*") if p.is_file()):
            target = self.parts / source.relative_to(run / PARTS)
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)
        return self.parts

    def finish(self, chunks: Sequence[Chunk], used: Collection[Path]) -> None:
        """Leave only what the finished run rests on, and write down its inputs.

        Args:
            chunks: the inputs of the run.
            used: the folders of their parts; others are of other inputs or of an older version.
        """
        for entry in self.parts.iterdir():
            if entry.is_dir() and entry not in used:
                shutil.rmtree(entry)
        for left in self.parts.rglob(".*"):
            left.unlink()  # half-written files of a run that was killed
        try:
            write_ledger(self.parts, chunks)
        except OSError as error:
            raise OutputUnwritable(f"{self.parts} cannot be written: {error.strerror or error}.") from error

    def remove_if_empty(self) -> None:
        """Remove the folder if no part of a run is in it, as after a call that was wrong from the start."""
        if not any(p.is_file() for p in self.path.rglob("*") if p.name != "lock"):
            self.remove()

    def remove(self) -> None:
        """Remove the folder with everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def temporary() -> Iterator[WorkFolder]:
    """A work folder for a run whose result is not written: gone at the end, however it ends."""
    with tempfile.TemporaryDirectory(prefix="newstemma-", ignore_cleanup_errors=True) as folder:
        yield WorkFolder(Path(folder))


@contextmanager
def work_folder(out: Path) -> Iterator[WorkFolder]:
    """The work folder of a run on ``out``, locked while the run goes on.

    Raises:
        RunInProgress: another run works on ``out``.
        OutputUnwritable: it cannot be made.
    """
    out = out.absolute()
    path = out.with_name(f".{out.name}.work")
    try:
        lock = _locked(path, out)
    except OSError as error:
        cause = error.strerror or error
        raise OutputUnwritable(f"{out} cannot be written: {cause}. Choose another folder.") from error
    try:
        folder = WorkFolder(path)
        yield folder
    finally:
        lock.close()


def _locked(path: Path, out: Path) -> IO[str]:
    """The open lock file; the system unlocks it when this process ends, however it ends."""
    while True:
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / "lock").open("a+", encoding="utf-8")
        if not _try_lock(lock):
            lock.seek(0)
            who = lock.read().strip() or "unknown"
            lock.close()
            raise RunInProgress(
                f"another run (process {who}) is writing {out}. Wait for it, stop it, or choose another DIR."
            )
        # A run that just finished may have removed the file between our opening and locking it.
        with suppress(FileNotFoundError):
            if os.fstat(lock.fileno()).st_ino == (path / "lock").stat().st_ino:
                break
        lock.close()
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


def _try_lock(lock: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:
        return True  # Windows: an open file cannot be removed there, but two runs are not kept apart
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
