#!/usr/bin/env python3
"""How time and memory grow with the pile: articles a second per stage and in all, peak memory, exponents.

    python bench/scale.py [--sizes 500 2000 8000] [--jobs 1 2]

    python bench/scale.py --sizes 5000 10000 20000 50000 --jobs 2          # an idle machine, hours

The pile is made of the real articles of the unlabelled corpus; once they are used up they come again with
seeded edits (other names, other numbers, other words for all but the commonest, paragraphs left out,
sentences on lines of their own), each turn in families of its own, so that families stay as small as they
are. Each run is a fresh process of the real command. Seconds are those of the clock and, beside them, of the
processors (all processes together): on a busy machine only the second are worth anything. The growth exponent
is the slope of log seconds over log articles; ``--stages`` adds, for each size, a run of the flow alone in
one process (its stages do not run beside each other then) and the exponents of every stage's processor
seconds. It ends with code 1 if the exponent of the whole is above 1.1, or if with one job, where workers do
the work on single articles and nothing else, they take a tenth more memory at the largest size than at the
one before.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from run import tree_memory

CORPUS = Path(__file__).resolve().parents[2] / "shared/data/news_unlabelled/stories_2014.jsonl"
WORD = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
COMMON = 600
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Measured:
    """One run: articles, processes, seconds on the clock and of the processors, MB at most, by stage."""

    articles: int
    jobs: int
    wall: float
    cpu: float
    peak: int
    worker_peak: int
    seconds: dict[str, float]


def pile(size: int) -> Iterator[str]:
    """The texts: real ones first, then edited copies."""
    rows = [json.loads(line)["text"] for line in CORPUS.open(encoding="utf-8")]
    counts = Counter(word for text in rows for word in WORD.findall(text))
    for turn in range(-(-size // len(rows))):
        words = _other_words(counts, turn)
        for number, text in enumerate(rows):
            yield text if turn == 0 else _edited(text, words, random.Random(turn * 1_000_003 + number))


def _other_words(counts: Counter[str], turn: int) -> dict[str, str]:
    """For each name and each rarer word another of its kind, the same within one turn: stories stay stories.

    Of one kind are names, and words with the same last two letters; the commonest words stay, so that
    sentences are still read as sentences and who says something still "said" it.
    """
    common = {word for word, _ in counts.most_common(COMMON) if word.islower()}
    kinds: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(counts) - common):
        kinds["" if word[0].isupper() else word[-2:]].append(word)
    chance = random.Random(turn)
    others = {}
    for words in kinds.values():
        others.update(zip(words, chance.sample(words, len(words)), strict=True))
    return others


def _edited(text: str, words: dict[str, str], chance: random.Random) -> str:
    text = WORD.sub(lambda m: words.get(m.group(), m.group()), text)
    text = NUMBER.sub(lambda m: str(int(m.group()[:9]) + chance.randrange(1, 40)), text)
    paragraphs = [p for p in text.split("\n") if chance.random() > 0.15]
    sentences = [s for p in paragraphs for s in (p.split(". ") if chance.random() > 0.3 else [p])]
    return ".\n".join(sentences)


def measure(paths: list[Path], how: str, out: Path, jobs: int) -> Measured:
    """Run the command (``how``: --out or --into) and watch it."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    where = [how, str(out), "--jobs", str(jobs), "-q"]
    command = [sys.executable, "-m", "newstemma", "trace", *map(str, paths), *where]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peaks = [0, 0]

    def watch() -> None:
        while process.poll() is None:
            peaks[0] = max(peaks[0], tree_memory(process.pid))
            peaks[1] = max(peaks[1], tree_memory(process.pid) - own_memory(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    watcher.join()
    if code not in (0, 3):
        raise SystemExit(f"the command ended with {code}")
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return Measured(manifest["counts"]["articles"], jobs, wall, cpu, *peaks, manifest["seconds"])


def stages(path: Path) -> dict[str, float]:
    """Processor seconds of every stage of the flow on one pile, in a process of its own."""
    program = (
        "import json, resource, sys; from newstemma import flow; run = flow.trace([sys.argv[1]]); "
        "import newstemma.engine.pool as pool; pool._close_spare(); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(json.dumps({**run.processor, 'articles': used.ru_utime + used.ru_stime}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def show_stages(measured: list[tuple[int, dict[str, float]]]) -> None:
    """A line for each stage: processor seconds by size, the share of the largest run, and how they grow."""
    print(
        "processor seconds of the stages, one process:", " ".join(f"{n:>9}" for n, _ in measured), "   growth"
    )
    last = measured[-1][1]
    for stage in sorted(last, key=lambda s: -last[s]):
        points = [(n, found[stage]) for n, found in measured]
        grown = f"{exponent(points):>9.2f}" if len(points) > 1 and points[0][1] > 0.05 else "        -"
        print(
            f"{stage:>20} {last[stage] / sum(last.values()):>6.1%}",
            " ".join(f"{s:>9.2f}" for _, s in points),
            grown,
        )
    totals = [(n, sum(found.values())) for n, found in measured]
    if len(totals) > 1:
        print(f"all stages together: {exponent(totals):.2f}")


def own_memory(pid: int) -> int:
    """Resident memory of one process, in MB."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 // 1_000_000
    except (OSError, ValueError):
        return 0


def exponent(points: list[tuple[float, float]]) -> float:
    """The least-squares slope of log y over log x."""
    logs = [(math.log(x), math.log(max(y, 1e-3))) for x, y in points]
    mx, my = (sum(v) / len(logs) for v in zip(*logs, strict=True))
    return sum((x - mx) * (y - my) for x, y in logs) / sum((x - mx) ** 2 for x, _ in logs)


def show(results: list[Measured]) -> None:
    """The table, and the exponents where there are two sizes or more."""
    print(" articles jobs  clock s  a second    cpu s   a cpu s     MB  MB of workers")
    for r in results:
        print(f"{r.articles:>9} {r.jobs:>4} {r.wall:>8.1f} {r.articles / r.wall:>9.1f} {r.cpu:>8.1f} "
              f"{r.articles / r.cpu:>9.1f} {r.peak:>6} {r.worker_peak:>14}")  # fmt: skip
        print("          seconds by stage:", json.dumps(r.seconds))
    for jobs in sorted({r.jobs for r in results}):
        mine = [r for r in results if r.jobs == jobs]
        if len(mine) > 1:
            stages = {s: exponent([(r.articles, r.seconds[s]) for r in mine]) for s in mine[0].seconds}
            by_stage = ", ".join(f"{stage} {slope:.2f}" for stage, slope in stages.items())
            total = exponent([(r.articles, r.cpu) for r in mine])
            print(f"growth with {jobs} jobs: processor time {total:.2f}; by the clock: {by_stage}")


def main() -> int:
    """Measure every size with every number of jobs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 8000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--stages", action="store_true")
    args = parser.parse_args()
    if not CORPUS.is_file():
        print("the corpora are not beside the checkout (../shared is missing): nothing measured")
        return 0
    results = []
    by_stage = []
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            path = Path(folder) / f"{size}.jsonl"
            rows = (
                json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(islice(pile(size), size))
            )
            path.write_text("".join(rows), encoding="utf-8")
            for jobs in args.jobs:
                results.append(measure([path], "--out", Path(folder) / f"run-{size}-{jobs}", jobs))
                show(results[-1:])
            if args.stages:
                by_stage.append((size, stages(path)))
    print()
    show(results)
    if by_stage:
        show_stages(by_stage)
    return 0 if all(grows_little([r for r in results if r.jobs == jobs]) for jobs in args.jobs) else 1


MOST_GROWTH, MOST_MEMORY = 1.1, 1.1


def grows_little(results: list[Measured]) -> bool:
    """Whether time grows about as the pile does, and the memory of single articles not at all."""
    if len(results) < 2:
        return True
    workers = [r.worker_peak for r in results[-2:]]
    constant = results[0].jobs > 1 or workers[-1] <= MOST_MEMORY * workers[0]
    return constant and exponent([(r.articles, r.cpu) for r in results]) <= MOST_GROWTH


if __name__ == "__main__":
    sys.exit(main())
