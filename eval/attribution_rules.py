"""Measure the attribute stage's finders on the corpora beside the checkout.

    python eval/attribution_rules.py en dev --finder rules
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from newstemma.attribute import packs
from newstemma.attribute.finder import FINDERS
from newstemma.attribute.found import Found
from newstemma.attribute.statements_to_jsonl import attribution_of, is_attribution

SHARED = Path(__file__).resolve().parents[2] / "shared"


def scorer() -> ModuleType:
    """The scorer that stands with the corpora."""
    path = SHARED / "eval" / "score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_attribution"] = module
    spec.loader.exec_module(module)
    return module


def predict(rows: list[dict[str, Any]], find: Callable[[str], list[Found]]) -> list[dict[str, Any]]:
    """A predicted line for every article."""
    found = {row["id"]: [f for f in find(row["text"]) if is_attribution(f)] for row in rows}
    return [{"id": name, "attributions": [attribution_of(f) for f in all_]} for name, all_ in found.items()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("language", choices=("en", "de"))
    parser.add_argument("part", choices=("train", "dev"))
    parser.add_argument("--finder", default="merged", choices=sorted(FINDERS))
    arguments = parser.parse_args()
    path = SHARED / "data" / f"attribution_{arguments.language}" / f"{arguments.part}.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    find = FINDERS[arguments.finder]
    find(rows[0]["text"], arguments.language)
    packs.load(arguments.language)
    start = time.perf_counter()
    predicted = predict(rows, lambda text: find(text, arguments.language))
    seconds = time.perf_counter() - start
    scores = scorer().score(rows, predicted)["all"]
    for name in ("joint", "joint/direct", "joint/indirect", "content", "content/direct", "joint/touch",
                 "exact/content", "exact/cue", "exact/source"):  # fmt: skip
        t = scores.tallies[name]
        print(f"{name:<16}P {100 * t.precision:5.1f}  R {100 * t.recall:5.1f}  F1 {100 * t.f1:5.1f}"
              f"  {t.matched}/{t.gold}/{t.predicted}")  # fmt: skip
    print(f"{len(rows) / seconds:.0f} articles/s")


if __name__ == "__main__":
    main()
