"""Measure drift on pairs of versions from real articles, labelled by eye.

    python eval/drift_real.py [--show] [--half learn|held] [--write-floors]

eval/data/drift_pairs*.jsonl hold article ids, offsets, the kinds of change that a reader finds from the
first sentence to the second, and kinds on which readers may differ (counted neither way); no text. Every
second pair is held out: rules were written with the others in view. A kind counts once per pair. The articles
are those of ../shared/data/news_unlabelled; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drift import floors
from newstemma.drift.compare import Difference, compare
from newstemma.drift.version import Version

HERE = Path(__file__).resolve().parent
PAIRS = {
    "real": HERE / "data" / "drift_pairs.jsonl",
    "sure": HERE / "data" / "drift_pairs_sure.jsonl",
}
"""Pairs as they come, and pairs of which only one version has a hedge or a negation somewhere: too few of the
first have any. Of the second only hedges and negations are labelled."""
STORIES = HERE.parent.parent / "shared" / "data" / "news_unlabelled" / "stories_2014.jsonl"
KINDS = ("number", "date", "name", "hedge", "negation", "cut", "addition", "wording")


def texts() -> dict[str, str]:
    """The articles by id; none if they are not there."""
    if not STORIES.exists():
        return {}
    with STORIES.open(encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def found(pair: dict[str, Any], articles: dict[str, str]) -> list[Difference]:
    """What drift finds from the first sentence to the second."""
    before, after = (
        Version(articles[article], start, end, quoted=False, language="en")
        for article, start, end in (pair["parent"], pair["child"])
    )
    return compare(before, after)


def count(pair: dict[str, Any], kinds: set[str], hits: Counter[tuple[str, str]]) -> list[str]:
    """Add one pair; what went wrong, by kind."""
    wrong = []
    for kind in KINDS:
        if kind in pair["unsure"]:
            continue
        true, claimed = kind in pair["kinds"], kind in kinds
        hits[kind, f"{'true' if true else 'false'} {'claimed' if claimed else 'silent'}"] += 1
        if true != claimed:
            wrong.append(f"{'missed' if true else 'false'} {kind}")
    return wrong


def rates(hits: Counter[tuple[str, str]], name: str) -> dict[str, float]:
    """Precision and recall by kind, in percent, where there is anything to count."""
    out = {}
    for kind in KINDS:
        right = hits[kind, "true claimed"]
        claimed, there = right + hits[kind, "false claimed"], right + hits[kind, "true silent"]
        if claimed:
            out[f"{name}/{kind}/precision"] = 100 * right / claimed
        if there:
            out[f"{name}/{kind}/recall"] = 100 * right / there
    return out


def measure(
    name: str, pairs: Sequence[dict[str, Any]], articles: dict[str, str], *, show: bool
) -> dict[str, float]:
    """Measure some pairs and print the figures."""
    hits: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        differences = found(pair, articles)
        wrong = count(pair, {d.kind for d in differences}, hits)
        if wrong and show:
            _show(pair, articles, differences, wrong)
    figures = rates(hits, name)
    print(f"{name}: {len(pairs)} pairs")
    for kind in KINDS:
        if any(
            hits[kind, f"{true} {claim}"] for true in ("true", "false") for claim in ("claimed", "silent")
        ):
            there = hits[kind, "true claimed"] + hits[kind, "true silent"]
            values = (figures.get(f"{name}/{kind}/{what}") for what in ("precision", "recall"))
            shown = " ".join("    -" if v is None else f"{v:5.1f}" for v in values)
            print(f"   {kind:10s} {there:3d} labelled   precision, recall {shown}")
    return figures


def main() -> int:
    """Measure both halves, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--half", choices=("learn", "held"))
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--write-floors", action="store_true")
    args = parser.parse_args()
    articles = texts()
    if not articles:
        print("../shared is missing: nothing measured")
        return 0
    figures: dict[str, float] = {}
    for name, path in PAIRS.items():
        pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for half in ("learn", "held"):
            if not args.half or args.half == half:
                listed = [p for p in pairs if p["held_out"] == (half == "held")]
                figures |= measure(f"{name} {half}", listed, articles, show=args.show)
    return floors(figures, write=args.write_floors)


def _show(
    pair: dict[str, Any], articles: dict[str, str], differences: list[Difference], wrong: list[str]
) -> None:
    for article, start, end in (pair["parent"], pair["child"]):
        print("  ", " ".join(articles[article][start:end].split()))
    for d in differences:
        before = articles[pair["parent"][0]][slice(*d.parent)]
        after = articles[pair["child"][0]][slice(*d.child)]
        print(f"      {d.kind}: {before!r} → {after!r} {d.detail or ''}")
    print("     ", *(f"{w};" for w in wrong), "\n")


if __name__ == "__main__":
    sys.exit(main())
