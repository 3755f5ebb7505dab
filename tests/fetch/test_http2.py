"""HTTP/2 over TLS, against hypercorn on loopback; a certificate that nobody vouches for."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certificates import certificate
from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Web, article

from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import pages_in

pytest.importorskip("hypercorn", reason="hypercorn is not installed")


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """A site with one article and no robots.txt."""
    if scope["type"] != "http":
        return
    found = scope["path"] == "/a"
    body = article(1).encode() if found else b"No."
    headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200 if found else 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def safe(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A server that speaks HTTP/2: its port and certificate."""
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    cert, key = certificate(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = Config.from_mapping(
        bind=[f"127.0.0.1:{port}"], certfile=str(cert), keyfile=str(key), errorlog=None
    )
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def run() -> None:
        loop.run_until_complete(serve(app, config, shutdown_trigger=stop.wait))  # type: ignore[arg-type]
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
            threading.Event().wait(0.05)
    yield port, cert
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_page_over_http2(safe: tuple[int, Path], web: Web, quick: Options, tmp_path: Path) -> None:
    """A site that speaks HTTP/2 is spoken to in HTTP/2, and the WARC says so."""
    port, cert = safe
    trusted = replace(
        quick, tls=ssl.create_default_context(cafile=str(cert)), read_seconds=5, request_seconds=9
    )
    result = fetch_links([f"https://safe.test:{port}/a"], tmp_path / "f", trusted)
    assert (result.pages, result.failures) == (1, ())
    with pages_in(tmp_path / "f")[0].open("rb") as file:
        records = list(ArchiveIterator(file, record_types=WarcRecordType.response))
        assert [r.headers["WARC-Protocol"] for r in records] == ["h2"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_certificate_that_nobody_vouches_for(
    safe: tuple[int, Path], web: Web, quick: Options, tmp_path: Path
) -> None:
    """Without trust there is no page, and the failure says that it is the certificate."""
    patient = replace(quick, read_seconds=5, request_seconds=9, connect_seconds=5)
    result = fetch_links([f"https://safe.test:{safe[0]}/a"], tmp_path / "f", patient)
    assert [f.reason for f in result.failures] == ["tls"]
