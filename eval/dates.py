"""Measure time expressions on TimeBank and AQUAINT and hold the figures of the held-out part against floors.

    python eval/dates.py [--part dev|held|all] [--dateparser] [--write-floors]

Articles are split by a digest of their id: five sixths were looked at while the grammar was written (dev),
one sixth was only ever scored (held, the default).  The corpus's digest is pinned in eval/floors/dates.json.
``--dateparser`` also scores dateparser's search_dates (it must be installed), which gives days only; it
is scored once as it is and once with what it finds cut to the precision of the words it found.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from newstemma.date.dates_to_jsonl import dates_line

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "data" / "dates" / "tbaq.jsonl"
FLOORS = ROOT / "eval" / "floors" / "dates.json"
FIGURES = ("strict", "relaxed", "type", "value")
MARGIN = 0.2  # points that a new floor stays under the measured figure

Row = dict[str, Any]


def scorer() -> Any:
    """The scorer that stands beside the checkout."""
    path = SHARED / "eval" / "score_dates.py"
    spec = importlib.util.spec_from_file_location("score_dates", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is missing: the corpora and scorers are not beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_dates"] = module
    spec.loader.exec_module(module)
    return module


def is_held(row_id: str) -> bool:
    """Whether an article belongs to the sixth that is only scored."""
    return int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 6 == 0


def read(part: str) -> dict[str, Row]:
    """The articles of a part, by id."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return {r["id"]: r for r in rows if part == "all" or is_held(r["id"]) == (part == "held")}


def ours(row: Row) -> list[Row]:
    """What newstemma finds in an article."""
    found: list[Row] = dates_line(row["id"], row["text"], row["published"])["dates"]
    return found


def rival(row: Row, *, cut: bool) -> list[Row]:
    """What dateparser finds, each as a day; with ``cut`` at the precision that its words have."""
    from dateparser.search import search_dates

    base = datetime.fromisoformat(row["published"][:10])
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    out, at = [], 0
    for words, moment in search_dates(row["text"], languages=["en"], settings=settings) or []:
        start = row["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            value = moment.strftime("%Y-%m-%d")
            out.append(
                {"start": start, "end": at, "type": "DATE", "value": _cut(words, value) if cut else value}
            )
    return out


def _cut(words: str, day: str) -> str:
    """A year for a year, a month for a month, else the day."""
    if re.fullmatch(r"\D*\d{4}", words) and not re.search("[A-Z][a-z]{2}", words):
        return day[:4]
    has_day = re.search(r"\b\d{1,2}\b|day|yesterday|tomorrow|week|hour|minute", words, re.IGNORECASE)
    return day if has_day else day[:4] if "year" in words else day[:7]


def measure(rows: dict[str, Row], find: Callable[[Row], list[Row]]) -> tuple[dict[str, Any], float]:
    """The scorer's table, and articles a second."""
    start = time.perf_counter()
    predicted = {i: {"id": i, "dates": find(row)} for i, row in rows.items()}
    seconds = time.perf_counter() - start
    return scorer().score(rows, predicted), len(rows) / seconds


def show(name: str, table: dict[str, Any], speed: float) -> None:
    """One line per figure."""
    for figure in FIGURES:
        line = "  ".join(f"{k} {v:5.1f}" for k, v in table[figure].items())
        print(f"{name:24} {figure:8} {line}")
    print(f"{name:24} {speed:.0f} articles a second")


def main() -> int:
    """Print the figures; 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("dev", "held", "all"), default="held")
    parser.add_argument("--dateparser", action="store_true", help="score dateparser too")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures")
    args = parser.parse_args()
    if not CORPUS.exists():
        print("not measured: the corpora are not beside the checkout (../shared is missing)")
        return 0
    rows = read(args.part)
    table, speed = measure(rows, ours)
    show(f"newstemma ({args.part})", table, speed)
    if args.dateparser:
        for cut in (False, True):
            name = "dateparser, cut" if cut else "dateparser"
            show(name, *measure(rows, lambda row, cut=cut: rival(row, cut=cut)))
    return gate({f: table[f]["F1"] for f in FIGURES}, write=args.write_floors) if args.part == "held" else 0


def gate(figures: dict[str, float], *, write: bool) -> int:
    """Hold the held-out figures against the floors for this very corpus."""
    sha = hashlib.sha256(CORPUS.read_bytes()).hexdigest()
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    floors = known.get("floors", {}) if known.get("sha256") == sha else {}
    if write:
        raised = {n: max(floors.get(n, 0.0), round(figures[n] - MARGIN, 1)) for n in FIGURES}
        FLOORS.parent.mkdir(exist_ok=True)
        facts = {"corpus": CORPUS.name, "sha256": sha, "part": "held", "floors": raised}
        FLOORS.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        return 0
    if not floors:
        print("no floors for this corpus")
        return 0
    under = [name for name, floor in floors.items() if figures[name] < floor]
    for name in under:
        print(f"{name} is {figures[name]:.1f}, under its floor of {floors[name]:.1f}")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
