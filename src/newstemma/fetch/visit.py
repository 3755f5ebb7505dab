"""One link: from its address to an outcome, with everything that was seen on the way."""

from __future__ import annotations

import time
from asyncio import to_thread as aside  # a page made to be slow must not make others look slow
from dataclasses import dataclass, field

from newstemma.fetch.addresses import joined, page_key
from newstemma.fetch.asking import Asker, Trail
from newstemma.fetch.bodies import unpacked
from newstemma.fetch.look import Look, charset_of
from newstemma.fetch.options import Options
from newstemma.fetch.outcome import PAGE, Outcome, sketch_of
from newstemma.fetch.reasons import Miss
from newstemma.fetch.transport import Exchange, validator
from newstemma.fetch.warc_records import Page, iso
from newstemma.ids import digest

__all__ = ["Visit", "visit"]

_PAGES = {"text/html", "application/xhtml+xml", "application/xhtml", "text/plain", "application/pdf"}
_VAGUE = {"", "application/octet-stream", "text/xml", "application/xml", "unknown/unknown"}


@dataclass(slots=True)
class Visit:
    """What a visit to a link brought.

    Attributes:
        outcome: what became of the link.
        pages: every exchange on the way, bodies unpacked; the last is the page, if there is one.
        unchanged: whether the server says that the page is as it was (304).
    """

    outcome: Outcome
    pages: list[Page] = field(default_factory=list)
    unchanged: bool = False


async def visit(asker: Asker, link: str, options: Options, before: Outcome | None = None) -> Visit:
    """Fetch a link.

    Args:
        asker: asks for addresses.
        link: a cleaned link.
        options: manners and limits.
        before: the outcome of an earlier visit; the server is then asked for a newer page only.
    """
    trail = Trail(link)
    pages: list[Page] = []
    try:
        exchange = await asker.follow(trail, _conditions(before))
        if exchange.status == 304:
            return Visit(_miss(trail, link, Miss("same-page", "It has not changed.")), unchanged=True)
        look = await aside(_looked_at, exchange, options, pages)
        if look is not None and (target := await aside(look.refresh)) is not None:
            trail.url = _refreshed(look, target)
            exchange = await asker.follow(trail)
            look = await aside(_looked_at, exchange, options, pages)
        if look is not None:
            await aside(look.check)
        outcome = await aside(_page, trail, link, look)
    except Miss as miss:
        outcome = _miss(trail, link, miss)
    return Visit(outcome, await aside(_unpacked_all, trail, options, pages))


def _conditions(before: Outcome | None) -> dict[str, str]:
    if before is None or before.final != before.link:
        return {}  # validators belong to the address at the end, which may be another one by now
    wanted = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in wanted.items() if value}


def _refreshed(look: Look, target: str) -> str:
    try:
        return joined(look.url, target)
    except Miss as miss:
        raise Miss("bad-redirect", f"The page sends its reader to {target[:200]!r}.") from miss


def _looked_at(exchange: Exchange, options: Options, pages: list[Page]) -> Look | None:
    """The page of a reply; None for a PDF or plain text, which have no markup to look at."""
    body = unpacked(exchange.body, exchange.header("content-encoding"), options.decoded_bytes)
    pages.append(Page(exchange, body))
    kind = (exchange.header("content-type") or "").partition(";")[0].strip().lower()
    if body.startswith(b"%PDF"):
        kind = "application/pdf"
    head = body[:4096].lstrip().lower()
    if kind in _VAGUE and (b"<html" in head or head.startswith(b"<!doctype html")):
        kind = "text/html"
    if kind not in _PAGES:
        raise Miss("not-a-page", f"It is {kind[:100] or 'of no named kind'}.")
    if not body.strip():
        raise Miss("empty", "The reply has no body.")
    if kind in {"application/pdf", "text/plain"}:
        return None
    return Look(exchange.url, body, charset_of(exchange.header("content-type")))


def _unpacked_all(trail: Trail, options: Options, pages: list[Page]) -> list[Page]:
    """Every exchange with its body; bodies that cannot be unpacked are kept out, the rest of them stays."""
    done = {id(p.exchange): p for p in pages}
    return [done.get(id(e)) or _page_of(e, options) for e in trail.exchanges]


def _page_of(exchange: Exchange, options: Options) -> Page:
    try:
        return Page(
            exchange, unpacked(exchange.body, exchange.header("content-encoding"), options.decoded_bytes)
        )
    except Miss:  # the outcome says so already; the headers are the evidence
        return Page(exchange, b"")


def _page(trail: Trail, link: str, look: Look | None) -> Outcome:
    last = trail.exchanges[-1]
    own = (look.canonical() if look is not None else None) or last.url
    text = look.text_key if look is not None else digest(last.body.hex())
    return Outcome(
        link=link,
        reason=PAGE,
        detail="",
        status=last.status,
        final=last.url,
        page=page_key(own),
        when=iso(last.when),
        text_sha=digest(text),
        sketch=sketch_of(text) if look is not None else None,
        etag=validator(last, "etag"),
        modified=validator(last, "last-modified"),
    )


def _miss(trail: Trail, link: str, miss: Miss) -> Outcome:
    when = trail.exchanges[-1].when if trail.exchanges else time.time()
    return Outcome(link, miss.reason, miss.detail, trail.status, trail.url, page_key(trail.url), iso(when))
