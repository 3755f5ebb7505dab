"""Articles a second on one thread: time expressions found and resolved.

    python bench/dates.py [--articles FILE] [--limit N] [--rounds N]

The best of ``--rounds`` rounds counts, so that other work on the machine matters
less; CPU time stands beside it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from newstemma.date.dates_to_jsonl import dates_line

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="JSONL with a field text")
    parser.add_argument("--limit", type=int, default=2268)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not args.articles.exists():
        raise SystemExit(f"{args.articles} is missing: name a JSONL file of articles with --articles")
    with args.articles.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file][: args.limit]
    best = best_cpu = float("inf")
    found = 0
    for _ in range(args.rounds):
        start, start_cpu = time.perf_counter(), time.process_time()
        found = sum(len(dates_line("row", text, "2014-10-15")["dates"]) for text in texts)
        best = min(best, time.perf_counter() - start)
        best_cpu = min(best_cpu, time.process_time() - start_cpu)
    length = statistics.mean(map(len, texts))
    print(
        f"{len(texts) / best:.0f} articles a second ({len(texts) / best_cpu:.0f} by CPU time), {found} "
        f"expressions in {len(texts)} articles of {length:.0f} characters on average"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
