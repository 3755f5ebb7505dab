#!/usr/bin/env python3
"""Stories: B-cubed F1 (Bagga and Baldwin 1998) against stories told apart by eye.

    python eval/narratives.py

``eval/data/stories_labels.json`` groups articles of ``news_unlabelled`` by the event they tell of (ids
only). All labelled articles are grouped in one go; the figures are of the articles of every second story, so
that the half on which the threshold was chosen and the held-out half are told apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.records import Article

HERE = Path(__file__).resolve().parent
NEWS = HERE.parent.parent / "shared/data/news_unlabelled/stories_2014.jsonl"
LABELS = HERE / "data/stories_labels.json"
FLOORS = HERE / "floors/narratives.json"


def articles_of(wanted: set[str]) -> list[Article]:
    """The labelled articles, by the ids of the corpus."""
    out = []
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in wanted:
            nothing = [None] * 9
            out.append(Article(row["id"], row["id"], *nothing, row["text"]))  # type: ignore[arg-type]
    return out


def bcubed(
    found: Mapping[str, int], true: Mapping[str, int], of: Sequence[str]
) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over the articles ``of``."""
    sizes, groups = Counter(found.values()), Counter(true.values())
    both = Counter((found[a], true[a]) for a in true)
    precision = sum(both[found[a], true[a]] / sizes[found[a]] for a in of) / len(of)
    recall = sum(both[found[a], true[a]] / groups[true[a]] for a in of) / len(of)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    if not NEWS.is_file():
        print("the corpora are not beside the checkout: nothing is measured")
        return 0
    stories = json.loads(LABELS.read_text(encoding="utf-8"))["stories"]
    true = {a: k for k, story in enumerate(stories) for a in story}
    groups = articles_to_stories(articles_of(set(true)))
    found = {a: k for k, group in enumerate(groups) for a in group}
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    failed = False
    for half, name in enumerate(("development", "held_out")):
        of = [a for a, k in true.items() if k % 2 == half]
        figures = dict(zip(("precision", "recall", "f1"), bcubed(found, true, of), strict=True))
        for figure, value in figures.items():
            floor = floors.get(f"{name}.{figure}")
            low = floor is not None and value < floor
            failed |= low
            print(f"{name + '.' + figure:24} {value:6.1f}  floor {floor}{'  LOW' if low else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
