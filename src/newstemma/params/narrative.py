"""Constants of narratives, voices and conflicts."""

from __future__ import annotations

from typing import Final

NEIGHBOURS: Final = 12
"""Nearest utterances looked at for each utterance: a narrative of any size is held together by far fewer
links than all its pairs, and the cost grows with this number."""

SAME_POINT: Final = 0.58
"""Cosine similarity from which two utterances may make the same point. Same utterances measure 0.51 to 0.85
in this embedding space and unrelated ones below 0.36 (a small trial); 0.58 keeps loosely related ones apart,
because a narrative that mixes points is worse than one that is split."""

RESOLUTION: Final = 1.0
"""Resolution of modularity (Blondel et al. 2008); 1 is the plain definition."""

SEED: Final = 20220429
"""Seed of the community search, so that the same input gives the same narratives."""

BLOCK: Final = 1024
"""Rows of the similarity matrix computed at a time: 1,024 rows of 100,000 columns take 400 MB."""

POINT_WORDS: Final = 4
"""Content words that an utterance needs to make a point; "yes" and "no comment" join no narrative."""

MOST_NEAR: Final = 0.5
"""Share of the lighter sentence's weighted words that two sentences must share for their numbers to be
compared: below it, sentences that merely treat the same event were compared with each other."""

GROWTH_TOLERANCE: Final = 0.5
"""Percentage points by which a stated growth may miss the computed one: rounding to whole per cent."""

ROUGH_TOLERANCE: Final = 0.1
"""Relative tolerance where a number is given as rough ("about", "nearly")."""

EVENT_GAP: Final = 11
"""Words between an event's action and its date: further apart they often belong to different clauses."""

NAME_GAP: Final = 6
"""Words between an event's action and what it happens to; with more, sentences that name the thing for
another reason were compared."""

COMMON_SENTENCES: Final = 60
"""Sentences that may share a word before it is too common to propose a comparison (keeps pairs linear)."""

SAME_CLAIM: Final = 0.72
"""Cosine similarity from which two sentences of opposite polarity are taken to be about the same thing; far
above the one for narratives, because precision comes first."""

KEY_TERMS: Final = 5
"""Terms that describe a narrative."""
