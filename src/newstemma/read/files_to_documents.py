"""Files to documents.

1. The format is taken from the suffix, else from the first bytes.
2. Containers (JSONL, JSON, CSV, Parquet, WARC) give a document per row; a row that cannot be used is a
   failure.
3. Single articles are decoded and become one document.
4. Documents with the same content and metadata are kept once; the others are failures that name the kept one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from newstemma.errors import InputError
from newstemma.params.read import MAX_FILE_BYTES, SNIFFED_BYTES
from newstemma.read.containers import Rows, csv_rows, json_rows, jsonl_rows, parquet_rows
from newstemma.read.decoding import decode
from newstemma.read.formats import FORMATS, read_format
from newstemma.read.listing import list_inputs
from newstemma.read.opening import media_of, opened
from newstemma.read.rows import document, row_documents, sniff_html
from newstemma.records import Document, Failure
from newstemma.tables import to_table

if TYPE_CHECKING:
    from newstemma.read.warc import WarcRows

__all__ = ["Place", "files_to_documents", "list_inputs", "place", "read_file", "repeated"]

_CONTAINERS: dict[str, Callable[[Path], Rows]] = {
    "jsonl": jsonl_rows,
    "json": json_rows,
    "csv": csv_rows,
    "parquet": parquet_rows,
}


def files_to_documents(files: Sequence[Path], *, once: bool = True) -> tuple[pa.Table, pa.Table]:
    """Read the files that ``list_inputs`` found.

    Args:
        files: the files.
        once: whether a content that comes again is a failure (``duplicate``) and not a document.

    Returns:
        The documents, and the failures of stage ``read``: ``empty``, ``not-text``, ``too-long``,
        ``malformed``, ``no-text``, ``truncated``, ``unreadable``, ``skipped`` and ``duplicate``. Every file
        and every row is in one of them.
    """
    documents: list[Document] = []
    failures: list[Failure] = []
    for path in sorted(files, key=lambda p: p.as_posix()):
        for item in read_file(path):
            if isinstance(item, Document):
                documents.append(item)
            else:
                failures.append(item)
    kept, repeats = _once(documents) if once else (documents, [])
    return to_table(Document, kept), to_table(Failure, failures + repeats)


def read_file(path: Path) -> Iterator[Document | Failure]:
    """The documents of one file, one after the other; whatever goes wrong with it becomes a failure.

    However large the file, no more than a few documents of it are in memory at a time (except JSON that is
    not one object a line, which is bounded by ``params.read.MAX_WHOLE_BYTES``).
    """
    name = path.as_posix()
    try:
        media = media_of(path)
        if media == "warc":
            from newstemma.read.warc import warc_rows  # few piles have one

            yield from _rows(name, warc_rows(path))
        elif media in _CONTAINERS:
            yield from _rows(name, _CONTAINERS[media](path))
        elif media in FORMATS:
            yield from read_format(media, path)
        else:
            yield _single(path, media)
    except InputError as error:
        yield Failure(name, None, "read", error.reason, error.detail)
    except (OSError, EOFError) as error:
        yield Failure(name, None, "read", "unreadable", f"The file cannot be read: {_why(error)}.")


def _why(error: OSError | EOFError) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".")


def _single(path: Path, media: str) -> Document:
    with opened(path) as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise InputError(
            "too-long",
            f"It has more than {MAX_FILE_BYTES:,} bytes, the limit of one article. "
            "Split it into its articles, or give them as rows of a JSONL file.",
        )
    text = decode(data, declared=media == "html" or b"<meta" in data[:SNIFFED_BYTES].lower())
    if media == "text" and sniff_html(text):
        media = "html"
    return document(path.as_posix(), media, text)


def _rows(path: str, rows: Rows | WarcRows) -> Iterator[Document | Failure]:
    count = 0
    for row, values in rows:
        count += 1
        try:
            if isinstance(values, InputError):
                raise values
            if isinstance(values, Document):
                yield values
            else:
                yield from row_documents(path, row, values)
        except InputError as error:
            placed = error.detail.startswith(("Row", "Line", "Record", "Entry"))
            detail = error.detail if placed else f"Row {row + 1}: {error.detail}"
            yield Failure(path, None, "read", error.reason, detail)
    if not count:
        yield Failure(path, None, "read", "empty", "The file has no rows.")


def _once(documents: Iterable[Document]) -> tuple[list[Document], list[Failure]]:
    """The documents, each content once: the one with the smallest path and row stays."""
    kept: dict[str, Document] = {}
    failures = []
    for doc in sorted(documents, key=lambda d: place(d.path, d.row)):
        first = kept.setdefault(doc.document_id, doc)
        if first is not doc:
            failures.append(repeated(place(doc.path, doc.row), place(first.path, first.row)))
    return list(kept.values()), failures


Place = tuple[str, int]
"""Path and row of a document, -1 for a file that is one document; documents are kept in this order."""


def place(path: str, row: int | None) -> Place:
    """Where a document stands."""
    return path, -1 if row is None else row


def repeated(here: Place, first: Place) -> Failure:
    """The failure for a document that is already there."""
    start = "" if here[1] < 0 else f"Row {here[1] + 1}: "
    there = first[0] if first[1] < 0 else f"row {first[1] + 1} of {first[0]}"
    detail = f"{start}The same content as {there}, which is kept."
    return Failure(here[0], None, "read", "duplicate", detail)
