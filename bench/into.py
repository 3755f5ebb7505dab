#!/usr/bin/env python3
"""Adding articles to a finished run against a run on everything.

    python bench/into.py [--articles 1000] [--new 10] [--jobs 2]

Prints the processor seconds (all processes together), the seconds on the clock and those of each stage, and
says whether every table is byte for byte the same.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

from scale import CORPUS, Measured, measure


def line(name: str, run: Measured) -> str:
    """One run."""
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run.seconds.items() if seconds >= 0.1)
    return f"{name:16} {run.cpu:7.1f} cpu s {run.wall:7.1f} s   {stages}"


def main() -> int:
    """Measure both; the exit code says whether the tables are the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--new", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    if not CORPUS.is_file():
        print("the corpora are not beside the checkout (../shared is missing): nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as name, CORPUS.open(encoding="utf-8") as corpus:
        folder = Path(name)
        rows = list(islice(corpus, args.articles + args.new))
        old, new = folder / "old.jsonl", folder / "new.jsonl"
        old.write_text("".join(rows[: args.articles]), encoding="utf-8")
        new.write_text("".join(rows[args.articles :]), encoding="utf-8")
        print(line(f"{args.articles} articles", measure([old], "--out", folder / "run", args.jobs)))
        added = measure([new], "--into", folder / "run", args.jobs)
        print(line(f"{args.new} more", added))
        whole = measure([old, new], "--out", folder / "all", args.jobs)
        print(line("all at once", whole))
        print(f"adding takes {added.cpu / whole.cpu:.2f} of a run on everything")
        tables = sorted(path.name for path in (folder / "all").glob("*.parquet"))
        different = [
            t for t in tables if (folder / "run" / t).read_bytes() != (folder / "all" / t).read_bytes()
        ]
        count = json.loads((folder / "run/manifest.json").read_text(encoding="utf-8"))["counts"]["articles"]
    print(f"{count} articles; " + ("every table is the same" if not different else f"DIFFERENT: {different}"))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
