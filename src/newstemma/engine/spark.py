"""The same tasks on an Apache Spark cluster (the extra ``spark``: PySpark 4, Java 17).

Tasks and receipts are small and travel through Spark; documents and results do not: they are files in the
work folder, which every machine of the cluster must see under the same path. Each Spark task runs the
function that a thread of the local pool runs, with a worker process of its own, so a document that crashes,
hangs or eats memory becomes the same row of failures here. A task that is lost with its machine is run again
by Spark; its files are written whole or not at all, so running it twice changes nothing.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from newstemma.engine.process import Worker
from newstemma.engine.spark_relations import SparkRelations
from newstemma.errors import UsageError
from newstemma.params.flow import SPARK_RETRIES, SPARK_SLICES

if TYPE_CHECKING:
    from types import TracebackType

    from pyspark.sql import SparkSession

__all__ = ["Spark"]

T = TypeVar("T")
R = TypeVar("R")

_TASK = "number long, payload binary"
_ROOT = Path(__file__).resolve().parents[2]

_WORKERS: list[Worker] = []
"""The worker of this Python process on the cluster: kept between tasks, as its models are loaded."""


class Spark:
    """A cluster that runs tasks; leaving the ``with`` block ends the session."""

    def __init__(self, master: str) -> None:
        """Connect to the cluster at ``master`` (``spark://host:port``, or any other URL that Spark knows).

        Raises:
            UsageError: PySpark or Java is missing, or the cluster cannot be reached.
        """
        self.session = _session(master)

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.stop()

    def relations(self, folder: Path) -> SparkRelations:
        """Tables that the cluster joins, kept in a folder that all its machines see."""
        return SparkRelations(self.session, folder)

    def each(self, do: Callable[[Worker, T], R], tasks: Sequence[T]) -> Iterator[R]:
        """``do(worker, task)`` for every task, on the cluster; the results in the order of the tasks.

        Args:
            do: a function that can be pickled; what it returns comes to this process and must be small.
            tasks: what it is given; small too.
        """
        if not tasks:
            return
        self.session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
        rows = pa.table({"number": range(len(tasks)), "payload": [pickle.dumps(task) for task in tasks]})
        frame = self.session.createDataFrame(rows).repartition(min(len(tasks), SPARK_SLICES))
        run = partial(_batches, do=pickle.dumps(do), path=list(sys.path))
        done = frame.mapInArrow(run, _TASK).toArrow()
        for row in sorted(done.to_pylist(), key=lambda row: int(row["number"])):
            yield pickle.loads(row["payload"])  # noqa: S301 - what our own function returned


def _batches(batches: Iterator[pa.RecordBatch], do: bytes, path: list[str]) -> Iterator[pa.RecordBatch]:
    """On the cluster: run the tasks of each batch, give their receipts."""
    sys.path[:] = [*sys.path, *(entry for entry in path if entry not in sys.path)]
    work = pickle.loads(do)  # noqa: S301 - written by our own driver
    for batch in batches:
        for number, payload in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            result = pickle.dumps(work(_worker(), pickle.loads(payload)))  # noqa: S301 - likewise
            yield pa.record_batch({"number": pa.array([number], pa.int64()), "payload": pa.array([result])})


def _worker() -> Worker:
    if not _WORKERS:
        _WORKERS.append(Worker())
    return _WORKERS[0]


def _session(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(
            "the engine spark needs PySpark 4: pip install 'newstemma[spark]', and Java 17."
        ) from error
    settings: dict[str, Any] = {
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(
            filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])
        ),
        "spark.python.worker.reuse": "true",
        "spark.task.maxFailures": str(SPARK_RETRIES),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    os.environ.setdefault(
        "PYSPARK_PYTHON", sys.executable
    )  # the cluster's Python: PySpark reads it here only
    builder = SparkSession.builder.master(master).appName("newstemma")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
    except Exception as error:
        reason = str(error).splitlines()[0][:300]
        raise UsageError(f"no Spark session with the master {master}: {reason}") from error
    return session
