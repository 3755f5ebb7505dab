"""The flow: every stage in its order, once. A newcomer starts here.

::

    files ─read→ documents ─clean→ articles ─attribute→ statements ─┬─ witness → utterances, witnesses
                                   articles ─edits→ last versions   │
                                   articles ─date→ dates            │
                                   articles ─credit→ credits        ├─ stemma → edges ─ independence → sources
                                   articles ─reuse→ overlaps ───────┘            └─ drift → changes
                                   statements, utterances ─ narrative → narratives, voices, conflicts

``per_article.py`` is the part that looks at one article at a time and runs in parallel, in parts that are
kept (``parts.py``); ``across.py`` is the rest, in its order. ``engine/`` knows how work is run, and nothing
of news.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Protocol

import pyarrow as pa

from newstemma.clock import Clock, Progress
from newstemma.engine.chunks import Chunk, hashed, merged
from newstemma.engine.folder import WorkFolder, temporary
from newstemma.engine.pool import Pool, get_ready
from newstemma.engine.relations import Relations
from newstemma.errors import NothingUsable, OutputUnwritable
from newstemma.fetch.articles_to_edits import articles_to_edits
from newstemma.made import MADE, earlier_version, same_article
from newstemma.params.flow import JOIN_FROM, POOL_FROM
from newstemma.parts import Engine, Reading, made_of, make, read_chunks
from newstemma.read.listing import list_inputs
from newstemma.records import LEFT_OUT, TABLES, Failure
from newstemma.tables import ORDER, check, to_records, to_table

__all__ = ["STAGES", "Before", "Cluster", "Run", "trace"]

STAGES = (
    "read",
    "articles",
    "speakers",
    "credits",
    "dates",
    "overlaps",
    "utterances",
    "stemma",
    "independence",
    "drift",
    "narratives",
    "voices",
    "conflicts",
)
"""The steps that progress is reported for; "articles" is clean, attribute, date and credit together."""


@dataclass(frozen=True)
class Run:
    """A finished run: every table by name, and what it was made from.

    Attributes:
        tables: Arrow tables by the names of ``records.TABLES``.
        inputs: path and SHA-256 of every file that was read.
        seconds: time that each stage took, by stage.
        processor: processor seconds of this process, by stage.
        chunks: the inputs as they were read together; kept with the parts of a run.
        part_folders: where the parts of these chunks are.
    """

    tables: Mapping[str, pa.Table]
    inputs: Sequence[tuple[str, str]] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    chunks: Sequence[Chunk] = ()
    part_folders: Collection[Path] = ()
    processor: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, table: str) -> pa.Table:
        return self.tables[table]

    @property
    def failed(self) -> int:
        """Rows of failures that are worth a look; what was left out on purpose does not count."""
        return sum(reason not in LEFT_OUT for reason in self._reasons)

    @property
    def repeated(self) -> int:
        """Inputs that are the same as another one, which is kept."""
        return sum(reason == "duplicate" for reason in self._reasons)

    @property
    def _reasons(self) -> list[str]:
        reasons: list[str] = self.tables["failures"].column("reason").to_pylist()
        return reasons


class Cluster(Engine, Protocol):
    """Machines that run tasks and joins (``engine.spark.Spark``)."""

    def relations(self, folder: Path) -> Relations:
        """Tables that are joined there; what they need is kept in ``folder``."""
        ...


@dataclass(frozen=True)
class Before:
    """A finished run to which articles are added: its chunks, and what listing its inputs skipped."""

    chunks: Sequence[Chunk] = ()
    skipped: Sequence[Failure] = ()


def trace(
    paths: str | Path | Sequence[str | Path],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    work: WorkFolder | None = None,
    engine: Cluster | None = None,
    before: Before | None = None,
) -> Run:
    """Everything, from files to finished tables.

    Args:
        paths: a file or folder, or several; their order changes nothing.
        jobs: worker processes for the work on single articles, at least one: a document that crashes its
            process, hangs or eats memory becomes a row of ``failures``.
        progress: told (stage, done, total) as the work goes on.
        work: where finished parts are kept; what is there already and still right is used again. Without it
            they are kept in a temporary folder.
        engine: a cluster that does the work (``engine.spark.Spark``); without it processes of this machine
            do.
        before: the run that the articles are added to; its parts must be in ``work``.

    Returns:
        The run with all tables; inputs that could not be used are rows of its ``failures``.

    Raises:
        PathMissing: a named path does not exist.
        NothingUsable: no article could be made of any input.
        OutputUnwritable: the disk is full.
    """
    clock = Clock(progress)
    with ExitStack() as stack:
        work = work or stack.enter_context(temporary())
        get_ready("newstemma.parts", "newstemma.per_article")
        pool = stack.enter_context(Pool(jobs))
        with clock("read"):
            files, skipped = list_inputs([paths] if isinstance(paths, str | Path) else paths)
            stack.enter_context(_loading())
            before = before or Before()
            chunks = merged(before.chunks, hashed(files))
            reading = read_chunks(chunks, work.parts, engine or pool, partial(clock.note, "read"))
        skipped = _skipped(before, skipped, chunks)
        if not reading.parts:
            raise NothingUsable(_nothing(skipped, to_records(Failure, reading.failures)))
        before_across = pa.concat_tables([to_table(Failure, skipped), reading.failures])
        beside = pool if jobs > 1 and reading.n_documents >= POOL_FROM else None
        if engine is not None or reading.n_documents >= JOIN_FROM:
            where = partial(_relations, engine, work, beside)
            tables = _joined(reading, engine or pool, where, clock, before_across)
        else:
            tables = _in_memory(reading, work, pool, beside, clock, before_across)
    inputs = sorted((i.path, i.sha256) for chunk in chunks for i in chunk.inputs)
    made_tables = {name: tables[name] for name in TABLES}
    return Run(made_tables, inputs, clock.seconds, chunks, reading.folders, clock.processor)


def _in_memory(
    reading: Reading, work: WorkFolder, pool: Pool, beside: Pool | None, clock: Clock, failures: pa.Table
) -> dict[str, pa.Table]:
    """All tables, made in this process."""
    with clock("articles"):
        tables = _single(reading, pool, clock)
    tables["failures"] = _ordered("failures", pa.concat_tables([failures, tables["failures"]]))
    if not tables["articles"].num_rows:
        raise NothingUsable(_nothing([], to_records(Failure, tables["failures"])))
    from newstemma.across import across  # loaded while the workers have worked

    with _kept_vectors(work) as vectors:
        tables |= across(tables, clock, beside, vectors)
    texts = dict(
        zip(*(tables["articles"].column(c).to_pylist() for c in ("article_id", "text")), strict=True)
    )
    for name in TABLES:
        check(name, tables[name], texts)
    return tables


def _single(reading: Reading, pool: Pool, clock: Clock) -> dict[str, pa.Table]:
    """What is made of single articles, in order; the tables as the workers gave them are not held on to."""
    made = made_of(reading, pool, partial(clock.note, "articles"))
    return {name: _ordered(name, table) for name, table in _last_versions(_distinct(made)).items()}


def _joined(
    reading: Reading,
    engine: Engine,
    where: Callable[[], AbstractContextManager[Relations]],
    clock: Clock,
    failures: pa.Table,
) -> dict[str, pa.Table]:
    """All tables, made where relations are; here they lie on disk."""
    from newstemma.across import across_by_joins
    from newstemma.joins.gathered import gathered
    from newstemma.joins.rows import finished

    with clock("articles"):
        parts = make(reading, engine, partial(clock.note, "articles"))
    with where() as relations:
        with clock("articles"):
            gathered(relations, parts)
        failures = _ordered("failures", pa.concat_tables([failures, finished(relations, "failures")]))
        if not relations.get("select article_id from articles limit 1").num_rows:
            raise NothingUsable(_nothing([], to_records(Failure, failures)))
        return across_by_joins(relations, clock) | {"failures": failures}


@contextmanager
def _relations(engine: Cluster | None, work: WorkFolder, beside: Pool | None) -> Iterator[Relations]:
    """Where relations are: on the cluster, or in DuckDB on this machine."""
    from newstemma.engine.duck import Duck

    folder = work.path / "joins"
    if engine is not None:
        yield engine.relations(folder)
        return
    with Duck(folder, beside) as duck:
        yield duck


@contextmanager
def _loading() -> Iterator[None]:
    """Load the cross-article stages and the sentence encoder (2 seconds) while the workers work."""

    def load() -> None:
        import scipy.sparse  # noqa: F401 - the narratives' pairs; a fifth of a second

        import newstemma.across
        from newstemma.text.embedding import embed

        embed([newstemma.across.__name__])

    thread = Thread(target=load)
    thread.start()
    try:
        yield
    finally:
        thread.join()


@contextmanager
def _kept_vectors(work: WorkFolder) -> Iterator[Path]:
    """A folder for sentence vectors: those of the run that is added to are there; the new ones are kept."""
    from newstemma.text.vectors import merge

    folder = work.path / "vectors"
    kept = work.parts / "all.vectors"
    try:
        folder.mkdir(exist_ok=True)
        if kept.exists():
            kept.replace(folder / _BEFORE)
        yield folder
        merge([path for path in folder.glob("*.vectors") if path.name != _BEFORE], kept)
    except OSError as error:
        raise OutputUnwritable(
            f"{folder} cannot be written: {error.strerror or error}. Finished parts are kept beside it: mend "
            "that, and the same command goes on from there."
        ) from error


_BEFORE = "before.vectors"


def _skipped(before: Before, new: Sequence[Failure], chunks: Sequence[Chunk]) -> list[Failure]:
    """What was passed over now or when the run was made; what has been named itself since is read."""
    read = {item.path for chunk in chunks for item in chunk.inputs}
    rows = {row.path: row for row in (*before.skipped, *new)}
    return [row for path, row in sorted(rows.items()) if path not in read]


def _distinct(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Inputs that differ only in the page around the article are one article; the others become failures.

    The one with the smallest path (in a file: the first row) stays, and every failure names it, whichever
    documents were worked on together.
    """
    paths, ids = (tables["articles"].column(c).to_pylist() for c in ("path", "article_id"))
    order = sorted(range(len(ids)), key=lambda at: paths[at])  # stable: rows of a file stay in their order
    first: dict[str, int] = {}
    again: list[Failure] = []
    for at in order:
        kept = paths[first.setdefault(ids[at], at)]
        if first[ids[at]] != at:
            again.append(same_article(paths[at], ids[at], kept))
    failures = [
        same_article(row.path, row.article_id, paths[first[row.article_id]])
        if row.stage == "clean" and row.reason == "duplicate" and row.article_id in first
        else row
        for row in to_records(Failure, tables["failures"])
    ]
    out = {name: _first_rows(table) for name, table in tables.items() if name not in {"articles", "failures"}}
    out["articles"] = tables["articles"].take(pa.array(sorted(first.values()), pa.int64()))
    return out | {"failures": to_table(Failure, [*failures, *again])}


