"""``newstemma trace``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.cli.console import fail, progress, say
from newstemma.errors import NothingUsable, UsageError
from newstemma.store.run_folder import check_out, keep_parts, write_run

if TYPE_CHECKING:
    from newstemma.engine.folder import WorkFolder
    from newstemma.flow import Before, Run

__all__ = ["Target", "target", "trace"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a run goes.

    Attributes:
        folder: the run folder.
        add: whether the articles are added to the run that is there.
        overwrite: whether the run that is there is replaced.
    """

    folder: Path
    add: bool = False
    overwrite: bool = False


def target(out: Path | None, into: Path | None, overwrite: bool) -> Target:
    """What the options of the command say.

    Raises:
        UsageError: not exactly one of ``--out`` and ``--into``, or ``--into`` with ``--overwrite``.
    """
    if out is not None and into is None:
        return Target(out, overwrite=overwrite)
    if into is not None and out is None and not overwrite:
        return Target(into, add=True)
    raise UsageError("say where the run goes: --out DIR makes one, --into DIR adds to a finished one.")


def trace(paths: Sequence[Path], target: Target, jobs: int, quiet: bool) -> int:
    """Trace ``paths`` into a run folder; returns the exit code."""
    out = target.folder
    if target.add and not (out / "manifest.json").is_file():
        raise UsageError(f"{out} is no run folder to add to. Make one: newstemma trace PATH --out {out}")
    check_out(out, target.overwrite or target.add)
    # Imported late: a wrong call should be told so at once, not after loading every stage.
    from newstemma.engine.folder import work_folder

    with work_folder(out) as work:
        try:
            with _interruptible(work.path):
                run = _traced(paths, target, jobs, quiet, work)
        except NothingUsable:
            work.remove()
            raise
        work.remove()
    if run.failed:
        say(f"{run.failed} inputs or parts failed: newstemma show {out} failures")
    return 3 if run.failed else 0


def _traced(paths: Sequence[Path], target: Target, jobs: int, quiet: bool, work: WorkFolder) -> Run:
    from newstemma import flow

    out = target.folder
    with progress(quiet) as note:
        before = _before(out, work) if target.add else None
        run = flow.trace(paths, jobs=jobs, progress=note, work=work, before=before)
        note("report", 0, 1)
        from newstemma.correct.folder import with_corrections
        from newstemma.report.summary import in_words
        from newstemma.report.tables_to_report import tables_to_report
        from newstemma.store.manifest import make_manifest

        tables = with_corrections(out, run.tables)
        manifest = make_manifest(tables, run.inputs, run.seconds)
        pages = {"report.html": tables_to_report(tables, manifest)}
        work.finish(run.chunks, run.part_folders)
        write_run(out, tables, manifest, pages, target.overwrite or target.add, run.tables)
        keep_parts(out, work.parts)
        note("report", 1, 1)
    if not quiet:
        for line in in_words(tables):
            say(line)
        say(f"Open {out / 'report.html'} in a browser.")
    return run


def _before(out: Path, work: WorkFolder) -> Before:
    """The run that is added to; its parts are in the work folder then."""
    from newstemma.engine.chunks import read_ledger
    from newstemma.flow import Before
    from newstemma.records import Failure
    from newstemma.store.run_folder import read_uncorrected
    from newstemma.tables import to_records

    chunks = read_ledger(work.take_from(out))
    failures = to_records(Failure, read_uncorrected(out)["failures"])
    return Before(chunks, [row for row in failures if row.stage == "read" and row.reason == "skipped"])


@contextmanager
def _interruptible(kept: Path) -> Iterator[None]:
    """Ctrl-C says once what it does and ends the run; a second one ends it at once."""

    def stop(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, lambda _signal, _frame: os._exit(130))
        fail(f"stopped. Finished parts are kept in {kept}: the same command goes on from there.")
        raise SystemExit(130)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread: whoever runs it answers Ctrl-C
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
