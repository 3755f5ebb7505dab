#!/usr/bin/env python3
"""What articles credit: precision and recall over (article, credited name).

    python eval/credits.py [--errors]

The labels (eval/data/credits_labels.json) list what each article credits, once per article; names are
compared as outlets (``text.names.outlet_key``). Credits that one may count or not ("also") are neither
right nor wrong.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from newstemma.credit.articles_to_credits import credits_of
from newstemma.records import Article
from newstemma.text.names import outlet_key
from newstemma.text.outlets import registry

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"


def key(name: str) -> str:
    """A name in the form in which all spellings of an outlet are equal."""
    known = registry().find(name)
    return outlet_key(known.name if known else name)


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    if not CORPUS.exists():
        print("the corpora are not beside the checkout; nothing measured")
        return 0
    labels = json.loads((HERE / "data" / "credits_labels.json").read_text(encoding="utf-8"))["articles"]
    both = given = wanted = 0
    with CORPUS.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in labels]
    for row in rows:
        label = labels[row["id"]]
        article = Article(row["id"], "", None, None, None, None, None, None, None, None, "en", row["text"])
        found = {key(c.credited) for c in credits_of(article)} - {key(n) for n in label["also"]}
        right = {key(n) for n in label["credited"]}
        both, given, wanted = both + len(found & right), given + len(found), wanted + len(right)
        if "--errors" in sys.argv and found != right:
            print(f"   {row['id']}: missed {sorted(right - found)}, wrong {sorted(found - right)}")
    figures = {"precision": 100 * both / max(1, given), "recall": 100 * both / max(1, wanted)}
    floors = json.loads((HERE / "floors" / "credits.json").read_text(encoding="utf-8"))["floors"]
    for name, value in figures.items():
        print(f"{name:10} {value:5.1f}  floor {floors[name]:5.1f}  ({len(rows)} articles, {wanted} credits)")
    return int(any(value < floors[name] for name, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
