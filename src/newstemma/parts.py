"""Documents read, and worked on one by one, in parts that are kept on disk as soon as they are finished.

1. Each chunk of input files is read in a worker process, in parts of bounded size.
2. A content that comes again is kept once, wherever its copies are.
3. The lines that recur across the articles of an outlet are counted part by part.
4. Each part goes through ``per_article`` in a worker process; a document that kills it becomes a failure.

Memory does not grow with the input but for a few words about every document. A part that is there already,
made of the same input by the same code with the same parameters, is not made again: a run that was killed
goes on where it stopped, and new articles can be added to a finished one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import pyarrow as pa

from newstemma.clean.documents_to_recurring import (
    COUNTS,
    counts_to_recurring,
    documents_to_counts,
    outlet_of,
)
from newstemma.engine.bundle import read_bundle, write_bundle
from newstemma.engine.chunks import Chunk
from newstemma.engine.guard import Tables, concat, guarded
from newstemma.engine.process import Limits, Worker, WorkerDied, WorkFailed
from newstemma.engine.version import code_digest
from newstemma.errors import OutputUnwritable
from newstemma.ids import digest
from newstemma.made import MADE, lines_digest, not_made
from newstemma.params.clean import RECURRING_MIN_ARTICLES
from newstemma.params.flow import MEGABYTES, PART, PART_CHARACTERS, READ_SECONDS
from newstemma.read.files_to_documents import Place, place, read_file, repeated
from newstemma.records import Document, Failure
from newstemma.tables import to_records, to_table

__all__ = ["Engine", "Part", "Reading", "made_of", "make", "read_chunks"]

T = TypeVar("T")
R = TypeVar("R")
Note = Callable[[int, int], None]

_INDEX = pa.schema(
    [("path", pa.string()), ("row", pa.int64()), ("document_id", pa.string()), ("outlet", pa.string()),
     ("part", pa.int64()), ("at", pa.int64())]
)  # fmt: skip
_READ_CODE = ("read", "records", "tables", "ids", "params", "clean", "text", "spans", "errors", "parts")


class Engine(Protocol):
    """Who runs tasks: the processes of this machine (``engine.pool.Pool``) or a cluster."""

    def each(self, do: Callable[[Worker, T], R], tasks: Sequence[T]) -> Iterator[R]:
        """``do(worker, task)`` for every task, the results in the order of the tasks."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a chunk, on disk."""

    folder: Path
    number: int
    key: str
    dropped: tuple[int, ...] = ()
    """Places in the part of documents that are kept elsewhere."""
    outlets: tuple[str, ...] = ()
    """Outlets of its documents that have enough documents for lines to recur."""

    def path(self, what: str) -> Path:
        """The file that holds its ``documents``, ``counts`` or ``made``."""
        return self.folder / f"{self.number:05}.{what}.arrow"

    def documents(self) -> pa.Table:
        """Its documents without the dropped ones."""
        tables = read_bundle(self.path("documents"), self.key)
        if tables is None:
            raise _gone(self.path("documents"))
        documents = tables["documents"]
        keep = sorted(set(range(documents.num_rows)) - set(self.dropped))
        return documents.take(pa.array(keep, pa.int64())) if self.dropped else documents


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the parts, the failures, how many documents each outlet has, and where the parts are."""

    parts: Sequence[Part]
    failures: pa.Table
    outlets: Mapping[str, int]
    n_documents: int
    folders: frozenset[Path]


def read_chunks(chunks: Sequence[Chunk], folder: Path, engine: Engine, note: Note) -> Reading:
    """Read every chunk that is not there yet, and see which documents are the same.

    Args:
        chunks: input files.
        folder: where parts are kept.
        engine: who does it.
        note: told (done, total) in chunks.
    """
    version = code_digest(*_READ_CODE)
    tasks = [(chunk, folder / (key := chunk.key(version)), key) for chunk in chunks]
    results = []
    for done, result in enumerate(engine.each(_read_chunk, tasks), start=1):
        results.append(result)
        note(done, len(tasks))
    return _once([(where, key) for _, where, key in tasks], results)


def _read_chunk(worker: Worker, task: tuple[Chunk, Path, str]) -> Tables:
    """Index and failures of a chunk, whose documents are on disk then."""
    chunk, folder, key = task
    done = read_bundle(folder / "read.arrow", key)
    if done is not None:
        return done
    paths = [item.path for item in chunk.inputs]
    try:
        made = _stored(worker.stream(documents_in_parts, paths, limits=_LIMITS), folder, key)
    except (WorkerDied, WorkFailed):
        made = _stored(_file_by_file(worker, paths), folder, key)
    write_bundle(folder / "read.arrow", made, key)
    return made


_LIMITS = Limits(READ_SECONDS, MEGABYTES)


def _file_by_file(worker: Worker, paths: Sequence[str]) -> Iterator[Tables]:
    """The documents of each file; one that kills its reader keeps what came before."""
    for path in paths:
        count = 0
        try:
            for tables in worker.stream(documents_in_parts, [path], limits=_LIMITS):
                count += tables["documents"].num_rows
                yield tables
        except (WorkerDied, WorkFailed) as error:
            reason = error.reason if isinstance(error, WorkerDied) else "internal-error"
            detail = (
                f"Reading it failed after {count} documents, which are kept: {error} Split or leave it out."
            )
            failure = to_table(Failure, [Failure(path, None, "read", reason, detail)])
            yield {"documents": to_table(Document, ()), "failures": failure}


def documents_in_parts(paths: Sequence[str]) -> Iterator[Tables]:
    """The documents and failures of some files, in parts of bounded size."""
    documents: list[Document] = []
    failures: list[Failure] = []
    size = 0
    for path in paths:
        for item in read_file(Path(path)):
            if isinstance(item, Failure):
                failures.append(item)
                continue
            documents.append(item)
            size += len(item.content)
            if len(documents) == PART or size >= PART_CHARACTERS:
                yield _tables(documents, failures)
                documents, failures, size = [], [], 0
    yield _tables(documents, failures)


def _tables(documents: Sequence[Document], failures: Sequence[Failure]) -> Tables:
    return {"documents": to_table(Document, documents), "failures": to_table(Failure, failures)}


def _stored(items: Iterator[Tables], folder: Path, key: str) -> Tables:
    """Put the parts on disk as they come; what is kept in memory is the index."""
    index, failures = [_INDEX.empty_table()], [to_table(Failure, ())]
    number = 0
    for tables in items:
        failures.append(tables["failures"])
        documents = tables["documents"]
        if documents.num_rows:
            part = Part(folder, number, key)
            write_bundle(part.path("documents"), {"documents": documents}, key)
            index.append(_index(documents, number))
            number += 1
    return {"index": pa.concat_tables(index), "failures": pa.concat_tables(failures)}


def _index(documents: pa.Table, number: int) -> pa.Table:
    outlets = [outlet_of(document) for document in to_records(Document, documents)]
    columns = [documents.column(c).combine_chunks() for c in ("path", "row", "document_id")]
    numbers = pa.array([number] * len(outlets), pa.int64())
    return pa.table([*columns, pa.array(outlets, pa.string()), numbers, range(len(outlets))], schema=_INDEX)


def _once(chunks: Sequence[tuple[Path, str]], results: Sequence[Tables]) -> Reading:
    """Which documents are kept: of the same content the one with the smallest path and row."""
    rows = [(c, row) for c, result in enumerate(results) for row in result["index"].to_pylist()]
    first: dict[str, Place] = {}
    for _, row in rows:
        here = place(row["path"], row["row"])
        first[row["document_id"]] = min(here, first.get(row["document_id"], here))
    dropped: dict[tuple[int, int], list[int]] = {}
    again: list[Failure] = []
    outlets: Counter[str] = Counter()
    by_part: dict[tuple[int, int], set[str]] = {}
    for c, row in rows:
        here, part = place(row["path"], row["row"]), (c, row["part"])
        mine = by_part.setdefault(part, set())
        if here != first[row["document_id"]]:
            dropped.setdefault(part, []).append(row["at"])
            again.append(repeated(here, first[row["document_id"]]))
        elif row["outlet"]:
            outlets[row["outlet"]] += 1
            mine.add(row["outlet"])
    often = {key for key, n in outlets.items() if n >= RECURRING_MIN_ARTICLES}
    parts = [
        Part(*_where(chunks, part), tuple(dropped.get(part, ())), tuple(sorted(mine & often)))
        for part, mine in by_part.items()
    ]
    failures = [*(r["failures"] for r in results), to_table(Failure, again)]
    folders = frozenset(folder for folder, _ in chunks)
    return Reading(parts, pa.concat_tables(failures), outlets, len(rows) - len(again), folders)


def _where(chunks: Sequence[tuple[Path, str]], part: tuple[int, int]) -> tuple[Path, int, str]:
    folder, key = chunks[part[0]]
    return folder, part[1], key


def make(reading: Reading, engine: Engine, note: Note) -> list[tuple[Path, str]]:
    """Make what ``per_article`` makes of all documents that were read, and leave it on disk.

    Args:
        reading: from ``read_chunks``.
        engine: who does it.
        note: told (done, total) in documents.

    Returns:
        The file of each part and its key (``engine.bundle``), in the order of the parts.

    Raises:
        OutputUnwritable: the disk is full, or the work folder was changed from outside.
    """
    version = code_digest()
    counted = [part for part in reading.parts if part.outlets]
    counts = list(engine.each(partial(_counted, version=version), counted))
    recurring = counts_to_recurring(counts, reading.outlets) if counts else {}
    work = partial(_made, version=version, recurring=recurring)
    done = 0
    for n_documents in engine.each(work, reading.parts):
        done += n_documents
        note(done, reading.n_documents)
    return [(part.path("made"), _made_key(part, version)) for part in reading.parts]


def made_of(reading: Reading, engine: Engine, note: Note) -> Tables:
    """The tables named in ``per_article.MADE``, the parts one behind the other; see ``make``."""
    return concat([_found(path, key) for path, key in make(reading, engine, note)])


def _counted(worker: Worker, part: Part, version: str) -> pa.Table:
    """How often each line stands in the part's documents."""
    key = digest(version, part.key, part.number, part.dropped, part.outlets)
    found = read_bundle(part.path("counts"), key)
    if found is None:
        work = partial(_count, outlets=frozenset(part.outlets))
        found = dict(guarded(worker, work, part.documents(), _not_counted))
        write_bundle(part.path("counts"), found, key)
    return found["counts"]


