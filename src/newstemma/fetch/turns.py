"""Whose turn it is: one request at a time per host, a pause between two, few hosts at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["Turns", "host_of"]


def host_of(url: str) -> str:
    """The host name of an address; its ports and schemes are one host, which is asked one thing at a time."""
    return (urlsplit(url).hostname or "").rstrip(".")


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    delay: float = 0.0


class Turns:
    """Hands out turns.

    Args:
        delay: seconds between the end of a request and the next one to the same host.
        hosts: requests, each to another host, that may go on at once.
    """

    def __init__(self, delay: float, hosts: int) -> None:
        self._delay = delay
        self._slots = asyncio.Semaphore(hosts)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for the host of ``url`` to be free, and hold it."""
        host = self._host(url)
        async with host.lock:
            now = asyncio.get_running_loop().time
            while (pause := host.free_at - now()) > 0:
                await asyncio.sleep(pause)
            async with self._slots:
                try:
                    yield
                finally:
                    host.free_at = max(host.free_at, now() + max(self._delay, host.delay))

    def slow_down(self, url: str, delay: float) -> None:
        """The host asks for a longer pause between requests (Crawl-delay)."""
        self._host(url).delay = max(self._host(url).delay, delay)

    def rest(self, url: str, seconds: float) -> None:
        """Leave the host alone for a while (Retry-After, back-off)."""
        now = asyncio.get_running_loop().time()
        host = self._host(url)
        host.free_at = max(host.free_at, now + seconds)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())
