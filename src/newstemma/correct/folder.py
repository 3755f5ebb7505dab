"""A run folder and its corrections: after each of them the tables and the report are made to fit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from newstemma.correct.tables_to_corrected import tables_to_corrected
from newstemma.report.tables_to_report import tables_to_report
from newstemma.store.corrections import active
from newstemma.store.run_folder import read_manifest, read_uncorrected, update_run

__all__ = ["bring_up_to_date", "with_corrections"]


def with_corrections(folder: Path, tables: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    """Fresh tables with the corrections of the folder that they are about to be written to."""
    return tables_to_corrected(tables, active(folder)).tables


def bring_up_to_date(folder: Path) -> None:
    """Make a folder's tables and report anew from its uncorrected tables and the corrections that hold.

    Raises:
        NewstemmaError: the folder or its corrections cannot be read, or a correction cannot be: then nothing
            is changed.
    """
    base = read_uncorrected(folder)
    tables = with_corrections(folder, base)
    manifest = read_manifest(folder)
    manifest["counts"] = {name: table.num_rows for name, table in tables.items()}
    update_run(folder, tables, manifest, {"report.html": tables_to_report(tables, manifest)}, base)
