"""The raw input of an article: from the folder given with ``--sources``, or from where the run read it.

A path in a table comes from outside (somebody else's run folder may name any file), so it is followed in two
cases only: below ``--sources``, and where the file's digest is the one that the manifest tells of that input.
Who knows the digest of a file has its content already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from newstemma.params.serve import RAW_BYTES, RAW_FILE_BYTES

__all__ = ["Read", "raw_of"]

Read = Callable[[Path, str | None], str | None]
"""The content of the row with this id (or of the only document) of a file that is not plain text."""

_PLAIN = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".text"))


def _no_read(_file: Path, _row_id: str | None) -> str | None:
    return None


def raw_of(
    sources: Path | None, inputs: Mapping[str, str] | None = None, read: Read = _no_read
) -> Callable[[str, str | None], str | None]:
    """A function from an article's path and row id to its raw input.

    Args:
        sources: the folder or file that was traced; None if it is not given.
        inputs: path → SHA-256 of what the run read, as in its manifest.
        read: reads files that hold rows, or that are not text.

    Returns:
        The function gives None for what it does not find, for paths that lead out of ``sources``, and for
        files that are no longer what was read.
    """

    def raw(path: str, row_id: str | None) -> str | None:
        if "\x00" in path:
            return None
        file = _below(sources, path) or _unchanged(path, (inputs or {}).get(path))
        if file is None or file.stat().st_size > RAW_FILE_BYTES:
            return None
        if row_id is not None and file.suffix == ".jsonl":
            return _row(file, row_id)
        if row_id is None and file.suffix.lower() in _PLAIN:
            with file.open("rb") as opened:
                return opened.read(RAW_BYTES).decode("utf-8", "replace")
        found = read(file, row_id)
        return found[:RAW_BYTES] if found is not None else None

    return raw


def _below(sources: Path | None, path: str) -> Path | None:
    """The file below ``sources`` whose path ends as the article's does, the longest such ending first."""
    if sources is None:
        return None
    root = sources.resolve()
    base = root if root.is_dir() else root.parent
    parts = [p for p in Path(path).parts if p not in ("..", ".", "/")]
    for k in range(len(parts)):
        file = base.joinpath(*parts[k:]).resolve()
        if file.is_relative_to(base) and file.is_file():
            return file
    return None


def _unchanged(path: str, digest: str | None) -> Path | None:
    """The file that the run read, if it is still there and still the same."""
    file = Path(path)
    if digest is None or not file.is_file() or file.stat().st_size > RAW_FILE_BYTES:
        return None
    about = file.stat()
    return file if _digest(file, about.st_size, about.st_mtime_ns) == digest else None


@lru_cache(maxsize=256)
def _digest(file: Path, _size: int, _changed: int) -> str | None:
    """A file's SHA-256, computed again when its size or time is another."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None  # no longer readable: it is told as not at hand


def _row(file: Path, row_id: str) -> str | None:
    """The line of a JSONL file that carries the id."""
    with file.open("rb") as lines:
        for line in lines:
            if row_id.encode("utf-8", "replace") not in line and b"\\u" not in line:
                continue
            try:
                row = json.loads(line)
            except ValueError:
                continue  # the run's failures tell of it
            if isinstance(row, dict) and str(row.get("id")) == row_id:
                return json.dumps(row, ensure_ascii=False, indent=1)[:RAW_BYTES]
    return None
