"""What a hostile site, feed or list can try."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from loopback import Answer, Web, article

from newstemma.fetch import Options, fetch_links
from newstemma.fetch.address import is_public
from newstemma.fetch.addresses import clean_link
from newstemma.fetch.archive import Archive, pages_in
from newstemma.fetch.feeds import read_listing
from newstemma.fetch.links_to_pages import Fetched, fetch_into
from newstemma.fetch.look import Look
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import FEED_BYTES, MAX_ROBOTS_BYTES
from newstemma.read import files_to_documents

INSIDE = """0.0.0.0 127.0.0.1 127.8.9.10 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1
::127.0.0.1 ::ffff:127.0.0.1 ::ffff:a00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1::
2001::1 2001:db8::1 3fff::1 5f00::1 100::1 fc00::1 fd12::1 fe80::1%eth0 fec0::1 ff02::1 localhost""".split()
OUTSIDE = "8.8.8.8 93.184.216.34 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, local, reserved, documented and shared addresses are refused in every form."""
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_that_are_public(address: str) -> None:
    """The public net is not refused, however it is written."""
    assert is_public(address)


NUMBERS = (
    "127.0.0.1 2130706433 0x7f000001 0177.0.0.1 127.1 0 [::1] [::ffff:127.0.0.1] ①②⑦.0.0.1 0.0.0.0".split()
)


def test_this_machine_by_any_number(web: Web, quick: Options, tmp_path: Path) -> None:
    """Decimal, octal, hexadecimal, short and full-width forms of this machine's address are refused."""
    strict = replace(quick, allow_private=False, resolve=None)
    links = [f"http://{host}:{web.port}/" for host in (*NUMBERS, "localhost", "LOCALHOST.", "a.localhost")]
    result = fetch_links(links, tmp_path, strict)
    others = {f.link: f.reason for f in result.failures if f.reason != "private-address"}
    assert len(result.failures) == result.links >= 10
    assert set(others.items()) <= {(links[3], "bad-link"), (links[-1], "no-such-host")}
    assert (result.pages, web.asked) == (0, [])


def test_a_name_with_public_and_private_addresses(web: Web, quick: Options, tmp_path: Path) -> None:
    """Of a name's addresses only public ones are connected to, also when an inside one comes first."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1", "203.0.113.9"]

    link = web.put("lamp.test", "/a", article(1))
    (failure,) = fetch_links([link], tmp_path, replace(quick, allow_private=False, resolve=resolve)).failures
    assert (failure.reason, web.asked) == ("private-address", [])


@pytest.mark.parametrize(
    "target",
    ["file:///etc/hostname", "ftp://lamp.test/", "gopher://lamp.test/", "data:text/html,x", "//", "http://",
     "http://[::1", "javascript:alert(1)", "http://lamp.test:25/", "http://lamp.test:6667/", "http://a b/",
     "unix:///run/x.sock", "\\\\inside\\share", "http://lamp.test:99999/"],
)  # fmt: skip
def test_redirects_lead_to_the_web_only(web: Web, quick: Options, tmp_path: Path, target: str) -> None:
    """A redirect to a file, another protocol or another service's port is named and not followed."""
    link = web.put("lamp.test", "/a", Answer(b"", 302, {"Location": target}))
    (failure,) = fetch_links([link], tmp_path, quick).failures
    assert failure.reason in {"bad-redirect", "gone", "redirect-loop"}
    assert {host for host, _ in web.asked} == {"lamp.test"}


def test_lines_cannot_be_smuggled_into_a_request(web: Web, quick: Options, tmp_path: Path) -> None:
    """Line breaks in links, redirects and ETags never become lines of a request or of the WARC."""
    evil = '"x\u00e9"'
    web.put("lamp.test", "/a", Answer(article(1).encode(), headers={"ETag": evil}))
    link = f"http://lamp.test:{web.port}/a\r\nX-Evil: 1"
    links = [web.link("lamp.test", "/a"), link, f"http://lamp.test%0d%0aX-Evil:{web.port}/"]
    fetch_links(links, tmp_path, quick)
    with Archive(tmp_path) as archive:
        again = fetch_into(archive, [links[0]], quick, None, frozenset([links[0]]))
    assert again.failures == ()
    assert not any("x-evil" in headers for headers in web.headers)
    with pages_in(tmp_path)[0].open("rb") as file:
        kinds = [str(r.record_type) for r in ArchiveIterator(file, parse_http=False)]
    assert {k.rpartition(".")[2] for k in kinds} <= {"warcinfo", "response", "request", "metadata"}


