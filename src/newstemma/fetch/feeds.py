"""Links out of feeds and sitemaps: RSS, Atom, JSON Feed, OPML, sitemaps, and pages that name their feed.

A hostile feed can neither make us read files nor reach the net: XML entities are not resolved, and a list
that names lists is followed to a small depth.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lxml import etree, html

from newstemma.fetch.addresses import joined
from newstemma.fetch.bodies import unpacked
from newstemma.fetch.reasons import Miss
from newstemma.params.fetch import FEED_BYTES, FEED_MOST_ENTRIES, MAX_DECODED_BYTES

__all__ = ["Entry", "Listing", "read_listing"]

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed names.

    Attributes:
        link: its cleaned address.
        updated: when the feed says that it last changed, ISO 8601 in UTC; None if it does not.
    """

    link: str
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed, list of feeds or sitemap names.

    Attributes:
        kind: ``rss``, ``json``, ``opml``, ``sitemap``, ``sitemaps`` or ``page``.
        entries: pages, in its order.
        sources: further feeds or sitemaps.
    """

    kind: str
    entries: list[Entry] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def read_listing(url: str, body: bytes) -> Listing:
    """Tell what a source is, and take its links.

    Args:
        url: where it is; relative links are relative to it.
        body: its bytes; a gzip file (sitemaps often are) is unpacked.

    Raises:
        Miss: ``not-a-page`` for what is no feed, or the miss of a damaged gzip.
    """
    if body.startswith(b"\x1f\x8b"):
        body = unpacked(body, "gzip", MAX_DECODED_BYTES)
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json_feed(url, start)
    root, deep = _xml(start)
    if deep:
        raise Miss("not-a-page", "Its elements are nested deeper than in any feed.")
    name = etree.QName(root).localname.lower() if root is not None else ""
    if root is not None and name == "opml":
        return Listing("opml", sources=_cleaned(url, (e.get("xmlUrl") for e in root.iter("outline"))))
    if root is not None and name == "sitemapindex":
        return Listing("sitemaps", sources=_cleaned(url, _locations(root, "sitemap")))
    if root is not None and name == "urlset":
        return Listing("sitemap", entries=_entries(url, _sitemap(root)))
    if name == "html" or b"<html" in start[:4096].lower():
        return Listing("page", sources=_named_feeds(url, body))
    return _feed(url, start)


def _xml(body: bytes) -> tuple[Any, bool]:
    """The root, as far as it can be read, and whether it is nested so deeply that reading it was given up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)


def _locations(root: Any, parent: str) -> Iterator[str | None]:
    for element in root.iter(etree.Element):
        if etree.QName(element).localname == parent:
            yield _child(element, "loc")


def _sitemap(root: Any) -> Iterator[tuple[str | None, str | None]]:
    for element in root:
        if isinstance(element.tag, str) and etree.QName(element).localname == "url":
            yield _child(element, "loc"), _child(element, "lastmod")


def _child(element: Any, name: str) -> str | None:
    found = (c.text for c in element if isinstance(c.tag, str) and etree.QName(c).localname == name)
    return next(found, None)


def _json_feed(url: str, body: bytes) -> Listing:
    try:
        loaded = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Miss("not-a-page", f"It is no JSON Feed ({error}).") from error
    items = loaded.get("items") if isinstance(loaded, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(loaded.get("version")):
        raise Miss("not-a-page", "It is JSON, but no JSON Feed.")
    rows = [i for i in items if isinstance(i, dict)]
    pairs = (
        (i.get("url") or i.get("external_url"), i.get("date_modified") or i.get("date_published"))
        for i in rows
    )
    return Listing("json", entries=_entries(url, pairs))


def _feed(url: str, body: bytes) -> Listing:
    """RSS of all versions and Atom, also broken ones."""
    if len(body) > FEED_BYTES:
        raise Miss("too-large", f"The feed has {len(body):,} bytes (the limit is {FEED_BYTES:,}).")
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False, response_headers={}
        )
    if not parsed.entries and not parsed.get("version"):
        raise Miss("not-a-page", "It is neither a feed nor a sitemap.")
    pairs = ((_link_of(e), _moment(e)) for e in parsed.entries)
    return Listing("rss", entries=_entries(url, pairs))


def _link_of(entry: Any) -> str | None:
    """The entry's link; its id where that is one."""
    if entry.get("link"):
        return str(entry["link"])
    identity = str(entry.get("id") or "")
    return identity if identity.startswith(("http://", "https://")) else None


def _moment(entry: Any) -> str | None:
    # dict.get: the entry itself warns that it stands one in for the other.
    moment = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
    if not moment:
        return None
    year, month, day, hour, minute, second = moment[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()


def _named_feeds(url: str, body: bytes) -> list[str]:
    """The feeds that a page names in its head."""
    try:
        tree = html.document_fromstring(body)
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    links = (e for e in tree.iter("link") if "alternate" in (e.get("rel") or "").lower().split())
    return _cleaned(url, (e.get("href") for e in links if (e.get("type") or "").lower() in _FEED_TYPES))


def _cleaned(url: str, links: Iterable[Any]) -> list[str]:
    out: dict[str, None] = {}
    for link in links:
        if isinstance(link, str) and link.strip() and len(out) < FEED_MOST_ENTRIES:
            try:
                out[joined(url, link)] = None
            except Miss:
                continue  # a link that cannot be fetched names no source
    return list(out)


def _entries(url: str, pairs: Iterable[tuple[Any, Any]]) -> list[Entry]:
    out: dict[str, Entry] = {}
    for link, updated in pairs:
        if not isinstance(link, str) or not link.strip():
            continue
        if len(out) >= FEED_MOST_ENTRIES:
            break
        try:
            entry = Entry(joined(url, link), _iso(updated))
        except Miss:
            continue  # as above: mailto: and the like
        out.setdefault(entry.link, entry)
    return list(out.values())


def _iso(text: Any) -> str | None:
    """A moment of ISO 8601 in UTC; a day alone counts as its beginning."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
