#!/usr/bin/env python3
"""One machine against a cluster on it: the same articles, both engines, the tables held against each other.

    python bench/spark.py [--articles 400] [--workers 2] [--kill]

Starts a standalone master and workers of one core each on loopback; with ``--kill`` one worker is killed when
the first part is made. A cluster on one machine can only be slower than its processes: what is seen here is
what Spark costs, and that nothing is lost.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared/data/news_unlabelled/stories_2014.jsonl"
sys.path.insert(0, str(ROOT / "tests/engine"))

from cluster import Cluster, missing, standalone  # noqa: E402 - a helper of the tests

from newstemma import flow  # noqa: E402
from newstemma.engine.folder import WorkFolder  # noqa: E402


def kill_after_first(work: WorkFolder, cluster: Cluster) -> None:
    """Kill a worker when the first part is there."""
    while not list(work.parts.rglob("*.made.arrow")):
        time.sleep(0.1)
    cluster.kill_one()


def main() -> int:
    """Run both; the exit code says whether the tables are equal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", action="store_true")
    args = parser.parse_args()
    if missing() or not CORPUS.is_file():
        print(f"nothing measured: {missing() or 'the corpora are not beside the checkout'}")
        return 0
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from newstemma.engine.spark import Spark

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pile = folder / "pile.jsonl"
        with CORPUS.open(encoding="utf-8") as corpus:
            pile.write_text("".join(islice(corpus, args.articles)), encoding="utf-8")
        start = time.perf_counter()
        local = flow.trace([pile], jobs=args.workers)
        print(f"local, {args.workers} processes: {time.perf_counter() - start:.1f} s", local.seconds)
        (folder / "work").mkdir()
        work = WorkFolder(folder / "work")
        with standalone(folder, args.workers) as cluster:
            if args.kill:
                threading.Thread(target=kill_after_first, args=(work, cluster), daemon=True).start()
            start = time.perf_counter()
            with Spark(cluster.url) as engine:
                spread = flow.trace([pile], work=work, engine=engine)
            lost = args.workers - len(cluster.workers)
            print(
                f"spark, {args.workers} workers, {lost} killed: {time.perf_counter() - start:.1f} s",
                spread.seconds,
            )
        different = [table for table in local.tables if not local[table].equals(spread[table])]
    print("every table is the same, row for row" if not different else f"DIFFERENT: {different}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
