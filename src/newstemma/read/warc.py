"""The pages of a WARC file, as Common Crawl News and other crawlers write them.

1. Records are read one by one, plain or compressed (gzip, zstd, LZ4); only one is ever in memory.
2. Answers of a server (and stored ``resource`` and ``conversion`` records) are looked at; what else a crawler
   keeps (requests, metadata, its own notes) holds no page and is counted in one row.
3. An answer that is no page is skipped with the reason: its status, its type, or its size.
4. The body is unpacked (chunked, gzip, deflate, Brotli) up to the limit of a document, never beyond it.
5. The text is decoded; the charset of the HTTP header is believed like one that the page declares.
6. A record that is cut off, or a file that ends or breaks in its middle, is named; what came before is kept.

WARC: ISO 28500:2017.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from newstemma.errors import InputError
from newstemma.params.read import MAX_FILE_BYTES, PAGE_TYPES
from newstemma.read.decoding import decode
from newstemma.read.rows import document, sniff_html
from newstemma.records import Document

__all__ = ["WarcRows", "warc_rows"]

WarcRows = Iterator[tuple[int, Document | InputError]]
"""Record numbers from 0 with the document, or with the reason why there is none."""

# Servers send a few kilobytes of headers at most; they are parsed from this much of a record.
_HEAD = 65_536
_WITH_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


def warc_rows(path: Path) -> WarcRows:
    """The documents of a WARC file, and why its other records are none.

    Args:
        path: ``.warc`` or ``.wet``, plain or compressed; Common Crawl News as it is.

    Returns:
        For every record that could hold a page its number and the document or the reason: ``skipped`` (no
        page: status or type), ``too-long``, ``truncated``, ``malformed``, ``not-text``, ``empty``. One more
        ``skipped`` counts the records of other types.
    """
    others: Counter[str] = Counter()
    number = 0
    with path.open("rb") as file:
        # The iterator decodes nothing itself: a body that lies about its encoding would end the whole file.
        records = iter(ArchiveIterator(file, parse_http=False))
        while True:
            try:
                record = next(records, None)
                if record is None:
                    break
                if record.headers.get("Content-Length") is None:
                    yield number, _broken(number, "a record without its length")
                    break
                if record.record_type & _WITH_PAGES:
                    yield number, _document(path.as_posix(), number, record)
                else:
                    others[_kind(record)] += 1
            except OSError as error:
                yield number, _broken(number, error)
                break
            number += 1
    if others:
        counted = ", ".join(f"{n} {kind}" for kind, n in sorted(others.items()))
        yield number, InputError("skipped", f"Records that hold no page: {counted}.")


def _kind(record: WarcRecord) -> str:
    return str(record.record_type)


def _broken(number: int, error: object) -> InputError:
    detail = f"The file is damaged or cut off at record {number} ({error}); the records before it were read."
    return InputError("truncated", f"{detail} Fetch it again.")


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands before the body: the HTTP headers of an answer, or the type of a stored resource."""

    body: bytes
    """As much of the body as came with the headers."""
    rest: int
    """Bytes of the body that are still to be read."""
    status: int | None
    type: str
    charset: str | None
    encodings: tuple[str, ...] = ()
    """In the order in which they are to be undone."""


def _document(path: str, number: int, record: WarcRecord) -> Document | InputError:
    """The record's document; every reason against it is an error that says why."""
    url = record.headers.get("WARC-Target-URI")
    try:
        block = _block(record)
        _refuse(record, block)
        body = block.body + _read(record, block.rest)
        for encoding in block.encodings:
            body = _decompressed(body, encoding)
        text = decode(body, declared=True, charset=block.charset)
        media = _media(block.type, text)
        names = {"row_id": "WARC-Record-ID", "captured": "WARC-Date"}
        given = {field: record.headers.get(header) for field, header in names.items()}
        # Some writers put the URI in angle brackets.
        return document(path, media, text, number, url=url.strip("<> ") if url else None, **given)
    except InputError as error:
        return InputError(error.reason, f"Record {number} ({url or 'no URI'}): {error.detail}")


