#!/usr/bin/env python3
"""How well walls, shells and missing pages are told from articles: python eval/page_forms.py [--errors]

The pages are our own, modelled on what site systems send (``page_forms_made``). Set a was looked at while
the rules were written; b and c were measured once, then their errors were looked at and the rules written
anew; d was written after that, by the same hand, and the rules have not been touched since. A page's verdict
is right if its reason is the label. Exit code 1 if a figure of set d is below its floor.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from newstemma.fetch.look import Look  # noqa: E402
from newstemma.fetch.reasons import Miss  # noqa: E402
from page_forms_made import FORMS, Form  # noqa: E402

FLOORS = HERE / "floors" / "page_forms.json"


def verdict(form: Form) -> str:
    """What fetching would call the page."""
    try:
        Look(form.url, form.html.encode(), "utf-8").check()
    except Miss as miss:
        return miss.reason
    return "page"


def figures(forms: list[Form]) -> dict[str, float]:
    """Share of right verdicts; precision and recall of "no article", and of each reason."""
    pairs = [(form.label, verdict(form)) for form in forms]
    out = {"right": 100 * sum(a == b for a, b in pairs) / len(pairs)}
    walls = Counter((a != "page", b != "page") for a, b in pairs)
    out["no article P"] = 100 * walls[True, True] / max(1, walls[True, True] + walls[False, True])
    out["no article R"] = 100 * walls[True, True] / max(1, walls[True, True] + walls[True, False])
    for label in sorted({a for a, _ in pairs} - {"page"}):
        right = sum(a == b == label for a, b in pairs)
        out[f"{label} P"] = 100 * right / max(1, sum(b == label for _, b in pairs))
        out[f"{label} R"] = 100 * right / max(1, sum(a == label for a, _ in pairs))
    return {name: round(value, 1) for name, value in out.items()}


def _line(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {value}" for name, value in found.items())


def main() -> int:
    """Print the figures of the sets, every error with ``--errors``, and hold set d against the floors."""
    sizes = Counter(f.set for f in FORMS)
    for part in sorted(sizes):
        print(f"set {part} ({sizes[part]} pages): {_line(figures([f for f in FORMS if f.set == part]))}")
    found = figures([f for f in FORMS if f.set == "d"])
    if "--errors" in sys.argv:
        for form in FORMS:
            if verdict(form) != form.label:
                print(f"  {form.set} {form.name}: {verdict(form)}, should be {form.label}")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    below = [f"{k}: {found.get(k, 0.0)} is below {v}" for k, v in floors.items() if found.get(k, 0.0) < v]
    print("\n".join(below) if below else "no figure is below its floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
