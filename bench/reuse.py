"""How the time to find overlaps grows with the number of articles.

    OMP_NUM_THREADS=1 python bench/reuse.py [--sizes 500,2000,8000]

Articles are made by a seeded generator: 300 words each of invented ones, a third with a passage of 20 to
80 words of an earlier article, one in twenty a near copy. Prints processor seconds, overlaps, and the peak
of memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time

from newstemma.ids import make_id
from newstemma.records import Article
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.tables import to_table

_ONSETS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_WORDS = 300


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


def main() -> int:
    """Print the figures for every size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="500,2000,8000")
    args = parser.parse_args()
    for size in map(int, args.sizes.split(",")):
        table = to_table(Article, pile(size))
        start = time.process_time()
        found = articles_to_overlaps(table).num_rows
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>7} articles: {seconds:6.1f} s, {found} overlaps, peak {peak:.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
