"""Measure the shipped tagger on an annotated corpus and hold its figures against floors.

    python eval/attribution.py [--gold FILE] [--by publisher] [--untouched] [--write-floors]

The gold file is ../shared/data/attribution_en/dev.jsonl by default; its digest is pinned in
eval/floors/attribution.json, so that a changed corpus cannot pass for progress.  A figure under its
floor fails the run (exit code 1).  ``--write-floors`` only ever raises floors.  Every other article
of that file (the first, third, ...) helped to tune the decoding; ``--untouched`` leaves them out.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from newstemma.attribute.tagger import Tagger

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "eval" / "floors" / "attribution.json"
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


def scorer() -> Any:
    """The scorer that stands beside the checkout."""
    path = SHARED / "eval" / "score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path} is missing: the corpora and scorers are not beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_attribution"] = module
    spec.loader.exec_module(module)
    return module


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
    score = scorer()
    articles = score.read_jsonl(gold)[first::step]
    groups = score.score(articles, predict(Tagger.load(), articles), by)
    return {
        group: {name: round(100 * scores.tallies[name].f1, 2) for name in FIGURES}
        for group, scores in groups.items()
    }


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def raised(floors: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """Floors moved up to just under the figures, never down."""
    return {n: max(floors.get(n, 0.0), round(figures[n] - MARGIN, 1)) for n in FIGURES}


def main() -> int:
    """Print the figures; 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=SHARED / "data/attribution_en/dev.jsonl")
    parser.add_argument("--by", default="", help="also per value of a field of the gold file")
    parser.add_argument("--untouched", action="store_true", help="only articles that tuned nothing")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    if not args.gold.exists():
        raise SystemExit(f"{args.gold} is missing: name an annotated corpus with --gold")
    groups = measure(args.gold, args.by, *((1, 2) if args.untouched else (0, 1)))
    print(f"{'':<16}" + "".join(f"{name:>16}" for name in FIGURES))
    for group, figures in groups.items():
        print(f"{group:<16}" + "".join(f"{figures[name]:16.1f}" for name in FIGURES))
    if args.untouched:
        return 0
    return gate(args.gold, groups["all"], write=args.write_floors)


def gate(gold: Path, figures: dict[str, float], *, write: bool) -> int:
    """Hold the figures against the floors for this very corpus."""
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    pinned = known.get("sha256") == digest(gold)
    floors = known.get("floors", {}) if pinned else {}
    if write:
        facts = {"corpus": gold.name, "sha256": digest(gold), "floors": raised(floors, figures)}
        FLOORS.parent.mkdir(exist_ok=True)
        FLOORS.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        return 0
    if not pinned:
        print("no floors for this corpus")
        return 0
    under = [name for name, floor in floors.items() if figures[name] < floor]
    for name in under:
        print(f"{name} is {figures[name]:.1f}, under its floor of {floors[name]:.1f}")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
