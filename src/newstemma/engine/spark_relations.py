"""Relations on a Spark cluster: every one a folder of Parquet files that all machines see.

A relation is written down as soon as it is made. So nothing is computed twice, a plan never grows with what
came before it, and what a lost machine had made is still there.

How the cluster is asked follows the data, as what Spark takes to plan and to start a job (half a processor
second on the driver) is nothing beside a large relation and most of a small one:

- a relation's columns are known when it is written, so no job looks for them in the files;
- rows are dealt into more pieces where they take more bytes; the pieces of a small shuffle are put together
  by Spark itself (adaptive execution), but not those of rows that go through a function, which may take long
  for few bytes;
- what is asked of small relations comes to the driver at once, and what is asked of large ones by way of
  files; a small relation is counted and sorted on the driver.
"""

from __future__ import annotations

import pickle
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newstemma.engine.relations import BUCKET, Shared, Work, on_disk, share
from newstemma.params.flow import (
    JOIN_ROWS,
    SPARK_SLICE_BYTES,
    SPARK_SLICES,
    SPARK_SLICES_PER_CORE,
    SPARK_SMALL_BYTES,
    SPARK_SMALL_FILES,
    SPARK_WORK_BYTES,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkRelations"]


@dataclass(frozen=True, slots=True)
class _Query:
    """What an SQL text asks for, and the bytes on disk of the relations that it reads."""

    frame: DataFrame
    bytes: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A relation as it was written: the number of its making, its files in order, and their bytes."""

    number: int
    files: Sequence[Path]
    bytes: int

    @property
    def here(self) -> bool:
        """Whether it is read by the driver sooner than a job is started."""
        return self.bytes <= SPARK_SMALL_BYTES and len(self.files) <= SPARK_SMALL_FILES


class SparkRelations:
    """``relations.Relations`` on a cluster."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        """Relations in ``folder``, which every machine of the cluster must see under the same path."""
        self._session = session
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
        folder.mkdir(parents=True)
        self._made = 0
        self._written: dict[str, _Written] = {}
        self._viewed: dict[str, int] = {}
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(JOIN_ROWS))
        session.conf.set("spark.sql.session.timeZone", "UTC")
        self._least = SPARK_SLICES_PER_CORE * session.sparkContext.defaultParallelism

    def put(self, name: str, table: pa.Table) -> None:
        """A table of this process becomes the relation ``name``."""
        path = self._new(name)
        path.mkdir()
        pq.write_table(table, path / "part.parquet", row_group_size=JOIN_ROWS)
        self._register(name, path, _spark_schema(table.schema))

    def query(self, name: str, sql: str) -> None:
        """What ``sql`` gives becomes the relation ``name``."""
        self._keep(name, self._sql(sql).frame)

    def view(self, name: str, sql: str) -> None:
        """``name`` is short for ``sql``."""
        query = self._sql(sql)
        query.frame.createOrReplaceTempView(name)
        self._viewed[name] = query.bytes

    def each(self, name: str, sql: str, work: Work, form: pa.Schema) -> None:
        """The rows of ``sql``, some at a time, through ``work`` (``mapInArrow``)."""
        run = partial(_each, work=pickle.dumps(work), path=list(sys.path))
        self._keep(name, self._sql(sql).frame.mapInArrow(run, _spark_schema(form)))

    def grouped(self, name: str, sql: str, work: Work, form: pa.Schema, *, apart: bool = False) -> None:
        """The same, with all rows of equal ``bucket`` at once (``applyInArrow``)."""
        pickled, path = pickle.dumps(work), list(sys.path)

        def run(rows: pa.Table) -> pa.Table:  # PySpark looks at the number of arguments
            return _work(pickled, path)(rows)

        query = self._sql(sql)
        most = self._slices(query.bytes)
        pieces = most if apart else max(1, min(most, query.bytes // SPARK_WORK_BYTES))
        dealt = query.frame.repartition(pieces, BUCKET).groupBy(BUCKET)
        self._keep(name, dealt.applyInArrow(run, _spark_schema(form)))

    def get(self, sql: str) -> pa.Table:
        """A table for this process: of small relations as it is, of others from files, as the driver's Java
        should not hold it."""
        query = self._sql(sql)
        if query.bytes <= SPARK_SMALL_BYTES:
            return query.frame.toArrow()
        return pq.read_table(self._keep("got_", query.frame))

    def count(self, sql: str) -> int:
        """The number of rows of a relation, or of what is written behind FROM."""
        found = self._written.get(sql)
        if found and found.here:
            return sum(pq.ParquetFile(file).metadata.num_rows for file in found.files)
        return int(self.get(f"select count(*) as n from {sql}").column("n")[0].as_py())

    def made(self, name: str) -> int:
        """The number of the relation's making among all."""
        return self._written[name].number if name in self._written else 0

    def ordered(self, name: str, by: Sequence[str], form: pa.Schema) -> pa.Table:
        """A whole relation for this process, on its disk."""
        found = self._written[name]
        self._made += 1
        path = self._folder / f"{name}-{self._made}.arrow"
        if found.here:
            whole = pa.concat_tables([pq.read_table(file) for file in found.files])
            tables = iter([_sorted(whole, by)])
        else:
            tables = self._in_order(name, by)
        return on_disk(path, tables, form)

    def _in_order(self, name: str, by: Sequence[str]) -> Iterator[pa.Table]:
        """The rows of a relation from the files that the cluster wrote in order."""
        from pyspark.sql import functions

        made = (
            functions.monotonically_increasing_id()
        )  # files in order, and rows in each as they were written
        columns = [functions.col(column).asc_nulls_first() for column in by]
        frame = self._session.table(name).withColumn("made_", made).orderBy(*columns, "made_").drop("made_")
        path = self._keep("ordered_", frame)
        for file in sorted(path.glob("*.parquet")):
            for batch in pq.ParquetFile(file).iter_batches(JOIN_ROWS):
                yield pa.Table.from_batches([batch])

    def share(self, name: str, value: Any) -> Shared:
        """A value that every piece of work can read."""
        return share(self._folder, name, value)

    def _sql(self, sql: str) -> _Query:
        """The text is DuckDB's; sqlglot says the same in Spark's words."""
        import sqlglot

        read = sqlglot.parse_one(sql, dialect="duckdb")
        sources = {table.name for table in read.find_all(sqlglot.exp.Table)}
        bytes_ = sum(self._bytes(name) for name in sources)
        self._session.conf.set("spark.sql.shuffle.partitions", str(self._slices(bytes_)))
        return _Query(self._session.sql(read.sql("spark")), bytes_)

    def _bytes(self, name: str) -> int:
        found = self._written.get(name)
        return found.bytes if found else self._viewed.get(name, 0)

    def _slices(self, bytes_: int) -> int:
        """Into how many pieces rows that take so many bytes are dealt."""
        return max(self._least, min(SPARK_SLICES, bytes_ // SPARK_SLICE_BYTES))

    def _keep(self, name: str, frame: DataFrame) -> Path:
        path = self._new(name)
        frame.write.parquet(path.as_uri())
        self._register(name, path, frame.schema)
        return path

    def _register(self, name: str, path: Path, columns: Any) -> None:
        files = sorted(path.glob("*.parquet"))
        size = sum(file.stat().st_size for file in files)
        self._written[name] = _Written(self._made, files, size)
        self._session.read.schema(columns).parquet(path.as_uri()).createOrReplaceTempView(name)

    def _new(self, name: str) -> Path:
        """A folder of its own for each making: a relation may be made of what it replaces."""
        self._made += 1
        return self._folder / f"{name}-{self._made}"


def _sorted(whole: pa.Table, by: Sequence[str]) -> pa.Table:
    """The rows in the order of some columns, nulls first: how Arrow is told so differs by its version, so a
    column beside each says what is null."""
    columns = [x for name in by for x in (pc.is_valid(whole[name]).cast(pa.int8()), whole[name])]
    keyed = pa.table(columns, names=[str(k) for k in range(len(columns))])
    return whole.take(pc.sort_indices(keyed, sort_keys=[(name, "ascending") for name in keyed.schema.names]))


def _spark_schema(form: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(form)


def _each(batches: Iterator[pa.RecordBatch], work: bytes, path: list[str]) -> Iterator[pa.RecordBatch]:
    do = _work(work, path)
    for batch in batches:
        yield from do(pa.Table.from_batches([batch])).to_batches()


def _work(work: bytes, path: list[str]) -> Work:
    """The function, on the cluster, where it finds what the driver finds."""
    sys.path[:] = [*sys.path, *(entry for entry in path if entry not in sys.path)]
    do: Work = pickle.loads(work)  # noqa: S301 - written by our own driver
    return do
