#!/usr/bin/env python3
"""How the time and memory to find overlaps grow with the number of articles, beside datasketch's MinHash LSH.

    pip install datasketch            # into an environment of its own; without it ours alone
    OMP_NUM_THREADS=1 python bench/reuse.py [--sizes 500,2000,8000,32000] [--windows 8000]

Articles are made by a seeded generator: 300 words each of invented ones, a third with a passage of 20 to
80 words of an earlier article, one in twenty a near copy. For each size the whole stage, and datasketch on
the same articles: whole articles, which finds near copies alone, and windows of 40 words, which finds
passages (up to ``--windows`` articles, as it keeps every window in memory). Each in a process of its own, one
after the other, loading not counted. Prints processor seconds, what was found, and the peak of memory; at
the end the growth exponents: the slope of log seconds over log articles, over all sizes and from each to the
next. It ends with code 1 if that of the stage, over the last two, is above 1.1.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context

from duplicates import articles as cut
from duplicates import rival, windows
from newstemma.ids import make_id
from newstemma.records import Article
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.tables import to_table

_ONSETS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_WORDS = 300
_THRESHOLD = 0.5
_GROWTH = 1.1


@dataclass(frozen=True)
class Measured:
    """One way at one size: processor seconds, rows or pairs found, MB at most."""

    seconds: float
    found: int
    peak: int


def pile(count: int) -> list[Article]:
    """The articles."""
    rng = random.Random(7)
    words = ["".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(4)) for _ in range(60_000)]
    texts: list[list[str]] = []
    for _ in range(count):
        own = [words[min(len(words) - 1, int(rng.paretovariate(0.5)) - 1)] for _ in range(_WORDS)]
        chance = rng.random()
        if texts and chance < 0.05:
            own = [w if rng.random() > 0.02 else rng.choice(words) for w in rng.choice(texts)]
        elif texts and chance < 0.38:
            earlier, size = rng.choice(texts), rng.randint(20, 80)
            at = rng.randrange(len(earlier) - size)
            own[100:100] = earlier[at : at + size]
        texts.append(own)
    return [_article(k, own) for k, own in enumerate(texts)]


def _article(k: int, words: list[str]) -> Article:
    text = " ".join(
        w.capitalize() if at % 15 == 0 else w + "." * (at % 15 == 14) for at, w in enumerate(words)
    )
    article_id = make_id("a", k, text)
    return Article(article_id, f"{k}.txt", None, None, None, None, None, None, None, None, "en", text)


def _stage(size: int) -> Measured:
    return _measured(size, lambda articles: articles_to_overlaps(to_table(Article, articles)).num_rows)


def _whole(size: int) -> Measured:
    return _measured(size, lambda articles: len(rival(cut([a.text for a in articles]), _THRESHOLD)))


def _windows(size: int) -> Measured:
    return _measured(size, lambda articles: len(rival(windows([a.text for a in articles]), _THRESHOLD)))


def _measured(size: int, work: Callable[[list[Article]], int]) -> Measured:
    articles = pile(size)
    work(articles[:100])  # loads what is needed
    start = time.process_time()
    found = work(articles)
    seconds = time.process_time() - start
    return Measured(seconds, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _alone(work: Callable[[int], Measured], size: int) -> Measured:
    """In a process of its own, so that its memory is."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, size).result()


def exponent(seconds: dict[int, float]) -> float:
    """The slope of log seconds over log articles, by least squares."""
    x, y = [math.log(n) for n in seconds], [math.log(s) for s in seconds.values()]
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    across = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return across / math.fsum((a - mean_x) ** 2 for a in x)


def main() -> int:
    """Print the figures for every size; 1 if the stage grows too fast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="500,2000,8000")
    parser.add_argument("--windows", type=int, default=8000)
    args = parser.parse_args()
    ways: dict[str, tuple[Callable[[int], Measured], int]] = {"the stage": (_stage, sys.maxsize)}
    if importlib.util.find_spec("datasketch") is not None:
        ways |= {
            "datasketch, articles": (_whole, sys.maxsize),
            "datasketch, windows": (_windows, args.windows),
        }
    seconds: dict[str, dict[int, float]] = {name: {} for name in ways}
    for size in map(int, args.sizes.split(",")):
        for name, (work, most) in ways.items():
            if size <= most:
                m = _alone(work, size)
                seconds[name][size] = m.seconds
                print(
                    f"{size:>7} articles  {name:20} {m.seconds:7.1f} s  found {m.found:>6}  peak {m.peak} MB",
                    flush=True,
                )
    grown = False
    for name, by_size in seconds.items():
        last = list(by_size.items())[-2:]
        if len(last) == 2:
            steps = ", ".join(f"{exponent(dict(step)):.2f}" for step in pairwise(by_size.items()))
            print(f"growth of {name}: {exponent(by_size):.2f} in all; from size to size {steps}")
            grown = grown or (name == "the stage" and exponent(dict(last)) > _GROWTH)
    return int(grown)


if __name__ == "__main__":
    sys.exit(main())
