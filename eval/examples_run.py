#!/usr/bin/env python3
"""Trace examples/pile, hold the run against its truth and every figure against its floor.

    python eval/examples_run.py [--raise]

With --raise the floors rise to just below the figures measured; no floor is ever lowered by it.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import examples
import newstemma

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "eval/floors/examples.json"
LESS_IS_BETTER = {"sources_error"}


def below(name: str, value: float, floor: float) -> bool:
    """Whether a figure is worse than its floor (for an error: its ceiling)."""
    return value > floor if name in LESS_IS_BETTER else value < floor


def risen(name: str, value: float, floor: float) -> float:
    """The new floor: the figure, rounded to the safe side, if that is better than the old one."""
    if name in LESS_IS_BETTER:
        return min(floor, math.ceil(value * 10) / 10)
    return max(floor, math.floor(value))


def main() -> int:
    """Print the figures with their floors; 1 if one is below."""
    truth = json.loads((ROOT / "examples/truth.json").read_text(encoding="utf-8"))
    figures = examples.score(newstemma.trace([ROOT / "examples/pile"]).tables, truth)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = [name for name, value in figures.items() if below(name, value, floors[name])]
    for name, value in figures.items():
        print(f"{name:36}{value:6.1f}  floor {floors[name]:5.1f}{'  BELOW' if name in fallen else ''}")
    if "--raise" in sys.argv:
        new = {name: risen(name, value, floors[name]) for name, value in figures.items()}
        FLOORS.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
