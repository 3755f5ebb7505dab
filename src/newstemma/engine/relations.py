"""Tables that are joined by SQL and worked on in bounded pieces, wherever they lie.

Two things do it: DuckDB on this machine (``duck.py``) and Spark on a cluster (``spark_relations.py``). Both
take the same SQL text, DuckDB's, which sqlglot translates for Spark, and the same functions from Arrow table
to Arrow table. A result never depends on how rows are spread, on their order, or on which of the
two it is.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from newstemma.params.flow import JOIN_ROWS

__all__ = ["BUCKET", "Relations", "Shared", "Work", "on_disk", "share"]

Work = Callable[[pa.Table], pa.Table]
"""Made of some rows: a function that can be pickled, so a module's own or a ``partial`` of one."""

BUCKET = "bucket"
"""The column whose equal values ``Relations.grouped`` keeps together."""


class Relations(Protocol):
    """Named tables on one machine or many."""

    def put(self, name: str, table: pa.Table) -> None:
        """A table of this process becomes the relation ``name``."""
        ...

    def query(self, name: str, sql: str) -> None:
        """What ``sql`` gives becomes the relation ``name``; one of that name is replaced."""
        ...

    def view(self, name: str, sql: str) -> None:
        """``name`` is short for ``sql``: nothing is kept, so it is for what is used once. What it is made of
        must not be replaced before."""
        ...

    def each(self, name: str, sql: str, work: Work, form: pa.Schema) -> None:
        """The rows of ``sql``, some at a time, through ``work``; what it makes has the columns ``form``."""
        ...

    def grouped(self, name: str, sql: str, work: Work, form: pa.Schema, *, apart: bool = False) -> None:
        """The same, with all rows of equal ``bucket`` at once.

        Buckets of few bytes are dealt out together, unless they are to be ``apart``: a row may stand for a
        file.
        """
        ...

    def get(self, sql: str) -> pa.Table:
        """A table for this process, in its memory: a small one."""
        ...

    def count(self, sql: str) -> int:
        """The number of rows of a relation, or of what is written behind FROM."""
        ...

    def made(self, name: str) -> int:
        """When the relation was made: the number of its making among all; 0 if it never was."""
        ...

    def ordered(self, name: str, by: Sequence[str], form: pa.Schema) -> pa.Table:
        """A whole relation for this process, in the order of some columns, nulls first; of equal rows the one
        that was made first comes first. It lies on disk: what is not looked at takes no memory."""
        ...

    def share(self, name: str, value: Any) -> Shared:
        """A value that every piece of work can read; of the size of a vocabulary, not of the pile."""
        ...


@dataclass(frozen=True, slots=True)
class Shared:
    """A value in a file that all machines see; read once by each process that asks for it."""

    path: str

    def value(self) -> Any:
        """What was shared."""
        return _read(self.path, Path(self.path).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: str, _written: int) -> Any:
    return pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by our own driver


def on_disk(path: Path, tables: Iterable[pa.Table], form: pa.Schema) -> pa.Table:
    """Tables one behind the other in a file that is mapped into memory, always in pieces of the same size.

    Args:
        path: the file; it may be removed while the table is in use (not on Windows).
        tables: in their order.
        form: what the rows become.
    """
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, form) as writer:
        for table in _even(tables):
            writer.write_table(table.select(form.names).cast(form).combine_chunks())
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _even(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows, ``JOIN_ROWS`` at a time."""
    open_: list[pa.Table] = []
    waiting = 0
    for table in tables:
        open_.append(table)
        waiting += table.num_rows
        while waiting >= JOIN_ROWS:
            whole = pa.concat_tables(open_)
            yield whole.slice(0, JOIN_ROWS)
            open_, waiting = [whole.slice(JOIN_ROWS)], waiting - JOIN_ROWS
    if waiting:
        yield pa.concat_tables(open_)


def share(folder: Path, name: str, value: Any) -> Shared:
    """Write a value where all machines of a run see it."""
    path = folder / f"{name}.pickle"
    path.write_bytes(pickle.dumps(value, protocol=5))
    return Shared(str(path))
