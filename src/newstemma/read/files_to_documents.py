"""Files to documents.

1. The format is taken from the suffix, else from the first bytes.
2. Containers (JSONL, JSON, CSV, Parquet) give a document per row; a row that cannot be used is a failure.
3. Single articles are decoded and become one document.
4. Documents with the same content and metadata are kept once; the others are failures that name the kept one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from newstemma.errors import InputError
from newstemma.params.read import ARTICLE_SUFFIXES, MAX_FILE_BYTES, SNIFFED_BYTES
from newstemma.read.containers import Rows, csv_rows, json_rows, jsonl_rows, parquet_rows
from newstemma.read.decoding import decode
from newstemma.read.listing import list_inputs
from newstemma.read.rows import document, row_document, sniff_html
from newstemma.records import Document, Failure
from newstemma.tables import to_table

__all__ = ["files_to_documents", "list_inputs"]

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
        ``malformed``, ``no-text``, ``unreadable`` and ``duplicate``. Every file and every row is in one of
        them.
    """
    documents: list[Document] = []
    failures: list[Failure] = []
    for path in sorted(files, key=lambda p: p.as_posix()):
        for item in _read(path):
            if isinstance(item, Document):
                documents.append(item)
            else:
                failures.append(item)
    kept, repeats = _once(documents) if once else (documents, [])
    return to_table(Document, kept), to_table(Failure, failures + repeats)


def _read(path: Path) -> Iterator[Document | Failure]:
    """The documents of one file; whatever goes wrong with it becomes a failure."""
    name = path.as_posix()
    try:
        media = _media(path)
        if media in _CONTAINERS:
            yield from _rows(name, _CONTAINERS[media](path))
        else:
            yield _single(path, media)
    except InputError as error:
        yield Failure(name, None, "read", error.reason, error.detail)
    except OSError as error:
        yield Failure(
            name, None, "read", "unreadable", f"The file cannot be read: {error.strerror or error}."
        )


def _media(path: Path) -> str:
    """The format: by suffix, else by the first bytes."""
    with path.open("rb") as file:
        head = file.read(SNIFFED_BYTES)
    if not head.strip() and path.stat().st_size <= SNIFFED_BYTES:
        raise InputError("empty", "The file is empty.")
    if head.startswith(b"PAR1"):
        return "parquet"
    by_suffix = ARTICLE_SUFFIXES.get(path.suffix.lower())
    if by_suffix is not None:
        return by_suffix
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"') else "text"


def _single(path: Path, media: str) -> Document:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise InputError(
            "too-long",
            f"{size:,} bytes are more than one article has (the limit is {MAX_FILE_BYTES:,}). "
            "Split it into its articles, or give them as rows of a JSONL file.",
        )
    data = path.read_bytes()
    text = decode(data, declared=media == "html" or b"<meta" in data[:SNIFFED_BYTES].lower())
    if media == "text" and sniff_html(text):
        media = "html"
    return document(path.as_posix(), media, text)


def _rows(path: str, rows: Rows) -> Iterator[Document | Failure]:
    count = 0
    for row, values in rows:
        count += 1
        try:
            if isinstance(values, InputError):
                raise values
            yield row_document(path, row, values)
        except InputError as error:
            detail = (
                error.detail if error.detail.startswith(("Row", "Line")) else f"Row {row}: {error.detail}"
            )
            yield Failure(path, None, "read", error.reason, detail)
    if not count:
        yield Failure(path, None, "read", "empty", "The file has no rows.")


def _once(documents: Iterable[Document]) -> tuple[list[Document], list[Failure]]:
    """The documents, each content once: the one with the smallest path and row stays."""
    kept: dict[str, Document] = {}
    failures = []
    for doc in sorted(documents, key=lambda d: (d.path, d.row if d.row is not None else -1)):
        first = kept.setdefault(doc.document_id, doc)
        if first is not doc:
            failures.append(Failure(doc.path, None, "read", "duplicate", _same_as(doc, first)))
    return list(kept.values()), failures


def _same_as(doc: Document, first: Document) -> str:
    here = "" if doc.row is None else f"Row {doc.row}: "
    there = first.path if first.row is None else f"row {first.row} of {first.path}"
    return f"{here}The same content as {there}, which is kept."
