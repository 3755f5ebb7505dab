"""WARC files made for tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><p>Ferry {0} left at noon.</p></body></html>"
)


def record(kind: str, url: str, block: bytes, content_type: str = "application/http") -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-08T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    url: str, body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, more: str = ""
) -> bytes:
    """A server's answer as a record; ``more`` holds further header lines, each with its end."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{more}\r\n".encode()
    return record("response", url, head + body)


def page(number: int) -> bytes:
    """An answer with a page of our own."""
    return answer(f"https://harbour.example/{number}", PAGE.format(number).encode())


def write(path: Path, records: Iterable[bytes]) -> Path:
    """A WARC file, each record compressed by itself if the name says gzip."""
    packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    return path
