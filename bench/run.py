#!/usr/bin/env python3
"""Time and memory of whole runs: the seeds from a cold start, and 2,000 articles of the unlabelled corpus.

    python bench/run.py [--articles 2000] [--jobs 2]

Each run is a fresh process of the real command; the figures are wall-clock seconds and the peak resident
memory of the process and all its workers together (sampled). Other programs on the machine
make them worse, never better.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
LIMITS = {"seeds": (10.0, 3000), "articles": (300.0, 3000)}
"""Seconds and MB that a run may take: the aims of the project on two cores."""


def tree_memory(pid: int) -> int:
    """Resident memory of a process and its children, in MB (Linux); 0 when it has ended."""
    total, queue = 0, [pid]
    while queue:
        at = queue.pop()
        try:
            pages = int(Path(f"/proc/{at}/statm").read_text().split()[1])
            tasks = Path(f"/proc/{at}/task").glob("*/children")
            queue += [int(c) for t in tasks for c in t.read_text().split()]
        except (OSError, ValueError):
            continue
        total += pages * 4096
    return total // 1_000_000


def measure(arguments: list[str]) -> tuple[float, int, int]:
    """Seconds, peak MB and exit code of one command."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "newstemma", *arguments], stderr=subprocess.DEVNULL)
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    watcher.join()
    return time.perf_counter() - start, peak, code


def main() -> int:
    """Run both and hold them against the limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("the corpora are not beside the checkout (../shared is missing): nothing measured")
        return 0
    ok = True
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "articles.jsonl"
        with (SHARED / "data/news_unlabelled/stories_2014.jsonl").open(encoding="utf-8") as corpus:
            some.write_text("".join(itertools.islice(corpus, args.articles)), encoding="utf-8")
        for name, path in (("seeds", SHARED / "seeds"), ("articles", some)):
            out = Path(folder) / name
            seconds, peak, code = measure(
                ["trace", str(path), "--out", str(out), "--jobs", str(args.jobs), "-q"]
            )
            manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
            n = manifest["counts"]["articles"]
            page = (out / "report.html").stat().st_size / 1e6
            print(f"{name}: {n} articles, {seconds:.1f} s ({n / seconds:.1f} a second), peak {peak} MB, "
                  f"report {page:.2f} MB, exit code {code}")  # fmt: skip
            print("   seconds by stage:", json.dumps(manifest["seconds"]))
            limit_seconds, limit_mb = LIMITS[name]
            ok &= code in (0, 3) and seconds <= limit_seconds and peak <= limit_mb
            shutil.rmtree(out)
    print("within the limits" if ok else f"NOT within the limits (seconds, MB): {LIMITS}")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
