"""Links to pages: everything that a list of links leads to, into one WARC.

1. Links are cleaned; those that are one address are one link. A link with an outcome in the WARC is done.
2. Hosts are visited beside each other, the links of one host one after the other, in the order given.
3. Every visit ends as an outcome, a page or the reason why there is none, and is written before the next.
4. A page that another link gave before is counted once; one whose text has changed since is a second version.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newstemma.fetch.addresses import clean_link, page_key
from newstemma.fetch.archive import Archive
from newstemma.fetch.asking import Asker
from newstemma.fetch.loop import run
from newstemma.fetch.options import Options
from newstemma.fetch.outcome import PAGE, Outcome
from newstemma.fetch.reasons import ADVICE, Miss
from newstemma.fetch.transport import Client
from newstemma.fetch.turns import host_of
from newstemma.fetch.visit import Visit, visit
from newstemma.fetch.warc_records import iso

__all__ = ["Fetched", "Tell", "fetch_into", "fetch_links"]

Tell = Callable[["Fetched"], None]
"""Told how far the work is."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How far a fetch is, or how it ended.

    Attributes:
        links: different links that were asked for.
        done: links that are settled.
        pages: of these, links that gave a page (two links to one page count twice).
        hosts: different hosts of the links.
        new: pages that were written by this call.
        failures: the outcomes without a page.
    """

    links: int
    done: int
    pages: int
    hosts: int
    new: int
    failures: tuple[Outcome, ...]


def fetch_links(
    links: Iterable[str], folder: Path, options: Options | None = None, tell: Tell | None = None
) -> Fetched:
    """Fetch links into WARCs, going on where an earlier call was stopped.

    Args:
        links: http and https addresses, in any number of copies.
        folder: where the WARCs are; made, or added to.
        options: manners and limits.
        tell: told after every link.

    Returns:
        How it ended.

    Raises:
        UsageError: another process writes there, or a file is no WARC of ours.
        OutputUnwritable: it cannot be written.
    """
    with Archive(folder) as archive:
        return fetch_into(archive, list(links), options or Options(), tell)


def fetch_into(
    archive: Archive,
    links: Sequence[str],
    options: Options,
    tell: Tell | None = None,
    renew: frozenset[str] = frozenset(),
) -> Fetched:
    """``fetch_links`` into an open archive.

    Args:
        archive: where the pages go.
        links: addresses.
        options: manners and limits.
        tell: told after every link.
        renew: cleaned links that are asked for again although they gave a page.
    """
    try:
        return run(_Work(archive, options, tell, renew).run(links))
    except ExceptionGroup as errors:
        error: Exception = errors
        while isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        raise error from None


class _Work:
    """One call of ``fetch_into``."""

    def __init__(self, archive: Archive, options: Options, tell: Tell | None, renew: frozenset[str]) -> None:
        self._archive = archive
        self._options = options
        self._tell = tell or (lambda _fetched: None)
        self._renew = renew
        self._links: list[str] = []
        self._settled: dict[str, Outcome] = {}
        self._good = 0
        self._hosts = 0
        self._new = 0
        self._pages = {o.page: o for o in archive.outcomes.values() if o.reason == PAGE}

    async def run(self, links: Sequence[str]) -> Fetched:
        """Visit all of them."""
        lanes = self._lanes(links)
        self._tell(self._so_far())
        async with Client(self._options) as client:
            asker = Asker(client, self._options)
            async with asyncio.TaskGroup() as group:
                for lane in lanes:
                    group.create_task(self._drive(asker, lane))
        return self._as_ended()

    def _lanes(self, links: Sequence[str]) -> list[list[str]]:
        """The links to visit, by host."""
        lanes: dict[str, list[str]] = {}
        known: set[str] = set()
        for given in links:
            try:
                link = clean_link(given)
            except Miss as miss:
                link = given.strip()[:2000]
                if link not in known and link not in self._archive.outcomes:
                    refused = Outcome(
                        link, miss.reason, miss.detail, None, link, page_key(link), iso(time.time())
                    )
                    self._archive.add(refused, ())
                self._note(link, known)
                continue
            if link in known:
                continue
            before = self._archive.outcomes.get(link)
            self._note(link, known)
            if before is None or link in self._renew or (self._options.again and not before.good):
                self._unset(link)
                lanes.setdefault(host_of(link), []).append(link)
        self._hosts = len({host_of(link) for link in self._links})
        return list(lanes.values())

    def _note(self, link: str, known: set[str]) -> None:
        if link not in known:
            known.add(link)
            self._links.append(link)
            if link in self._archive.outcomes:
                self._set(link, self._archive.outcomes[link])

    async def _drive(self, asker: Asker, lane: Sequence[str]) -> None:
        """Visit the links of one host, one after the other."""
        for link in lane:
            before = self._archive.outcomes.get(link)
            try:
                seen = await visit(asker, link, self._options, before if before and before.good else None)
            except Exception as error:  # noqa: BLE001 - a hostile page must not stop the others; it is named
                miss = Miss("internal-error", f"{type(error).__name__}: {error}.")
                seen = Visit(Outcome(link, miss.reason, miss.detail, None, link, link, iso(time.time())))
            self._settle(link, seen, before)
            self._tell(self._so_far())

    def _settle(self, link: str, seen: Visit, before: Outcome | None) -> None:
        """Write what a visit brought; one that brought nothing new to a page we have leaves it as it was."""
        outcome, first = seen.outcome, self._pages.get(seen.outcome.page)
        if first is not None and outcome.reason == PAGE and before is None and not outcome.like(first):
            # Some sites call another page the canonical one of all their pages.
            outcome = replace(outcome, page=page_key(outcome.final))
            first = self._pages.get(outcome.page)
        if before is not None and before.good and not (outcome.good and not seen.unchanged):
            self._same(link, before, outcome)
            return
        if outcome.reason == PAGE and first is not None and self._is_same(outcome, first, before):
            outcome = replace(
                outcome, reason="same-page", detail=f"It is the page of {first.link}. {ADVICE['same-page']}"
            )
            if before is not None and before.good:
                self._same(link, before, outcome)
                return
        if outcome.reason == PAGE:
            self._pages[outcome.page] = outcome
            self._new += 1
        self._archive.add(outcome, seen.pages)
        self._set(link, outcome)

    def _same(self, link: str, before: Outcome, seen: Outcome) -> None:
        """A page that was asked for again and is as it was; only when it was seen is new."""
        if seen.good:
            before = replace(before, when=seen.when)
            self._archive.add(before, ())
        self._set(link, before)

    def _is_same(self, outcome: Outcome, first: Outcome, before: Outcome | None) -> bool:
        """Whether a page is no new version of one that we have: another link to it, or the same text."""
        return before is None or outcome.text_sha == first.text_sha

    def _so_far(self) -> Fetched:
        """How far it is; failures are listed at the end only (a list for every link would be quadratic)."""
        return Fetched(
            links=len(self._links),
            done=len(self._settled),
            pages=self._good,
            hosts=self._hosts,
            new=self._new,
            failures=(),
        )

    def _as_ended(self) -> Fetched:
        settled = (self._settled[link] for link in self._links if link in self._settled)
        return replace(self._so_far(), failures=tuple(o for o in settled if not o.good))

    def _unset(self, link: str) -> None:
        before = self._settled.pop(link, None)
        self._good -= before is not None and before.good

    def _set(self, link: str, outcome: Outcome) -> None:
        """Note what became of a link, and keep count."""
        before = self._settled.get(link)
        self._good += outcome.good - (before is not None and before.good)
        self._settled[link] = outcome
