"""Measure the speed and memory of stemma and independence.

    python bench/stemma.py [--utterances 100000] [--largest 2000]

Two figures: many utterances with 2 to 5 witnesses, some with dates and credits, and one utterance with very
many witnesses. Only the time inside the two stages is measured, not making the tables.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "eval"))
from cascade_tables import Tables, tables
from cascade_worlds import Settings
from cascades import cascade
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges


def run(made: Tables) -> tuple[float, float, int]:
    """CPU seconds of stemma and of independence, and the number of edges."""
    start = time.process_time()
    witnesses, edges = witnesses_to_edges(
        made.articles, made.statements, made.utterances, made.witnesses, made.credits, made.overlaps
    )
    middle = time.process_time()
    edges_to_sources(made.utterances, witnesses, edges)
    return middle - start, time.process_time() - middle, edges.num_rows


def gigabytes() -> float:
    """The largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    """Measure and print (CPU seconds of one process with one thread)."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--utterances", type=int, default=100_000)
    parser.add_argument("--largest", type=int, default=2_000)
    args = parser.parse_args()
    # A tenth is made and measured ten times over: the stages see each utterance on its own.
    part = max(1, args.utterances // 10)
    made = tables([cascade(Settings(size=2 + k % 4), 10**7 + k) for k in range(part)])
    print(f"tables of {part} utterances made, {gigabytes():.2f} GB", flush=True)
    stemma, independence, edges = run(made)
    scale = args.utterances / part
    print(
        f"{args.utterances} utterances of 2 to 5 witnesses: stemma {stemma * scale:.1f} s, independence "
        f"{independence * scale:.1f} s, {edges * scale:.0f} edges; {gigabytes():.2f} GB for a tenth of them"
    )
    made = tables([cascade(Settings(size=args.largest), 7)])
    stemma, independence, edges = run(made)
    print(
        f"one utterance of {args.largest} witnesses: stemma {stemma:.1f} s, "
        f"independence {independence:.1f} s, {edges} edges; {gigabytes():.2f} GB"
    )


if __name__ == "__main__":
    main()
