"""Constants of the flow as a whole."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CHUNK_BYTES",
    "CHUNK_FILES",
    "JOIN_FROM",
    "JOIN_GROUP",
    "JOIN_MEGABYTES",
    "JOIN_ROWS",
    "MEGABYTES",
    "PART",
    "PART_CHARACTERS",
    "POOL_FROM",
    "READ_SECONDS",
    "SECONDS",
    "SECONDS_PER_MILLION_CHARACTERS",
    "SPARING_FROM",
    "SPARK_RETRIES",
    "SPARK_SLICES",
    "SPARK_SLICES_PER_CORE",
    "SPARK_SLICE_BYTES",
    "SPARK_SMALL_BYTES",
    "SPARK_SMALL_FILES",
    "SPARK_WORK_BYTES",
    "WALL_TO_CPU",
]

PART: Final = 64
"""Documents in a part: what a worker gets at a time and what is kept when a run is killed. At 12 to 25
articles a second and core a part takes 3 to 5 seconds; its overhead (a file, a message) is milliseconds."""

PART_CHARACTERS: Final = 4_000_000
"""Characters in a part, unless one document alone has more: pages of 100 kB make parts of 40, and the parts
in flight stay small beside the models (about 300 MB a worker)."""

CHUNK_FILES: Final = 512
"""Files that are read and marked as one chunk: a folder of a million files is 2,000 chunks. A larger file
is a chunk by itself."""

CHUNK_BYTES: Final = 64_000_000
"""Bytes of the files of a chunk of several: reading that much takes about a second."""

POOL_FROM: Final = 96
"""Documents from which several workers are started: each takes about 2 seconds to start and to load its
models, in which one process does about 50 articles."""

SECONDS: Final = 30.0
"""Processor seconds that a part may take whatever its length: loading the models takes 1.1 to 1.7 (measured
on a machine with seven other programs, bench/limits.py), and the rest is room for slower machines."""

SECONDS_PER_MILLION_CHARACTERS: Final = 120.0
"""Further processor seconds by length. Measured by bench/limits.py on 300,000 characters, a million: prose
full of quotations 10, dates one behind the other 15, quotation marks that never close 20, letters of many
scripts 9; a line of words, a list of names and a word of that length are found to be no article at once. So
this is six times the worst."""

SPARING_FROM: Final = 3_000
"""Articles from which memory counts more than cores: stages that run beside others do so one at a time, in
processes of their own. Starting these takes 3 processor seconds in all, a fiftieth of what 3,000 articles
take; below, memory is what the models need."""

READ_SECONDS: Final = 300.0
"""Processor seconds for each part that is read: a thousand times what 64 pages need, and enough to pass over
a record that unpacks to 100 GB."""

WALL_TO_CPU: Final = 10.0
"""Seconds on the clock for each processor second that is allowed: a document that waits for ever is given up
too, and a machine shared with ten other programs makes nobody too slow."""

MEGABYTES: Final = 3_000
"""Memory that a worker may write to: with its models it needs 250 to 410 (bench/scale.py), and for 300,000
characters at worst 160 more (bench/limits.py), which makes 2,700 for the longest document that is read (5
million characters)."""

SPARK_RETRIES: Final = 8
"""Times that Spark tries a task whose machine is lost before it gives the run up; a document cannot use them
up, as it only ever kills a worker process of ours."""

SPARK_SLICES: Final = 10_000
"""Spark tasks at most: with more parts than that, several parts are one task (Spark plans each task on the
driver, which takes about a millisecond)."""

SPARK_SLICES_PER_CORE: Final = 4
"""Pieces that a join's rows are dealt into for each core: enough that one slow piece holds nobody up. With
Spark's own 200, planning and writing them was most of a join of 300 articles on two cores."""

SPARK_SLICE_BYTES: Final = 16_000_000
"""Bytes of Parquet for which a join's rows get one piece more than the cores ask for: unpacked and joined
some 100 MB, which a worker of 1 GB sorts without its disk. From 16 MB for each of the pieces above on, the
pieces grow in number and not in size."""

SPARK_WORK_BYTES: Final = 50_000
"""Bytes of Parquet that are worth a piece of their own when rows go through a function: some 20 articles
with their statements, about a second of work, beside which a task (10 ms) is nothing. Spark would
put a million bytes into one piece, as it knows of bytes only."""

SPARK_SMALL_BYTES: Final = 8_000_000
"""Bytes of Parquet up to which what is asked comes straight to the driver's memory (unpacked some 40 MB); a
job that writes files for it takes half a processor second more. Larger relations are counted and
sorted by the cluster."""

SPARK_SMALL_FILES: Final = 100
"""Files of a small relation at most: opening so many in a network's file system takes as long as a job."""

JOIN_MEGABYTES: Final = 8_000
"""Memory of DuckDB while relations are joined; beyond it, it writes to disk. 150 MB were too little for 2,400
articles, which makes some 6 GB for 100,000. The models beside it need 300 MB."""

JOIN_FROM: Final = 100_000
"""Documents from which everything across articles is joined in DuckDB, block by block, instead of in
memory: beyond, one process can hardly hold them. Below, a process that holds everything is faster (300
articles: utterances 4.9 processor seconds against 6.7). It is not lower because DuckDB's sort of wide rows
did not get by with little memory: with 150 MB, overlaps of 2,400 articles passed and utterances did not."""

JOIN_ROWS: Final = 20_000
"""Rows that a function is given at a time: with a piece of text in each some 40 MB."""

JOIN_GROUP: Final = 400
"""Articles, or things of which an article has a few, whose rows are worked on together: a group of 400
articles with all their statements is some 20 MB, and its work takes seconds, beside which what Spark takes
for a task (10 ms) is nothing."""
