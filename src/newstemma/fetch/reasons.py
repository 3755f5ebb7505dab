"""Why a link gave no page, and what its reader can do about it."""

from __future__ import annotations

from newstemma.errors import InputError

__all__ = ["ADVICE", "Miss", "for_status"]

ADVICE = {
    "bad-link": "Only http and https addresses are fetched; check the link.",
    "private-address": "It leads into a private network; --allow-private permits that.",
    "no-such-host": "Check the link's host name; the site may have moved or closed.",
    "no-connection": "The site may be down; try again later with newstemma fetch --again.",
    "tls": "The site's certificate is wrong or out of date; open the page in a browser and save it.",
    "timeout": "The site is slow or down; try again later with newstemma fetch --again.",
    "broken-reply": "The server broke off or sent nonsense; try again later with newstemma fetch --again.",
    "too-large": "It is larger than any article; if it is one, download it and name the file.",
    "compression-bomb": "What it unpacks to is larger than any article; it looks like an attack.",
    "bad-encoding": "The server's compression is damaged; open the page in a browser and save it.",
    "redirect-loop": "The site sends its readers in a circle, often for want of cookies; save it by hand.",
    "too-many-redirects": "Open the link in a browser and give the address it ends at.",
    "bad-redirect": "The site redirects to nowhere that can be fetched; open the link in a browser.",
    "robots": "The site asks programs not to read it (robots.txt); open it in a browser and save it.",
    "robots-unreachable": "Without its robots.txt nothing is fetched from a site; try again later.",
    "gone": "The page is not there any more; an archive of the web may have it.",
    "login": "The page wants a login; open it in a browser and save it.",
    "forbidden": "The site refuses programs; open the page in a browser and save it.",
    "legal": "The page is withheld for legal reasons.",
    "too-many-requests": "The site asks for more patience; try again later, or with a larger --delay.",
    "server-error": "The site has a fault; try again later with newstemma fetch --again.",
    "http-status": "Open the link in a browser and save the page.",
    "not-a-page": "It is no page with text; leave it out.",
    "paywall": "Only the beginning is free; with a subscription, open it in a browser and save it.",
    "consent-wall": "The site shows a consent form instead; open it in a browser, agree or not, and save it.",
    "empty-by-script": "The text comes by script, which is not run; open it in a browser and save it.",
    "empty": "The page holds no text; open it in a browser to see whether it does there.",
    "internal-error": "This is a fault of newstemma; please report it.",
    "same-page": "Another link led to the same page, which is counted once.",
}
"""What to do, by reason."""


class Miss(InputError):
    """A request or page that gave nothing; ``temporary`` ones are worth another attempt.

    Args:
        reason: a key of ``ADVICE``.
        found: what was found, in plain words.
        temporary: whether it may pass by itself.
        wait: seconds that the server asked us to wait, if it did.
    """

    def __init__(self, reason: str, found: str, temporary: bool = False, wait: float | None = None) -> None:
        super().__init__(reason, f"{found} {ADVICE[reason]}")
        self.temporary = temporary
        self.wait = wait


_BY_STATUS = {
    401: "login",
    402: "paywall",
    403: "forbidden",
    404: "gone",
    407: "login",
    408: "timeout",
    410: "gone",
    425: "server-error",
    429: "too-many-requests",
    451: "legal",
}
_PASSING = {408, 425, 429, 500, 502, 503, 504}


def for_status(status: int, wait: float | None) -> Miss:
    """The miss of an HTTP status that is neither a page nor a redirect.

    Args:
        status: the HTTP status.
        wait: seconds of its Retry-After, if any.
    """
    reason = _BY_STATUS.get(status, "server-error" if status >= 500 else "http-status")
    asked = f" and to wait {wait:.0f} seconds" if wait is not None and status in _PASSING else ""
    return Miss(reason, f"The server answered {status}{asked}.", status in _PASSING, wait)
