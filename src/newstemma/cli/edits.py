"""``newstemma edits``: what publishers changed in articles that were fetched more than once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow as pa

from newstemma.cli.show import print_table
from newstemma.fetch.articles_to_edits import Edit, articles_to_edits, captures
from newstemma.params.fetch import FETCHED
from newstemma.store.run_folder import read_table

__all__ = ["edits"]

_SHOWN = ["url", "captured_before", "captured_after", "kind", "before", "after"]


def edits(folder: Path, style: str) -> None:
    """Print the edits between the versions of articles in a run folder."""
    found = articles_to_edits(read_table(folder, "articles"), captures(folder / FETCHED))
    names = [f.name for f in dataclasses.fields(Edit)]
    columns = {name: [getattr(edit, name) for edit in found] for name in names}
    table = pa.table(columns)
    print_table(table.select(_SHOWN) if style == "table" else table, style)
