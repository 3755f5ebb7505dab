"""Which files the named paths mean."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from newstemma.errors import PathMissing
from newstemma.params.read import ARTICLE_SUFFIXES, SKIPPED_NAMES, SKIPPED_SUFFIXES
from newstemma.read.opening import suffix_of
from newstemma.records import Failure

__all__ = ["list_inputs"]


def list_inputs(paths: Sequence[str | Path]) -> tuple[list[Path], list[Failure]]:
    """The files to read, in a stable order, each once, whatever the order of the named paths.

    A folder is searched with its subfolders; hidden files and folders in it are passed over. Files in a
    folder that are about the articles rather than articles (README, LICENSE, programs, pictures) become
    failures with reason ``skipped``, and so does what is not a regular file. A file that is named itself is
    always read.

    Args:
        paths: files and folders as the user gave them; the returned paths begin with them.

    Raises:
        PathMissing: a named path does not exist.
    """
    files: dict[str, Path] = {}
    failures: dict[str, Failure] = {}
    for path in sorted({Path(p) for p in paths}, key=lambda p: p.as_posix()):
        found = _in_folder(path) if path.is_dir() else iter([_named(path)])
        for item in found:
            if isinstance(item, Failure):
                failures[item.path] = item
            else:
                files.setdefault(str(item.absolute()), item)
    named = {p.as_posix() for p in files.values()}
    kept = [f for _, f in sorted(failures.items()) if f.path not in named]
    return sorted(files.values(), key=lambda p: p.as_posix()), kept


def _named(path: Path) -> Path | Failure:
    """A path that the user named and that is no folder."""
    if not path.exists():
        if path.is_symlink():
            raise PathMissing(f"{path}: the symbolic link points to nothing ({path.readlink()}).")
        parent = path.parent
        names = (p.name for p in parent.iterdir()) if parent.is_dir() else iter(())
        near = sorted(name for name in names if not name.startswith("."))[:5]
        hint = f" {parent} has {', '.join(near)}…" if near else ""
        raise PathMissing(f"{path}: no such file or folder.{hint}")
    return path if path.is_file() else _skipped(path, f"It is {_special(path)}, not a file with articles.")


def _in_folder(folder: Path) -> Iterator[Path | Failure]:
    unreadable: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in folders:
            if (Path(where) / name).is_symlink():
                yield _skipped(Path(where) / name, "A link to a folder; name the folder itself to read it.")
        for name in sorted(names):
            if not name.startswith("."):
                yield _found(Path(where) / name)
    for error in unreadable:
        path = Path(error.filename or folder)
        detail = f"The folder cannot be opened: {error.strerror}. Check its permissions."
        yield Failure(path.as_posix(), None, "read", "unreadable", detail)


def _found(path: Path) -> Path | Failure:
    """A file in a folder, or why it is not read."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        what = "A broken link" if path.is_symlink() else "It cannot be looked at"
        return Failure(path.as_posix(), None, "read", "unreadable", f"{what}: {error.strerror}.")
    if not stat.S_ISREG(mode):
        return _skipped(path, f"It is {_special(path)}, not a file with articles.")
    stem, suffix = path.stem.lower(), suffix_of(path)
    about = stem.split(".")[0].split("-")[0].split("_")[0] in SKIPPED_NAMES and suffix in _PLAIN
    if about or suffix in SKIPPED_SUFFIXES:
        what = "a file about the folder" if about else f"not an article format ({suffix})"
        return _skipped(path, f"Inside a folder it counts as {what}. Name the file itself to read it.")
    return path


_PLAIN = {s for s, kind in ARTICLE_SUFFIXES.items() if kind in {"text", "markdown", "html", "json"}} | {
    "",
    ".rst",
}


def _skipped(path: Path, detail: str) -> Failure:
    return Failure(path.as_posix(), None, "read", "skipped", detail)


def _special(path: Path) -> str:
    kinds = ((path.is_fifo, "a pipe"), (path.is_socket, "a socket"), (path.is_block_device, "a device"),
             (path.is_char_device, "a device"))  # fmt: skip
    return next((name for test, name in kinds if test()), "a special file")
