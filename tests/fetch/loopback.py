"""A web of many host names on one loopback port: good answers, slow ones, broken ones, and who asked when."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType

Writer = asyncio.StreamWriter
Act = Callable[[Writer, asyncio.StreamReader], Awaitable[None]]


@dataclass
class Answer:
    """What is sent: an ordinary reply, or whatever ``act`` writes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    act: Act | None = None

    def as_bytes(self) -> bytes:
        """The reply as it goes over the wire."""
        headers = {"Content-Type": self.kind, "Content-Length": str(len(self.body))} | self.headers
        lines = "".join(f"{k}: {v}\r\n" for k, v in headers.items() if v)
        return f"HTTP/1.1 {self.status} Whatever\r\n{lines}\r\n".encode() + self.body


Route = Answer | Callable[[dict[str, str]], Answer]


GONE = Answer(b"Nothing here.", 404)


class Web:
    """The servers; use as a context manager."""

    def __init__(self) -> None:
        self.routes: dict[tuple[str, str], Route] = {}
        self.asked: list[tuple[str, str]] = []
        self.times: list[tuple[str, float]] = []
        self.headers: list[dict[str, str]] = []
        self.most: dict[str, int] = defaultdict(int)
        self._now: dict[str, list[asyncio.StreamReader]] = defaultdict(list)
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Web:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def link(self, host: str, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def put(self, host: str, path: str, route: Route | bytes | str) -> str:
        """Serve something; returns its address."""
        if isinstance(route, str):
            route = route.encode()
        self.routes[host, path] = Answer(route) if isinstance(route, bytes) else route
        return self.link(host, path)

    def count(self, host: str, path: str) -> int:
        """How often a path was asked for."""
        return self.asked.count((host, path))

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """Every name that ends in ``.test`` is here; others do not exist."""
        if host.endswith(".test"):
            return ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return  # the client left, or the test is over
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: Writer) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
        host = headers["host"].partition(":")[0]
        await self._count(host, reader)
        self.asked.append((host, path))
        self.times.append((host, time.monotonic()))
        self.headers.append(headers)
        try:
            return await self._reply(self.routes.get((host, path), GONE), headers, writer, reader)
        finally:
            self._now[host].remove(reader)

    async def _count(self, host: str, reader: asyncio.StreamReader) -> None:
        """Note how many requests the host has; those whose client has left already are none."""
        others = list(self._now[host])
        self._now[host].append(reader)
        if others:
            await asyncio.sleep(0.05)  # the news that a client has left may still be on its way
        self.most[host] = max(self.most[host], 1 + sum(not other.at_eof() for other in others))

    async def _reply(
        self, route: Route, headers: dict[str, str], writer: Writer, reader: asyncio.StreamReader
    ) -> bool:
        answer = route(headers) if callable(route) else route
        if answer.act is not None:
            await answer.act(writer, reader)
            return False
        writer.write(answer.as_bytes())
        await writer.drain()
        return True


def article(number: int, *, head: str = "", words: int = 60) -> str:
    """A page with an article of its own."""
    ships = " ".join(
        f"Ship {number} of row {i} left the harbour of Keld at noon, said pilot Odd Berg."
        for i in range(words // 14 + 1)
    )
    title = f"Harbour notes, part {number}"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>{title}</h1>"
        f"<p>{ships}</p><p>“Number {number} was the last one today,” said Mira Holt, the harbour master.</p>"
        f"</article></body></html>"
    )
