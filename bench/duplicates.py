#!/usr/bin/env python3
"""Near-duplicates and shared passages against datasketch's MinHash LSH, on the same articles in one run.

    pip install datasketch            # into an environment of its own
    python bench/duplicates.py [--articles 400] [--rounds 2]

Articles of the unlabelled corpus in which every longer word has another one put in its place, in each article
its own, so that no two have a passage in common; a third of them get copies with 1 to 8% of their words
changed, a third lend a passage of 40 to 120 words, a tenth of them changed, to another article. What was made
is the truth. datasketch is tried with five thresholds, ours has its own. Processor seconds, one thread, the
best of the rounds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations, islice
from pathlib import Path

import numpy as np

from newstemma.records import Article
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps, shared_passages
from newstemma.reuse.copies import copies_of
from newstemma.reuse.judge import Judge, rarities
from newstemma.reuse.seeds import shared_runs
from newstemma.reuse.words import corpus_of
from newstemma.tables import to_table

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/news_unlabelled/stories_2014.jsonl"
GRAM, WINDOW, STEP, PERMUTATIONS = 4, 40, 20, 128
LONG = 4
THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9)
WORD = re.compile(r"\w+")
Pair = tuple[int, int]
Pairs = set[Pair]


def edited(words: list[str], part: float, chance: random.Random, vocabulary: list[str]) -> list[str]:
    """Some of the words replaced by others."""
    return [chance.choice(vocabulary) if chance.random() < part else word for word in words]


def pile(count: int) -> tuple[list[str], Pairs, Pairs]:
    """The texts, the pairs of copies, and the pairs that share a passage (copies too)."""
    chance = random.Random(11)
    texts, vocabulary = apart(count, chance)
    copies: Pairs = set()
    passages: Pairs = set()
    for k in range(count):
        if k % 3 == 0 and len(texts[k]) > 60:
            family = [k]
            for _ in range(chance.randint(1, 2)):
                texts.append(edited(texts[k], chance.uniform(0.01, 0.08), chance, vocabulary))
                family.append(len(texts) - 1)
            copies.update(combinations(family, 2))
        elif k % 3 == 1:
            size, other = chance.randint(40, 120), chance.randrange(count // 3) * 3 + 2
            if other < count and min(len(texts[k]), len(texts[other])) > 3 * size:
                at = chance.randrange(len(texts[k]) - size)
                texts[other] += edited(texts[k][at : at + size], 0.1, chance, vocabulary)
                passages.add((min(k, other), max(k, other)))
    return [" ".join(text) for text in texts], copies, passages | copies


def apart(count: int, chance: random.Random) -> tuple[list[list[str]], list[str]]:
    """The words of articles that share no passage by themselves, and the vocabulary."""
    with CORPUS.open(encoding="utf-8") as file:
        texts = [WORD.findall(json.loads(line)["text"]) for line in islice(file, count)]
    vocabulary = sorted({word for text in texts for word in text if len(word) >= LONG and word.isalpha()})
    out = []
    for text in texts:
        others: dict[str, str] = {}
        out.append([others.setdefault(w, chance.choice(vocabulary)) if len(w) >= LONG else w for w in text])
    return out, vocabulary


def our_copies(texts: list[str]) -> Pairs:
    """Near copies by MinHash."""
    groups: dict[int, list[int]] = {}
    for k, first in enumerate(copies_of(corpus_of(texts))):
        groups.setdefault(first, []).append(k)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def our_passages(texts: list[str], least: float = 0.0) -> Pairs:
    """Pairs that share passages of words, at least so much of the shorter article."""
    corpus = corpus_of(texts)
    words: Counter[Pair] = Counter()
    for s in shared_passages(Judge.of(corpus, rarities(corpus)), shared_runs(corpus)):
        words[s.a, s.b] += s.passage.end_a - s.passage.start_a
    return {(a, b) for (a, b), n in words.items() if n >= least * min(corpus.count(a), corpus.count(b))}


def our_runs(texts: list[str], least: float) -> Pairs:
    """Pairs whose exact runs alone, the first step, hold so much of the shorter article."""
    corpus = corpus_of(texts)
    sizes, out = np.diff(corpus.first), set()
    for runs in shared_runs(corpus):
        pairs, which = np.unique(runs.a * len(texts) + runs.b, return_inverse=True)
        a, b = np.divmod(pairs, len(texts))
        enough = np.bincount(which, runs.length) >= least * np.minimum(sizes[a], sizes[b])
        out |= set(zip(a[enough].tolist(), b[enough].tolist(), strict=True))
    return out


def our_stage(texts: list[str]) -> Pairs:
    """The whole stage, with rewordings and furniture; pairs that share words."""
    rows = [
        Article(f"a-{k:08}", f"{k}", None, None, None, None, None, None, None, None, "en", text)
        for k, text in enumerate(texts)
    ]
    table = articles_to_overlaps(to_table(Article, rows))
    columns = (table.column(c).to_pylist() for c in ("article_a", "article_b", "kind"))
    return {
        (int(a[2:]), int(b[2:])) for a, b, kind in zip(*columns, strict=True) if kind in {"verbatim", "near"}
    }


def grams(words: list[str]) -> list[bytes]:
    """The n-grams of words, as datasketch takes them."""
    return [" ".join(words[at : at + GRAM]).encode() for at in range(max(1, len(words) - GRAM + 1))]


def rival(units: list[tuple[int, list[str]]], threshold: float) -> Pairs:
    """Pairs of owners that datasketch finds: LSH, then its estimate of the Jaccard similarity."""
    from datasketch import MinHash, MinHashLSH

    hashes = MinHash.bulk([grams(words) for _, words in units], num_perm=PERMUTATIONS)
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    out: Pairs = set()
    for k, (owner, _) in enumerate(units):
        for other in lsh.query(hashes[k]):
            mine = (units[other][0], owner)
            if mine[0] != owner and hashes[k].jaccard(hashes[other]) >= threshold:
                out.add((min(mine), max(mine)))
        lsh.insert(k, hashes[k])
    return out


def articles(texts: list[str]) -> list[tuple[int, list[str]]]:
    """Each article as one unit."""
    return [(k, WORD.findall(text.lower())) for k, text in enumerate(texts)]


def windows(texts: list[str]) -> list[tuple[int, list[str]]]:
    """Windows of 40 words, one every 20: how a passage is found with MinHash."""
    out = []
    for k, words in articles(texts):
        out += [(k, words[at : at + WINDOW]) for at in range(0, max(1, len(words) - STEP), STEP)]
    return out


def timed(work: Callable[[], Pairs], rounds: int) -> tuple[float, Pairs]:
    """Processor seconds of the best round, and what came out."""
    best, found = float("inf"), set()
    for _ in range(rounds):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


def f1(found: Pairs, truth: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs."""
    hits = len(found & truth)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> int:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    if not CORPUS.is_file():
        print("the corpora are not beside the checkout (../shared is missing): nothing measured")
        return 0
    texts, copies, passages = pile(args.articles)
    print(f"{len(texts)} articles, {len(copies)} pairs of copies, {len(passages)} pairs that share a passage")
    rows = [
        ("copies", "ours, MinHash at 0.9", lambda: our_copies(texts), copies),
        ("copies", "ours, exact runs of half", lambda: our_runs(texts, 0.5), copies),
        ("copies", "ours, passages of half", lambda: our_passages(texts, 0.5), copies),
        ("passages", "ours, words alone", lambda: our_passages(texts), passages),
        ("passages", "ours, the whole stage", lambda: our_stage(texts), passages),
    ]
    our_stage(texts[:20])  # the encoder is loaded once a process
    try:
        import datasketch

        print("datasketch", datasketch.__version__)
        rows += [
            ("copies", f"datasketch {t}", lambda t=t: rival(articles(texts), t), copies) for t in THRESHOLDS
        ]
        rows += [
            ("passages", f"datasketch windows {t}", lambda t=t: rival(windows(texts), t), passages)
            for t in THRESHOLDS
        ]
    except ImportError:
        print("datasketch is not installed: ours alone")
    for task, name, work, truth in rows:
        seconds, found = timed(work, args.rounds)
        precision, recall, score = f1(found, truth)
        print(
            f"{task:9} {name:24} {seconds:7.2f} s  P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
