"""A standalone Spark cluster on this machine: a master and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Cluster", "missing", "standalone"]

_CLASS = "org.apache.spark.deploy"


def missing() -> str:
    """Why there can be no cluster here; empty if there can."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'newstemma[spark]'"
    if find_spec("sqlglot") is None:
        return "sqlglot is not installed: pip install 'newstemma[spark]'"
    if shutil.which("java") is None:
        return "there is no java (17); install openjdk-17-jre-headless"
    return ""


@dataclass
class Cluster:
    """The cluster's address, and the processes of its workers."""

    url: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_one(self) -> None:
        """Kill the first worker with its executors, as a machine that loses its power."""
        worker = self.workers.pop(0)
        os.killpg(worker.pid, 9)
        worker.wait()


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and some workers of one core each on loopback, all gone at the end."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        log = folder / "master.log"
        started.append(_start(folder, log, f"{_CLASS}.master.Master", "--host", "127.0.0.1", "--port", "0",
                              "--webui-port", "0"))  # fmt: skip
        url = _wait(log, r"Starting Spark master at (spark://\S+)")
        cluster = Cluster(url)
        for number in range(workers):
            log = folder / f"worker{number}.log"
            worker = _start(
                folder, log, f"{_CLASS}.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                "--memory", "1g", "--webui-port", "0", "--work-dir", str(folder / f"w{number}"), url,
            )  # fmt: skip
            started.append(worker)
            cluster.workers.append(worker)
        for number in range(workers):
            _wait(folder / f"worker{number}.log", r"(Successfully registered) with master")
        yield cluster
    finally:
        for process in reversed(started):
            if process.poll() is None:
                os.killpg(process.pid, 9)
            process.wait()


def _start(folder: Path, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_CONF_DIR": str(folder),
    }  # fmt: skip
    with log.open("wb") as file:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments], env=environment, stdout=file, stderr=file,
            start_new_session=True,
        )  # fmt: skip


def _wait(log: Path, pattern: str, seconds: float = 120) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.2)
    raise TimeoutError(f"{log.name} does not say {pattern!r}: {log.read_text(errors='replace')[-2000:]}")
