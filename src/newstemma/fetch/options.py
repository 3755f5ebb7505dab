"""How to fetch: manners, limits, and who asks."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from newstemma.params.fetch import (
    ATTEMPTS,
    BACK_OFF,
    CONNECT_SECONDS,
    DELAY,
    HOSTS_AT_ONCE,
    MAX_DECODED_BYTES,
    MAX_HOPS,
    MAX_RAW_BYTES,
    READ_SECONDS,
    REQUEST_SECONDS,
    RETRY_AFTER_MOST,
)

__all__ = ["AGENT", "Options", "Resolve"]

AGENT = "newstemma"
"""The product token, by which a robots.txt may address us."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port to numeric addresses."""


@dataclass(frozen=True, slots=True)
class Options:
    """Manners and limits of one fetch; the defaults suit the public net.

    Attributes:
        allow_private: whether private, loopback and link-local addresses may be asked.
        contact: an address of the user's, put into the user agent so that a site can complain.
        delay: seconds between two requests to one host.
        hosts: hosts that are asked at once.
        attempts: requests for one page, where a failure may pass.
        back_off: seconds before the second attempt; doubled for each further one.
        retry_after: the longest Retry-After, in seconds, that is waited for.
        request_seconds: time for one request in all.
        read_seconds: silence after which a connection is dead.
        connect_seconds: time to connect.
        hops: redirects that are followed.
        raw_bytes: bytes taken off the wire for one page.
        decoded_bytes: bytes of one page after decompression.
        again: whether links that failed before are tried once more.
        resolve: how host names become addresses; None asks the system.
        tls: certificates that are trusted; None: those of certifi.
    """

    allow_private: bool = False
    contact: str = ""
    delay: float = DELAY
    hosts: int = HOSTS_AT_ONCE
    attempts: int = ATTEMPTS
    back_off: float = BACK_OFF
    retry_after: float = RETRY_AFTER_MOST
    request_seconds: float = REQUEST_SECONDS
    read_seconds: float = READ_SECONDS
    connect_seconds: float = CONNECT_SECONDS
    hops: int = MAX_HOPS
    raw_bytes: int = MAX_RAW_BYTES
    decoded_bytes: int = MAX_DECODED_BYTES
    again: bool = False
    resolve: Resolve | None = None
    tls: ssl.SSLContext | None = None

    def user_agent(self, version: str) -> str:
        """What we say who we are: our true name, and the user's contact if given."""
        clean = "".join(c for c in self.contact if c.isprintable() and c not in "()").strip()
        return f"{AGENT}/{version} (reads news pages for a person; {clean or 'no contact given'})"
