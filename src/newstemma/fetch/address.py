"""Which machine a host name may lead to: names are resolved once, checked, and that address is connected to.

Checking a name and then letting a library resolve it again would let a hostile name server answer twice
(DNS rebinding), so the check stands where the connection is made, also for every redirect.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpcore

from newstemma.fetch.options import Resolve
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import RESOLVERS

__all__ = ["CheckedBackend", "allowed", "is_public", "system_addresses"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = [
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4, given up by RFC 7526
        "fec0::/10",  # site-local, given up by RFC 3879 and still in use inside
        "3fff::/20",  # documentation (RFC 9637)
        "5f00::/16",  # segment routing (RFC 9602)
    )
]
"""Beside what the ``ipaddress`` of every Python that we run on calls not global."""


def is_public(text: str) -> bool:
    """Whether an address is one of the public net: not private, loopback, link-local, multicast, reserved.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are judged themselves.
    """
    try:
        address: _Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    if any(address in network for network in _NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _inner(address: _Address) -> ipaddress.IPv4Address | None:
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


_RESOLVERS = ThreadPoolExecutor(RESOLVERS, "newstemma-names")


async def system_addresses(host: str, port: int) -> Sequence[str]:
    """The system's answer for a host name, in its order."""
    # Threads of their own: name servers that never answer must not hold up the names of other sites.
    loop = asyncio.get_running_loop()
    asked = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await loop.run_in_executor(_RESOLVERS, asked)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def allowed(host: str, addresses: Sequence[str], allow_private: bool) -> list[str]:
    """The addresses that may be connected to.

    Raises:
        Miss: ``private-address`` if there are addresses and none of them is public.
    """
    if allow_private:
        return list(addresses)
    public = [a for a in addresses if is_public(a)]
    if addresses and not public:
        raise Miss("private-address", f"{host} is at {addresses[0]}, which is no address of the public net.")
    return public


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only.

    Args:
        resolve: host names to addresses; None asks the system.
        allow_private: whether addresses outside the public net are fine.
    """

    def __init__(self, resolve: Resolve | None, allow_private: bool) -> None:
        self._resolve = resolve or system_addresses
        self._allow_private = allow_private
        self._inside = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check, connect: the first allowed address that answers.

        Raises:
            Miss: ``no-such-host`` or ``private-address``.
        """
        error: Exception | None = None
        for address in allowed(host, await self._addresses(host, port), self._allow_private)[:4]:
            try:
                return await self._inside.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as failed:
                error = failed
        if error is None:
            raise Miss("no-such-host", f"There is no host {host}.")
        raise error

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        if _is_numeric(host):
            return [host]
        try:
            return await self._resolve(host, port)
        except socket.gaierror as error:
            passing = error.errno == socket.EAI_AGAIN
            raise Miss(
                "no-such-host", f"The name {host} is not known ({error.strerror}).", passing
            ) from error
        except (OSError, UnicodeError, ValueError) as error:
            raise Miss("no-such-host", f"The name {host} is not one ({error}).") from error

    async def sleep(self, seconds: float) -> None:
        """Wait between connection attempts."""
        await asyncio.sleep(seconds)
