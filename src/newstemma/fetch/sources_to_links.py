"""Feeds and sitemaps to links: what is new since they were asked last.

1. A source is asked with the ETag and Last-Modified it gave before; one that has not changed costs nothing.
2. A list of sources (OPML, a sitemap index, a page that names its feed) is followed to a small depth.
3. A link is new if no outcome of it is known, or if its feed says that it changed after it was fetched.

What a source gave before is remembered only after its links are settled (``Polled.memory`` is for the caller
to keep), so that a watch that is killed in between asks again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newstemma.fetch.addresses import clean_link
from newstemma.fetch.asking import Asker, Trail
from newstemma.fetch.bodies import unpacked
from newstemma.fetch.feeds import Entry, Listing, read_listing
from newstemma.fetch.loop import run
from newstemma.fetch.options import Options
from newstemma.fetch.outcome import Outcome
from newstemma.fetch.reasons import Miss
from newstemma.fetch.transport import Client, Exchange, validator
from newstemma.params.fetch import FEED_MOST_ENTRIES, SITEMAP_DEPTH

__all__ = ["Polled", "poll", "to_fetch"]

Memory = Mapping[str, Mapping[str, str]]
"""By source the headers to ask it with (``etag``, ``modified``) and, of a list, the sources it named."""


@dataclass(slots=True)
class Polled:
    """What the sources gave.

    Attributes:
        entries: the pages they name, each once.
        memory: what to ask them with next time.
        failures: sources that could not be read: address, reason, what to do.
        unchanged: sources that said that they have not changed.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    memory: dict[str, dict[str, str]] = field(default_factory=dict)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    unchanged: int = 0


def poll(sources: Sequence[str], memory: Memory, options: Options) -> Polled:
    """Ask all sources what they have.

    Args:
        sources: addresses of feeds, lists of feeds, sitemaps, or pages that name their feed.
        memory: what ``Polled.memory`` was last time.
        options: manners and limits.
    """
    return run(_poll(sources, memory, options))


async def _poll(sources: Sequence[str], memory: Memory, options: Options) -> Polled:
    polled = Polled()
    async with Client(options) as client:
        asker = Asker(client, options)
        wanted, seen = list(sources), set[str]()
        for _ in range(SITEMAP_DEPTH + 1):
            fresh = [s for s in dict.fromkeys(wanted) if s not in seen][:FEED_MOST_ENTRIES]
            seen.update(fresh)
            found = await asyncio.gather(*(_one(asker, s, memory.get(s, {}), options, polled) for s in fresh))
            wanted = [source for sources_ in found for source in sources_]
    return polled


async def _one(
    asker: Asker, source: str, before: Mapping[str, str], options: Options, polled: Polled
) -> list[str]:
    """Ask one source; returns the sources that it names."""
    try:
        trail = Trail(clean_link(source))
        names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
        headers = {header: before[key] for key, header in names.items() if before.get(key)}
        exchange = await asker.follow(trail, headers)
        if exchange.status == 304:
            polled.unchanged += 1
            polled.memory[source] = dict(before)
            return before.get("names", "").split()
        listing = await asyncio.to_thread(_listing, exchange, options)  # a large one takes seconds
    except Miss as miss:
        polled.failures.append((source, miss.reason, miss.detail))
        if before:
            polled.memory[source] = dict(before)
        return before.get("names", "").split()
    given = {"etag": validator(exchange, "etag"), "modified": validator(exchange, "last-modified")}
    polled.memory[source] = {k: v for k, v in given.items() if v} | _names(listing)
    for entry in listing.entries:
        polled.entries.setdefault(entry.link, entry)
    return listing.sources


def _listing(exchange: Exchange, options: Options) -> Listing:
    body = unpacked(exchange.body, exchange.header("content-encoding"), options.decoded_bytes)
    return read_listing(exchange.url, body)


def _names(listing: Listing) -> dict[str, str]:
    return {"names": " ".join(listing.sources)} if listing.sources else {}


def to_fetch(polled: Polled, outcomes: Mapping[str, Outcome]) -> tuple[list[str], frozenset[str]]:
    """The links to fetch, and those among them that are known and are said to have changed since."""
    new, changed = [], set()
    for link, entry in polled.entries.items():
        outcome = outcomes.get(link)
        if outcome is None:
            new.append(link)
        elif outcome.good and entry.updated and entry.updated[:19] > outcome.when[:19]:
            new.append(link)
            changed.add(link)
    return new, frozenset(changed)
