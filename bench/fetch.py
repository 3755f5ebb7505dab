#!/usr/bin/env python3
"""From 2,000 links to finished tables, on loopback: python bench/fetch.py [--pages N]

Fifty host names, of which every seventh page or so fails in one of twenty-five ways (those of tests/fetch).
The links go through the steps of ``newstemma trace``: fetched into a WARC, then traced from it. Held against
what was served: every good page is an article, every bad link a row of ``failures`` with the right reason, no
host saw two requests at once. Exit code 1 if any of it does not hold.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "fetch")]

from failing import ROBOTS, WAYS, serve  # noqa: E402
from loopback import Web, article  # noqa: E402

from newstemma import flow  # noqa: E402
from newstemma.fetch import Options, fetch_links  # noqa: E402
from newstemma.fetch.archive import pages_in  # noqa: E402

HOSTS = 50


def links_of(web: Web, pages: int) -> tuple[list[str], dict[str, str]]:
    """All links, and the reasons of those that must fail."""
    hosts = [f"paper{i}.test" for i in range(HOSTS)]
    for host in hosts:
        web.put(host, "/robots.txt", ROBOTS)
    links: list[str] = []
    wanted: dict[str, str] = {}
    for i in range(pages):
        if i % 20 in (0, 7, 14):
            way = WAYS[len(wanted) % len(WAYS)]
            links.append(serve(web, hosts[i % HOSTS], f"/bad/{i}", way))
            wanted[links[-1]] = way[0]
        else:
            links.append(web.put(hosts[i % HOSTS], f"/news/{i}", article(i)))
    return links, wanted


def main() -> int:
    """Fetch, trace, compare, and print how long it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder, Web() as web:
        links, wanted = links_of(web, pages)
        options = Options(allow_private=True, delay=0.02, back_off=0.01, attempts=2, resolve=web.resolve)
        limits = {
            "request_seconds": 9.0,
            "read_seconds": 6.0,
            "raw_bytes": 200_000,
            "decoded_bytes": 1_000_000,
        }
        start = time.perf_counter()
        result = fetch_links(links, Path(folder), replace(options, **limits))  # type: ignore[arg-type]
        fetched = time.perf_counter()
        run = flow.trace(pages_in(Path(folder)), jobs=2)
        traced = time.perf_counter()
        told = {r["path"]: r["reason"] for r in run["failures"].to_pylist() if r["stage"] == "fetch"}
        articles = {r["url"] for r in run["articles"].to_pylist()}
        at_once = max(web.most.values())
    good = set(links) - set(wanted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{result.pages} pages and {len(result.failures)} failures fetched in {fetched - start:.0f} s,")
    print(f"{len(articles)} articles, {run['statements'].num_rows} statements in {traced - fetched:.0f} s,")
    print(f"peak {peak:.2f} GB, at most {at_once} request at a time per host")
    print(f"good pages that are no article: {len(good - articles)}; the other way: {len(articles - good)}")
    print(f"bad links without their reason: {sum(told.get(k) != v for k, v in wanted.items())}")
    return int(articles != good or told != wanted or at_once != 1)


if __name__ == "__main__":
    sys.exit(main())
