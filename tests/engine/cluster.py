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

__all__ = ["Cluster", "missing", "quick_start", "standalone"]

_CLASS = "org.apache.spark.deploy"
_JAVA = {"SPARK_LOCAL_IP": "127.0.0.1", "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""A cluster of tests lives for a minute: Java that compiles quickly and collects garbage with one thread
takes half the processor time of Java that is made to run for days."""


def missing() -> str:
    """Why there can be no cluster here; empty if there can."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'newstemma[spark]'"
    if find_spec("sqlglot") is None:
        return "sqlglot is not installed: pip install 'newstemma[spark]'"
    java = shutil.which("java")
    if java is None:
        return "there is no java (17); install openjdk-17-jre-headless"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return "" if version and int(version[1]) >= 17 else f"Spark needs java 17, not {told.splitlines()[:1]}"


def quick_start() -> dict[str, str]:
    """The environment of a driver on this machine that lives for a minute."""
    return dict(_JAVA)


@dataclass
class Cluster:
    """The cluster's address, the processes of its workers, and how many it ever had."""

    url: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: int = 0

    def kill_one(self) -> None:
        """Kill the first worker with its executors, as a machine that loses its power."""
        _kill(self.workers.pop(0))

    def start_one(self) -> None:
        """Start one more worker of one core, which asks the master for work."""
        number, self.started = self.started, self.started + 1
        worker = _start(
            self.folder, f"worker{number}", "worker.Worker", "--cores", "1", "--memory", "1g",
            "--work-dir", str(self.folder / f"w{number}"), self.url,
        )  # fmt: skip
        self.workers.append(worker)

    def wait(self) -> None:
        """Wait until every worker that was started is known to the master."""
        for number in range(self.started):
            _wait(self.folder / f"worker{number}.log", r"(Successfully registered) with master")


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and some workers of one core each on loopback, all gone at the end."""
    master = _start(folder, "master", "master.Master", "--port", "0")
    cluster = Cluster("", folder)
    try:
        cluster.url = _wait(folder / "master.log", r"Starting Spark master at (spark://\S+)")
        for _ in range(workers):
            cluster.start_one()
        cluster.wait()
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, 9)
    process.wait()


def _start(folder: Path, name: str, class_: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | _JAVA | {
        "SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "256m", "SPARK_CONF_DIR": str(folder),
    }  # fmt: skip
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    with (folder / f"{name}.log").open("wb") as file:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), f"{_CLASS}.{class_}", *here, *arguments],
            env=environment, stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip


def _wait(log: Path, pattern: str, seconds: float = 120) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.2)
    raise TimeoutError(f"{log.name} does not say {pattern!r}: {log.read_text(errors='replace')[-2000:]}")