def _count(documents: pa.Table, outlets: frozenset[str]) -> Tables:
    return {"counts": documents_to_counts(documents, outlets)}


def _not_counted(_document: pa.Table, _reason: str, _detail: str) -> Tables:
    """A page that cannot be counted fails in ``per_article`` too, and is named there."""
    return {"counts": COUNTS.empty_table()}


def _made(worker: Worker, part: Part, version: str, recurring: Mapping[str, frozenset[str]]) -> int:
    """Put on disk what ``per_article`` makes of a part, if it is not there; the number of its documents."""
    key = _made_key(part, version)
    before = read_bundle(part.path("made"), key)
    documents = part.documents()
    if before is None or not _holds(before, recurring):
        work = partial(per_article_noted, recurring=recurring, before=before)
        write_bundle(part.path("made"), guarded(worker, work, documents, not_made), key)
    count: int = documents.num_rows
    return count


def per_article_noted(
    documents: pa.Table, recurring: Mapping[str, frozenset[str]], before: Tables | None = None
) -> Tables:
    """``per_article.per_article_noted``, loaded where it works: handing out work needs none of its stages."""
    from newstemma.per_article import per_article_noted as work

    return work(documents, recurring, before)


def _made_key(part: Part, version: str) -> str:
    return digest(version, part.key, part.number, part.dropped)


def _found(path: Path, key: str) -> Tables:
    """What was made of a part."""
    made = read_bundle(path, key)
    if made is None:
        raise _gone(path)
    return {name: made[name] for name in MADE}


def _gone(path: Path) -> OutputUnwritable:
    return OutputUnwritable(
        f"{path} is gone or damaged: something else changed the work folder. Run it again."
    )


def _holds(made: Tables, recurring: Mapping[str, frozenset[str]]) -> bool:
    """Whether the recurring lines that the part rests on are still the same."""
    return all(lines_digest(recurring.get(row["outlet"])) == row["lines"] for row in made["used"].to_pylist())
