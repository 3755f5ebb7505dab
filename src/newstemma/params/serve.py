"""Constants of the local pages."""

from __future__ import annotations

from typing import Final

__all__ = [
    "FACETS",
    "FIND_CHARACTERS",
    "FIND_HITS",
    "FIND_ROWS",
    "FLOWS",
    "HEARD_ROWS",
    "HISTOGRAM_BARS",
    "INDEX_VERSION",
    "MATRIX",
    "NARRATIVES",
    "NARRATIVE_EVENTS",
    "NARRATIVE_ROWS",
    "PAGE_ROWS",
    "PORT",
    "POST_BYTES",
    "QUERY_CHARS",
    "RAW_BYTES",
    "RAW_FILE_BYTES",
    "SEARCH_HITS",
    "SNIPPET_WORDS",
    "SPEAKERS_OFFERED",
    "TOP_ROWS",
]

INDEX_VERSION: Final = 3
"""Of the index's layout; raised whenever it changes, so that old indexes are made anew."""
PORT: Final = 8765
"""Where the pages are served unless told otherwise; not in use by a well-known program."""
PAGE_ROWS: Final = 50
"""Rows on one page of a list; downloads have no limit."""
NARRATIVES: Final = 12
"""Stories, or narratives, on one page: as many lines as a picture over time shows readably."""
NARRATIVE_EVENTS: Final = 50
"""Articles of one story that the picture of all stories shows; the story's own page shows every telling."""
NARRATIVE_ROWS: Final = 200
"""Statements that the page of one story shows; downloads have all."""
HEARD_ROWS: Final = 24
"""Parties of one article, outlet or narrative, and affiliations, that a page lists; the table has all."""
TOP_ROWS: Final = 10
"""Utterances that the overview names."""
MATRIX: Final = 16
"""Outlets in the matrix of who takes from whom: as many columns as a wide screen shows with readable names.
The table below it lists every pair."""
FLOWS: Final = 14
"""Outlets on each side of the flow picture."""
SEARCH_HITS: Final = 20_000
"""Hits that are ranked and counted by value; of more, the first in the tables' order are taken and the page
says so (counting 20,000 takes about 50 ms)."""
FACETS: Final = 8
"""Values of each filter that are offered."""
SNIPPET_WORDS: Final = 28
QUERY_CHARS: Final = 600
"""Characters of a query that are read: longer ones are pasted by mistake."""
HISTOGRAM_BARS: Final = 60
RAW_BYTES: Final = 4_000_000
"""Characters of a raw input that are shown beside an article."""
RAW_FILE_BYTES: Final = 300_000_000
"""Bytes of an input file in which a raw text is looked for: a second or two of reading."""
POST_BYTES: Final = 100_000
"""Characters of a correction that are read."""

FIND_HITS = 20
"""Statements that one question of the find page shows; a reader checks no more of them."""

FIND_CHARACTERS = 60_000
"""Of a longer question this much is looked at: some 10,000 words, and what an address can hold."""

FIND_ROWS = 1_000_000
"""Statements that the same question gives as JSON or CSV: all that are near."""

SPEAKERS_OFFERED = 300
"""Names that the form for another speaker offers: what a browser filters at once; any other can be typed."""
