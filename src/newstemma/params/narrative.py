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

MOST_NEAR: Final = 0.6
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

SAME_FACT: Final = 0.8
"""Cosine similarity from which a claim and a sentence tell the same thing. At 0.72 one in three pairs of the
articles read told two things of one event."""

SAME_LINKED: Final = 0.65
"""The same for two versions of one utterance, which the grouping of utterances already holds together."""

FACT_SHARED: Final = 0.6
"""Share of the weighted telling words of both (Dice) that a claim and a sentence told as fact must have in
common: below it, one tells something that the other does not."""

FACT_TERMS: Final = 4
"""Telling words that both must have: "he died on Tuesday" is told of anybody."""

SAME_DENIED: Final = 0.65
"""Cosine similarity from which a denial is held against a claim: a denial has words of its own ("denied
reports that"), which take it away from the claim."""

DENIED_SHARED: Final = 0.7
"""Share of the denied telling words that the claim must have, or of the claim's that are denied."""

SAME_QUOTATION: Final = 6
"""Words of a quotation from which two speakers cannot have said it by chance."""

SPEAKER_NEAR: Final = 400
"""Characters around a quotation in which the other speaker's name must not stand: if it does, one of the two
attributions may be our own mistake."""

SAME_NAME: Final = 75
"""Similarity of two names (token set ratio, 0 to 100) from which they may be one: "Rami Abdulrahman" and
"Rami Abdul Rahman" have 94."""

SAME_NEGATED: Final = 0.55
"""The same as SAME_CLAIM where one sentence has nearly all words of the other and negates them: there the
words are the evidence, and the negation itself takes the two apart ("not a single litre of fuel has reached
the water" measures 0.60 against its opposite)."""

NUMBER_NEAR: Final = 4
"""Words behind a figure's unit that must not all differ: "138 women released" and "150 women released"."""

SAME_COUNTED: Final = 0.7
"""Cosine similarity from which two sentences may count the same thing."""
