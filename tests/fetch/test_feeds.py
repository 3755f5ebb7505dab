"""What feeds and sitemaps of each kind name."""

from __future__ import annotations

import gzip
import json

import pytest

from newstemma.fetch.feeds import Entry, read_listing
from newstemma.fetch.reasons import Miss

AT = "https://lamp.test/feeds/all"

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lamp</title>
<item><title>A</title><link>/a?utm_source=rss</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate></item>
<item><title>B</title><guid isPermaLink="true">https://lamp.test/b</guid></item>
<item><title>C</title><link>mailto:desk@lamp.test</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lamp</title><entry><title>A</title>
<link rel="alternate" href="https://lamp.test/a"/><updated>2024-03-12T12:00:00+02:00</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/a", "date_modified": "2024-03-12T10:00:00Z"},
            "not an item",
            {"id": "2"},
        ],
    }
)
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://lamp.test/a </loc>
 <lastmod>2024-03-12T10:00:00Z</lastmod><news:news><news:title>A</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://lamp.test/news.xml.gz</loc></sitemap></sitemapindex>"""
OPML = """<opml version="2.0"><body><outline text="All"><outline type="rss" xmlUrl="https://lamp.test/rss"/>
<outline type="rss" xmlUrl="https://gull.test/rss"/></outline></body></opml>"""
PAGE = """<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss">
<link rel="alternate" hreflang="de" href="/de"></head><body>Lamp</body></html>"""

TEN = "2024-03-12T10:00:00+00:00"


@pytest.mark.parametrize(
    ("body", "kind", "entries"),
    [
        (RSS, "rss", [Entry("https://lamp.test/a", TEN), Entry("https://lamp.test/b")]),
        (ATOM, "rss", [Entry("https://lamp.test/a", TEN)]),
        (JSON, "json", [Entry("https://lamp.test/a", TEN)]),
        (SITEMAP, "sitemap", [Entry("https://lamp.test/a", TEN)]),
    ],
)
def test_entries(body: str, kind: str, entries: list[Entry]) -> None:
    """Every kind of feed gives its pages, cleaned and absolute, with the moment of their last change."""
    for data in (body.encode(), gzip.compress(body.encode()), b"\xef\xbb\xbf" + body.encode()):
        listing = read_listing(AT, data)
        assert (listing.kind, listing.entries) == (kind, entries)


@pytest.mark.parametrize(
    ("body", "kind", "sources"),
    [
        (OPML, "opml", ["https://lamp.test/rss", "https://gull.test/rss"]),
        (INDEX, "sitemaps", ["https://lamp.test/news.xml.gz"]),
        (PAGE, "page", ["https://lamp.test/rss"]),
    ],
)
def test_sources(body: str, kind: str, sources: list[str]) -> None:
    """Lists of feeds, sitemap indexes and pages name further sources."""
    listing = read_listing(AT, body.encode())
    assert (listing.kind, listing.sources) == (kind, sources)


@pytest.mark.parametrize("body", ["", "{", "[1, 2]", '{"items": 3}', "just words", "<a><b></a>", "\x00\x01"])
def test_what_is_no_feed_is_named(body: str) -> None:
    """Anything else is a miss with a reason, never a crash."""
    with pytest.raises(Miss, match="not-a-page"):
        read_listing(AT, body.encode())


def test_entities_are_not_resolved() -> None:
    """A feed cannot make us read a file."""
    body = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + RSS[21:].replace(">A<", ">&x;<")
    assert [e.link for e in read_listing(AT, body.encode()).entries][:1] == ["https://lamp.test/a"]
