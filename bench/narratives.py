#!/usr/bin/env python3
"""How the narratives' stage grows: CPU seconds, memory, vectors and narratives for parts of a finished run.

    python bench/narratives.py RUN_DIR [PARTS]

Each part is twice as large as the one before it. Most of the time goes into sentence vectors, so their number
is the figure that does not hang on how busy the machine is. What an earlier part embedded is remembered.
Memory is what the process has at its highest beyond what it had before the stage began, where that is more
than it ever had (Linux).
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from newstemma.engine.memory import give_back
from newstemma.narrative import articles_to_stories, likeness
from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.store.run_folder import read_table
from newstemma.text.embedding import Vectors, embed


def part(tables: dict[str, pa.Table], n: int) -> list[pa.Table]:
    """Articles, utterances, witnesses and statements of the first ``n`` articles."""
    articles = tables["articles"].slice(0, n)
    ids = articles["article_id"]
    witnesses = tables["witnesses"].filter(pc.is_in(tables["witnesses"]["article_id"], ids.combine_chunks()))
    known = witnesses["utterance_id"].combine_chunks()
    utterances = tables["utterances"].filter(pc.is_in(tables["utterances"]["utterance_id"], known))
    statements = tables["statements"].filter(
        pc.is_in(tables["statements"]["article_id"], ids.combine_chunks())
    )
    return [articles, utterances, witnesses, statements]


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def main() -> int:
    """Print a line for every part."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    names = ("articles", "utterances", "witnesses", "statements")
    tables = {name: read_table(Path(sys.argv[1]), name) for name in names}
    parts = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    vectors = 0

    def counting(texts: list[str]) -> Vectors:
        nonlocal vectors
        vectors += len(set(texts))
        return np.asarray(embed(texts))

    for module in (likeness, articles_to_stories):
        module.embed = counting  # type: ignore[attr-defined]
    embed(["loaded"])
    for k in reversed(range(parts)):
        given = part(tables, tables["articles"].num_rows >> k)
        give_back()
        vectors, start, before = 0, time.process_time(), resident()
        found = utterances_to_narratives(*given)
        seconds = time.process_time() - start
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
        print(
            f"{given[0].num_rows:7} articles {given[1].num_rows:7} utterances {vectors:7} vectors "
            f"{seconds:7.1f} s CPU {more / given[0].num_rows / 1000:6.1f} kB an article "
            f"{found.num_rows:6} rows",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
