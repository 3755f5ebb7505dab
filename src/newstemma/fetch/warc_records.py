"""WARC records of requests, replies and outcomes: WARC 1.1 (ISO 28500:2017), each a gzip member of its own.

As Common Crawl does, bodies stand unpacked, and headers that are no longer true of them are renamed
``X-Crawler-...``. A reply says in ``WARC-Newstemma-Outcome`` what it was: ``page``, ``redirect``, or the
reason why it is no page.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import newstemma
from newstemma.fetch.outcome import Outcome
from newstemma.fetch.transport import Exchange

__all__ = ["OUTCOME_TYPE", "Page", "information", "iso", "records_of"]

OUTCOME_TYPE = "application/vnd.newstemma.outcome+json"
_NO_LONGER_TRUE = {"content-encoding", "transfer-encoding", "content-length"}
_GZIP_LEVEL = 6
_CONFORMS = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class Page:
    """One exchange on the way to an outcome, with its body unpacked."""

    exchange: Exchange
    body: bytes


def iso(seconds: float) -> str:
    """A moment as WARC writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def information(name: str, when: float) -> bytes:
    """The ``warcinfo`` record at the head of a file.

    Args:
        name: the file's name.
        when: seconds since the epoch.
    """
    about = {
        "software": f"newstemma {newstemma.__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": _CONFORMS,
        "robots": "obey",
    }
    fields = {"WARC-Filename": name, "WARC-Date": iso(when), "Content-Type": "application/warc-fields"}
    return _record("warcinfo", fields, _lines(about.items()))


def records_of(outcome: Outcome, pages: Sequence[Page]) -> bytes:
    """Everything that belongs to a link: each reply and its request, and the outcome last."""
    out, last = bytearray(), None
    for i, page in enumerate(pages):
        last = _urn()
        out += _exchange(page, last, outcome.reason if i == len(pages) - 1 else "redirect")
    fields = {"WARC-Target-URI": _uri(outcome.link), "WARC-Date": outcome.when, "Content-Type": OUTCOME_TYPE}
    if last is not None:
        fields["WARC-Concurrent-To"] = last
    return bytes(out + _record("metadata", fields, outcome.as_json()))


def _exchange(page: Page, urn: str, kind: str) -> bytes:
    exchange = page.exchange
    common = {
        "WARC-Target-URI": _uri(exchange.url),
        "WARC-Date": iso(exchange.when),
        "WARC-Protocol": exchange.version.lower().replace("http/2", "h2"),
    }
    if exchange.address:
        common["WARC-IP-Address"] = exchange.address
    head = f"HTTP/1.1 {exchange.status} {exchange.reason}\r\n".encode("latin-1", "replace")
    reply = common | {
        "Content-Type": "application/http; msgtype=response",
        "WARC-Newstemma-Outcome": kind,
        "WARC-Payload-Digest": _digest(page.body),
        "WARC-Record-ID": urn,
    }
    block = head + _lines(_true_headers(page)) + b"\r\n" + page.body
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    request = common | {"Content-Type": "application/http; msgtype=request", "WARC-Concurrent-To": urn}
    asked = f"GET {path} HTTP/1.1\r\n".encode("latin-1", "replace") + _lines(exchange.asked) + b"\r\n"
    return _record("response", reply, block) + _record("request", request, asked)


def _true_headers(page: Page) -> list[tuple[str, str]]:
    """The reply's headers, those renamed that spoke of the body as it was packed."""
    headers = [(f"X-Crawler-{k}" if k.lower() in _NO_LONGER_TRUE else k, v) for k, v in page.exchange.headers]
    return [*headers, ("Content-Length", str(len(page.body)))]


def _record(kind: str, fields: Mapping[str, str], block: bytes) -> bytes:
    """One record, packed."""
    head = {"WARC-Type": kind, "WARC-Record-ID": fields.get("WARC-Record-ID") or _urn()}
    tail = {"WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    lines = _lines((head | dict(fields) | tail).items())
    return gzip.compress(b"WARC/1.1\r\n" + lines + b"\r\n" + block + b"\r\n\r\n", _GZIP_LEVEL, mtime=0)


def _lines(fields: Iterable[tuple[str, str]]) -> bytes:
    lines = (f"{name}: {' '.join(value.splitlines())}\r\n" for name, value in fields)
    return "".join(lines).encode("latin-1", "replace")


def _uri(url: str) -> str:
    return "".join(url.split()) or "urn:none"


def _urn() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _digest(data: bytes) -> str:
    """A digest as WARC tools write it: SHA-1 in base 32 (a check of wholeness, not of safety)."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")