def _block(record: WarcRecord) -> _Block:
    """The beginning of a record's block, its headers taken apart."""
    declared = record.content_length
    head = _read(record, min(declared, _HEAD))
    if record.record_type != WarcRecordType.response:
        kind, charset = _content_type(record.headers.get("Content-Type"))
        return _Block(head, declared - len(head), None, kind, charset)
    headers = HeaderMap()
    try:
        size = headers.parse(io.BytesIO(head))
    except (OSError, ValueError):
        size = 0
    if not size or headers.status_code is None:
        _read(record, declared - len(head), keep=False)
        raise InputError("malformed", "Its HTTP headers cannot be read.")
    kind, charset = _content_type(headers.get("Content-Type"))
    named = f"{headers.get('Content-Encoding') or ''},{headers.get('Transfer-Encoding') or ''}".lower()
    encodings = [e.strip() for e in named.split(",") if e.strip() not in {"", "identity", "utf-8"}]
    status = int(headers.status_code)
    return _Block(head[size:], declared - len(head), status, kind, charset, tuple(reversed(encodings)))


def _content_type(value: str | None) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type header."""
    kind, _, more = (value or "").partition(";")
    charset = more.lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
    return kind.strip().lower(), charset or None


def _refuse(record: WarcRecord, block: _Block) -> None:
    """Raises for a record that is seen to be no page, or too long, before its body is read."""
    reason = ""
    if block.status not in {None, 200}:
        reason = f"The server answered with status {block.status}."
    elif block.type and block.type not in PAGE_TYPES:
        reason = f"It is no page but {block.type[:100]}."
    if reason:
        _read(record, block.rest, keep=False)  # to see whether it is there
        raise InputError("skipped", reason)
    size = len(block.body) + block.rest
    if size > MAX_FILE_BYTES:
        raise InputError("too-long", f"{size:,} bytes are more than a page has (limit {MAX_FILE_BYTES:,}).")


def _read(record: WarcRecord, size: int, *, keep: bool = True) -> bytes:
    """The next bytes of a record; an error if they are not there."""
    data = record.reader.read(size) if keep and size > 0 else b""
    there = len(data) if keep or size <= 0 else record.reader.consume(size)
    if there < size:
        missing = f"{size - there:,} of its {record.content_length:,} bytes are missing"
        raise InputError("truncated", f"The record is cut off: {missing}. Fetch the file again.")
    return data


def _unchunked(body: bytes) -> bytes:
    try:
        return _bounded(ChunkedReader(io.BytesIO(body))) or body
    except OSError:
        return body  # not chunked after all: stored as the reader saw it


def _decompressed(body: bytes, encoding: str) -> bytes:
    try:
        if encoding in {"gzip", "x-gzip"}:
            return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
        if encoding == "chunked":
            return _unchunked(body)
        if encoding == "deflate":
            return _inflated(body, 15 if body[:1] in {b"\x78", b"\x58"} else -15)
        if encoding == "br":
            return (
                body
                if sniff_html(body[:8192].decode("latin-1"))
                else _bounded(BrotliReader(io.BytesIO(body)))
            )
    except (OSError, zlib.error) as error:
        if sniff_html(body[:8192].decode("latin-1")):
            return body
        raise InputError("malformed", f"Its body is not {encoding}, as its header says ({error}).") from error
    raise InputError("malformed", f"Its body is encoded as {encoding[:40]!r}, which is not known.")


def _is_page(body: bytes) -> bool:
    return sniff_html(body[:8192].decode("latin-1"))


def _inflated(body: bytes, window: int) -> bytes:
    """Inflate at most one byte more than the limit: a bomb is seen before it is unpacked."""
    out = zlib.decompressobj(window).decompress(body, MAX_FILE_BYTES + 1)
    return _within(out)


def _bounded(reader: Any) -> bytes:
    parts, size = [], 0
    while size <= MAX_FILE_BYTES:
        part = reader.read(min(1 << 16, MAX_FILE_BYTES + 1 - size))
        if not part:
            break
        parts.append(part)
        size += len(part)
    return _within(b"".join(parts))


def _within(body: bytes) -> bytes:
    if len(body) > MAX_FILE_BYTES:
        raise InputError(
            "too-long", f"Unpacked it has more than {MAX_FILE_BYTES:,} bytes, which no page needs; left out."
        )
    return body


def _media(kind: str, text: str) -> str:
    """``html``, or ``text`` for what a crawler stored as text; a body of unknown type is looked at."""
    if kind == "text/plain":
        return "html" if sniff_html(text) else "text"
    if not kind and not sniff_html(text):
        raise InputError("skipped", "It names no type and does not look like a page.")
    return "html"
