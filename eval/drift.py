"""Measure drift on pairs of versions made by typed edits.

    python eval/drift.py [--pairs 600] [--seed 2] [--show] [--write-floors]

Every pair is a statement of our own and the same with one to three edits of known kind. Prints precision and
recall by kind; a kind is found if the pair has a change of that kind that touches the edited words. A figure
under its floor (eval/floors/drift.json) fails the run; ``--write-floors`` only ever raises floors.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newstemma.drift.compare import Difference, compare
from newstemma.drift.version import Version

FLOORS = Path(__file__).resolve().parent / "floors" / "drift.json"
MARGIN = 1.0

# {kind: ((before, after), ...)}: slots are filled with one of the pairs; the edit takes the second.
SLOTS: dict[str, tuple[tuple[str, str], ...]] = {
    "number": (
        ("12", "14"),
        ("1,200", "2,100"),
        ("half a million", "600,000"),
        ("3.5 per cent", "5.3 per cent"),
        ("forty", "fifty"),
        ("2 million", "2 billion"),
        ("45%", "54%"),
        ("seven", "70"),
        ("about 300", "about 320"),
    ),
    "date": (
        ("on Monday", "on Tuesday"),
        ("on 5 June 2021", "on 6 June 2021"),
        ("in March 2019", "in May 2019"),
        ("in 2017", "in 2018"),
        ("on September 3", "on September 13"),
        ("yesterday", "today"),
    ),
    "name": (
        ("Anna Brandt", "Ingrid Holm"),
        ("Oslund", "Tarvik"),
        ("Peter Maas", "Jonas Velde"),
        ("the Bahari Company", "the Norwick Company"),
        ("Minister Okoro", "Minister Adeyemi"),
    ),
    "hedge": (
        ("may close", "will close"),
        ("could soon sell", "must soon sell"),
        ("reportedly sold", "sold"),
        ("probably lost", "lost"),
        ("lost", "allegedly lost"),
        ("will leave", "might leave"),
    ),
    "negation": (
        ("will not accept", "will accept"),
        ("has never seen", "has seen"),
        ("supports", "does not support"),
        ("cannot repair", "can repair"),
        ("is safe", "isn't safe"),
    ),
    "cut": (
        ("in the old harbour, where the ferries used to land, ", ""),
        ("despite many warnings from the engineers ", ""),
        ("and the villages behind the dam ", ""),
        ("slowly but surely ", ""),
    ),
    "addition": (
        ("", "in the old harbour, where the ferries used to land, "),
        ("", "after a long night of talks "),
        ("", "and all its neighbours "),
    ),
    "wording": (
        ("large", "huge"),
        ("angry", "furious"),
        ("rebuild", "restore"),
        ("quickly", "rapidly"),
    ),
}
FRAMES = (
    "The harbour board @hedge the @wording ferry line {number} @cut@date, and {name} @negation the plan.",
    "@name said that the @wording council @negation the contract for @number boats @cut@date.",
    "We @hedge @number tonnes of steel @addition@date because @name @negation the bridge.",
    "@date the @wording union @cut@hedge its houses to @name for @number crowns.",
    "Nobody told @name that the mill @addition@hedge @number workers @date.",
    "They @wording the road @cut@addition@date and paid @number crowns to @name, who @negation it.",
)


@dataclass(frozen=True)
class Pair:
    """Two versions and the kinds of the edits between them, with the words that were edited."""

    before: str
    after: str
    edits: tuple[tuple[str, str, str], ...]


def made(rng: random.Random) -> Pair:
    """A frame with its slots filled, one to three of them edited."""
    frame = rng.choice(FRAMES).replace("{", "@").replace("}", "")
    kinds = [kind for kind in SLOTS if f"@{kind}" in frame]
    edited = set(rng.sample(kinds, rng.randint(1, min(3, len(kinds)))))
    before = after = frame
    edits = []
    for kind in kinds:
        old, new = rng.choice(SLOTS[kind])
        if kind not in edited:
            new = old
        else:
            edits.append((kind, old, new))
        before, after = before.replace(f"@{kind}", old), after.replace(f"@{kind}", new)
    return Pair(_tidy(before), _tidy(after), tuple(edits))


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def differences(pair: Pair) -> list[Difference]:
    """What drift finds."""
    before = Version(pair.before, 0, len(pair.before), quoted=False, language="en")
    after = Version(pair.after, 0, len(pair.after), quoted=False, language="en")
    return compare(before, after)


def touches(pair: Pair, d: Difference, old: str, new: str) -> bool:
    """Whether a difference shares a word with an edit."""
    found = {*pair.before[slice(*d.parent)].lower().split(), *pair.after[slice(*d.child)].lower().split()}
    edited = {*old.lower().split(), *new.lower().split()}
    return bool({w.strip(",.") for w in found} & {w.strip(",.") for w in edited})


def count(pair: Pair, hits: Counter[tuple[str, str]]) -> list[str]:
    """Add a pair's hits and misses; what went wrong, in words."""
    found = differences(pair)
    wrong = []
    for kind, old, new in pair.edits:
        if any(d.kind == kind and touches(pair, d, old, new) for d in found):
            hits[kind, "found"] += 1
        else:
            hits[kind, "missed"] += 1
            wrong.append(f"missed {kind} {old!r} → {new!r}")
    for d in found:
        true = any(d.kind == kind and touches(pair, d, old, new) for kind, old, new in pair.edits)
        hits[d.kind, "true" if true else "false"] += 1
        if not true:
            wrong.append(
                f"false {d.kind} {pair.before[slice(*d.parent)]!r} → {pair.after[slice(*d.child)]!r}"
            )
    return wrong


def rates(hits: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Precision and recall by kind, in percent."""
    out = {}
    for kind in SLOTS:
        claimed = hits[kind, "true"] + hits[kind, "false"]
        there = hits[kind, "found"] + hits[kind, "missed"]
        out[f"{kind}/precision"] = 100 * hits[kind, "true"] / claimed if claimed else 100.0
        out[f"{kind}/recall"] = 100 * hits[kind, "found"] / there if there else 100.0
    return out


def floors(figures: Mapping[str, float], *, write: bool) -> int:
    """Hold the figures against their floors; 1 if any is below."""
    known = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if write:
        raised = {k: max(known.get(k, 0.0), round(v - MARGIN, 1)) for k, v in figures.items()}
        FLOORS.write_text(json.dumps(known | raised, indent=1, sort_keys=True) + "\n")
        return 0
    below = [k for k, floor in sorted(known.items()) if k in figures and figures[k] < floor]
    for name in below:
        print(f"BELOW ITS FLOOR: {name} is {figures[name]:.1f}, the floor is {known[name]}")
    return 1 if below else 0


def main() -> int:
    """Measure, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--write-floors", action="store_true")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    hits: Counter[tuple[str, str]] = Counter()
    for _ in range(args.pairs):
        pair = made(rng)
        wrong = count(pair, hits)
        if wrong and args.show:
            print(pair.before, pair.after, *wrong, "", sep="\n   ")
    figures = rates(hits)
    for kind in SLOTS:
        precision, recall = figures[f"{kind}/precision"], figures[f"{kind}/recall"]
        print(f"{kind:10s} precision {precision:5.1f}  recall {recall:5.1f}")
    return floors(figures, write=args.write_floors)


if __name__ == "__main__":
    sys.exit(main())
