#!/usr/bin/env python3
"""Stories against stories told apart by eye, points against pairs judged by eye, and how stable both are.

    python eval/narratives.py

1. ``eval/data/stories_labels.json`` groups articles of ``news_unlabelled`` by the event they tell of (ids
   only). All labelled articles are grouped in one go; B-cubed F1 (Bagga and Baldwin 1998) is of the articles
   of every second story, so that the half on which the thresholds were chosen and the held-out half are told
apart. 2. ``eval/data/points_pairs.json`` says of pairs of statements whether they make one point: precision
   and recall of the ties. The likeness was chosen on them.
3. Stability: the narratives and stories of these statements and articles, found again when a tenth of them is
   missing, are held against the ones found with all (B-cubed F1 over what both have). Order changes nothing
   at all, which the tests check.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newstemma.narrative.acts import telling
from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.narrative.communities import communities
from newstemma.narrative.likeness import ties
from newstemma.narrative.points import Point
from newstemma.params.narrative import SAME_POINT, TIE_FLOOR
from newstemma.records import Article

HERE = Path(__file__).resolve().parent
NEWS = HERE.parent.parent / "shared/data/news_unlabelled/stories_2014.jsonl"
STORIES = HERE / "data/stories_labels.json"
PAIRS = HERE / "data/points_pairs.json"
FLOORS = HERE / "floors/narratives.json"
Figures = dict[str, float]


def texts() -> dict[str, str]:
    """The corpus by its ids."""
    rows = (json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def articles_of(corpus: Mapping[str, str], wanted: set[str]) -> list[Article]:
    """The labelled articles, by the ids of the corpus."""
    nothing = [None] * 9
    return [Article(i, i, *nothing, text) for i, text in corpus.items() if i in wanted]  # type: ignore[arg-type]


def bcubed(
    found: Mapping[str, int], true: Mapping[str, int], of: Sequence[str]
) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over the items ``of``."""
    sizes, groups = Counter(found.values()), Counter(true.values())
    both = Counter((found[a], true[a]) for a in true)
    precision = sum(both[found[a], true[a]] / sizes[found[a]] for a in of) / len(of)
    recall = sum(both[found[a], true[a]] / groups[true[a]] for a in of) / len(of)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def stories(corpus: Mapping[str, str]) -> Figures:
    """B-cubed of the labelled stories, and how many stay the same with a tenth of the articles missing."""
    groups = json.loads(STORIES.read_text(encoding="utf-8"))["stories"]
    true = {a: k for k, story in enumerate(groups) for a in story}
    articles = articles_of(corpus, set(true))
    found = _labels(articles_to_stories(articles))
    out = {}
    for half, name in enumerate(("development", "held_out")):
        of = [a for a, k in true.items() if k % 2 == half]
        names = ("precision", "recall", "f1")
        out |= {f"{name}.{n}": v for n, v in zip(names, bcubed(found, true, of), strict=True)}
    less = _labels(articles_to_stories([a for k, a in enumerate(articles) if k % 10]))
    out["stories.stability"] = _agreement(found, less)
    return out


def points(corpus: Mapping[str, str]) -> Figures:
    """Precision and recall of ties on the pairs judged by eye, and the stability of communities."""
    pairs = json.loads(PAIRS.read_text(encoding="utf-8"))["pairs"]
    sides: dict[str, Point] = {}
    for pair in pairs:
        for i, start, end in (pair["a"], pair["b"]):
            text = corpus[i][start:end]
            key = f"{i}:{start:09}"
            sides[key] = Point(key, text, telling(text), (i,), "en", None, None)
    listed = [sides[key] for key in sorted(sides)]
    row = {p.key: k for k, p in enumerate(listed)}
    tied = {(listed[t.a].terms, listed[t.b].terms) for t in ties(listed)}
    tied |= {(b, a) for a, b in tied}
    verdicts: Counter[tuple[bool, bool]] = Counter()
    for pair in pairs:
        a, b = (listed[row[f"{i}:{start:09}"]].terms for i, start, _ in (pair["a"], pair["b"]))
        verdicts[a == b or (a, b) in tied, pair["same"]] += 1
    hits, wrong, missed = verdicts[True, True], verdicts[True, False], verdicts[False, True]
    found, less = (_labels(_groups(part)) for part in (listed, [p for k, p in enumerate(listed) if k % 10]))
    return {
        "points.precision": 100 * hits / (hits + wrong),
        "points.recall": 100 * hits / (hits + missed),
        "points.stability": _agreement(found, less),
    }


def _groups(listed: Sequence[Point]) -> list[list[str]]:
    strong = {(t.a, t.b): t.likeness - SAME_POINT + TIE_FLOOR for t in ties(listed)}
    groups = communities(len(listed), strong)
    grouped = {k for group in groups for k in group}
    alone = [[k] for k in range(len(listed)) if k not in grouped]
    return [[listed[k].key for k in group] for group in [*groups, *alone]]


def _labels(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    return {item: k for k, group in enumerate(groups) for item in group}


def _agreement(found: Mapping[str, int], again: Mapping[str, int]) -> float:
    """B-cubed F1 of two groupings over what both have."""
    both = sorted(found.keys() & again.keys())
    return bcubed({i: again[i] for i in both}, {i: found[i] for i in both}, both)[2]


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    if not NEWS.is_file():
        print("the corpora are not beside the checkout: nothing is measured")
        return 0
    corpus = texts()
    figures = stories(corpus) | points(corpus)
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    low = [name for name, floor in floors.items() if figures[name] < floor]
    for name, value in figures.items():
        print(f"{name:24} {value:6.1f}  floor {floors.get(name, '-')}{'  LOW' if name in low else ''}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
