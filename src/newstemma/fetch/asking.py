"""Asking as a good guest does: in turn, again where a failure may pass, along redirects, by the rules."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from newstemma.fetch.addresses import joined
from newstemma.fetch.bodies import unpacked
from newstemma.fetch.options import Options
from newstemma.fetch.reasons import Miss, for_status
from newstemma.fetch.robots import Robots
from newstemma.fetch.transport import Client, Exchange
from newstemma.fetch.turns import Turns
from newstemma.params.fetch import MAX_ROBOTS_BYTES

__all__ = ["Asker", "Trail", "retry_after"]

_PLAIN = {"Accept-Encoding": "identity"}
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(slots=True)
class Trail:
    """The way to a page: every address asked, every reply; kept when it ends badly too."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def status(self) -> int | None:
        """The status of the last reply."""
        return self.exchanges[-1].status if self.exchanges else None


def retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header (seconds or a date) asks to wait; None if it asks nothing."""
    text = (value or "").strip()
    if not text:
        return None
    if text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


class Asker:
    """Asks for pages.

    Args:
        client: makes the single requests.
        options: manners and limits.
    """

    def __init__(self, client: Client, options: Options) -> None:
        self._client = client
        self._options = options
        self._turns = Turns(options.delay, options.hosts)
        self._robots = Robots(self._ask_robots)

    async def follow(self, trail: Trail, headers: dict[str, str] | None = None) -> Exchange:
        """Go from ``trail.url`` along its redirects to a final reply (200, or 304 if asked conditionally).

        Args:
            trail: where to begin; it is added to, and stays of use when this raises.
            headers: further request headers for the first address.

        Raises:
            Miss: whatever ended the way.
        """
        while True:
            self._step(trail)
            rules = await self._robots.rules(trail.url)
            rules.check(trail.url)
            if rules.delay:
                self._turns.slow_down(trail.url, rules.delay)
            exchange = await self._patiently(trail.url, self._options.raw_bytes, headers or {})
            trail.exchanges.append(exchange)
            target = self._onward(exchange)
            if target is None:
                return exchange
            trail.url, headers = target, None

    def _step(self, trail: Trail) -> None:
        if trail.url in trail.seen:
            raise Miss("redirect-loop", f"After {len(trail.seen)} steps it leads back to {trail.url}.")
        if len(trail.seen) > self._options.hops:
            raise Miss("too-many-redirects", f"It was redirected {self._options.hops} times.")
        trail.seen.add(trail.url)

    def _onward(self, exchange: Exchange) -> str | None:
        """Where a redirect leads; None for a final reply.

        Raises:
            Miss: for a status that is neither, and a redirect that leads nowhere.
        """
        if exchange.status in {200, 203, 304}:
            return None
        if exchange.status not in _REDIRECTS:
            raise for_status(exchange.status, retry_after(exchange.header("retry-after"), time.time()))
        location = exchange.header("location")
        if not location:
            raise Miss("bad-redirect", f"The server answered {exchange.status} without saying where to.")
        try:
            return joined(exchange.url, location.encode("latin-1").decode("utf-8", "replace"))
        except Miss as miss:
            raise Miss("bad-redirect", f"It redirects to {location[:200]!r}.") from miss

    async def _patiently(self, url: str, most: int, headers: dict[str, str], cut: bool = False) -> Exchange:
        """One reply; failures that may pass are tried again, later each time, within limits."""
        attempt = 1
        while True:
            wait: float | None = None
            try:
                async with self._turns.turn(url):
                    exchange = await self._client.get(url, most=most, headers=headers, cut=cut)
                miss = self._passing(exchange)
                if miss is None or attempt >= self._options.attempts:
                    return exchange
                wait = miss.wait
                if wait is not None and wait > self._options.retry_after:
                    return exchange
            except Miss as failed:
                if not failed.temporary or attempt >= self._options.attempts:
                    raise
            again = self._options.back_off * 2.0 ** (attempt - 1)
            self._turns.rest(url, max(wait or 0.0, again))
            attempt += 1

    def _passing(self, exchange: Exchange) -> Miss | None:
        """The miss of a reply that may be better next time."""
        if exchange.status < 400:
            return None
        miss = for_status(exchange.status, retry_after(exchange.header("retry-after"), time.time()))
        return miss if miss.temporary else None

    async def _ask_robots(self, url: str) -> tuple[int, bytes]:
        """A robots.txt, along redirects (RFC 9309 asks for at least five); no rules hold for it."""
        trail = Trail(url)
        while True:
            self._step(trail)
            exchange = await self._patiently(trail.url, MAX_ROBOTS_BYTES, _PLAIN, cut=True)
            target = self._onward(exchange)
            if target is None:
                coding = exchange.header("content-encoding")
                return exchange.status, unpacked(exchange.body, coding, 4 * MAX_ROBOTS_BYTES)
            trail.url = target
