"""Measure the stemma on simulated cascades with known truth, against three rivals, and on a real tradition.

    python eval/stemma.py [--cascades 60] [--seed 2] [--weights FILE] [--write-floors]

Prints parents F1, root F1 and sign similarity (../shared/eval/score_stemma.py), the error of the number of
independent sources, how often its interval holds the truth, and the calibration of the edge probabilities;
by size, by share of credits and by share of dates. A figure under its floor (eval/floors/stemma.json) fails
the run; ``--write-floors`` only ever raises floors.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cascade_worlds import Settings
from cascades import ROOT, Cascade, cascade, varied
from newstemma.graph.root_children import root_children
from newstemma.stemma.model import Solution, solve
from newstemma.stemma.weights import Weights, weights_of
from stemma_learn import Case, cases, text_cases
from stemma_rivals import RIVALS

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors" / "stemma.json"
RIVALS_UP_TO = 64  # witnesses; the rivals and sign similarity are cubic
MARGIN = 1.0  # points a floor stays under the measured figure

Edges = list[tuple[str, str]]


def scorer() -> Any:
    """The scorer that stands beside the checkout; None without it."""
    path = SHARED / "eval" / "score_stemma.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("score_stemma", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predicted(solution: Solution) -> Edges:
    """The best tree as (parent, child) by name."""
    names = [ROOT, *(v.witness_id for v in solution.views)]
    return [(names[p], names[k + 1]) for k, p in enumerate(solution.parents)]


class Tally:
    """Sums of figures over cascades."""

    def __init__(self) -> None:
        self.scores: dict[str, list[dict[str, float]]] = {}
        self.errors: list[float] = []
        self.covered: list[bool] = []
        self.edges: list[tuple[float, bool]] = []
        self.chosen: list[tuple[float, bool]] = []

    def add(
        self, truth: Cascade, case: Case, weights: Weights, score: Callable[..., dict[str, float]]
    ) -> None:
        """Solve one cascade and count."""
        extant = {n.name for n in truth.extant}
        solution = solve(case.views, case.evidence, weights)
        answers = {"newstemma": predicted(solution)}
        if len(extant) <= RIVALS_UP_TO:
            answers |= {name: rival([v for v in case.views if not v.lost]) for name, rival in RIVALS.items()}
        for name, edges in answers.items():
            self.scores.setdefault(name, []).append(score(extant, list(truth.edges), edges))
        lost = [k for k, v in enumerate(solution.views) if v.lost]
        found = root_children(solution.scores[0, 1:], solution.scores[1:, 1:], lost)
        low, high = found.central(0.9)
        self.errors.append(found.expected - truth.n_sources)
        self.covered.append(low <= truth.n_sources <= high)
        self._calibration(case, solution)

    def _calibration(self, case: Case, solution: Solution) -> None:
        """Every possible edge to an extant witness, and those of the best tree: are they true?"""
        old = [v.witness_id for v in case.views]
        new = ["", *(v.witness_id for v in solution.views)]
        for k, view in enumerate(solution.views, start=1):
            parent = case.parents[old.index(view.witness_id)]
            if view.lost or parent is None:
                continue
            true = old[parent - 1] if parent else ""
            for i in range(len(new)):
                chance = float(solution.probabilities[i, k])
                if chance > 0:
                    self.edges.append((chance, new[i] == true))
                if i == solution.parents[k - 1]:
                    self.chosen.append((chance, new[i] == true))

    def figures(self) -> dict[str, float]:
        """Means."""
        out = {
            f"{name}/{key}": float(np.mean([s[key] for s in listed]))
            for name, listed in self.scores.items()
            for key in COLUMNS
        }
        out["sources/bias"] = float(np.mean(self.errors))
        out["sources/error"] = float(np.mean(np.abs(self.errors)))
        out["sources/covered"] = 100 * float(np.mean(self.covered))
        out["calibration/edges"] = calibration_error(self.edges)
        out["calibration/tree"] = calibration_error(self.chosen)
        return out


def calibration_error(listed: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins (Naeini, Cooper and Hauskrecht 2015)."""
    if not listed:
        return 0.0
    chances, hits = np.array([c for c, _ in listed]), np.array([h for _, h in listed], dtype=float)
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [
        abs(chances[bins == b].mean() - hits[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)
    ]
    return float(sum(gaps))


def measure(made: Sequence[Cascade], weights: Weights, score: Any, *, texts: bool) -> dict[str, float]:
    """The figures for some cascades, with their articles or as texts alone."""
    tally = Tally()
    for truth in made:
        for case in text_cases([truth]) if texts else cases([truth]):
            tally.add(truth, case, weights, score)
    return tally.figures()


def grid(n: int, seed: int) -> dict[str, list[Cascade]]:
    """What is measured: cascades by setting; "texts" at the end of a name leaves the articles out."""
    at = {
        f"size {size}": (
            Settings(size=size),
            max(1 if size > 64 else 4, n * 40 // size if size < 8 else n * 8 // size),
        )
        for size in (2, 4, 8, 16, 64, 256)
    }
    at |= {f"credits {share:.0%}": (Settings(credits=share), n) for share in (0.0, 0.25, 1.0)}
    at |= {f"dates {share:.0%}": (Settings(dates=share), n) for share in (0.0, 0.25, 1.0)}
    at["neither"] = (Settings(credits=0.0, dates=0.0), n)
    out = {
        name: [cascade(settings, seed * 1_000_000 + k) for k in range(count)]
        for name, (settings, count) in at.items()
    }
    out["worlds"] = varied(5 * n, seed)
    for name in ("size 8", "neither", "worlds"):
        out[f"{name} texts"] = out[name]
    return out


COLUMNS = ("parents", "root", "sign")


def show(name: str, figures: Mapping[str, float]) -> None:
    """One setting as a few lines."""
    print(
        f"{name:12s} sources ±{figures['sources/error']:.2f} (bias {figures['sources/bias']:+.2f}, "
        f"{figures['sources/covered']:.0f}% covered)  calibration {figures['calibration/edges']:.3f} "
        f"(tree {figures['calibration/tree']:.3f})"
    )
    for who in (who for who in ("newstemma", *RIVALS) if f"{who}/parents" in figures):
        print(f"   {who:24s}" + "".join(f"{c} {figures[f'{who}/{c}']:5.1f}   " for c in COLUMNS), flush=True)


def floors(figures: Mapping[str, float], *, write: bool) -> int:
    """Hold the figures against their floors; 1 if any is below."""
    known = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if write:
        raised = {k: max(known.get(k, -1e9), round(v - MARGIN, 1)) for k, v in figures.items()}
        FLOORS.write_text(json.dumps(known | raised, indent=1, sort_keys=True) + "\n")
        return 0
    below = {k: (figures[k], floor) for k, floor in known.items() if k in figures and figures[k] < floor}
    for name, (value, floor) in sorted(below.items()):
        print(f"BELOW ITS FLOOR: {name} is {value:.1f}, the floor is {floor}")
    return 1 if below else 0


def main() -> int:
    """Measure, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cascades", type=int, default=24)
    parser.add_argument(
        "--seed", type=int, default=2, help="even seeds are for measuring, odd ones for learning"
    )
    parser.add_argument("--weights", type=Path, help="weights to try instead of those in params")
    parser.add_argument("--only", help="one setting of the grid")
    parser.add_argument("--write-floors", action="store_true")
    args = parser.parse_args()
    score = scorer()
    if score is None:
        print("../shared is missing, and the scorer with it: nothing measured")
        return 0
    given = json.loads(args.weights.read_text()) if args.weights else {}
    kept: dict[str, float] = {}
    for name, made in grid(args.cascades, args.seed).items():
        if args.only and args.only != name:
            continue
        kind = "texts" if name.endswith("texts") else "articles"
        figures = measure(made, weights_of(kind, given.get(kind)), score.score, texts=kind == "texts")
        show(name, figures)
        kept |= {f"{name}/{c}": figures[f"newstemma/{c}"] for c in ("parents", "root")}
    return floors(kept, write=args.write_floors)


if __name__ == "__main__":
    sys.exit(main())
