"""How fast statements are grouped, embedding included, and how time grows with their number.

    OMP_NUM_THREADS=1 python bench/witness.py [--sizes 1000,4000,16000] [--same 50000]

Statements come from a seeded generator: every one is told in one to four articles, shortened or with words
replaced. Five words in six are drawn from the example pile, as often as they stand there, so that statements
have function words and common words as real ones have, and as few word pieces to encode; the sixth is an
invented one (``--invented``: all are). ``--same`` also groups one statement repeated so many times. Prints
statements a second (processor time, one thread), utterances, the peak of memory, and how time and memory
grow from each size to the next.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import time
from functools import cache
from pathlib import Path

from newstemma.ids import make_id
from newstemma.records import Article, Credit, Statement
from newstemma.spans import Span
from newstemma.tables import to_table
from newstemma.text.embedding import embed
from newstemma.text.tokens import words as words_of
from newstemma.witness.statements_to_utterances import statements_to_utterances

_ONSETS, _VOWELS = "bdfgklmnprstvz", "aeiou"


EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def vocabulary(rng: random.Random, size: int) -> list[str]:
    """Invented words, the first of them the commonest."""
    return ["".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(3)) for _ in range(size)]


@cache
def real_words() -> list[str]:
    """All words of the example pile's English articles, in order, each as often as it stands there."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    return [word.lower() for text in texts if " the " in text for word in words_of(text)]


def sentence(rng: random.Random, words: list[str], real: list[str]) -> list[str]:
    """Eighteen words; of the invented ones common ones oftener (Zipf, roughly)."""
    return [
        rng.choice(real)
        if real and rng.random() < 5 / 6
        else words[min(len(words) - 1, int(rng.paretovariate(0.6)) - 1)]
        for _ in range(18)
    ]


def retold(rng: random.Random, said: list[str], words: list[str]) -> list[str]:
    """A version of a sentence: a fifth of its words replaced, or its second half."""
    if rng.random() < 0.3:
        return said[len(said) // 2 :]
    return [rng.choice(words) if rng.random() < 0.2 else w for w in said]


def pile(count: int, same: bool, invented: bool = False) -> tuple[list[Article], list[Statement]]:
    """Articles of one statement each."""
    rng = random.Random(count)
    words = vocabulary(rng, 20_000)
    real = [] if invented else real_words()
    contents: list[str] = []
    one = " ".join(sentence(rng, words, real))
    while len(contents) < count:
        said = sentence(rng, words, real)
        for _ in range(rng.randint(1, 4)):
            contents.append(one if same else " ".join(retold(rng, said, words)))
    articles, statements = [], []
    for k, content in enumerate(contents[:count]):
        article_id = make_id("a", k, content)
        text = f"“{content}”, said {words[k % 50]}."
        name = f"{k}.txt"
        articles.append(Article(article_id, name, None, None, name, None, None, None, None, None, "en", text))
        span = Span(1, 1 + len(content))
        where = (article_id, "direct", span.start, span.end, content, [span])
        statements.append(
            Statement(make_id("st", k), *where, None, None, None, None, None, None, None, "rules", 0.9)
        )
    return articles, statements


def measure(count: int, *, same: bool, invented: bool) -> tuple[float, float]:
    """Group one pile and print the figures: seconds and MB."""
    articles, statements = pile(count, same, invented)
    tables = to_table(Article, articles), to_table(Statement, statements), to_table(Credit, ())
    del articles, statements
    start = time.process_time()
    utterances, _ = statements_to_utterances(*tables)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kind = "of the same" if same else "made"
    print(
        f"{count:>7} statements {kind}: {seconds:6.1f} s, {count / seconds:7.0f} a second, "
        f"{utterances.num_rows} utterances, peak {peak:.0f} MB",
        flush=True,
    )
    return seconds, peak


def main() -> int:
    """Print the figures for every size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,4000,16000")
    parser.add_argument("--same", type=int, default=0)
    parser.add_argument("--invented", action="store_true")
    args = parser.parse_args()
    embed(["The encoder is loaded before anything is timed."])
    before: tuple[int, float, float] | None = None
    for size in map(int, args.sizes.split(",")):
        seconds, peak = measure(size, same=False, invented=args.invented)
        if before is not None and size > before[0]:
            exponent = math.log(seconds / before[1]) / math.log(size / before[0])
            each = 1024 * (peak - before[2]) / (size - before[0])
            print(f"        time grows with the power {exponent:.2f}, memory by {each:.1f} kB a statement")
        before = size, seconds, peak
    if args.same:
        measure(args.same, same=True, invented=args.invented)
    return 0


if __name__ == "__main__":
    sys.exit(main())
