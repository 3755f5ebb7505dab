"""A run folder, ready to be asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newstemma.find.index import Index
from newstemma.store.run_folder import read_tables
from newstemma.store.vectors import read_vectors, write_vectors

__all__ = ["index_of"]

_TELL_FROM = 2_000  # versions; some five seconds


def index_of(folder: Path, tell: Callable[[str], None] | None = None) -> Index:
    """The run, ready to be asked; its vectors are computed at the first question and kept in the folder.

    Args:
        folder: a run folder.
        tell: told in words if that will take a while.

    Raises:
        UsageError: not a run folder.
    """
    index = Index(read_tables(folder))
    known = read_vectors(folder, index.fingerprint)
    if known is not None:
        return Index(index.tables, known)
    if tell is not None and len(index.versions) > _TELL_FROM:
        tell(f"Reading {len(index.versions)} versions for the first time …")
    write_vectors(folder, index.fingerprint, index.vectors)
    return index
