"""``newstemma watch``: in rounds feeds are asked, what is new is fetched and traced, and news are told."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstemma.cli.console import fail, say
from newstemma.cli.fetch import fetching, in_words, kept_on_stop, link_inputs, traced
from newstemma.errors import NothingUsable, UsageError
from newstemma.params.fetch import FETCHED

if TYPE_CHECKING:
    from newstemma.fetch.options import Options

__all__ = ["Watch", "seconds", "watch"]

_STATE, _LOG = "watch.json", "watch.log"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched and how.

    Attributes:
        sources: feeds, lists of feeds, sitemaps, pages; or files with a line for each.
        folder: the run folder that grows.
        about: words that a statement must have to be told about; empty: every statement.
        jobs: processes for the tracing.
        quiet: whether only news and errors are told.
        options: manners and limits.
    """

    sources: Sequence[str]
    folder: Path
    about: str = ""
    jobs: int = 1
    quiet: bool = False
    options: Options | None = None


@dataclass(slots=True)
class _State:
    """What is remembered between rounds: how sources were answered, and what was told."""

    memory: dict[str, dict[str, str]] = field(default_factory=dict)
    standing: dict[str, Any] | None = None


def seconds(text: str) -> float:
    """The seconds of ``90s``, ``15m``, ``2h`` or ``1d``.

    Raises:
        UsageError: it is none of these, or shorter than 10 seconds.
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", text.strip().lower())
    value = float(found.group(1)) * _UNITS[found.group(2)] if found else 0.0
    if value < 10:
        raise UsageError(f"--every {text}: give 10s or more, such as 15m or 2h.")
    return value


def watch(job: Watch, every: float, once: bool) -> int:
    """Watch until stopped, or for one round.

    Args:
        job: what is watched.
        every: seconds from the beginning of a round to the next.
        once: whether one round is all.

    Returns:
        The exit code: 0, or 3 if sources or pages failed in the only round.
    """
    sources = _sources(job.sources)
    with kept_on_stop(job.folder):
        while True:
            start = time.monotonic()
            failed = _round(job, sources)
            if once:
                return 3 if failed else 0
            time.sleep(max(0.0, every - (time.monotonic() - start)))


def _sources(given: Sequence[str]) -> list[str]:
    """Addresses, from the command line, from files with a line for each, or from OPML files."""
    from newstemma.fetch.addresses import is_link
    from newstemma.fetch.feeds import read_listing
    from newstemma.fetch.links import links_in
    from newstemma.fetch.reasons import Miss

    out: list[str] = []
    for source in given:
        if is_link(source):
            out.append(source)
            continue
        path = Path(source)
        if not path.is_file():
            raise UsageError(f"{source} is no address and no file. Give http(s)://… or a list of them.")
        found = links_in(path)
        if found is None:
            try:
                found = read_listing("file:///", path.read_bytes()).sources
            except Miss as miss:
                raise UsageError(f"{source} holds no list of feeds: {miss.detail}") from miss
        out += found
    if not out:
        raise UsageError("there is nothing to watch: the lists are empty.")
    return list(dict.fromkeys(out))


def _round(job: Watch, sources: Sequence[str]) -> bool:
    """One round; returns whether something failed."""
    from newstemma.cli.fetch import manners
    from newstemma.fetch.archive import Archive
    from newstemma.fetch.links_to_pages import fetch_into
    from newstemma.fetch.sources_to_links import poll, to_fetch

    options = job.options or manners()
    state = _read_state(job.folder)
    polled = poll(sources, state.memory, options)
    for source, _reason, detail in polled.failures:
        fail(f"{source}: {detail}")
    with Archive(job.folder / FETCHED) as archive, fetching(job.quiet) as tell:
        if archive.path in traced(job.folder):
            archive.begin_file()
        links, changed = to_fetch(polled, archive.outcomes)
        result = fetch_into(archive, links, options, tell, changed)
    if not job.quiet:
        asked = f"{len(sources)} sources ({polled.unchanged} unchanged)"
        say(f"{asked}: {in_words(result)}" if links else f"{asked}: nothing new.")
    # Only now, when every link of theirs is settled, may the sources say "unchanged" to us.
    state.memory |= polled.memory
    _write_state(job.folder, state)
    if set(link_inputs(job.folder)) - traced(job.folder):
        _trace(job)
    _tell(job, state)
    return bool(polled.failures or result.failures)


def _trace(job: Watch) -> None:
    """Trace what is not traced yet: into the run that is there, or as its beginning."""
    from newstemma.cli.trace import How, Target, trace

    add = (job.folder / "manifest.json").is_file()
    try:
        trace(link_inputs(job.folder), Target(job.folder, add=add), How(job.jobs, None, True))
    except NothingUsable as error:
        say(f"nothing to trace yet: {error}")


def _tell(job: Watch, state: _State) -> None:
    """Tell what is new about watched statements, in the terminal and in the log, each thing once."""
    from newstemma.fetch.tables_to_news import news, standing
    from newstemma.store.run_folder import read_tables

    if not (job.folder / "manifest.json").is_file():
        return
    now = standing(read_tables(job.folder), job.about)
    log = job.folder / _LOG
    told = log.read_text(encoding="utf-8") if log.is_file() else ""
    for item in news(state.standing, now) if state.standing is not None else ():
        if f"\t{item.news_id}\t" not in told:
            when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{when}\t{item.kind}\t{item.news_id}\t{item.text}\n")
            say(f"new {item.kind}: {item.text}")
    state.standing = now
    _write_state(job.folder, state)


def _read_state(folder: Path) -> _State:
    path = folder / _STATE
    if not path.is_file():
        return _State()
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
        return _State(dict(loaded["memory"]), loaded["standing"])
    except (ValueError, KeyError, TypeError):
        fail(f"{path} is damaged; the sources are asked anew. Pages that are there are not fetched again.")
        return _State()


def _write_state(folder: Path, state: _State) -> None:
    """Write the state whole or not at all."""
    text = json.dumps(
        {"memory": state.memory, "standing": state.standing}, ensure_ascii=False, sort_keys=True
    )
    fresh = folder / f".{_STATE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _STATE)
