"""One HTTP request, within limits of time and size; nothing is followed, kept or decoded here."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import TracebackType

import httpcore
import httpx

import newstemma
from newstemma.fetch.address import CheckedBackend
from newstemma.fetch.options import Options
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import ACCEPT, MAX_VALIDATOR

__all__ = ["Client", "Exchange", "validator"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its whole reply, as they went over the wire.

    Attributes:
        url: the address that was asked.
        when: seconds since the epoch, when the request was sent.
        asked: header lines of the request.
        version: ``HTTP/1.1`` or ``HTTP/2``.
        status: the status, and ``reason`` its words (none in HTTP/2).
        headers: header lines of the reply, as sent.
        body: the reply's body, still compressed if it was.
        address: the numeric address that answered, if known.
    """

    url: str
    when: float
    asked: tuple[tuple[str, str], ...]
    version: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str | None

    def header(self, name: str) -> str | None:
        """The first header of that name (given in lower case)."""
        return next((v for k, v in self.headers if k.lower() == name), None)


def validator(exchange: Exchange, name: str) -> str | None:
    """A header that is sent back to ask whether a page has changed, if it is one that can be sent."""
    value = exchange.header(name)
    fine = value and len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value if fine else None


_Site = tuple[bytes, bytes, int | None]


class _Stream(httpx.AsyncByteStream):
    """A reply's body; ``done`` is called once when it is closed."""

    def __init__(self, inside: object, done: Callable[[], None]) -> None:
        self._inside = inside
        self._done: Callable[[], None] | None = done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert hasattr(self._inside, "__aiter__")
        async for part in self._inside:
            yield part

    async def aclose(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            done()
        close = getattr(self._inside, "aclose", None)
        if close is not None:
            await close()


class _Transport(httpx.AsyncBaseTransport):
    """httpx over pools whose connections go to checked addresses (httpx's own transport cannot be told).

    A pool per site, as a pool looks through all its connections for every request; of those that are at rest
    the ones used least recently are closed.
    """

    def __init__(self, options: Options) -> None:
        self._tls = options.tls or httpx.create_ssl_context(trust_env=False)
        self._backend = CheckedBackend(options.resolve, options.allow_private)
        self._most = 4 * options.hosts
        self._pools: OrderedDict[_Site, httpcore.AsyncConnectionPool] = OrderedDict()
        self._busy: Counter[_Site] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it; errors are httpcore's."""
        at = request.url
        url = httpcore.URL(scheme=at.raw_scheme, host=at.raw_host, port=at.port, target=at.raw_path)
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, extensions=request.extensions
        )
        site = (at.raw_scheme, at.raw_host, at.port)
        self._busy[site] += 1
        try:
            pool = await self._pool(site)
            reply = await pool.handle_async_request(sent)
        except BaseException:
            self._busy[site] -= 1
            raise
        body = _Stream(reply.stream, lambda: self._busy.subtract([site]))
        return httpx.Response(reply.status, headers=reply.headers, stream=body, extensions=reply.extensions)

    async def _pool(self, site: _Site) -> httpcore.AsyncConnectionPool:
        pool = self._pools.get(site)
        if pool is None:
            pool = self._pools[site] = httpcore.AsyncConnectionPool(
                ssl_context=self._tls,
                max_connections=2,
                keepalive_expiry=30.0,
                http1=True,
                http2=True,
                network_backend=self._backend,
            )
        self._pools.move_to_end(site)
        if len(self._pools) > self._most:
            resting = next((s for s in self._pools if not self._busy[s]), None)
            if resting is not None:
                await self._pools.pop(resting).aclose()
        return pool

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()


class Client:
    """Makes single GET requests.

    No cookies are kept, no proxy and no password is taken from the environment, nothing is followed.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._transport = _Transport(options)
        self._http = httpx.AsyncClient(
            transport=self._transport,
            headers={
                "User-Agent": options.user_agent(newstemma.__version__),
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate, br, zstd",
                "Accept-Language": "*",
            },
            timeout=httpx.Timeout(options.read_seconds, connect=options.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def get(
        self, url: str, *, most: int, headers: dict[str, str] | None = None, cut: bool = False
    ) -> Exchange:
        """Ask for an address.

        Args:
            url: an http or https address.
            most: bytes of the body that are taken at most.
            headers: further headers, such as ``If-None-Match``.
            cut: whether a longer body is cut there; else it is a miss.

        Raises:
            Miss: ``no-such-host``, ``private-address``, ``no-connection``, ``tls``, ``timeout``,
                ``broken-reply``, ``too-large`` or ``bad-link``.
        """
        seconds = self._options.request_seconds
        try:
            async with asyncio.timeout(seconds):
                return await self._get(url, most, headers or {}, cut)
        except TimeoutError:
            raise Miss("timeout", f"The request was not done after {seconds:.0f} seconds.", True) from None
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise Miss("timeout", "The server stayed silent for too long.", True) from None
        except (httpcore.ConnectError, OSError) as error:
            raise _no_connection(error) from error
        except (httpcore.ProtocolError, httpcore.NetworkError, httpx.DecodingError) as error:
            raise Miss(
                "broken-reply", f"The reply broke off or is not HTTP ({_words(error)}).", True
            ) from error
        except (
            httpx.InvalidURL,
            httpx.UnsupportedProtocol,
            httpcore.UnsupportedProtocol,
            ValueError,
        ) as error:
            raise Miss("bad-link", f"It is no address that can be asked ({_words(error)}).") from error

    async def _get(self, url: str, most: int, headers: dict[str, str], cut: bool) -> Exchange:
        request = self._http.build_request("GET", url, headers=headers)
        when = time.time()
        # Not by the client's own ``send``: it would look at the reply's cookies and at where it redirects to.
        reply = await self._transport.handle_async_request(request)
        try:
            body = await _body(reply, most, cut)
        finally:
            await reply.aclose()
        stream = reply.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        return Exchange(
            url=url,
            when=when,
            asked=_lines(request.headers),
            version=str(reply.http_version),
            status=reply.status_code,
            reason=bytes(reply.extensions.get("reason_phrase", b"")).decode("latin-1"),
            headers=_lines(reply.headers),
            body=body,
            address=str(peer[0]) if peer else None,
        )


async def _body(reply: httpx.Response, most: int, cut: bool) -> bytes:
    said = reply.headers.get("content-length", "")
    if said.isdecimal() and len(said) < 20 and int(said) > most and not cut:
        raise Miss("too-large", f"It has {int(said):,} bytes (the limit is {most:,}).")
    body = bytearray()
    async for part in reply.aiter_raw():
        body += part
        if len(body) > most:
            if cut:
                break
            raise Miss("too-large", f"It has more than {most:,} bytes.")
    return bytes(body[:most])


def _lines(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in headers.raw)


def _no_connection(error: Exception) -> Miss:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError | ssl.CertificateError):
            return Miss("tls", f"No safe connection ({_words(cause)}).")
        cause = cause.__cause__ or cause.__context__
    return Miss("no-connection", f"No connection ({_words(error)}).", True)


def _words(error: BaseException) -> str:
    return str(error).strip().rstrip(".")[:160] or type(error).__name__
