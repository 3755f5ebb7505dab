"""``newstemma fetch``, and links among the inputs of ``newstemma trace``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.cli.console import fail, say
from newstemma.errors import PathMissing
from newstemma.params.fetch import DELAY, FETCHED

if TYPE_CHECKING:
    from newstemma.fetch.links_to_pages import Fetched, Tell
    from newstemma.fetch.options import Options

__all__ = [
    "fetch",
    "fetching",
    "in_words",
    "kept_on_stop",
    "link_inputs",
    "manners",
    "split",
    "traced",
    "with_links",
]


def manners(
    delay: float = DELAY, contact: str = "", allow_private: bool = False, again: bool = False
) -> Options:
    """The options of the command line."""
    from newstemma.fetch.options import Options

    return Options(delay=delay, contact=contact, allow_private=allow_private, again=again)


def fetch(inputs: Sequence[str], folder: Path, options: Options, quiet: bool) -> int:
    """Fetch links and lists of links into ``folder``/fetched; returns the exit code."""
    links, others = split(inputs)
    for path in others:
        fail(f"{path} is no link and holds none.")
    if not links:
        raise PathMissing("there is no link to fetch. Give http(s) addresses, or a file with one a line.")
    result = _fetched(links, folder / FETCHED, options, quiet, traced(folder))
    if not result.pages:
        return 1
    return 3 if result.failures or others else 0


def with_links(
    inputs: Sequence[str | Path], folder: Path, options: Options | None, quiet: bool
) -> list[str | Path]:
    """The inputs of a trace, links and lists of links replaced by the folder that they were fetched into.

    Args:
        inputs: paths and links.
        folder: the run folder; pages go into its ``fetched``.
        options: manners and limits.
        quiet: whether only errors are told.
    """
    links, others = split([str(i) for i in inputs])
    if not links:
        return list(inputs)
    _fetched(links, folder / FETCHED, options or manners(), quiet, traced(folder))
    return [*others, *link_inputs(folder)]


def traced(folder: Path) -> frozenset[Path]:
    """The WARCs that the finished run in a folder, if there is one, was made from."""
    from newstemma.store.run_folder import read_manifest

    if not (folder / "manifest.json").is_file():
        return frozenset()
    return frozenset(Path(entry["path"]) for entry in read_manifest(folder)["inputs"])


def link_inputs(folder: Path) -> list[Path]:
    """The WARCs that hold what was fetched into a run folder."""
    from newstemma.fetch.archive import pages_in

    return list(pages_in(folder / FETCHED))


def split(inputs: Sequence[str]) -> tuple[list[str], list[Path]]:
    """The links among the inputs and in the lists of links among them; and the other paths."""
    from newstemma.fetch.addresses import is_link
    from newstemma.fetch.links import links_in

    links: list[str] = []
    others: list[Path] = []
    for given in inputs:
        found = [given] if is_link(given) else None
        if found is None and Path(given).is_file():
            found = links_in(Path(given))
        if found is None:
            others.append(Path(given))
        else:
            links += found
    return links, others


def _fetched(
    links: Sequence[str], folder: Path, options: Options, quiet: bool, traced: frozenset[Path] = frozenset()
) -> Fetched:
    from newstemma.fetch.archive import Archive
    from newstemma.fetch.links_to_pages import fetch_into

    with kept_on_stop(folder), Archive(folder) as archive, fetching(quiet) as tell:
        if archive.path in traced:
            archive.begin_file()
        result = fetch_into(archive, links, options, tell)
    if not quiet:
        say(in_words(result))
        for reason, n in Counter(f.reason for f in result.failures).most_common():
            first = next(f for f in result.failures if f.reason == reason)
            say(f"  {n} {reason}: {first.link}: {first.detail}")
    return result


@contextmanager
def kept_on_stop(folder: Path) -> Iterator[None]:
    """Ctrl-C ends the command, and says that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        fail(f"stopped. What was fetched is kept in {folder}: the same command goes on from there.")
        raise SystemExit(130) from None


def in_words(result: Fetched) -> str:
    """What came of a fetch, in a line."""
    rest = f"; {len(result.failures)} links failed" if result.failures else ""
    return f"{result.pages} of {result.links} links from {result.hosts} hosts gave a page{rest}."


@contextmanager
def fetching(quiet: bool) -> Iterator[Tell]:
    """A function to tell how far a fetch is: a bar with hosts, pages, failures; plain lines; or nothing."""
    if quiet:
        yield lambda _fetched: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bars:
        task = bars.add_task("Fetching", total=None)

        def tell(so_far: Fetched) -> None:
            bad = so_far.done - so_far.pages
            text = f"Fetching: {so_far.hosts} hosts, {so_far.pages} pages, {bad} failures"
            bars.update(task, description=text, completed=so_far.done, total=so_far.links)

        yield tell


def _plain(every_seconds: float = 10.0) -> Tell:
    last = 0.0

    def tell(so_far: Fetched) -> None:
        nonlocal last
        if time.monotonic() - last > every_seconds:
            last = time.monotonic()
            bad = so_far.done - so_far.pages
            say(
                f"Fetching {so_far.links} links from {so_far.hosts} hosts: "
                f"{so_far.pages} pages, {bad} failures so far …"
            )

    return tell
