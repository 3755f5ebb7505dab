"""The same run on a cluster: row for row the local one, also when a machine of it is lost in mid-run."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import deadly
import pytest
from cluster import Cluster, missing, standalone
from run_piles import article, rows

from newstemma import flow, parts
from newstemma.engine.folder import WorkFolder

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]


def test_a_cluster_that_loses_a_worker_gives_the_local_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, one killed at the first part, and a poison document: every table as on one machine."""
    from newstemma.engine.spark import Spark

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    pile = rows(tmp_path / "pile.jsonl", range(200))
    with pile.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": article(500) + " poisonpill:crash"}) + "\n")
    monkeypatch.setattr(parts, "_made", deadly.made_deadly)
    local = flow.trace([pile])
    (tmp_path / "work").mkdir()
    work = WorkFolder(tmp_path / "work")
    with standalone(tmp_path) as cluster:
        killer = threading.Thread(target=_kill_after_first, args=(work, cluster), daemon=True)
        killer.start()
        with Spark(cluster.url) as engine:
            spread = flow.trace([pile], work=work, engine=engine)
        killer.join(60)
        assert len(cluster.workers) == 1
    assert [r["reason"] for r in spread["failures"].to_pylist()] == ["crashed"]
    for name, table in local.tables.items():
        assert spread[name].equals(table), name


def _kill_after_first(work: WorkFolder, cluster: Cluster) -> None:
    while not list(work.parts.rglob("*.made.arrow")):
        time.sleep(0.05)
    cluster.kill_one()
