"""``newstemma trace``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from newstemma.cli.console import fail, progress, say
from newstemma.cli.fetch import with_links
from newstemma.errors import NothingUsable, UsageError
from newstemma.store.run_folder import check_out, keep_parts, write_run

if TYPE_CHECKING:
    from newstemma.engine.folder import WorkFolder
    from newstemma.engine.spark import Spark
    from newstemma.fetch.options import Options
    from newstemma.flow import Before, Run

__all__ = ["How", "Target", "how", "target", "trace"]


@dataclass(frozen=True, slots=True)
class How:
    """How a run is made; nothing of it changes a row.

    Attributes:
        jobs: worker processes on this machine.
        master: the URL of a Spark cluster that does the work on single articles; None for this machine.
        quiet: whether nothing but errors is printed.
    """

    jobs: int
    master: str | None = None
    quiet: bool = False


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
    if out is not None and into is not None:
        raise UsageError(
            "--out and --into exclude each other: --out DIR makes a run, --into DIR adds to one."
        )
    if into is not None:
        raise UsageError(
            "--overwrite goes with --out DIR; --into DIR adds to the run and keeps what is there."
        )
    raise UsageError("say where the run goes: --out DIR makes one, --into DIR adds to a finished one.")


def how(jobs: int, engine: str, master: str | None, quiet: bool) -> How:
    """What the options of the command say.

    Raises:
        UsageError: an unknown engine, or a master without its engine or the other way round.
    """
    if engine not in {"local", "spark"}:
        raise UsageError(f"there is no engine {engine!r}. Choose local or spark.")
    if (engine == "spark") != (master is not None):
        raise UsageError("a cluster is named by both: --engine spark --master spark://HOST:PORT")
    return How(jobs, master, quiet)


def trace(paths: Sequence[str | Path], target: Target, how: How, options: Options | None = None) -> int:
    """Trace ``paths``, links among them, into a run folder; returns the exit code."""
    out = target.folder
    if target.add and not (out / "manifest.json").is_file():
        raise UsageError(f"{out} is no run folder to add to. Make one: newstemma trace PATH --out {out}")
    check_out(out, target.overwrite or target.add)
    # Imported late: a wrong call should be told so at once, not after loading every stage.
    from newstemma.engine.folder import work_folder

    with work_folder(out) as work:
        try:
            paths = with_links(paths, out, options, how.quiet)
            with _interruptible(work.path):
                run = _traced(paths, target, how, work)
        except NothingUsable:
            work.remove()
            raise
        except UsageError:
            work.remove_if_empty()
            raise
        work.remove()
    _say_left_out(run, out)
    return 3 if run.failed else 0


def _say_left_out(run: Run, out: Path) -> None:
    """One line for what failed, and one for what was there already."""
    look = f"newstemma show {out} failures"
    if run.repeated:
        what = "1 input is" if run.repeated == 1 else f"{run.repeated} inputs are"
        say(f"{what} the same as another, which is kept, and left out: {look}")
    if run.failed:
        what = "1 input or part" if run.failed == 1 else f"{run.failed} inputs or parts"
        say(f"{what} failed: {look}")


def _traced(paths: Sequence[str | Path], target: Target, how: How, work: WorkFolder) -> Run:
    from newstemma.engine.pool import get_ready

    get_ready("newstemma.parts", "newstemma.per_article")
    from newstemma import flow

    out = target.folder
    loading = Thread(target=_load_report, daemon=True)
    loading.start()
    with ExitStack() as stack:
        note = stack.enter_context(progress(how.quiet))
        before = _before(out, work) if target.add else None
        engine = stack.enter_context(_cluster(how.master)) if how.master else None
        run = flow.trace(paths, jobs=how.jobs, progress=note, work=work, engine=engine, before=before)
        note("report", 0, 1)
        from newstemma.correct.folder import with_corrections
        from newstemma.report.tables_to_report import tables_to_told
        from newstemma.store.manifest import make_manifest

        tables = with_corrections(out, run.tables)
        manifest = make_manifest(tables, run.inputs, run.seconds)
        told = tables_to_told(tables, manifest)
        pages = {"report.html": told.page}
        work.finish(run.chunks, run.part_folders)
        write_run(out, tables, manifest, pages, target.overwrite or target.add, run.tables)
        keep_parts(out, work.parts)
        note("report", 1, 1)
    if not how.quiet:
        if before is not None:
            _say_known(before, run, out)
        for line in told.sentences:
            say(line)
        say(f"Open {out / 'report.html'} in a browser.")
    return run


def _say_known(before: Before, run: Run, out: Path) -> None:
    """A line if nothing was new: every input is in the run already, as it is."""
    known = {(item.path, item.sha256) for chunk in before.chunks for item in chunk.inputs}
    if known == set(run.inputs):
        say(f"Nothing is new: {out} has all of these inputs already, unchanged.")


def _load_report() -> None:
    """Load what comes last while the run waits for its workers."""
    import newstemma.correct.folder
    import newstemma.report.tables_to_report  # noqa: F401


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


def _cluster(master: str) -> Spark:
    from newstemma.engine.spark import Spark

    return Spark(master)


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
