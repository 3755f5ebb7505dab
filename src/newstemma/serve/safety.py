"""Who may ask, and what a page may do: host names, headers, and proof that a form is ours.

A page on the local machine can be reached by any web page that the same browser shows. Three things keep
strangers out: the Host header must be one of ours (a foreign name that resolves to this machine, as in DNS
rebinding, is refused), a change needs a same-origin Origin and a token that only our pages hold, and a
Content-Security-Policy forbids every script, style, picture and request that is not our own file.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "Guard", "host_name", "is_ours"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": with that a browser sends forms with "Origin: null", which we would have to trust.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_LOCAL = frozenset(("127.0.0.1", "localhost", "::1"))


def host_name(host: str) -> str:
    """The name in a Host header, without the port: ``[::1]:8765`` → ``::1``."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return (
        host.rpartition(":")[0].lower() if host.rpartition(":")[2].isdigit() and ":" in host else host.lower()
    )


class Guard:
    """Refuses foreign Host headers, and gives every answer its headers.

    Args:
        app: what answers.
        hosts: names under which the pages are served besides those of this machine.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = _LOCAL | {h.lower() for h in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        if host_name(Headers(scope=scope).get("host", "")) in self._hosts:
            await self._app(scope, receive, guarded)
            return
        refusal = PlainTextResponse("This name is not served here. Open the address that was printed.", 421)
        await refusal(scope, receive, guarded)


def is_ours(headers: Headers, form: dict[str, Any], token: str) -> bool:
    """Whether a change was sent by one of our own pages."""
    origin, host = headers.get("origin", ""), headers.get("host", "")
    same = origin in (f"http://{host}", f"https://{host}")
    site = headers.get("sec-fetch-site", "same-origin")
    return same and site == "same-origin" and hmac.compare_digest(str(form.get("token", "")), token)
