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
from newstemma.joins import rows as join_rows
from newstemma.joins import utterances
from newstemma.witness import grouping, unattributed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pile"


@pytest.mark.parametrize("at", ["parts/*/*.made.arrow", "joins/near-*"])
def test_a_cluster_that_loses_a_worker_gives_the_local_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Two workers, one killed at the first part or between joins, and a poison document: every table as on
    one machine."""
    from newstemma.engine.spark import Spark

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    pile = rows(tmp_path / "pile.jsonl", range(80))
    with pile.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": article(500) + " poisonpill:crash"}) + "\n")
    monkeypatch.setattr(parts, "_made", deadly.made_deadly)
    for module in (grouping, unattributed, utterances):
        monkeypatch.setattr(module, "EMBED_ALL", 10)  # this pile is small; let it be joined as a large one
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 20)
    local = flow.trace([pile, EXAMPLES])
    (tmp_path / "work").mkdir()
    work = WorkFolder(tmp_path / "work")
    with standalone(tmp_path) as cluster:
        killer = threading.Thread(target=_kill_when, args=(work.path, at, cluster), daemon=True)
        killer.start()
        with Spark(cluster.url) as engine:
            spread = flow.trace([pile, EXAMPLES], work=work, engine=engine)
        killer.join(60)
        assert len(cluster.workers) == 1
    assert "crashed" in [r["reason"] for r in spread["failures"].to_pylist()]
    for name, table in local.tables.items():
        assert spread[name].equals(table), name


def _kill_when(work: Path, at: str, cluster: Cluster) -> None:
    while not list(work.glob(at)):
        time.sleep(0.05)
    cluster.kill_one()
