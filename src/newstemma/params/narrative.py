"""Constants of narratives, voices and conflicts."""

from __future__ import annotations

from typing import Final

NEIGHBOURS: Final = 12
"""Nearest utterances looked at for each utterance: a narrative of any size is held together by far fewer
links than all its pairs, and the cost grows with this number."""

SAME_POINT: Final = 0.55
"""Cosine similarity from which two utterances may make the same point. Same utterances measure 0.51 to 0.85
in this embedding space and unrelated ones below 0.36 (a small trial); 0.55 keeps loosely related ones
apart."""

RESOLUTION: Final = 0.7
"""Resolution of modularity (Blondel et al. 2008); below 1 it prefers fewer, larger groups, so that a point
made again months later, in other words, stays one narrative."""

LARGE: Final = 24
"""Utterances from which a group is looked at again: in a pile of 600 articles on 125 stories, groups above
this were subjects ("the beheading of a reporter") and not points."""

SPLIT_RESOLUTION: Final = 1.5
"""Resolution at which such a group is split."""

BURST: Final = 2.0
"""Times the mean of articles a day from which a day is a burst, if at least three articles fall on it."""

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

STORY_SENTENCES: Final = 4
"""Sentences of an article's beginning that are compared in meaning: news tells the point first."""

STORY_WORDS: Final = 200
"""Words of an article's beginning whose telling ones are compared."""

STORY_NEIGHBOURS: Final = 15
"""Nearest articles in meaning that are looked at: a story of any size hangs together by fewer."""

STORY_COMMON: Final = 40
"""Articles that may have a word for it to propose a pair: keeps the pairs linear in the pile."""

STORY_SHARED: Final = 4
"""Such words that two articles must share to be looked at."""

STORY_WORDS_SHARE: Final = 0.8
"""Weight of the telling words beside the meaning in how alike two beginnings are."""

STORY_LIKENESS: Final = 0.2
"""Likeness from which two articles speak for one story; chosen with the share above by B-cubed F1 on the
development half of the labelled stories (``eval/narratives.py``)."""


METONYM_NEAR: Final = 200
"""Characters around "Moscow" or "Brussels" in which the party that it stands for must be named: its sentence
and about one more on each side."""
