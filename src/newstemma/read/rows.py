"""A row of JSONL, CSV or Parquet to a document."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from newstemma.errors import InputError
from newstemma.ids import make_id
from newstemma.params.read import FIELD_NAMES, MAX_CHARACTERS
from newstemma.read.decoding import too_long
from newstemma.read.ready_rows import READY
from newstemma.read.row_forms import plain_rows
from newstemma.records import Document, Ready

__all__ = ["document", "row_documents", "sniff_html"]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_TAGS = re.compile(r"</(?:p|div|span|a|h1|h2|li)>", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def sniff_html(text: str) -> bool:
    """Whether a text is a page: a doctype or html tag first, or closing tags all over its beginning."""
    return _HTML.match(text, 0, 4096) is not None or len(_TAGS.findall(text[:8192])) >= 8


def document(path: str, media: str, content: str, row: int | None = None, **given: str | None) -> Document:
    """A document with its id; ``given`` holds the metadata that stood beside the content.

    Raises:
        InputError: ``empty`` or ``too-long``.
    """
    if not content.strip():
        raise InputError("empty", "There is no text in it.")
    if len(content) > MAX_CHARACTERS:
        raise too_long(len(content))
    row_id = given.pop("row_id", None)
    document_id = make_id("d", media, content, *(given.get(name) or "" for name in _META))
    return replace(Document(document_id, path, row, row_id, media, content), **given)  # type: ignore[arg-type]


_META = ("url", "title", "outlet", "byline", "published", "language")


@lru_cache(maxsize=1000)
def _columns(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each field the columns that may hold it, best first."""
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(name.strip().casefold().replace("-", "_").replace(" ", "_"), name)
    return {
        field: tuple(by_folded[alias] for alias in aliases if alias in by_folded)
        for field, aliases in FIELD_NAMES.items()
    }


def row_documents(path: str, row: int, values: Mapping[object, object]) -> Iterator[Document]:
    """The document of a row; several where the row stands for several articles.

    Raises:
        InputError: ``no-text`` (with the columns it has), ``empty`` or ``too-long``.
    """
    for plain in plain_rows(values):
        yield _row_document(path, row, plain)


def _row_document(path: str, row: int, values: Mapping[object, object]) -> Document:
    names = tuple(k for k in values if isinstance(k, str))
    columns = _columns(names)
    fields = {field: _first(values, columns[field]) for field in columns}
    html, text = fields.pop("html"), fields.pop("text")
    if html is None and text is None:
        raise InputError(
            "no-text", f"Row {row + 1} has no text or html. Its columns: {', '.join(names[:12]) or 'none'}."
        )
    content = text if text is not None else html
    assert content is not None
    given = {name: _one_line(value) for name, value in fields.items()}
    ready = values.get(READY)
    if isinstance(ready, list):
        places = [place for place in ready if isinstance(place, Ready)]
        return replace(document(path, "ready", content, row, **given), ready=places)
    media = "html" if text is None or sniff_html(content) else "text"
    return document(path, media, content, row, **given)


def _first(values: Mapping[object, object], columns: tuple[str, ...]) -> str | None:
    for column in columns:
        value = _string(values[column])
        if value is not None:
            return value
    return None


def _string(value: object) -> str | None:
    """A cell as text; null, blank and nested values are nothing."""
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if math.isnan(value) else str(value)
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if isinstance(value, str) and value.strip():
        return value.replace("\x00", "")
    return None


def _one_line(value: str | None) -> str | None:
    if value is None:
        return None
    return " ".join(_CONTROL.sub(" ", value).split()) or None
