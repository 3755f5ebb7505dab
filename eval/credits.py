#!/usr/bin/env python3
"""What articles credit: precision and recall over (article, credited name).

    python eval/credits.py [--errors]

The labels (eval/data/credits_labels.json) list what each article credits, once per article; names are
compared as outlets (``text.names.outlet_key``), and "A|B" are two names of one source. Credits that one may
count or not ("also") are neither right nor wrong. The parts of ONLY_MEASURED were labelled before the
finder was run on them, and their errors are never printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from newstemma.credit.articles_to_credits import credits_of
from newstemma.records import Article
from newstemma.text.names import outlet_key
from newstemma.text.outlets import registry

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"
ONLY_MEASURED = ("unseen", "seventh")


def key(name: str) -> str:
    """A name in the form in which all spellings of an outlet are equal."""
    known = registry().find(name)
    return outlet_key(known.name if known else name)


def keys(label: str) -> frozenset[str]:
    """The keys of a label's names, any of which will do."""
    return frozenset(key(name) for name in label.split("|"))


def compare(text: str, label: dict[str, Any]) -> tuple[list[str], list[str], int]:
    """What was missed, what was wrong, and how many were right, in one article."""
    article = Article("a", "a", None, None, None, None, None, None, None, None, "en", text)
    wanted = {name: keys(name) for name in label["credited"]}
    passed = frozenset().union(*map(keys, label["also"])) if label["also"] else frozenset()
    found = {key(c.credited) for c in credits_of(article)}
    missed = [name for name, names in wanted.items() if not names & found]
    right = frozenset().union(*wanted.values()) if wanted else frozenset()
    return missed, sorted(found - right - passed), len(wanted) - len(missed)


def measure(part: str, labels: dict[str, Any], texts: dict[str, str]) -> dict[str, float]:
    """Precision and recall of one part."""
    right = wrong = missing = 0
    for name in sorted(labels):
        missed, extra, both = compare(texts[name], labels[name])
        right, wrong, missing = right + both, wrong + len(extra), missing + len(missed)
        if "--errors" in sys.argv and part not in ONLY_MEASURED and (missed or extra):
            print(f"   {name}: missed {missed}, wrong {extra}")
    return {
        f"{part} precision": 100 * right / max(1, right + wrong),
        f"{part} recall": 100 * right / max(1, right + missing),
    }


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    if not CORPUS.exists():
        print("the corpora are not beside the checkout; nothing measured")
        return 0
    parts = json.loads((HERE / "data" / "credits_labels.json").read_text(encoding="utf-8"))["parts"]
    with CORPUS.open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    floors = json.loads((HERE / "floors" / "credits.json").read_text(encoding="utf-8"))["floors"]
    failed = False
    for part, labels in parts.items():
        wanted = sum(len(label["credited"]) for label in labels.values())
        for name, value in measure(part, labels, texts).items():
            floor = floors.get(name, 0.0)
            failed = failed or value < floor
            print(f"{name:20} {value:5.1f}  floor {floor:5.1f}  ({len(labels)} articles, {wanted} credits)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
