"""Against nginx as Debian ships it: files, conditional requests, redirects, slow and broken replies, TLS."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from certificates import certificate
from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import article

from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import Archive, pages_in
from newstemma.fetch.links_to_pages import fetch_into
from newstemma.read import files_to_documents

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: nginx-light)")

CONFIG = """
{user} daemon off; pid {at}/nginx.pid; error_log {at}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; text/plain txt; application/rss+xml rss; image/png png; }}
  access_log {at}/access.log; gzip on; gzip_min_length 10; gzip_types text/html; gzip_proxied any;
  client_body_temp_path {at}/1; proxy_temp_path {at}/2; fastcgi_temp_path {at}/3;
  uwsgi_temp_path {at}/4; scgi_temp_path {at}/5; server_tokens off;
  server {{
    listen 127.0.0.1:{http}; server_name _; root {at}/site; absolute_redirect off;
    location = /moved {{ return 301 /a.html; }}
    location = /found {{ return 302 /moved; }}
    location = /circle {{ return 302 /circle; }}
    location = /away {{ return 302 ftp://lamp.test/a; }}
    location = /file {{ return 302 file:///etc/hostname; }}
    location = /inside {{ return 302 http://10.0.0.7/; }}
    location = /gone {{ return 410; }}
    location = /login {{ return 401; }}
    location = /no {{ return 403; }}
    location = /legal {{ return 451; }}
    location = /down {{ return 503; }}
    location = /closed {{ return 444; }}
    location = /behind {{ proxy_pass http://127.0.0.1:{dead}; }}
    location = /slow.html {{ limit_rate 200; gzip off; }}
    location = /patient.html {{ limit_rate 8k; gzip off; }}
  }}
  server {{
    listen 127.0.0.1:{https} ssl http2; server_name safe.test; root {at}/site;
    ssl_certificate {at}/cert.pem; ssl_certificate_key {at}/key.pem;
  }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A running nginx: its folder and ports."""

    at: Path
    http: int
    https: int

    def link(self, path: str, host: str = "lamp.test") -> str:
        """The address of a path."""
        return f"http://{host}:{self.http}{path}"

    def log(self) -> list[str]:
        """The requests so far: method, path and status."""
        lines = (self.at / "access.log").read_text(encoding="utf-8").splitlines()
        return [f"{line.split()[6]} {line.split()[8]}" for line in lines]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The server and its site."""
    at = tmp_path_factory.mktemp("nginx")
    site = at / "site"
    site.mkdir()
    for i, name in enumerate(("a", "b", "c")):
        (site / f"{name}.html").write_text(article(i), encoding="utf-8")
    for name in ("slow", "patient"):
        (site / f"{name}.html").write_text(article(7, words=400), encoding="utf-8")
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /private/\n", encoding="utf-8")
    (site / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    certificate(at)
    ports = {"http": free_port(), "https": free_port(), "dead": free_port()}
    user = "user root;" if os.geteuid() == 0 else ""
    (at / "nginx.conf").write_text(CONFIG.format(at=at, user=user, **ports), encoding="utf-8")
    command = [str(NGINX), "-p", str(at), "-c", str(at / "nginx.conf"), "-e", str(at / "error.log")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", ports["https"])) == 0:
                break
        time.sleep(0.05)
    assert process.poll() is None, (at / "error.log").read_text(encoding="utf-8")
    yield Nginx(at, ports["http"], ports["https"])
    process.terminate()
    process.wait(20)


@pytest.fixture
def options() -> Options:
    """Options without long pauses; every name that ends in ``.test`` is here."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    return Options(
        allow_private=True,
        delay=0.0,
        back_off=0.01,
        request_seconds=6.0,
        read_seconds=5.0,
        connect_seconds=5.0,
        attempts=2,
        resolve=resolve,
    )


def test_files_and_redirects(nginx: Nginx, options: Options, tmp_path: Path) -> None:
    """Files come, packed on the wire and unpacked in the WARC; redirects lead to the same article."""
    links = [nginx.link(p) for p in ("/a.html", "/b.html", "/moved", "/found")]
    result = fetch_links(links, tmp_path, options)
    assert (result.pages, result.new, result.failures) == (4, 2, ())
    with pages_in(tmp_path)[0].open("rb") as file:
        heads = [
            dict(record.http_headers or {})
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True)
        ]
    assert any(head.get("X-Crawler-Content-Encoding") == "gzip" for head in heads)
    documents, _ = files_to_documents(pages_in(tmp_path))
    assert sorted(documents.column("url").to_pylist()) == links[:2]
    assert all(text.startswith("<!doctype html>") for text in documents.column("content").to_pylist())


REASONS = {
    "/circle": "redirect-loop", "/away": "bad-redirect", "/file": "bad-redirect", "/gone": "gone",
    "/login": "login", "/no": "forbidden", "/legal": "legal", "/down": "server-error",
    "/closed": "broken-reply", "/behind": "server-error", "/missing.html": "gone",
    "/picture.png": "not-a-page", "/private/a.html": "robots", "/slow.html": "timeout",
}  # fmt: skip


def test_everything_bad_is_named(nginx: Nginx, options: Options, tmp_path: Path) -> None:
    """Each of nginx's ways to fail has its reason; a slow reply within the limits is a page."""
    hurried = replace(options, request_seconds=2.0)
    links = {nginx.link(path, f"h{i}.test"): reason for i, (path, reason) in enumerate(REASONS.items())}
    good = nginx.link("/patient.html", "good.test")
    result = fetch_links([*links, good], tmp_path, hurried)
    assert {f.link: f.reason for f in result.failures} == links
    assert result.pages == 1


def test_a_redirect_inside_is_refused(nginx: Nginx, options: Options, tmp_path: Path) -> None:
    """A public site that redirects to a private address is followed no further."""
    with pytest.MonkeyPatch.context() as patch:
        from newstemma.fetch import address

        patch.setattr(address, "is_public", lambda text: text == "127.0.0.1")
        strict = replace(options, allow_private=False)
        (failure,) = fetch_links([nginx.link("/inside")], tmp_path, strict).failures
    assert (failure.reason, failure.final) == ("private-address", "http://10.0.0.7/")


def test_a_page_is_asked_for_with_its_etag(nginx: Nginx, options: Options, tmp_path: Path) -> None:
    """Asked again, nginx says that nothing has changed (304); after an edit it sends the new version."""
    link = nginx.link("/c.html", "etag.test")
    fetch_links([link], tmp_path, options)
    with Archive(tmp_path) as archive:
        assert fetch_into(archive, [link], options, None, frozenset([link])).new == 0
    assert nginx.log()[-1] == "/c.html 304"
    (nginx.at / "site/c.html").write_text(article(2).replace("last one", "third one"), encoding="utf-8")
    with Archive(tmp_path) as archive:
        assert fetch_into(archive, [link], options, None, frozenset([link])).new == 1
    assert nginx.log()[-1] == "/c.html 200"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_http2(nginx: Nginx, options: Options, tmp_path: Path) -> None:
    """nginx is spoken to in HTTP/2 over TLS, one connection for all its pages."""
    trusted = replace(options, tls=ssl.create_default_context(cafile=str(nginx.at / "cert.pem")))
    links = [f"https://safe.test:{nginx.https}/{name}.html" for name in ("a", "b")]
    result = fetch_links(links, tmp_path, trusted)
    assert (result.pages, result.failures) == (2, ())
    with pages_in(tmp_path)[0].open("rb") as file:
        records = list(ArchiveIterator(file, record_types=WarcRecordType.response))
        assert {r.headers["WARC-Protocol"] for r in records} == {"h2"}
