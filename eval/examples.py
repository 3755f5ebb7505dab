#!/usr/bin/env python3
"""Hold a run on ``examples/pile`` against its known truth, ``examples/truth.json``.

    python eval/examples.py RUN_DIR [--truth FILE] [--json] [--misses]

RUN_DIR is what ``newstemma trace examples/pile --out RUN_DIR`` wrote.  Every figure is in percent (more is
better), except ``sources_error``, which counts sources (less is better).  ``examples/README.md`` says what
each part of the truth means.

    articles         date, outlet, title and language right; menu lines gone from the text, quotations kept
    statements       of the true witnesses that are attributed, those found (half of the quoted words in
                     one run), those found with the right speaker; of the run's statements, those true
    speakers         B-cubed F1 of speaker_id over the statements found (who is joined with whom)
    pairs, bcubed    same utterance or not, over all true witnesses; one that was not found stands alone
    not_same_kept    of the pairs that look alike and are two utterances, those kept apart
    parents, root    F1 of (nearest extant ancestor, witness), and of the witnesses without one, averaged over
                     the utterances with several witnesses (as in Roos and Heikkilä 2009, lost ones skipped)
    sources_error    mean of |sources_expected - truth| over the same utterances
    the rest         recall of what the truth lists, and precision where the list is complete
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import examples_facts as facts_of
import examples_figures as figures_of
from examples_matching import TABLES, Matched, match

TRUTH = Path(__file__).resolve().parent.parent / "examples" / "truth.json"

PARTS: tuple[Callable[[Matched], dict[str, float]], ...] = (
    facts_of.score_articles,
    figures_of.score_statements,
    figures_of.score_utterances,
    figures_of.score_trees,
    figures_of.score_changes,
    facts_of.score_credits,
    facts_of.score_dates,
    facts_of.score_conflicts,
    facts_of.score_voices,
)
HOW = "make one with: newstemma trace examples/pile --out DIR"


def score(
    run_tables: Mapping[str, pa.Table], truth: dict[str, Any], misses: list[str] | None = None
) -> dict[str, float]:
    """Every figure of a run on the pile.

    Args:
        run_tables: the tables of a run by name (``Run.tables``); a missing one counts as empty.
        truth: ``examples/truth.json``.
        misses: if given, one line is added for each thing that the run missed or made up.

    Returns:
        figures by name, in percent; ``sources_error`` in sources.
    """
    matched = match(run_tables, truth)
    figures = {name: value for part in PARTS for name, value in part(matched).items()}
    if misses is not None:
        misses.extend(matched.misses)
    return figures


def main() -> None:
    """Print the figures of a run folder."""
    parser = argparse.ArgumentParser(description="Hold a run on examples/pile against its known truth")
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--truth", type=Path, default=TRUTH)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--misses", action="store_true", help="also say what was missed")
    args = parser.parse_args()
    files = {name: args.run_dir / f"{name}.parquet" for name in TABLES}
    missing = [str(path) for path in files.values() if not path.is_file()]
    if missing:
        sys.exit(f"not a run folder, {', '.join(missing)} missing; {HOW}")
    misses: list[str] = []
    tables = {name: pq.read_table(path) for name, path in files.items()}
    figures = score(tables, json.loads(args.truth.read_text(encoding="utf-8")), misses)
    print(json.dumps(figures) if args.json else "\n".join(f"{k:34} {v:6.1f}" for k, v in figures.items()))
    if args.misses:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
