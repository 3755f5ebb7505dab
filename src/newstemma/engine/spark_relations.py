"""Relations on a Spark cluster: every one a folder of Parquet files that all machines see.

A relation is written down as soon as it is made. So nothing is computed twice, a plan never grows with what
came before it, and what a lost machine had made is still there.
"""

from __future__ import annotations

import pickle
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from newstemma.engine.relations import BUCKET, Shared, Work, on_disk, share
from newstemma.params.flow import JOIN_ROWS, SPARK_SLICES_PER_CORE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkRelations"]


class SparkRelations:
    """``relations.Relations`` on a cluster."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        """Relations in ``folder``, which every machine of the cluster must see under the same path."""
        self._session = session
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
        folder.mkdir(parents=True)
        self._made = 0
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(JOIN_ROWS))
        session.conf.set("spark.sql.session.timeZone", "UTC")
        slices = SPARK_SLICES_PER_CORE * session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", str(slices))

    def put(self, name: str, table: pa.Table) -> None:
        """A table of this process becomes the relation ``name``."""
        path = self._new(name)
        path.mkdir()
        pq.write_table(table, path / "part.parquet", row_group_size=JOIN_ROWS)
        self._register(name, path)

    def query(self, name: str, sql: str) -> None:
        """What ``sql`` gives becomes the relation ``name``."""
        self._keep(name, self._sql(sql))

    def each(self, name: str, sql: str, work: Work, form: pa.Schema) -> None:
        """The rows of ``sql``, some at a time, through ``work`` (``mapInArrow``)."""
        run = partial(_each, work=pickle.dumps(work), path=list(sys.path))
        self._keep(name, self._sql(sql).mapInArrow(run, _spark_schema(form)))

    def grouped(self, name: str, sql: str, work: Work, form: pa.Schema) -> None:
        """The same, with all rows of equal ``bucket`` at once (``applyInArrow``)."""
        pickled, path = pickle.dumps(work), list(sys.path)

        def run(rows: pa.Table) -> pa.Table:  # PySpark looks at the number of arguments
            return _work(pickled, path)(rows)

        self._keep(name, self._sql(sql).groupBy(BUCKET).applyInArrow(run, _spark_schema(form)))

    def get(self, sql: str) -> pa.Table:
        """A table for this process, read from the files that the cluster wrote."""
        self._keep("got_", self._sql(sql))
        return pq.read_table(self._folder / f"got_-{self._made}")

    def ordered(self, name: str, by: Sequence[str], form: pa.Schema) -> pa.Table:
        """A whole relation for this process, on its disk, from the files that the cluster wrote in order."""
        from pyspark.sql import functions

        made = (
            functions.monotonically_increasing_id()
        )  # files in order, and rows in each as they were written
        columns = [functions.col(column).asc_nulls_first() for column in by]
        frame = self._session.table(name).withColumn("made_", made).orderBy(*columns, "made_").drop("made_")
        self._keep("ordered_", frame)
        files = sorted((self._folder / f"ordered_-{self._made}").glob("*.parquet"))
        batches = (batch for file in files for batch in pq.ParquetFile(file).iter_batches(JOIN_ROWS))
        path = self._folder / f"{name}-{self._made}.arrow"
        return on_disk(path, (pa.Table.from_batches([batch]) for batch in batches), form)

    def share(self, name: str, value: Any) -> Shared:
        """A value that every piece of work can read."""
        return share(self._folder, name, value)

    def _sql(self, sql: str) -> DataFrame:
        """The text is DuckDB's; sqlglot says the same in Spark's words."""
        import sqlglot

        (spark,) = sqlglot.transpile(sql, read="duckdb", write="spark")
        return self._session.sql(spark)

    def _keep(self, name: str, frame: DataFrame) -> None:
        path = self._new(name)
        frame.write.parquet(path.as_uri())
        self._register(name, path)

    def _register(self, name: str, path: Path) -> None:
        self._session.read.parquet(path.as_uri()).createOrReplaceTempView(name)

    def _new(self, name: str) -> Path:
        """A folder of its own for each making: a relation may be made of what it replaces."""
        self._made += 1
        return self._folder / f"{name}-{self._made}"


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
