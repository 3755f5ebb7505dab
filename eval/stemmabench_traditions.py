"""Measure the stemma of long texts on traditions made by stemmabench, a generator that is not ours.

    NEWSTEMMA_STEMMABENCH=/path/to/venv/bin/python python eval/stemmabench_traditions.py [--traditions 10]

stemmabench 0.0.1 (PyPI) pins a typer and a pydantic that newstemma cannot share, so it lives in a virtual
environment of its own: ``python -m venv DIR && DIR/bin/pip install stemmabench==0.0.1``. Without it nothing
is measured, and the reason is printed. A text of our own is copied by scribes who misspell, omit, choose
synonyms and repeat words; half of the copied texts are then taken away. The scorer is
../shared/eval/score_stemma.py.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys

import numpy as np

from cascades import speech
from newstemma.stemma.texts_to_stemma import WitnessInput, stemma_of
from stemma import floors, scorer

# Scribes: two generations below the source (deeper ones get equal names for different texts there).
GENERATE = """
import json, random, sys
from loguru import logger
from stemmabench.config_parser import StemmaBenchConfig
from stemmabench.stemma_generator import Stemma
logger.remove()
given = json.load(sys.stdin)
law = lambda rate: {"law": "Bernouilli", "rate": rate, "args": {}}
config = StemmaBenchConfig(
    meta={"language": "en"},
    stemma={"depth": 1, "width": {"law": "Uniform", "min": 2, "max": 5}},
    variants={
        "sentences": {"duplicate": {**law(0.05), "args": {"nbr_words": 1}}},
        "words": {"synonym": law(given["rate"]), "mispell": law(given["rate"]), "omit": law(given["rate"])},
    },
)
random.seed(given["seed"])
made = Stemma(config=config, original_text=given["text"]).generate()
json.dump({"texts": made.texts_lookup, "edges": made.edges}, sys.stdout)
"""
RATES = (0.01, 0.03, 0.06)


def tradition(python: str, seed: int, rate: float) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The texts by name and the true (parent, child) pairs."""
    rng = random.Random(f"stemmabench {seed}")
    text = " ".join(word for _ in range(8) for word in speech(rng))
    given = json.dumps({"seed": seed, "rate": rate, "text": text})
    done = subprocess.run([python, "-c", GENERATE], input=given, capture_output=True, text=True, check=True)
    made = json.loads(done.stdout)
    return made["texts"], [(parent, child) for parent, child in made["edges"]]


def figures(python: str, count: int, seed: int) -> dict[str, float]:
    """Mean figures over some traditions, the source among the witnesses or lost with half of the copied."""
    score = scorer().score
    out: dict[str, list[float]] = {}
    for k in range(count):
        texts, edges = tradition(python, seed * 1000 + k, RATES[k % len(RATES)])
        inner = sorted({parent for parent, _ in edges})
        gone = {"0", *random.Random(k).sample(inner, len(inner) // 2)}
        for name, kept in (("complete", set(texts)), ("half lost", set(texts) - gone)):
            given = {t: WitnessInput(texts[t]) for t in sorted(kept)}
            found = stemma_of(given, "0" if name == "complete" else None)
            for key, value in score(kept, edges, list(found.edges)).items():
                if key in ("neighbours", "sign"):
                    out.setdefault(f"stemmabench {name}/{key}", []).append(value)
    return {name: float(np.mean(values)) for name, values in out.items()}


def main() -> int:
    """Measure, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--traditions", type=int, default=9)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--write-floors", action="store_true")
    args = parser.parse_args()
    python = os.environ.get("NEWSTEMMA_STEMMABENCH")
    if python is None or scorer() is None:
        missing = "../shared is missing" if python else "NEWSTEMMA_STEMMABENCH names no python that has it"
        print(f"stemmabench: {missing}: nothing measured")
        return 0
    found = figures(python, args.traditions, args.seed)
    for name, value in found.items():
        print(f"{name:32s} {value:5.1f}")
    return floors(found, write=args.write_floors)


if __name__ == "__main__":
    sys.exit(main())