def _last_versions(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Of articles that were seen more than once the last version goes on; what was changed are ``edits``.

    Every earlier version is a ``skipped`` row of the failures that names the last.
    """
    import pyarrow.compute as pc

    versions = articles_to_edits(tables["articles"])
    out = dict(tables) | {"edits": versions.edits}
    if not versions.last:
        return out
    earlier = pa.array(sorted(versions.last), pa.string())
    for name in MADE:
        if name != "failures":
            out[name] = out[name].filter(pc.invert(pc.is_in(out[name].column("article_id"), earlier)))
    where = dict(
        zip(*(tables["articles"].column(c).to_pylist() for c in ("article_id", "path")), strict=True)
    )
    rows = [earlier_version(where[one], last, where[last]) for one, last in versions.last.items()]
    return out | {"failures": pa.concat_tables([out["failures"], to_table(Failure, rows)])}


def _first_rows(table: pa.Table) -> pa.Table:
    """One row for every id (ids are made from content: equal ids stand for equal rows)."""
    key = next(name for name in table.schema.names if name.endswith("_id"))
    first: dict[str, int] = {}
    for at, value in enumerate(table.column(key).to_pylist()):
        first.setdefault(value, at)
    return table if len(first) == table.num_rows else table.take(pa.array(list(first.values()), pa.int64()))


def _ordered(name: str, table: pa.Table) -> pa.Table:
    """The table in its stable order, nulls first."""
    columns = [table.column(column).to_pylist() for column in ORDER[name]]
    keys = [tuple((v is not None, v) for v in row) for row in zip(*columns, strict=True)]
    rows = pa.array(sorted(range(len(keys)), key=keys.__getitem__), pa.int64())
    return table.take(rows).combine_chunks()


def _nothing(skipped: Sequence[Failure], failures: Sequence[Failure]) -> str:
    reasons = [*skipped, *failures]
    if not reasons:
        return "no input: the paths hold no files. Name text, Markdown, HTML, JSONL, CSV or Parquet files."
    first = reasons[0]
    return (
        f"no input could be used ({len(reasons)} failed). The first: {first.path}: {first.detail} "
        "Give at least one readable article."
    )
