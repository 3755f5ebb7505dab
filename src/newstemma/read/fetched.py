"""A WARC that ``newstemma fetch`` wrote: its pages, and why the other links gave none.

1. A reply counts as a page if fetching found it to be one (``WARC-Newstemma-Outcome`` says so); redirects,
   error pages, walls and second links to one page are evidence, not articles.
2. The last outcome of a link counts: one that failed and was fetched later has not failed.
3. Two different captures of one address are two versions; each carries the moment it was taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newstemma.errors import InputError
from newstemma.params.read import MAX_CHARACTERS, MAX_FILE_BYTES
from newstemma.read.decoding import decode
from newstemma.read.pdf import pdf_text
from newstemma.read.rows import document, sniff_html
from newstemma.records import Document, Failure

__all__ = ["fetched_rows"]

_OUTCOME = "application/vnd.newstemma.outcome+json"
_WANTED = WarcRecordType.response | WarcRecordType.metadata
_FINE = {"page", "same-page"}


def fetched_rows(path: Path) -> Iterator[Document | Failure]:
    """The documents of such a file, and a failure of stage ``fetch`` for every link without a page.

    The ``path`` of a failure is the link.
    """
    name = path.as_posix()
    outcomes: dict[str, dict[str, Any]] = {}
    number = 0
    with path.open("rb") as file:
        records = iter(ArchiveIterator(file, record_types=_WANTED, parse_http=True, auto_decode="none"))
        while True:
            try:
                record = next(records, None)
            except OSError as error:
                detail = f"It is cut off after record {number} ({error}). Run newstemma fetch again."
                yield Failure(name, None, "read", "truncated", detail)
                break
            if record is None:
                break
            if record.record_type == WarcRecordType.metadata:
                _note(record, outcomes)
            elif record.headers.get("WARC-Newstemma-Outcome") == "page":
                yield _document(name, number, record)
            number += 1
    yield from (_failure(o) for _, o in sorted(outcomes.items()) if o["reason"] not in _FINE)
    yield from (_repeat(o) for _, o in sorted(outcomes.items()) if o["reason"] == "same-page")


def _note(record: WarcRecord, outcomes: dict[str, dict[str, Any]]) -> None:
    if record.headers.get("Content-Type") != _OUTCOME:
        return
    try:
        loaded = json.loads(record.reader.read(MAX_CHARACTERS))
        outcome = {name: str(loaded[name]) for name in ("link", "reason", "detail")}
        outcomes[outcome["link"]] = outcome | {"status": loaded.get("status")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return  # a foreign record that only calls itself an outcome


def _failure(outcome: dict[str, Any]) -> Failure:
    status = f" (HTTP {outcome['status']})" if outcome.get("status") else ""
    return Failure(outcome["link"], None, "fetch", outcome["reason"], outcome["detail"] + status)


def _repeat(outcome: dict[str, Any]) -> Failure:
    """A second link to a page is named, as skipped on purpose."""
    return Failure(outcome["link"], None, "fetch", "skipped", outcome["detail"])


def _document(name: str, number: int, record: WarcRecord) -> Document | Failure:
    url = record.headers.get("WARC-Target-URI")
    try:
        body = record.reader.read(MAX_FILE_BYTES)
        if body.startswith(b"%PDF"):
            media, text = "text", pdf_text(body)
        else:
            text = decode(body, declared=True, charset=record.http_charset)
            media = "html" if sniff_html(text) or _says_html(record) else "text"
        names = {"row_id": "WARC-Record-ID", "captured": "WARC-Date"}
        given = {field: record.headers.get(header) for field, header in names.items()}
        return document(name, media, text, number, url=url, **given)
    except InputError as error:
        return Failure(name, None, "read", error.reason, f"Record {number} ({url}): {error.detail}")


def _says_html(record: WarcRecord) -> bool:
    return "html" in (record.http_content_type or "").lower()
