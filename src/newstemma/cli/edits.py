"""``newstemma edits``: what publishers changed in articles that were seen more than once."""

from __future__ import annotations

from pathlib import Path

from newstemma.cli.show import print_table
from newstemma.store.run_folder import read_table

__all__ = ["edits"]

_SHOWN = ["url", "captured_before", "captured_after", "kind", "before", "after"]


def edits(folder: Path, style: str) -> None:
    """Print the edits between the versions of articles in a run folder."""
    table = read_table(folder, "edits")
    print_table(table.select(_SHOWN) if style == "table" else table, style)
