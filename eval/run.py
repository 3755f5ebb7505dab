#!/usr/bin/env python3
"""Every accuracy figure of the project, held against its floor.

    python eval/run.py [NAME ...]

Each gate is a script of its own in this folder that prints its figures and exits with 1 if one is below its
floor (eval/floors/*.json). Gates that need the corpora say so and pass when ../shared is missing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
GATES: dict[str, list[str]] = {
    "seeds": ["seeds.py"],
    "examples": ["examples_run.py"],
    "attribution": ["attribution.py"],
    "attribution_rules": ["attribution_rules.py"],
    "clean": ["clean.py"],
    "published": ["published.py"],
    "dates": ["dates.py"],
    "dates_languages": ["dates_languages.py"],
    "speakers": ["speakers.py"],
    "credits": ["credits.py"],
    "overlaps": ["overlaps.py"],
    "same_utterance": ["same_utterance.py"],
    "stemma": ["stemma.py"],
    "stemmabench": ["stemmabench_traditions.py"],
    "drift": ["drift.py"],
    "conflicts": ["conflicts.py"],
    "narratives": ["narratives.py"],
    "drift_real": ["drift_real.py"],
    "page_forms": ["page_forms.py"],
}


def main() -> int:
    """Run the gates named, or all; 1 if any fails."""
    failed = []
    for name in sys.argv[1:] or GATES:
        print(f"== {name}", flush=True)
        start = time.perf_counter()
        script, *arguments = GATES[name]
        code = subprocess.run([sys.executable, HERE / script, *arguments], check=False).returncode
        print(f"   ({time.perf_counter() - start:.0f} s)", flush=True)
        if code:
            failed.append(name)
    print(f"below their floors: {', '.join(failed)}" if failed else "every figure is at or above its floor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
