"""What a site asks of programs: robots.txt by RFC 9309."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from newstemma.fetch.options import AGENT
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import CRAWL_DELAY_MOST, MAX_ROBOTS_BYTES

__all__ = ["Robots", "Rules"]

Ask = Callable[[str], Awaitable[tuple[int, bytes]]]
"""Fetches an address with redirects and retries: status and text of the reply."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; ``parsed`` is None where there are none, ``miss`` says why they are unknown."""

    parsed: Protego | None = None
    miss: Miss | None = None

    def check(self, url: str) -> None:
        """Hold an address against them.

        Raises:
            Miss: ``robots``, or the miss that kept the rules from being read.
        """
        if self.miss is not None:
            raise self.miss
        if self.parsed is not None and not self.parsed.can_fetch(url, AGENT):
            raise Miss("robots", "The site's robots.txt forbids it.")

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for, at most ``CRAWL_DELAY_MOST``."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed is not None else None
        return min(float(asked or 0.0), CRAWL_DELAY_MOST)


class Robots:
    """The rules of every site that is asked, each read once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, asyncio.Future[Rules]] = {}

    async def rules(self, url: str) -> Rules:
        """The rules for an address: those of its scheme, host and port."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(origin)
        if known is None:
            known = self._known[origin] = asyncio.get_running_loop().create_future()
            try:
                known.set_result(await self._read(f"{origin}/robots.txt"))
            except BaseException:
                known.cancel()
                raise
        return await asyncio.shield(known)

    async def _read(self, url: str) -> Rules:
        """RFC 9309, 2.3.1: a missing file allows all, an unreachable one nothing."""
        try:
            status, body = await self._ask(url)
        except Miss as miss:
            if miss.reason in _HOST_IS_AWAY:
                return Rules(miss=miss)
            if miss.reason in _NO_FILE:
                return Rules()
            return Rules(miss=Miss("robots-unreachable", f"The site's robots.txt: {miss.detail}"))
        if not 200 <= status < 300:
            return Rules()
        if len(body) >= MAX_ROBOTS_BYTES:  # the last line may be half of one
            body = body[:MAX_ROBOTS_BYTES].rpartition(b"\n")[0]
        return Rules(parsed=Protego.parse(body.decode("utf-8", "replace").lstrip("\ufeff")))


_HOST_IS_AWAY = {"no-such-host", "private-address", "no-connection", "tls", "bad-link"}
_NO_FILE = {"gone", "forbidden", "login", "paywall", "legal", "http-status", "not-a-page", "redirect-loop",
            "too-many-redirects", "bad-redirect"}  # fmt: skip
