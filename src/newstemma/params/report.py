"""Constants of the report page."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ALMOST_CERTAIN",
    "ARTICLES_BYTES",
    "ARTICLE_CHARS",
    "ARTICLE_ROWS",
    "BREAK_SHARE",
    "CARDS_BYTES",
    "CLIP_CARD",
    "CLIP_ROW",
    "CONFLICTS",
    "CREDIT_ROWS",
    "DATED_COLUMNS",
    "EVENTS",
    "FAILURES",
    "FAMILIES",
    "GONE_END",
    "GONE_WHOLE",
    "HEADING_SHARE",
    "LANES",
    "LARGE_FROM",
    "LEAST_WEIGHT",
    "LEAVES",
    "LIKELY",
    "MATRIX",
    "MODEL_OFF",
    "MOST_CHANGED",
    "NARRATIVES",
    "OVERLAPS",
    "PASSAGES",
    "PLACES",
    "RANKED_FROM",
    "RANKED_NODES",
    "RANKED_TREES",
    "RATHER",
    "REDLINE_ALIKE",
    "REDLINE_HELD",
    "REDLINE_WORDS",
    "RETOLD_CARDS",
    "RETOLD_ROWS",
    "RIVALS",
    "RIVAL_FROM",
    "ROWS_OPEN",
    "SAID_ROWS",
    "SPEAKERS",
    "SUMMARY_SENTENCES",
    "SUMMARY_UTTERANCES",
    "TIE",
    "UNHEARD_ROWS",
    "VARIANT_COLUMNS",
    "VARIANT_RUN",
    "VERSIONS",
    "VOICES",
]

# How sure: words for probabilities. The cuts follow what forecasters' scales have in common (Kent 1964
# and the scales after it): readers take "almost certain" for about 95% and "likely" for about 75%.
ALMOST_CERTAIN: Final = 0.93
LIKELY: Final = 0.70
RATHER: Final = 0.55
"""Below it no parent is called likelier than all others together: "cannot tell"."""
TIE: Final = 0.15
"""Two parents whose probabilities are closer than this are shown as a tie."""
RIVAL_FROM: Final = 0.20
"""Probability from which a parent that is not in the best tree is drawn, dotted: beside a chosen parent of
80% and more a rival says nothing new, and every further line makes the picture harder to read."""
RIVALS: Final = 3
"""Other possible parents that the evidence of a step lists."""

LEAST_WEIGHT: Final = 0.05
"""Evidence that weighs less (it moves the odds by under 5%) is not listed."""

# What is marked inside versions.
REDLINE_ALIKE: Final = 0.6
REDLINE_HELD: Final = 0.8
"""A version is shown word by word against its base if this share of both versions' words aligns, or this
share of the shorter one's (a snippet). Below, struck-out and new words alternate so fast that nobody can read
either text; the words that both have are underlined instead."""
REDLINE_WORDS: Final = 1500
"""Words up to which versions are compared on the page; longer ones are shown as they are."""

GONE_WHOLE: Final = 140
GONE_END: Final = 35
"""Characters up to which words that a version lacks are struck out whole; of longer passages twice
``GONE_END`` of the beginning and once of the end are shown: in a snippet the missing rest would hide what is
there."""

HEADING_SHARE: Final = 0.7
"""Share of the fullest version's length from which a version nearer to the source stands for all."""

# Sizes. A page is read in a browser: 10 MB opens in a second or two, a picture of 100 rows is never read.
ARTICLES_BYTES: Final = 4_500_000
"""Characters of HTML for whole articles; those with retold statements and conflicts come first."""
ARTICLE_CHARS: Final = 120_000
"""Characters of one article (about 20,000 words); what follows is in the articles table."""
ARTICLE_ROWS: Final = 400
"""Articles listed by title that are not shown whole."""
CARDS_BYTES: Final = 3_000_000
"""Characters of HTML for cards of retold utterances; after them come lists."""
RETOLD_CARDS: Final = 60
RETOLD_ROWS: Final = 200
VERSIONS: Final = 24
"""Versions side by side in one card, and steps with their evidence."""
LARGE_FROM: Final = 60
"""Articles on the page from which the browser lays out only what is in view: with 300 a page opens in a third
of the time; with few it is not worth the jumping scroll bar."""
RANKED_TREES: Final = 4
"""Trees of one statement that can be flipped through: the chosen one and the next likeliest."""
RANKED_FROM: Final = 0.2
"""Another tree is shown if it is at least this likely beside the chosen one: less is what "likely" and
"almost certain" already say."""
RANKED_NODES: Final = 24
"""Witnesses up to which the next likeliest trees are looked for. With more each single tree is unlikely (the
probability of a tree is a product over all witnesses), and the lines of rivals tell more."""
MODEL_OFF: Final = 0.02
"""By how much a probability may differ from what the evidence of the edges gives (rounding; rows left out
below 0.5%). On the seeds and the example it is under 0.000001."""
VARIANT_COLUMNS: Final = 48
"""Columns of the word-by-word table up to which it is drawn: more cannot be followed from left to right, and
the marked versions show the same."""
VARIANT_RUN: Final = 8
"""Words of an agreeing run that the word-by-word table writes out; of more, the first and last four."""
DATED_COLUMNS: Final = 6
"""Columns over which a tree may be drawn out so that time runs from left to right: six fit on a card on a
wide screen without scrolling. A tree that needs as many for itself may take one more."""
LEAVES: Final = 12
"""Children without children that are drawn for one parent; more become one node that counts them."""
SAID_ROWS: Final = 1_200
ROWS_OPEN: Final = 120
"""Rows up to which every speaker's list stands open."""
SPEAKERS: Final = 200
VOICES: Final = 40
PLACES: Final = 60
"""Mentions of one party that are linked one by one."""
UNHEARD_ROWS: Final = 12
"""Parties without a statement that get a bar; further ones are named with their count."""
CONFLICTS: Final = 100
CREDIT_ROWS: Final = 150
OVERLAPS: Final = 120
FAMILIES: Final = 40
"""Groups of articles that share passages."""
PASSAGES: Final = 120
"""Shared passages that are shown with their words, over all groups."""
MATRIX: Final = 14
"""Outlets in the matrix of who takes from whom: as many columns as a wide screen shows with names."""
MOST_CHANGED: Final = 5
"""Utterances that are named as most changed."""
NARRATIVES: Final = 40
FAILURES: Final = 200
LANES: Final = 24
"""Outlets up to which each has its own line in the timeline; beyond, articles are counted by period."""
EVENTS: Final = 600
"""Articles up to which each has its own dot in the timeline: more cannot be told apart in 1,080 pixels."""
BREAK_SHARE: Final = 0.7
"""Share of the whole time span from which one empty stretch is cut out of the axis (and marked)."""
CLIP_ROW: Final = 320
"""Characters of a statement in a list; the whole is one click away."""
CLIP_CARD: Final = 1_200
"""Characters of a statement in a card."""
SUMMARY_SENTENCES: Final = 6
"""Sentences of the summary: they fill the first screen and no more."""
SUMMARY_UTTERANCES: Final = 2
"""Utterances whose independent sources the summary tells."""
