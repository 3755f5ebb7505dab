"""Relations in DuckDB on this machine: a database file, and on disk what does not fit into memory.

The functions that rows go through run in the worker processes of a pool, if there is one.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from newstemma.engine.pool import Later, Pool, beside
from newstemma.engine.relations import BUCKET, Shared, Work, on_disk, share
from newstemma.errors import OutputUnwritable
from newstemma.params.flow import JOIN_MEGABYTES, JOIN_ROWS

__all__ = ["Duck"]

_AHEAD = 2  # tables that wait for each worker, so that none waits for a table


class Duck:
    """``relations.Relations`` on one machine; leaving the ``with`` block closes the database."""

    def __init__(self, folder: Path, pool: Pool | None = None, megabytes: int = JOIN_MEGABYTES) -> None:
        """A new database in ``folder``, which spills to disk beyond ``megabytes``."""
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
        folder.mkdir(parents=True)
        self._folder = folder
        self._pool = pool
        self._laid = 0
        self._makings: dict[str, int] = {}
        self._db = duckdb.connect(
            str(folder / "joins.duckdb"),
            config={
                "memory_limit": f"{megabytes}MB",
                "temp_directory": str(folder / "spilled"),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )

    def __enter__(self) -> Duck:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def put(self, name: str, table: pa.Table) -> None:
        """A table of this process becomes the relation ``name``."""
        self._fill(name, table.schema, [table])

    def query(self, name: str, sql: str) -> None:
        """What ``sql`` gives becomes the relation ``name``."""
        with self._told():
            self._db.execute(f"create or replace table {name} as {sql}")
        self._note(name)

    def view(self, name: str, sql: str) -> None:
        """``name`` is short for ``sql``."""
        self._db.execute(f"create or replace view {name} as {sql}")

    def each(self, name: str, sql: str, work: Work, form: pa.Schema) -> None:
        """The rows of ``sql``, some at a time, through ``work``."""
        self._fill(name, form, self._worked(work, self._rows(sql)))

    def grouped(self, name: str, sql: str, work: Work, form: pa.Schema, *, apart: bool = False) -> None:
        """The same, with all rows of equal ``bucket`` at once; they are never dealt out together here."""
        rows = self._rows(f"select * from ({sql}) as rows_ order by {BUCKET}")
        self._fill(name, form, self._worked(work, _groups(rows)))

    def get(self, sql: str) -> pa.Table:
        """A table for this process."""
        with self._db.cursor() as cursor:
            return _reader(cursor.sql(sql)).read_all()

    def count(self, sql: str) -> int:
        """The number of rows of a relation, or of what is written behind FROM."""
        return int(self.get(f"select count(*) as n from {sql}").column("n")[0].as_py())

    def made(self, name: str) -> int:
        """The number of the relation's making among all."""
        return self._makings.get(name, 0)

    def ordered(self, name: str, by: Sequence[str], form: pa.Schema) -> pa.Table:
        """A whole relation for this process, on disk."""
        self._laid += 1
        columns = ", ".join(f'"{column}" nulls first' for column in by)
        with self._told():
            rows = self._rows(f"select * from {name} order by {columns}, rowid")
            return on_disk(self._folder / f"{name}-{self._laid}.arrow", rows, form)

    def share(self, name: str, value: Any) -> Shared:
        """A value that every piece of work can read."""
        return share(self._folder, name, value)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A full disk is told as everywhere else; memory runs out only when nothing more can be put there."""
        try:
            yield
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            cause = str(error).splitlines()[0]
            raise OutputUnwritable(
                f"{self._folder} cannot take what is joined: {cause}. Make room: the same command goes on."
            ) from error

    def _worked(self, work: Work, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """``work`` of every table, in order; a few are under way at a time."""
        if self._pool is None:
            yield from map(work, tables)
            return
        open_: deque[Later] = deque()
        with beside(self._pool) as start:
            for table in tables:
                open_.append(start(work, table))
                if len(open_) > _AHEAD * len(self._pool.workers):
                    yield open_.popleft()()
            while open_:
                yield open_.popleft()()

    def _rows(self, sql: str) -> Iterator[pa.Table]:
        with self._db.cursor() as cursor:
            for batch in _reader(cursor.sql(sql)):
                yield pa.Table.from_batches([batch])

    def _fill(self, name: str, form: pa.Schema, tables: Iterable[pa.Table]) -> None:
        """Make the relation anew, from tables that come one by one."""
        with self._told(), self._db.cursor() as cursor:
            cursor.register("empty_", form.empty_table())
            cursor.execute(f"create or replace table {name} as select * from empty_")
            for table in tables:
                if table.num_rows:
                    cursor.register("made_", table)
                    cursor.execute(f"insert into {name} select * from made_")
                    cursor.unregister("made_")
        self._note(name)

    def _note(self, name: str) -> None:
        self._makings[name] = 1 + max(self._makings.values(), default=0)


def _reader(result: Any) -> pa.RecordBatchReader:
    """The rows as they come; the method had another name before DuckDB 1.5."""
    read = getattr(result, "to_arrow_reader", None) or result.fetch_record_batch
    return read(JOIN_ROWS)


def _groups(rows: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Tables in order of ``bucket``, cut where it changes."""
    open_: list[pa.Table] = []
    bucket = None
    for table in rows:
        buckets = table.column(BUCKET).to_pylist()
        borders = [at for at in range(1, len(buckets)) if buckets[at] != buckets[at - 1]]
        for start, end in pairwise([0, *borders, len(buckets)]):
            if open_ and buckets[start] != bucket:
                yield pa.concat_tables(open_)
                open_ = []
            bucket = buckets[start]
            open_.append(table.slice(start, end - start))
    if open_:
        yield pa.concat_tables(open_)
