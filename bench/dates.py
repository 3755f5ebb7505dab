"""Articles a second on one thread: time expressions found and resolved.

    python bench/dates.py [--articles FILE] [--limit N] [--rounds N] [--dateparser N]

The best of ``--rounds`` rounds counts, so that other work on the machine matters
less; CPU time stands beside it. ``--dateparser`` also times dateparser's search_dates on that many of the
articles, and gives the ratio by CPU time, in which other work on the machine matters least.
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
    parser.add_argument("--dateparser", type=int, default=0, metavar="N", help="articles for the rival")
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
    if args.dateparser:
        rate = rival(texts[: args.dateparser])
        times = len(texts) / best_cpu / rate
        print(
            f"dateparser {rate:.1f} by CPU time on {args.dateparser} articles: ours is {times:.0f} times that"
        )
    return 0


def rival(texts: list[str]) -> float:
    """Articles a second of CPU time by dateparser."""
    from dateparser.search import search_dates

    start = time.process_time()
    for text in texts:
        search_dates(text, languages=["en"])
    return len(texts) / (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
