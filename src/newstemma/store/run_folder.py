"""A run folder is written beside its final place and renamed: it is there whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newstemma.errors import NewstemmaError, OutputExists, OutputUnwritable, UsageError
from newstemma.records import TABLES

__all__ = ["check_out", "read_manifest", "read_table", "read_tables", "write_run"]


def check_out(out: Path, overwrite: bool) -> None:
    """Say at once, before hours of work, that ``out`` cannot be written.

    Raises:
        OutputExists: it exists (and is not an empty folder) and ``overwrite`` is false, or is no run folder.
        OutputUnwritable: its parent cannot be written.
    """
    if out.exists() and not _is_empty_folder(out):
        if not overwrite:
            raise OutputExists(f"{out} exists. Choose another folder, or replace it with --overwrite.")
        if not (out / "manifest.json").is_file():
            raise OutputExists(f"{out} is not a run folder (no manifest.json), so it is not replaced.")
    parent = out.absolute().parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise OutputUnwritable(f"{out} cannot be written: no write permission in {parent}. Choose another.")


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def write_run(
    out: Path,
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    pages: Mapping[str, str],
    overwrite: bool = False,
) -> None:
    """Write tables, manifest and pages to ``out``.

    Args:
        out: the run folder; made with its parents.
        tables: Arrow tables by name; each becomes ``NAME.parquet``.
        manifest: what ``manifest.json`` holds.
        pages: further files by name, such as ``report.html``.
        overwrite: whether an existing run folder is replaced.

    Raises:
        OutputExists, OutputUnwritable: as ``check_out``, and when the disk is full.
    """
    check_out(out, overwrite)
    partial = out.absolute().with_name(f".{out.absolute().name}.partial")
    try:
        _remove(partial)
        partial.mkdir(parents=True)
        for name, table in tables.items():
            pq.write_table(table, partial / f"{name}.parquet", compression="zstd")
        for name, page in pages.items():
            (partial / name).write_text(page, encoding="utf-8", newline="\n")
        text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True)
        (partial / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        _replace(partial, out.absolute())
    except OSError as error:
        _remove(partial)
        cause = error.strerror or error
        raise OutputUnwritable(f"{out} cannot be written: {cause}. Nothing was left behind.") from error


def _replace(new: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.old")
    _remove(old)
    if out.exists():
        out.rename(old)
    new.rename(out)
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a run folder.

    Raises:
        UsageError: there is no such folder or table; the message lists what there is.
    """
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}. The tables are: {', '.join(TABLES)}.")
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise UsageError(f"{folder} holds no {name}.parquet. Is it a run folder, made by newstemma trace?")
    try:
        return pq.read_table(path)
    except pa.ArrowException as error:
        raise NewstemmaError(f"{path} is damaged ({error}). Run newstemma trace again.") from error


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """All tables of a run folder."""
    return {name: read_table(folder, name) for name in TABLES}


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run folder."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise UsageError(f"{folder} is not a run folder: it holds no manifest.json.")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
