"""A run folder is written beside its final place and renamed: it is there whole, or not at all."""

from __future__ import annotations

import dataclasses
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
from newstemma.store.corrections import CORRECTIONS, history
from newstemma.tables import schema

__all__ = [
    "UNCORRECTED",
    "check_out",
    "keep_parts",
    "read_manifest",
    "read_table",
    "read_tables",
    "read_uncorrected",
    "update_run",
    "write_run",
]

UNCORRECTED = "uncorrected"
"""The folder inside a run folder that holds what corrections changed."""

KEPT = ("fetched", "watch.json", "watch.log")
"""What fetching keeps in a run folder: pages as evidence, and how far a watch is. No run replaces it."""


def check_out(out: Path, overwrite: bool) -> None:
    """Say at once, before hours of work, that ``out`` cannot be written.

    Raises:
        OutputExists: it exists (and is not an empty folder) and ``overwrite`` is false, or is no run folder.
        OutputUnwritable: its parent cannot be written.
        NewstemmaError: it holds corrections that cannot be read.
    """
    if out.exists() and not _holds_no_run(out):
        if not overwrite:
            raise OutputExists(f"{out} exists. Choose another folder, or replace it with --overwrite.")
        if not (out / "manifest.json").is_file():
            raise OutputExists(f"{out} is not a run folder (no manifest.json), so it is not replaced.")
        history(out)  # corrections that cannot be read
    parent = out.absolute().parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise OutputUnwritable(f"{out} cannot be written: no write permission in {parent}. Choose another.")


def _holds_no_run(path: Path) -> bool:
    """Whether it is a folder that is empty but for fetched pages."""
    return path.is_dir() and all(entry.name in KEPT for entry in path.iterdir())


def write_run(
    out: Path,
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    pages: Mapping[str, str],
    overwrite: bool = False,
    base: Mapping[str, pa.Table] | None = None,
) -> None:
    """Write tables, manifest and pages to ``out``; corrections that stand there already are kept.

    Args:
        out: the run folder; made with its parents.
        tables: Arrow tables by name; each becomes ``NAME.parquet``.
        manifest: what ``manifest.json`` holds.
        pages: further files by name, such as ``report.html``.
        overwrite: whether an existing run folder is replaced.
        base: the tables before corrections; those that differ are kept in ``uncorrected/``, for undoing.

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
        _write_manifest(partial, manifest)
        _write_base(partial, tables, base or {})
        if (out / CORRECTIONS).is_file():
            shutil.copyfile(out / CORRECTIONS, partial / CORRECTIONS)
        _carry(out, partial)
        _replace(partial, out.absolute())
    except OSError as error:
        _remove(partial)
        cause = error.strerror or error
        raise OutputUnwritable(f"{out} cannot be written: {cause}. Nothing was left behind.") from error


def update_run(
    out: Path,
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    pages: Mapping[str, str],
    base: Mapping[str, pa.Table],
) -> None:
    """Bring a run folder up to date, file by file; what has not changed is not written.

    Args:
        out: the run folder.
        tables, manifest, pages, base: as for ``write_run``.

    Raises:
        OutputUnwritable: a file cannot be written.
    """
    try:
        _write_base(out, tables, base)
        for name, table in tables.items():
            if not read_table(out, name).equals(table):
                fresh = out / f".{name}.parquet"
                pq.write_table(table, fresh, compression="zstd")
                fresh.replace(out / f"{name}.parquet")
        for name, page in pages.items():
            (out / name).write_text(page, encoding="utf-8", newline="\n")
        _write_manifest(out, manifest)
        # Last, so that whatever stops us, the uncorrected rows are in one of the two places.
        _drop_base(out, tables, base)
    except OSError as error:
        raise OutputUnwritable(f"{out} cannot be written: {error.strerror or error}.") from error


def keep_parts(out: Path, parts: Path) -> None:
    """Move the parts that a run was made from into its folder, where articles can be added to them.

    Raises:
        OutputUnwritable: they cannot be moved.
    """
    try:
        _remove(out / parts.name)
        parts.rename(out / parts.name)
    except OSError as error:
        raise OutputUnwritable(f"{out / parts.name} cannot be written: {error.strerror or error}.") from error


def _write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _write_base(folder: Path, tables: Mapping[str, pa.Table], base: Mapping[str, pa.Table]) -> None:
    """The tables that corrections change, as they were before; those kept already stay as they are."""
    kept = folder / UNCORRECTED
    for name, table in base.items():
        path = kept / f"{name}.parquet"
        if not table.equals(tables[name]) and not path.is_file():
            kept.mkdir(exist_ok=True)
            pq.write_table(table, path, compression="zstd")


def _drop_base(folder: Path, tables: Mapping[str, pa.Table], base: Mapping[str, pa.Table]) -> None:
    """Forget the tables that corrections do not change any more."""
    kept = folder / UNCORRECTED
    for name, table in base.items():
        if table.equals(tables[name]):
            (kept / f"{name}.parquet").unlink(missing_ok=True)
    if kept.is_dir() and not any(kept.iterdir()):
        kept.rmdir()


def read_uncorrected(folder: Path) -> dict[str, pa.Table]:
    """All tables as the stages made them, before corrections."""
    tables = {}
    for name in TABLES:
        path = folder / UNCORRECTED / f"{name}.parquet"
        kept = path.is_file()
        tables[name] = _completed(name, pq.read_table(path)) if kept else read_table(folder, name)
    return tables


def _carry(out: Path, new: Path) -> None:
    """Bring what fetching keeps into the new folder: as links to the same files, or as copies."""
    for name in KEPT:
        entry = out / name
        for source in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if source.is_file():
                target = new / source.relative_to(out)
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(source, target)
                except OSError:
                    shutil.copy2(source, target)


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


_CAME_LATER = {"edits", "voices_in"}
"""Tables that runs of older versions do not have."""


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a run folder.

    Raises:
        UsageError: there is no such folder or table; the message lists what there is.
    """
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}. The tables are: {', '.join(TABLES)}.")
    path = folder / f"{name}.parquet"
    if not path.is_file() and name in _CAME_LATER and (folder / "articles.parquet").is_file():
        return schema(TABLES[name]).empty_table()
    if not path.is_file():
        raise UsageError(f"{folder} holds no {name}.parquet. Is it a run folder, made by newstemma trace?")
    try:
        return _completed(name, pq.read_table(path))
    except pa.ArrowException as error:
        raise NewstemmaError(f"{path} is damaged ({error}). Run newstemma trace again.") from error


def _completed(name: str, table: pa.Table) -> pa.Table:
    """A table of an older run with the columns that have come since, at their defaults."""
    wanted = schema(TABLES[name])
    fields = {f.name: f for f in dataclasses.fields(TABLES[name])}
    for column in wanted:
        if column.name in table.schema.names:
            continue
        value = _default(fields[column.name])
        if value is None and not column.nullable:
            missing = f"{name}.parquet lacks the column {column.name}: another version of newstemma made it."
            raise NewstemmaError(f"{missing} Run newstemma trace again.")
        table = table.append_column(column, pa.array([value] * table.num_rows, type=column.type))
    extra = [n for n in table.schema.names if n not in wanted.names]
    return table.select([*wanted.names, *extra])


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else None


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
