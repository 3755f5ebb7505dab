"""The same run on a cluster: row for row the local one, also when a machine of it is lost in mid-run."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import deadly
import pyarrow as pa
import pytest
from cluster import Cluster, missing, quick_start, standalone
from run_piles import article, rows

from newstemma import flow, parts
from newstemma.engine.folder import WorkFolder
from newstemma.joins import rows as join_rows
from newstemma.joins import utterances
from newstemma.params.flow import SPARK_SMALL_BYTES
from newstemma.witness import grouping, unattributed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pile"


BETWEEN = ("parts/*/*.made.arrow", "joins/near-*")
"""Files that are there when the first part is made, and in the midst of the joins."""


@pytest.fixture(autouse=True)
def short_lived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java as it is best for a minute."""
    for name, value in quick_start().items():
        monkeypatch.setenv(name, value)


def test_a_cluster_that_loses_workers_gives_the_local_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers; one is killed at the first part, another takes its place, and one is killed between joins;
    and a poison document: every table as on one machine."""
    from newstemma.engine.spark import Spark

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
        killer = threading.Thread(target=_kill_two, args=(work.path, cluster), daemon=True)
        killer.start()
        with Spark(cluster.url) as engine:
            spread = flow.trace([pile, EXAMPLES], work=work, engine=engine)
        killer.join(60)
        assert (cluster.started, len(cluster.workers)) == (3, 1)
    assert "crashed" in [r["reason"] for r in spread["failures"].to_pylist()]
    for name, table in local.tables.items():
        assert spread[name].equals(table), name


def _kill_two(work: Path, cluster: Cluster) -> None:
    for at in BETWEEN:
        while not list(work.glob(at)):
            time.sleep(0.05)
        cluster.kill_one()
        if at == BETWEEN[0]:
            cluster.start_one()


FORM = pa.schema([("bucket", pa.string()), ("n", pa.int64()), ("total", pa.int64())])


def totals(rows_: pa.Table) -> pa.Table:
    """How many rows a group has, and their sum."""
    numbers = rows_.column("i").to_pylist()
    return pa.table([[rows_.column("bucket")[0].as_py()], [len(numbers)], [sum(numbers)]], schema=FORM)


def test_large_relations_stay_on_the_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of a large relation goes by way of files, and gives what it gives of a small one."""
    from newstemma.engine.spark import Spark

    numbers = pa.table({"text": ["b", None, "a"] * 110, "i": list(range(330))})
    form = numbers.schema
    wanted = [*range(1, 330, 3), *range(2, 330, 3), *range(0, 330, 3)]
    with Spark("local[2]") as engine:
        for small in (SPARK_SMALL_BYTES, 0):
            monkeypatch.setattr("newstemma.engine.spark_relations.SPARK_SMALL_BYTES", small)
            relations = engine.relations(tmp_path / f"joins{small}")
            relations.put("rows", numbers)
            assert relations.count("rows") == relations.count("(select i from rows) as r") == 330
            assert relations.ordered("rows", ["text"], form).column("i").to_pylist() == wanted
            relations.view("even", "select text, i from rows where i % 2 = 0")
            relations.query("rows", "select concat('x', cast(i % 7 as varchar)) as bucket, i from even")
            assert relations.made("rows") > 1
            for apart in (False, True):
                relations.grouped("made", "select * from rows", totals, FORM, apart=apart)
                found = relations.get("select * from made order by bucket").to_pylist()
                assert [r["total"] for r in found] == [sum(range(b + b % 2 * 7, 330, 14)) for b in range(7)]
