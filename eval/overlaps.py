"""Plant passages into real articles and measure how well they are found again.

    python eval/overlaps.py [--articles N] [--seed S] [--against-datasketch]

Hosts are articles of ``news_unlabelled`` on different stories: no two share five words in a row that few
articles have, so that whatever is found between two hosts was planted. A passage of two to four sentences of
one host is put between paragraphs of another: its words edited at a given rate (replaced by a word of the
corpus, dropped, or one added, a third each), its sentences reordered in half of the cases, a name respelled.
Recall and precision count words of the receiving articles; pairs of hosts that share something before
anything is planted (their number is printed) do not count. Exits with 1 under the floors.

``--against-datasketch`` also finds pairs with datasketch's MinHash LSH over whole articles and over windows
of 40 words, if that package is installed, and prints times and the part of planted pairs that each finds.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newstemma.ids import make_id
from newstemma.records import Article, Overlap
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.spans import Span
from newstemma.tables import to_records, to_table
from newstemma.text.normalise import fold
from newstemma.text.tokens import paragraphs, sentences, tokens, words

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/news_unlabelled/stories_2014.jsonl"
RATES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)
FLOORS = {0.0: (0.98, 0.95), 0.05: (0.98, 0.95), 0.1: (0.98, 0.95), 0.3: (0.95, 0.85)}
"""Precision and recall wanted by edit rate."""
SHARED_RUN = 5
STOCK = 12  # a run that more articles have belongs to the language, not to a story
LONGEST = 1500  # words of a host: longer ones are cut, so that a run takes seconds


@dataclass(frozen=True)
class Planted:
    """A passage of article ``source`` that was put into article ``target``."""

    source: str
    target: str
    source_span: Span
    target_span: Span


def hosts(limit: int) -> list[str]:
    """Texts on different stories (see above), of at least six sentences each."""
    if not CORPUS.exists():
        raise SystemExit(f"{CORPUS} is missing: the corpora are not beside the checkout")
    with CORPUS.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    runs = [_runs(text) for text in texts]
    sharers = Counter(run for own in runs for run in own)
    taken: set[tuple[str, ...]] = set()
    out: list[str] = []
    for text, own in zip(texts, runs, strict=True):
        telling = {run for run in own if sharers[run] <= STOCK}
        fit = len(sentences(text)) >= 6 and len(words(text)) <= LONGEST
        if fit and taken.isdisjoint(telling) and len(out) < limit:
            taken |= telling
            out.append(text)
    return out


def _runs(text: str) -> set[tuple[str, ...]]:
    folded = [fold(w) for w in words(text)]
    return {tuple(folded[at : at + SHARED_RUN]) for at in range(len(folded) - SHARED_RUN + 1)}


def edited(text: str, rate: float, vocabulary: Sequence[str], rng: random.Random) -> str:
    """The text with so many of its words replaced, dropped or followed by another."""
    out: list[str] = []
    at = 0
    for token in tokens(text):
        out.append(text[at : token.start])
        at = token.end
        if not token.is_word or rng.random() >= rate:
            out.append(token.text)
            continue
        how = rng.randrange(3)
        other = rng.choice(vocabulary)
        out.append((other, "", f"{token.text} {other}")[how])
    return "".join(out) + text[at:]


def respelled(text: str, rng: random.Random) -> str:
    """One capitalised word inside the text written otherwise, as transliterations do."""
    names = [t for t in tokens(text)[1:] if t.text[:1].isupper() and len(t.text) > 4]
    if not names:
        return text
    name = rng.choice(names)
    changed = name.text.replace("y", "i") if "y" in name.text else f"{name.text[:-1]}e"
    return text[: name.start] + changed + text[name.end :]


def planted(texts: Sequence[str], rate: float, seed: int) -> tuple[list[Article], list[Planted]]:
    """The hosts, each second one with a passage of the host before it."""
    rng = random.Random(seed)
    vocabulary = [w for text in texts[:200] for w in words(text)]
    articles: list[Article] = []
    passages: list[Planted] = []
    for k in range(0, len(texts) - 1, 2):
        source, target = texts[k], texts[k + 1]
        own = sentences(source)
        size = rng.randint(2, min(4, len(own)))
        start = rng.randint(0, len(own) - size)
        parts = [s.of(source) for s in own[start : start + size]]
        if rng.random() < 0.5:
            rng.shuffle(parts)
        passage = respelled(edited(" ".join(parts), rate, vocabulary, rng), rng)
        place = rng.choice([p.end for p in paragraphs(target)])
        text = f"{target[:place]}\n\n{passage}\n\n{target[place:]}"
        pair = [_article(f"{k}", source), _article(f"{k + 1}", text)]
        articles += pair
        spans = Span(own[start].start, own[start + size - 1].end), Span(place + 2, place + 2 + len(passage))
        passages.append(Planted(pair[0].article_id, pair[1].article_id, *spans))
    return articles, passages


def _article(name: str, text: str) -> Article:
    article_id = make_id("a", name, text)
    return Article(article_id, name, name, None, None, None, None, None, None, None, "en", text)


def shared_before(texts: Sequence[str]) -> set[frozenset[str]]:
    """Pairs of hosts, by name, that are found to share something as they are."""
    articles = [_article(str(k), text) for k, text in enumerate(texts)]
    names = {a.article_id: a.path for a in articles}
    found = to_records(Overlap, articles_to_overlaps(to_table(Article, articles)))
    return {frozenset((names[o.article_a], names[o.article_b])) for o in found}


def score(
    articles: Sequence[Article],
    passages: Sequence[Planted],
    found: Sequence[Overlap],
    before: set[frozenset[str]],
) -> tuple[float, float]:
    """Precision and recall in words of the receiving articles; boilerplate and meaning do not count."""
    places = {a.article_id: [t.span for t in tokens(a.text) if t.is_word] for a in articles}
    names = {a.article_id: a.path for a in articles}
    truth = {p.target: p for p in passages}
    hit = wrong = 0
    reached: dict[str, set[int]] = {p.target: set() for p in passages}
    for o in found:
        if (
            o.kind not in ("verbatim", "near")
            or frozenset((names[o.article_a], names[o.article_b])) in before
        ):
            continue
        sides = {o.article_a: Span(o.start_a, o.end_a), o.article_b: Span(o.start_b, o.end_b)}
        target = next((a for a in sides if a in truth and truth[a].source in sides), o.article_a)
        inside = [k for k, w in enumerate(places[target]) if sides[target].contains(w)]
        good = [
            k
            for k in inside
            if target in truth
            and truth[target].source in sides
            and truth[target].target_span.contains(places[target][k])
        ]
        hit += len(good)
        wrong += len(inside) - len(good)
        if good:
            reached[target].update(good)
    passages = [p for p in passages if frozenset((names[p.source], names[p.target])) not in before]
    total = sum(p.target_span.contains(w) for p in passages for w in places[p.target])
    recall = sum(len(reached[p.target]) for p in passages) / max(1, total)
    return hit / max(1, hit + wrong), recall


def against_datasketch(articles: Sequence[Article], passages: Sequence[Planted]) -> None:
    """What MinHash LSH finds of the planted pairs, and how long it takes."""
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed (it wants an environment of its own): no comparison")
        return
    from datasketch import MinHash, MinHashLSH

    wanted = {frozenset((p.source, p.target)) for p in passages}
    for name, window in (("whole articles", 0), ("windows of 40 words", 40)):
        start = time.process_time()
        lsh = MinHashLSH(threshold=0.5, num_perm=128)
        pairs: set[frozenset[str]] = set()
        for a in articles:
            run = [fold(w) for w in words(a.text)]
            step = window // 2 or max(1, len(run))
            for at in range(0, max(1, len(run) - step), step):
                part = run[at : at + window] if window else run
                sketch = MinHash(num_perm=128)
                sketch.update_batch([" ".join(part[k : k + 4]).encode() for k in range(len(part) - 3)])
                pairs.update(frozenset((key.split(" ")[0], a.article_id)) for key in lsh.query(sketch))
                lsh.insert(f"{a.article_id} {at}", sketch)
        seconds = time.process_time() - start
        pairs = {p for p in pairs if len(p) == 2}
        print(
            f"datasketch, {name}: {seconds:.1f} s, {len(pairs & wanted) / len(wanted):.2f} of the planted "
            f"pairs, {len(pairs - wanted)} others"
        )


def main() -> int:
    """Print precision and recall by edit rate; 1 under a floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--against-datasketch", action="store_true")
    args = parser.parse_args()
    texts = hosts(args.articles)
    under = 0
    before = shared_before(texts)
    print(f"{len(texts)} hosts, {len(before)} pairs of them share something as they are")
    print(f"{'edited':>7} {'precision':>9} {'recall':>7} {'seconds':>8}")
    for rate in RATES:
        articles, passages = planted(texts, rate, args.seed)
        start = time.process_time()
        found = to_records(Overlap, articles_to_overlaps(to_table(Article, articles)))
        seconds = time.process_time() - start
        precision, recall = score(articles, passages, found, before)
        floor = FLOORS.get(rate, (0.0, 0.0))
        low = precision < floor[0] or recall < floor[1]
        under += low
        note = f"  under its floor of {floor[0]}/{floor[1]}" if low else ""
        print(f"{rate:>7.0%} {precision:>9.3f} {recall:>7.3f} {seconds:>8.1f}{note}")
        if args.against_datasketch and rate == 0.1:
            against_datasketch(articles, passages)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
