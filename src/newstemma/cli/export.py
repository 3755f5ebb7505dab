"""``newstemma export``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from newstemma.cli.console import say
from newstemma.errors import OutputExists, OutputUnwritable

__all__ = ["export"]


def export(folder: Path, name: str, out: Path | None, table: str | None, overwrite: bool) -> None:
    """Write the run in ``folder`` in a format: to standard output, a file, or a folder of one file per
    table."""
    from newstemma.export.formats import BY_TABLE, FORMATS, format_named
    from newstemma.export.formats import export as pieces_of
    from newstemma.store.run_folder import read_table, read_tables

    suffixes = format_named(name).suffixes
    tables = read_tables(folder) if table is None else {table: read_table(folder, table)}
    if out is None:
        _to_stdout(pieces_of(tables, name, table))
    elif table is None and name in BY_TABLE and out.suffix.lower() not in suffixes:
        _check_folder(out, overwrite)
        for each in tables:
            _to_file(out / f"{each}{suffixes[0]}", pieces_of(tables, name, each), overwrite=True)
        say(f"{len(tables)} files in {out}.")
    else:
        _to_file(out, pieces_of(tables, name, table), overwrite)
        say(f"{out}: {FORMATS[name].what}.")


def _to_stdout(pieces: Iterable[str]) -> None:
    """UTF-8 whatever the terminal's setting, line ends as the format has them."""
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    for piece in pieces:
        if raw is None:
            sys.stdout.write(piece)
        else:
            raw.write(piece.encode("utf-8", "replace"))
    sys.stdout.flush()


def _check_folder(out: Path, overwrite: bool) -> None:
    if out.exists() and not out.is_dir():
        raise OutputExists(f"{out} is a file. Name a folder, or one table with --table.")
    if out.is_dir() and any(out.iterdir()) and not overwrite:
        raise OutputExists(f"{out} holds files. Choose another folder, or replace them with --overwrite.")


def _to_file(out: Path, pieces: Iterable[str], overwrite: bool) -> None:
    """Written beside its place and renamed: the file is there whole, or not at all."""
    if out.is_dir():
        raise OutputExists(f"{out} is a folder. Name a file in it.")
    if out.exists() and not overwrite:
        raise OutputExists(f"{out} exists. Choose another name, or replace it with --overwrite.")
    partial = out.with_name(f".{out.name}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(pieces)
        partial.replace(out)
    except OSError as error:
        if partial.is_file():
            partial.unlink()
        cause = error.strerror or error
        raise OutputUnwritable(f"{out} cannot be written: {cause}. Nothing was left behind.") from error
