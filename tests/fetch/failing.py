"""Twenty ways in which a link can fail, each as a server would do it."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable

import brotli
from loopback import Answer, Web, Writer

PARAGRAPH = "<p>Read on with a subscription. Already a subscriber? Log in.</p>"


async def cut(writer: Writer, reader: asyncio.StreamReader) -> None:
    """A reply that ends before its length."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>half")
    await writer.drain()


async def nonsense(writer: Writer, reader: asyncio.StreamReader) -> None:
    """No HTTP at all."""
    writer.write(b"\x00\x01\x02 hello, this is no HTTP\r\n\r\n")
    await writer.drain()


async def drip(writer: Writer, reader: asyncio.StreamReader) -> None:
    """A byte now and then, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not reader.at_eof():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def silent(writer: Writer, reader: asyncio.StreamReader) -> None:
    """Nothing at all, until the client has left."""
    await reader.read()


async def endless(writer: Writer, reader: asyncio.StreamReader) -> None:
    """A body without end or length."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while not reader.at_eof():
        writer.write(b"<p>and on and on</p>" * 5000)
        await writer.drain()


def page(body: str, head: str = "<title>Lamp</title>") -> Answer:
    """A page with that body."""
    return Answer(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def to(where: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(b"", status, {"Location": where})


def packed(coding: str, data: bytes) -> Answer:
    """A reply with that Content-Encoding."""
    return Answer(data, headers={"Content-Encoding": coding})


ZEROS = b"<p>0</p>" * 400_000
CONSENT = (
    "<p>We value your privacy. We and our partners use cookies. Accept all cookies or manage settings.</p>"
)

Way = tuple[str, Callable[[Web, str, str], Answer]]
WAYS: list[Way] = [
    ("gone", lambda web, host, path: Answer(b"No such page.", 404)),
    ("gone", lambda web, host, path: page("<h1>Page not found</h1>", "<title>404</title>")),
    ("login", lambda web, host, path: Answer(b"", 401, {"WWW-Authenticate": "Basic"})),
    ("paywall", lambda web, host, path: Answer(b"Pay.", 402)),
    ("paywall", lambda web, host, path: page("<h1>Ferry</h1><p>The ferry left early.</p>" + PARAGRAPH)),
    ("forbidden", lambda web, host, path: Answer(b"No.", 403)),
    ("legal", lambda web, host, path: Answer(b"No.", 451)),
    ("too-many-requests", lambda web, host, path: Answer(b"", 429, {"Retry-After": "9000"})),
    ("server-error", lambda web, host, path: Answer(b"", 503)),
    ("broken-reply", lambda web, host, path: Answer(act=cut)),
    ("broken-reply", lambda web, host, path: Answer(act=nonsense)),
    ("timeout", lambda web, host, path: Answer(act=silent)),
    ("too-large", lambda web, host, path: Answer(act=endless)),
    ("compression-bomb", lambda web, host, path: packed("gzip", BOMB_GZIP)),
    ("compression-bomb", lambda web, host, path: packed("br", BOMB_BROTLI)),
    ("bad-encoding", lambda web, host, path: packed("gzip", gzip.compress(b"<p>x</p>" * 999)[:40])),
    ("redirect-loop", lambda web, host, path: to(path)),
    ("too-many-redirects", lambda web, host, path: to(path + "x")),
    ("bad-redirect", lambda web, host, path: to("ftp://lamp.test/file")),
    ("no-such-host", lambda web, host, path: to("http://nowhere.invalid/")),
    ("not-a-page", lambda web, host, path: Answer(b"\x89PNG\r\n", kind="image/png")),
    ("consent-wall", lambda web, host, path: page(CONSENT)),
    ("empty-by-script", lambda web, host, path: page('<div id="root"></div><script src="/a.js"></script>')),
    ("empty", lambda web, host, path: page("<div></div>", "")),
    ("robots", lambda web, host, path: page("<p>Never seen.</p>")),
]
"""Reason and answer; ``robots`` needs a path below ``/private/``."""

BOMB_GZIP = gzip.compress(ZEROS, 9)
BOMB_BROTLI = brotli.compress(ZEROS, quality=5)
BOMB_DEFLATE = zlib.compress(ZEROS, 9)

ROBOTS = "User-agent: *\nDisallow: /private/\n"


def serve(web: Web, host: str, path: str, way: Way) -> str:
    """Serve one failing link; returns its address."""
    reason, make = way
    path = f"/private{path}" if reason == "robots" else path
    answer = make(web, host, path)
    link = web.put(host, path, answer)
    if reason == "too-many-redirects":
        for i in range(1, 12):
            web.put(host, path + "x" * i, to(path + "x" * (i + 1)))
    return link
