"""Inputs in chunks: what is read, marked as read, and known again by the digest of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from newstemma.errors import UsageError
from newstemma.ids import digest
from newstemma.params.flow import CHUNK_BYTES, CHUNK_FILES

__all__ = ["Chunk", "Input", "grouped", "hashed", "merged", "read_ledger", "write_ledger"]

LEDGER = "ledger.json"


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file and the SHA-256 of its bytes, or ``unreadable`` if it cannot be opened (a failure says so)."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files that are read together."""

    inputs: tuple[Input, ...]

    def key(self, version: str) -> str:
        """Names what reading these files with this version gives."""
        return digest(version, *(part for i in self.inputs for part in (i.path, i.sha256)))[:24]


def hashed(files: Sequence[Path]) -> list[Input]:
    """The files with their digests, in order of path; two are read at a time."""
    with ThreadPoolExecutor(2) as threads:
        digests = list(threads.map(_sha256, files))
    return sorted(Input(p.as_posix(), sha) for p, sha in zip(files, digests, strict=True))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def grouped(inputs: Iterable[Input]) -> list[Chunk]:
    """Inputs in chunks of bounded size; where they are cut depends on nothing but the files."""
    chunks: list[Chunk] = []
    open_: list[Input] = []
    size = 0
    for item in sorted(inputs):
        weight = _size(Path(item.path))
        if open_ and (size + weight > CHUNK_BYTES or len(open_) == CHUNK_FILES):
            chunks.append(Chunk(tuple(open_)))
            open_, size = [], 0
        open_.append(item)
        size += weight
    return [*chunks, Chunk(tuple(open_))] if open_ else chunks


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def merged(old: Sequence[Chunk], new: Sequence[Input]) -> list[Chunk]:
    """The chunks of a run on old and new inputs together.

    A file that is in both as it was is read no more; one that has changed since counts as it is now, and
    what was read with it is read again.
    """
    known = {item.path: item for chunk in old for item in chunk.inputs}
    fresh = [item for item in new if known.get(item.path) != item]
    changed = {item.path for item in fresh if item.path in known}
    kept = [Chunk(tuple(i for i in chunk.inputs if i.path not in changed)) for chunk in old]
    return [*(chunk for chunk in kept if chunk.inputs), *grouped(fresh)]


def still_there(chunk: Chunk) -> Iterator[str]:
    """The files of a chunk that are no longer what they were when it was read."""
    for item in chunk.inputs:
        if item.sha256 != "unreadable" and _sha256(Path(item.path)) != item.sha256:
            yield item.path


def write_ledger(folder: Path, chunks: Sequence[Chunk]) -> None:
    """Write down which files the parts of a run come from."""
    rows = [[[i.path, i.sha256] for i in chunk.inputs] for chunk in chunks]
    text = json.dumps({"chunks": rows}, indent=1, ensure_ascii=False)
    (folder / LEDGER).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_ledger(folder: Path) -> list[Chunk]:
    """The chunks of a finished run.

    Raises:
        UsageError: the run has no parts (made by an older version, or they were removed).
    """
    try:
        rows = json.loads((folder / LEDGER).read_text(encoding="utf-8"))["chunks"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            f"{folder.parent} keeps no parts to add to ({error}). Run trace on all articles instead."
        ) from error
    return [Chunk(tuple(Input(path, sha) for path, sha in row)) for row in rows]