def test_a_huge_validator_is_not_kept(web: Web, quick: Options, tmp_path: Path) -> None:
    """An ETag of kilobytes is not remembered, and the page's outcome stays readable."""
    link = web.put("lamp.test", "/a", Answer(article(1).encode(), headers={"ETag": '"' + "e" * 60_000 + '"'}))
    fetch_links([link], tmp_path, quick)
    with Archive(tmp_path) as archive:
        assert archive.outcomes[link].etag is None


def test_a_huge_robots_file_is_read_as_far_as_it_must_be(web: Web, quick: Options, tmp_path: Path) -> None:
    """Of a robots.txt of megabytes the first 500 kB count, and the site is not closed by its size."""
    body = b"User-agent: *\nDisallow: /private/\n" + b"# filler\n" * 500_000
    assert len(body) > 4 * MAX_ROBOTS_BYTES
    web.put("lamp.test", "/robots.txt", Answer(body))
    links = [web.put("lamp.test", f"/{p}", article(i)) for i, p in enumerate(("a", "private/b"))]
    result = fetch_links(links, tmp_path, quick)
    assert (result.pages, [f.reason for f in result.failures]) == (1, ["robots"])


def test_robots_rules_that_are_made_to_be_slow(web: Web, quick: Options, tmp_path: Path) -> None:
    """Wildcards upon wildcards take no time to speak of."""
    rules = "User-agent: *\n" + f"Disallow: /{'*a' * 40}$\n" * 2_000 + "Disallow: /never\n"
    web.put("lamp.test", "/robots.txt", rules)
    link = web.put("lamp.test", "/" + "a" * 200 + "b", article(1))
    start = time.process_time()
    assert fetch_links([link], tmp_path, quick).pages == 1
    assert time.process_time() - start < 10


def test_a_packed_robots_file_is_unpacked(web: Web, quick: Options, tmp_path: Path) -> None:
    """A robots.txt that comes as gzip although it was not asked for is obeyed; a bomb closes the site."""
    packed = gzip.compress(b"User-agent: *\nDisallow: /\n")
    web.put("lamp.test", "/robots.txt", Answer(packed, headers={"Content-Encoding": "gzip"}))
    bomb = gzip.compress(b"# filler\n" * 5_000_000)
    web.put("gull.test", "/robots.txt", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    links = [web.put(host, "/a", article(1)) for host in ("lamp.test", "gull.test")]
    assert [f.reason for f in fetch_links(links, tmp_path, quick).failures] == [
        "robots",
        "robots-unreachable",
    ]


LOL = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LOL}]>'


@pytest.mark.parametrize(
    "body",
    [
        BOMB + "<rss version='2.0'><channel><item><title>&l9;</title><link>/a</link></item></channel></rss>",
        BOMB + "<opml><body><outline xmlUrl='&l9;'/></body></opml>",
        BOMB + "<urlset><url><loc>&l9;</loc></url></urlset>",
        "<rss><channel>" + "<a>" * 300_000,
        "<rss version='2.0'><channel>" + "<item/>" * 1_000_000 + "</channel></rss>",
        "{" * 3_000_000,
    ],
    ids=["rss entities", "opml entities", "sitemap entities", "deep", "huge", "deep json"],
)
def test_feeds_that_are_bombs(body: str) -> None:
    """Entities, depth and size of a feed cost no time and no memory."""
    start = time.process_time()
    with suppress(Miss):
        assert len(read_listing("https://lamp.test/rss", body.encode()).entries) <= 1
    assert time.process_time() - start < 10
    assert FEED_BYTES < 7_000_000


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-7", "punycode", "zip", "unicode_escape", "x" * 39, "\x00"]
)
def test_charsets_that_lie(charset: str) -> None:
    """A false or foolish charset neither breaks the look at a page nor hides it for good."""
    look = Look("https://lamp.test/a", article(1).encode(), charset)
    look.check()
    assert look.words > 0


