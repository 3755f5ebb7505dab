"""Work on a table of documents, in a worker process that may die of any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from newstemma.engine.process import Limits, Worker, WorkerDied, WorkFailed
from newstemma.params.flow import MEGABYTES, SECONDS, SECONDS_PER_MILLION_CHARACTERS

__all__ = ["Poison", "Tables", "Work", "concat", "guarded"]

Tables = Mapping[str, pa.Table]
Work = Callable[[pa.Table], Tables]
Poison = Callable[[pa.Table, str, str], Tables]
"""What stands for a document (a table of one row) that could not be worked on: (document, reason, detail)."""


def guarded(worker: Worker, work: Work, documents: pa.Table, poison: Poison) -> Tables:
    """Run ``work`` on documents; one that crashes it, hangs, or eats memory becomes what ``poison`` makes.

    1. All documents at once, within the limits of time and memory.
    2. If the process dies or the work raises, each document by itself, in a fresh process where needed.
       What died of something else (the system killed it for its memory) succeeds now.
    3. A document that fails by itself too is given to ``poison``.

    Args:
        worker: the process to use; it is started again as often as it takes.
        work: a function that can be pickled and looks at one document at a time.
        documents: table of ``records.Document``.
        poison: makes the row of failures.
    """
    try:
        return _tried(worker, work, documents)
    except (WorkerDied, WorkFailed):
        alone = [documents.slice(at, 1) for at in range(documents.num_rows)]
        return concat([_alone(worker, work, document, poison) for document in alone])


def _alone(worker: Worker, work: Work, document: pa.Table, poison: Poison) -> Tables:
    try:
        return _tried(worker, work, document)
    except WorkerDied as death:
        return poison(document, death.reason, f"{death.detail} Leave the document out, or report it.")
    except WorkFailed as failure:
        return poison(document, "internal-error", f"{failure}. The document is left out; please report it.")


def _tried(worker: Worker, work: Work, documents: pa.Table) -> Tables:
    made: Tables = worker.call(work, documents, limits=_limits(documents))
    return made


def _limits(documents: pa.Table) -> Limits:
    characters = sum(len(text) for text in documents.column("content").to_pylist())
    seconds = SECONDS + SECONDS_PER_MILLION_CHARACTERS * characters / 1e6
    return Limits(seconds, MEGABYTES)


def concat(results: Sequence[Tables]) -> Tables:
    """Results one below the other, table by table."""
    return {name: pa.concat_tables([r[name] for r in results]) for name in results[0]} if results else {}
