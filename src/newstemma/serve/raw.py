"""The raw input of an article, from the folder that was traced."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from newstemma.params.serve import RAW_BYTES

__all__ = ["raw_of"]


def raw_of(sources: Path | None) -> Callable[[str, str | None], str | None]:
    """A function from an article's path and row id to its raw input.

    Args:
        sources: the folder or file that was traced; None if it is not at hand.

    Returns:
        The function gives None for what it does not find, and for paths that lead out of ``sources``.
    """

    def raw(path: str, row_id: str | None) -> str | None:
        file = _file(sources, path)
        if file is None:
            return None
        text = file.read_bytes()[:RAW_BYTES].decode("utf-8", "replace")
        return _row(text, row_id) if row_id is not None and file.suffix == ".jsonl" else text

    return raw


def _file(sources: Path | None, path: str) -> Path | None:
    """The file below ``sources`` whose path ends as the article's does, the longest such ending first."""
    if sources is None or "\x00" in path:
        return None
    root = sources.resolve()
    base = root if root.is_dir() else root.parent
    parts = [p for p in Path(path).parts if p not in ("..", ".", "/")]
    for k in range(len(parts)):
        file = base.joinpath(*parts[k:]).resolve()
        if file.is_relative_to(base) and file.is_file():
            return file
    return None


def _row(text: str, row_id: str) -> str | None:
    """The line of a JSONL file that carries the id."""
    for line in text.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # the run's failures tell of it
        if isinstance(row, dict) and str(row.get("id")) == row_id:
            return json.dumps(row, ensure_ascii=False, indent=1)
    return None
