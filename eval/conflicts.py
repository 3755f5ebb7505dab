#!/usr/bin/env python3
"""Conflicts: precision on real ones read by eye, recall on planted ones.

    python eval/conflicts.py [--planted-only]

Precision: conflicts found in ``news_unlabelled`` were read by eye, and ``eval/data/conflicts_labels.json``
holds the verdict on each (article ids, offsets, kind; no text). The labelled articles are traced again and
what is found among them is looked up. A conflict without a verdict counts neither way, and is counted beside
it.

Recall: ``eval/conflict_texts.py`` writes pairs of articles that contradict each other in one known way.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from conflict_texts import KINDS, Planted, planted
from newstemma.flow import trace

HERE = Path(__file__).resolve().parent
NEWS = HERE.parent.parent / "shared/data/news_unlabelled/stories_2014.jsonl"
LABELS = HERE / "data/conflicts_labels.json"
FLOORS = HERE / "floors/conflicts.json"
SEED, EACH = 20221122, 12
Row = dict[str, Any]


def conflicts_of(rows: list[Row]) -> list[Row]:
    """The conflicts of a run on rows with id and text; articles named by the rows' ids."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        run = trace([path])
    name = {a["article_id"]: a["row_id"] for a in run["articles"].to_pylist()}
    found: list[Row] = run["conflicts"].to_pylist()
    return [c | {"a": name[c["article_a"]], "b": name[c["article_b"]]} for c in found]


def recall(items: list[Planted]) -> dict[str, float]:
    """The share of planted conflicts that are found, by kind, and the share of what is found that was
    planted."""
    rows = [{"id": f"{k}-{i}", "text": t} for k, item in enumerate(items) for i, t in enumerate(item.texts)]
    found = {(c["kind"], frozenset((c["a"], c["b"]))) for c in conflicts_of(rows)}
    hits: Counter[str] = Counter()
    true = set()
    for k, item in enumerate(items):
        key = (item.expected, frozenset(f"{k}-{i}" for i in range(len(item.texts))))
        if item.expected and key in found:
            hits[item.kind] += 1
            true.add(key)
        elif item.expected:
            print(f"   missed {item.kind}: {' | '.join(item.texts)!r}")
    for kind, names in sorted(found - true, key=str):
        texts = [items[int(n.split("-")[0])].texts[int(n.split("-")[1])] for n in sorted(names)]
        print(f"   not planted: {kind} {texts!r}")
    wanted = Counter(item.kind for item in items if item.expected)
    figures = {f"recall.{kind}": 100 * hits[kind] / wanted[kind] for kind in KINDS}
    whole = 100 * hits.total() / wanted.total()
    return {"recall": whole, "planted_precision": 100 * len(true) / max(1, len(found)), **figures}


def precision() -> dict[str, float]:
    """The share of labelled conflicts among those found again whose verdict is yes."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["conflicts"]
    wanted = {side[0] for label in labels for side in (label["a"], label["b"])}
    rows = [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]
    found = conflicts_of([r for r in rows if r["id"] in wanted])
    read: Counter[tuple[str, str]] = Counter()
    for c in found:
        label = next((x for x in labels if _is(x, c)), {"half": "not read", "verdict": ""})
        read[label["half"], label["verdict"]] += 1
    print(f"   {dict(read)} of {len(labels)} labelled")
    figures = {}
    for half in ("development", "held_out", "second"):
        right, wrong = read[half, "yes"], read[half, "no"]
        figures[f"precision.{half}"] = 100 * right / max(1, right + wrong)
    right, wrong = (sum(n for (_, v), n in read.items() if v == verdict) for verdict in ("yes", "no"))
    return figures | {"precision": 100 * right / max(1, right + wrong), "read": float(right + wrong)}


def _is(label: Row, c: Row) -> bool:
    """Whether a found conflict is the labelled one: same kind, and both sides overlap."""
    if label["kind"] != c["kind"]:
        return False
    sides = [(c["a"], c["start_a"], c["end_a"]), (c["b"], c["start_b"], c["end_b"])]
    return any(_overlap(label["a"], x) and _overlap(label["b"], y) for x, y in (sides, sides[::-1]))


def _overlap(a: list[Any], b: tuple[str, int, int]) -> bool:
    return bool(a[0] == b[0] and a[1] < b[2] and b[1] < a[2])


def main() -> int:
    """Print the figures; 1 if one is below its floor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--planted-only", action="store_true")
    given = parser.parse_args()
    figures = recall(planted(SEED, EACH))
    if given.planted_only:
        pass
    elif NEWS.is_file():
        figures |= precision()
    else:
        print("   the corpora are not beside the checkout: precision is not measured")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    low = [name for name, floor in floors.items() if name in figures and figures[name] < floor]
    for name, value in figures.items():
        print(f"{name:24} {value:6.1f}  floor {floors.get(name, '-')}{'  LOW' if name in low else ''}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
