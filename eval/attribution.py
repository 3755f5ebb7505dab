"""Measure the shipped tagger on an annotated corpus and hold its figures against floors.

    python eval/attribution.py [--gold FILE] [--by publisher] [--untouched] [--write-floors]

The gold file is ../shared/data/attribution_en/dev.jsonl by default; its digest is pinned in
eval/floors/attribution.json, so that a changed corpus cannot pass for progress.  A figure under its
floor fails the run (exit code 1).  ``--write-floors`` only ever raises floors.  Every other article
of that file (the first, third, ...) helped to tune the decoding; ``--untouched`` leaves them out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from gate import FLOORS, SHARED, Gate, scorer
from newstemma.attribute.tagger import Tagger

GOLD = SHARED / "data/attribution_en/dev.jsonl"
FIGURES = (
    "joint",
    "joint/direct",
    "joint/indirect",
    "content",
    "exact/content",
    "exact/cue",
    "exact/source",
)
MARGIN = 0.3  # points a new floor stays under the measured figure: onnxruntime kernels differ by CPU


def predict(tagger: Tagger, articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the tagger finds, in the scorer's form."""
    lines = []
    for article in articles:
        rows = [
            {
                "source": [tagged.source] if tagged.source else [],
                "cue": [tagged.cue] if tagged.cue else [],
                "content": list(tagged.content),
            }
            for tagged in tagger.tag(article["text"])
        ]
        lines.append({"id": article["id"], "attributions": rows})
    return lines


def measure(gold: Path, by: str, first: int, step: int) -> dict[str, dict[str, float]]:
    """F1 in per cent of each figure, for every ``step``-th article and each value of the field ``by``."""
    score = scorer("score_attribution")
    articles = score.read_jsonl(gold)[first::step]
    groups = score.score(articles, predict(Tagger.load(), articles), by)
    return {
        group: {name: round(100 * scores.tallies[name].f1, 2) for name in FIGURES}
        for group, scores in groups.items()
    }


def main() -> int:
    """Print the figures; 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--by", default="", help="also per value of a field of the gold file")
    parser.add_argument("--untouched", action="store_true", help="only articles that tuned nothing")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    if not GOLD.exists() and args.gold == GOLD:
        print("../shared is missing: nothing to measure on")
        return 0
    if not args.gold.exists():
        raise SystemExit(f"{args.gold} is missing: name an annotated corpus with --gold")
    groups = measure(args.gold, args.by, *((1, 2) if args.untouched else (0, 1)))
    print(f"{'':<16}" + "".join(f"{name:>16}" for name in FIGURES))
    for group, figures in groups.items():
        print(f"{group:<16}" + "".join(f"{figures[name]:16.1f}" for name in FIGURES))
    if args.untouched or args.gold != GOLD:
        return 0
    gate = Gate(FLOORS / "attribution.json", MARGIN, {args.gold.name: args.gold})
    return gate.hold(groups["all"], write=args.write_floors)


if __name__ == "__main__":
    sys.exit(main())
