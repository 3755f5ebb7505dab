"""``newstemma trace``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newstemma.cli.console import progress, say
from newstemma.store.run_folder import check_out, write_run

__all__ = ["trace"]


def trace(paths: Sequence[Path], out: Path, jobs: int, overwrite: bool, quiet: bool) -> int:
    """Trace ``paths`` into the run folder ``out``; returns the exit code."""
    check_out(out, overwrite)
    # Imported late: a wrong call should be told so at once, not after loading every stage.
    from newstemma import flow
    from newstemma.report.summary import in_words
    from newstemma.report.tables_to_report import tables_to_report
    from newstemma.store.manifest import make_manifest

    with progress(quiet) as note:
        run = flow.trace(paths, jobs=jobs, progress=note)
        note("report", 0, 1)
        manifest = make_manifest(run.tables, run.inputs, run.seconds)
        pages = {"report.html": tables_to_report(run.tables, manifest)}
        write_run(out, run.tables, manifest, pages, overwrite)
        note("report", 1, 1)
    if not quiet:
        for line in in_words(run.tables):
            say(line)
        say(f"Open {out / 'report.html'} in a browser.")
    if run.failed:
        say(f"{run.failed} inputs or parts failed: newstemma show {out} failures")
    return 3 if run.failed else 0