def test_a_deeply_nested_page_is_read(web: Web, quick: Options, tmp_path: Path) -> None:
    """Hundreds of unclosed elements, as careless templates leave them, do not hide the text below."""
    page = article(1).replace("<p>", "<div>" * 600 + "<p>", 1)
    assert Look("https://lamp.test/a", page.encode(), None).words > 40
    assert fetch_links([web.put("lamp.test", "/a", page)], tmp_path, quick).pages == 1


def test_a_slow_page_of_one_site_delays_no_other(web: Web, quick: Options, tmp_path: Path) -> None:
    """A page made to be slow to read is looked at beside the others."""
    slow = "<html><body>" + "<b><p>x" * 60_000
    links = [web.put("lamp.test", "/slow", slow)]
    links += [web.put(f"gull{i}.test", "/a", article(i)) for i in range(5)]
    result = fetch_links(links, tmp_path, replace(quick, raw_bytes=5_000_000))
    assert isinstance(result, Fetched)
    assert {f.link for f in result.failures} <= {links[0]}


def test_a_foreign_warc_that_says_it_is_ours(tmp_path: Path) -> None:
    """Records that only look like our outcomes are passed over."""

    def record(kind: str, content: str, body: bytes) -> bytes:
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n"
        return gzip.compress(head.encode() + b"\r\n" + body + b"\r\n\r\n")

    outcome = "application/vnd.newstemma.outcome+json"
    bodies = [b"{", b"[]", b"3", b'{"link": 1}', b"[" * 100_000, b"\xff"]
    data = record("warcinfo", "application/warc-fields", b"software: newstemma 0.1\r\n")
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data + b"".join(record("metadata", outcome, body) for body in bodies))
    documents, failures = files_to_documents([path])
    assert (documents.num_rows, failures.num_rows) == (0, 0)


def test_a_link_keeps_no_password_and_no_fragment() -> None:
    """Passwords in a link are neither sent nor kept; what looks like one host is not another."""
    assert clean_link("http://lamp.test:80@gull.test/a#b") == "http://gull.test/a"
    assert clean_link("http://u:p@lamp.test/") == "http://lamp.test/"
    with pytest.raises(Miss, match="bad-link"):
        clean_link("http://lamp.test:25/")


def test_a_server_that_never_ends_its_headers(web: Web, quick: Options, tmp_path: Path) -> None:
    """Headers that drip, or grow without end, are given up within the limits."""
    import asyncio

    async def drip(writer: asyncio.StreamWriter, reader: asyncio.StreamReader) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while not reader.at_eof():
            writer.write(b"X-A: 1\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    async def grow(writer: asyncio.StreamWriter, reader: asyncio.StreamReader) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        while not reader.at_eof():
            writer.write(b"a" * 65_536)
            await writer.drain()

    hurried = replace(quick, request_seconds=1.0, attempts=1)
    links = [web.put("lamp.test", "/a", Answer(act=drip)), web.put("gull.test", "/a", Answer(act=grow))]
    found = [f.reason for f in fetch_links(links, tmp_path, hurried).failures]
    assert found == ["timeout", "broken-reply"]


def test_names_that_no_resolver_answers(quick: Options, tmp_path: Path) -> None:
    """A name that is none is a failure with a reason, whatever the resolver says of it."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        if host == "gone.test":
            return []
        raise socket.gaierror(socket.EAI_NONAME, "unknown") if host == "no.test" else UnicodeError("bad")

    links = [f"http://{name}.test/" for name in ("gone", "no", "odd")]
    found = [f.reason for f in fetch_links(links, tmp_path, replace(quick, resolve=resolve)).failures]
    assert found == ["no-such-host"] * 3


def test_a_record_is_never_a_path(web: Web, quick: Options, tmp_path: Path) -> None:
    """Whatever a link looks like, nothing is written beside the WARC."""
    links = [
        web.put("lamp.test", path, article(i)) for i, path in enumerate(("/../../x", "/%2e%2e/%00", "/a\\b"))
    ]
    fetch_links(links, tmp_path / "f", quick)
    assert [p.name for p in sorted(tmp_path.rglob("*")) if p.is_file()] == ["pages-00001.warc.gz"]
    with pages_in(tmp_path / "f")[0].open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file, record_types=WarcRecordType.metadata)) == 3
