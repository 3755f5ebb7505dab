"""Measure the same-utterance model on the held-out labelled pairs, and hold it against its floors.

    python eval/same_utterance.py [--curve] [--errors] [--write-floors]

For the third of ``data/same_utterance_pairs.jsonl`` that no coefficient was fitted on: precision, recall and
F1 of single pairs, of all of them, of those drawn by kinds of blocking (``drawn_``: what the system has to
decide) and of those drawn where the first model was unsure (``hardest_``); B-cubed F1 of the groups that the
pairs make (single items of pairs that nobody labelled are not joined); the area under the ROC curve, and the
calibration error (five bins). With words weighed as in the whole corpus and as in a pile of two articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newstemma.graph.union_find import UnionFind
from newstemma.witness.model import log_odds
from same_utterance_pairs import CORPUS, Pair, labelled, parts

FLOORS = Path(__file__).resolve().parent / "floors" / "same_utterance.json"
MARGIN = 0.05  # a new floor stays this far under the measured figure: one pair of 61 moves recall by 0.016
Floats = npt.NDArray[np.float64]


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Every figure; ``calibration`` is 1 minus the error, so that more is better throughout."""
    odds = np.array([log_odds(p.features()) for p in pairs])
    same = np.array([p.same for p in pairs])
    hardest = np.array([p.drawn == "even odds" for p in pairs])
    above = odds[same][:, None] > odds[~same][None, :]
    return {
        **_f1("", odds > 0, same, np.ones(len(pairs))),
        **_f1("drawn_", odds > 0, same, (~hardest).astype(float)),
        **_f1("hardest_", odds > 0, same, hardest.astype(float)),
        "bcubed": b_cubed(pairs, (odds > 0).tolist()),
        "auc": float(above.mean()),
        "calibration": 1 - calibration_error(odds, same),
    }


def b_cubed(pairs: Sequence[Pair], found: Sequence[bool]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of the groups that the pairs found make of their statements."""
    gold: UnionFind[str] = UnionFind(sorted({s for p in pairs for s in p.statements}))
    made: UnionFind[str] = UnionFind(sorted({s for p in pairs for s in p.statements}))
    for pair, joined in zip(pairs, found, strict=True):
        if pair.same:
            gold.join(*pair.statements)
        if joined:
            made.join(*pair.statements)
    true = {s: frozenset(members) for members in gold.groups() for s in members}
    guessed = {s: frozenset(members) for members in made.groups() for s in members}
    precision = np.mean([len(true[s] & guessed[s]) / len(guessed[s]) for s in sorted(true)])
    recall = np.mean([len(true[s] & guessed[s]) / len(true[s]) for s in sorted(true)])
    return float(2 * precision * recall / (precision + recall))


def _f1(name: str, found: npt.NDArray[np.bool_], same: npt.NDArray[np.bool_], w: Floats) -> dict[str, float]:
    hit = float((w * (found & same)).sum())
    precision = hit / max(1e-9, float((w * found).sum()))
    recall = hit / max(1e-9, float((w * same).sum()))
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return {f"{name}precision": precision, f"{name}recall": recall, f"{name}f1": both}


def calibration_error(odds: Floats, same: npt.NDArray[np.bool_], bins: int = 5) -> float:
    """Mean distance between the probability given and the part that is the same, over equal bins."""
    p = 1 / (1 + np.exp(-odds))
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[which == b].sum() - same[which == b].sum()) for b in range(bins)) / len(p))


def curve(pairs: Sequence[Pair]) -> None:
    """Precision and recall at other thresholds."""
    odds = np.array([log_odds(p.features()) for p in pairs])
    same = np.array([p.same for p in pairs])
    for threshold in (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0):
        found = _f1("", odds > threshold, same, np.ones(len(pairs)))
        print(f"  log odds above {threshold:4.1f}: " + "  ".join(f"{k} {v:.3f}" for k, v in found.items()))


def errors(pairs: Sequence[Pair]) -> None:
    """The pairs decided wrongly, the surest first."""
    wrong = [(log_odds(p.features()), p) for p in pairs if (log_odds(p.features()) > 0) != p.same]
    for odds, pair in sorted(wrong, key=lambda e: -abs(e[0])):
        print(f"{odds:6.2f} {'same' if pair.same else 'not the same'}")
        for text in pair.texts:
            print(f"       {text[:150]!r}")


def main() -> int:
    """Print the figures; 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    if not CORPUS.exists():
        print(f"{CORPUS} is missing: the corpora are not beside the checkout, nothing measured")
        return 0
    held = parts(labelled())[1]
    found = figures(held)
    small = figures(parts(labelled(small=True))[1])
    print(f"{len(held)} held-out pairs, {sum(p.same for p in held)} of them one utterance")
    for name, value in found.items():
        print(f"{name:<14} {value:.3f}   in a small pile {small[name]:.3f}")
    if args.curve:
        curve(held)
    if args.errors:
        errors(held)
    return gate(found, write=args.write_floors)


def gate(found: dict[str, float], *, write: bool) -> int:
    """Hold the figures against the floors; floors only ever rise."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if write:
        raised = {n: max(floors.get(n, 0.0), round(v - MARGIN, 3)) for n, v in found.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
        return 0
    under = [n for n, floor in floors.items() if found[n] < floor]
    for name in under:
        print(f"{name} is {found[name]:.3f}, under its floor of {floors[name]:.3f}")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
