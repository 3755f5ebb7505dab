"""Measure the attribute stage's finders on the corpora beside the checkout, and hold them against floors.

    python eval/attribution_rules.py                          every figure of FIGURES against its floor
    python eval/attribution_rules.py en dev --finder rules    one finder on one part, all scores
    python eval/attribution_rules.py --write-floors           raise the floors (they never fall)

The corpora are pinned by their digests: with other data the gate fails instead of passing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gate import FLOORS, SHARED, Gate, scorer
from newstemma.attribute.finder import FINDERS
from newstemma.attribute.found import Found
from newstemma.attribute.statements_to_jsonl import attribution_of, is_attribution

GATED = (("en", "rules"), ("en", "merged"), ("de", "rules"))
FIGURES = ("joint", "joint/direct", "joint/indirect")
MORE = ("content", "content/direct", "joint/touch", "exact/content", "exact/cue", "exact/source")
MARGIN = 0.3
"""Points a new floor stays under the figure: the tagger's kernels differ a little between processors."""


def predict(rows: list[dict[str, Any]], find: Callable[[str], list[Found]]) -> list[dict[str, Any]]:
    """A predicted line for every article."""
    found = {row["id"]: [f for f in find(row["text"]) if is_attribution(f)] for row in rows}
    return [{"id": name, "attributions": [attribution_of(f) for f in all_]} for name, all_ in found.items()]


def corpus(language: str, part: str) -> Path:
    """Where a corpus stands."""
    return SHARED / "data" / f"attribution_{language}" / f"{part}.jsonl"


def measure(language: str, part: str, finder: str) -> tuple[Any, float]:
    """All tallies of a finder on a corpus, and the articles it reads in a second."""
    with corpus(language, part).open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    find = FINDERS[finder]
    find(rows[0]["text"], language)
    start = time.perf_counter()
    predicted = predict(rows, lambda text: find(text, language))
    seconds = time.perf_counter() - start
    return scorer("score_attribution").score(rows, predicted)["all"].tallies, len(rows) / seconds


def show(tallies: Any, speed: float, names: tuple[str, ...]) -> None:
    """Print scores."""
    for name in names:
        t = tallies[name]
        print(f"{name:<16}P {100 * t.precision:5.1f}  R {100 * t.recall:5.1f}  F1 {100 * t.f1:5.1f}"
              f"  {t.matched}/{t.gold}/{t.predicted}")  # fmt: skip
    print(f"{speed:.0f} articles/s")


def gated(*, write: bool) -> int:
    """Hold every gated figure against its floor; 1 if one is below, or the corpora are others."""
    figures = {}
    for language, finder in GATED:
        tallies, speed = measure(language, "dev", finder)
        print(f"{language} {finder}")
        show(tallies, speed, FIGURES)
        figures |= {f"{language} {finder} {name}": 100 * tallies[name].f1 for name in FIGURES}
    inputs = {language: corpus(language, "dev") for language, _ in GATED}
    return Gate(FLOORS / "attribution_rules.json", MARGIN, inputs).hold(figures, write=write)


def main() -> int:
    """Run the gate, or print the figures of one finder."""
    parser = argparse.ArgumentParser(description="Measure the attribute stage")
    parser.add_argument("language", nargs="?", choices=("en", "de"))
    parser.add_argument("part", nargs="?", choices=("train", "dev"), default="dev")
    parser.add_argument("--finder", default="merged", choices=sorted(FINDERS))
    parser.add_argument("--write-floors", action="store_true")
    arguments = parser.parse_args()
    if not corpus("en", "dev").is_file():
        print("../shared is missing: nothing to measure on")
        return 0
    if arguments.language is None:
        return gated(write=arguments.write_floors)
    show(*measure(arguments.language, arguments.part, arguments.finder), (*FIGURES, *MORE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
