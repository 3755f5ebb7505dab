"""``newstemma explain``."""

from __future__ import annotations

from pathlib import Path

from newstemma.store.run_folder import read_table

__all__ = ["explain"]


def explain(folder: Path, edge: str) -> None:
    """Print why a witness has its words from where it has them."""
    from newstemma.stemma.edge_to_words import edge_to_words

    tables = {
        name: read_table(folder, name) for name in ("articles", "utterances", "witnesses", "edges", "changes")
    }
    for line in edge_to_words(tables, edge):
        print(line)
