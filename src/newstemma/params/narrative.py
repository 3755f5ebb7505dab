"""Constants of narratives, voices and conflicts."""

from __future__ import annotations

from typing import Final

NEIGHBOURS: Final = 12
"""Nearest points that each point is tied to: a narrative of any size is held together by far fewer ties than
all its pairs, and the cost grows with this number."""

WEIGHT_SHARE: Final = 0.15
"""What one unit of shared weight (a word that one point in the pile has weighs nearly 1) adds to the cosine.
On 120 pairs of 1,995 articles, judged by eye (same point or not): area under the curve .72 for the cosine
alone, .78, .81, .83 with a share of .04, .1, .15; above .15 names alone begin to tie."""

MOST_WEIGHT: Final = 4.0
"""Shared weight beyond which more words add nothing: long statements share much by their length."""

LEAST_WEIGHT: Final = 1.2
"""Shared weight from which a pair is looked at: two rare words. Of the pairs judged by eye those below are
one in three of one point, those above nine in ten; .8 would have 15% more points embedded."""

LEAST_FOREIGN_WEIGHT: Final = 0.5
"""The same for two languages: one name, number or act."""

LEAST_COSINE: Final = 0.4
"""Cosine below which no words tie two points: unrelated sentences stay below .36."""

SAME_POINT: Final = 0.75
"""Likeness from which two points are tied. On the pairs judged by eye .8 has a precision of .83 and a recall
of .65; .75 has .79 and .74, and the communities drop what hangs on one weak tie. The cosine alone at .55,
which stood here before, has .66 and .80."""

OTHER_LANGUAGE: Final = 0.2
"""What a pair in two languages gets for the words that it cannot share: with it the cosine must be .55."""

COMMON_POINTS: Final = 400
"""Points that may have a word before it is too common to propose a pair: keeps pairs linear in the pile."""

CHAIN: Final = 3
"""Next few that have a word which is too common for all pairs: thousands of copies hang together in a
chain."""

CHAIN_SHARED: Final = 0.7
"""Share of the longer one's telling words that two points in such a chain must have in common."""

POINTS_PRIOR: Final = 1000
"""Points that a pile counts for at least, so that in a few articles on one subject its words still weigh
something."""

EMBED_ALL_POINTS: Final = 1_500
"""Points up to which every one is compared with its nearest in meaning, whatever words they share."""

CLAIMS_UP_TO: Final = 100
"""Articles up to which the sentences that an outlet tells in its own voice are points too: a pile on one
claim. In 2,000 articles they would triple the points."""

OWN_AT_MOST: Final = 0.4
"""Share of a sentence that versions of utterances may take up for it to be the outlet's own point."""

TIE_FLOOR: Final = 0.2
"""Strength of a tie that is just alike enough; what it is more alike comes on top."""

PAIR_TIE: Final = 0.25
"""Strength of the only tie of two points that are a narrative by themselves: a likeness of .8, at which 83 of
a hundred pairs judged by eye made one point. Three points vouch for each other."""

RESOLUTION: Final = 0.05
"""Mean strength of all pairs inside from which points are one community (constant Potts model). At .1 the
seeds' "proposals" fall apart into what was offered and what was refused; at .02 subjects merge."""

ROUNDS: Final = 3
"""Leiden cycles on the graph, each from the last one's groups."""

TRIALS: Final = 3
"""Starts of which the best result is kept: chance then hardly decides."""

BURST: Final = 2.0
"""Times the mean of articles a day from which a day is a burst, if at least three articles fall on it."""

BURST_LEAST: Final = 3
"""Articles that a burst has at least: with two a day, one more is chance."""

LABEL_CHARACTERS: Final = 220
"""Characters of a label: two lines in the report."""

LABEL_WORDS: Final = (6, 40)
"""Words between which a label has full worth: shorter ones say nothing, longer ones are not read."""

LABEL_PART: Final = 0.5
"""Worth of words that are a part of a sentence ("to be killed"), beside a whole one."""

LABEL_ACT: Final = 2.0
"""How much more a shared act counts than another shared word: a label says what is done."""

LABEL_OWN: Final = 0.6
"""Worth of an outlet's own sentence as a label beside a statement's: somebody's words are preferred."""

STORY_LABELS: Final = 200
"""Utterances of a story among which the one that names it is sought."""

SEED: Final = 20220429
"""Seed of the community search, so that the same input gives the same narratives."""

BLOCK: Final = 1024
"""Pairs whose cosines are computed, and texts whose vectors are asked for, at a time: 8 MB in double
precision. Of sentences, those whose partners are looked up at a time."""

SHARING_BLOCK: Final = 256
"""Rows whose partners by shared words are looked up at a time: with some 2,000 for each, 20 MB."""

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

STORY_WORDS: Final = 200
"""Words of an article's beginning that are compared: news tells the point first."""

STORY_LEAD: Final = 60
"""Words at the very beginning that count more."""

STORY_LEAD_WEIGHT: Final = 1.5
"""How much more."""

STORY_NAME_WEIGHT: Final = 1.8
"""How much more a word counts that has a capital inside a sentence: names tell events apart."""

STORY_LIKENESS: Final = 0.13
"""Likeness from which two articles speak for one story. It, and the four figures above, are those with the
highest B-cubed F1 on the development half of the labelled stories (95.1, ``eval/narratives.py``) among 3 by 3
by 6 by 8 settings. With sentence vectors of the beginnings it was 90.9 at fifty times the cost."""

STORY_SENTENCES: Final = 2
"""Sentences of the beginning that are compared in meaning where the languages differ."""

STORY_FOREIGN: Final = 0.55
"""Cosine of the beginnings from which articles in two languages speak for one story: that of two points."""

STORY_NEIGHBOURS: Final = 6
"""Nearest articles in another language that are looked at, in piles of up to ``STORY_ALL``."""

STORY_ALL: Final = 300
"""Articles up to which those in another language are compared with all; in more, with those that share names
or numbers with them."""

STORY_FOREIGN_SHARED: Final = 2
"""Rare words (names and numbers, then) that articles in two languages must share to be looked at in more."""

STORY_COMMON: Final = 40
"""Articles that may have a word for it to propose a pair: keeps the pairs linear in the pile."""

STORY_SHARED: Final = 4
"""Such words that two articles must share to be looked at."""


METONYM_NEAR: Final = 200
"""Characters around "Moscow" or "Brussels" in which the party that it stands for must be named: its sentence
and about one more on each side."""
