"""Constants of witness: which statements are one utterance."""

from __future__ import annotations

from typing import Final

MOST_WORDS: Final = 45
"""Words of the longest piece of a statement: a longer sentence is cut at its commas, so that one shared
clause shows. News sentences have 23 words on average, one in twenty more than 45."""

LEAST_PIECE: Final = 3
"""Words of the shortest sentence that stands alone as a piece; shorter ones join the sentence before."""

MOST_PIECES: Final = 300
"""Pieces of one statement that are looked at: a statement of 5,000 words has about 200."""

LONGEST_COMPARED: Final = 200
"""Words of a piece in which unbroken runs are looked for: ordinary pieces have 45 at most; what is written
without blanks can be one piece of any length."""

LEAST_CLAUSE: Final = 4
"""Words of the shortest clause that is compared by itself."""

MOST_CLAUSES: Final = 6
"""Clauses of a piece that are compared, the weightiest first."""

GAIN: Final = 0.2
"""How much more of the shorter side two clauses must share than their sentences do to be worth comparing."""

RARE_STEMS: Final = 8
"""Rarest content stems of a piece that lead to others."""

STEM_SHARERS: Final = 60
"""A stem or pair of stems that more pieces have than this leads nowhere by itself."""

GRAM: Final = 5
"""Words of the n-grams that lead to (nearly) verbatim pieces, however many there are of them."""

NEIGHBOURS: Final = 12
"""Pieces that a piece is compared with, the most promising first."""

LEAST_SHARED: Final = 0.8
"""Summed rarity of shared stems (0 to 1 each; pairs of stems count as well) from which pieces are
compared."""

CLEAR: Final = 0.85
"""Weighted part of all words that two pieces share, from which their clauses need not be looked at."""

LOW_COSINE: Final = 0.4
"""Cosine that two pieces of a plausible pair have at least: where even this leaves a pair at the upper
bound, no vector is made for it."""

COSINE_AT_NOTHING: Final = 0.18
COSINE_BY_WORDS: Final[dict[str, float]] = {"dice": 0.75, "verbatim": -0.2, "run": 0.3}
"""The cosine to be expected of two pieces by the words they share: least squares over the 2,041 pairs of
pieces of the labelled pairs (weights that other features had came out below 0.1)."""

COSINE_ERROR: Final = 0.13
"""How far the cosine lies from that, as a standard deviation (measured on the same). Where no cosine this
near would change the decision, none is made: on the 593 labelled pairs F1 stays (0.798 instead of 0.801) with
vectors for 9% of the pairs of pieces instead of 59%; at 0.07 it is 0.785, without any vector 0.755."""

HOPELESS_DICE: Final = 0.12
HOPELESS_PART: Final = 0.25
"""Part of the words of both, and of the shorter, that two pieces of a large pile share at least: below both,
no labelled pair but by its meaning is one utterance, and most pairs that blocking names lie there."""

LEAST_REST: Final = 12.0
"""Summed rarity of an article's stems besides a pair's own from which it tells what articles share: some
twenty words."""

TYPICAL_KIN: Final = 0.52
"""What counts as shared where it is not known: the mean of the labelled pairs."""

BESIDE: Final = 250
"""Characters before and after a statement that are held against what stands beside another: some two
sentences. Cross-validated log loss 0.306, 0.297, 0.294, 0.296 with 150, 200, 250, 300; 0.334 without."""

LEAST_BESIDE: Final = 10.0
"""Summed rarity of the stems beside a statement from which they tell something; of the labelled statements
nine in ten have more, half of them 16."""

TYPICAL_BESIDE: Final = 0.51
"""What counts as shared beside two statements where it is not known: what fits the pairs to fit on best if it
is hidden for all of them (their mean is 0.46)."""

THEME: Final = 4
"""Times that an article has a stem from which it is what the article is about. Cross-validated F1 0.827,
0.838, 0.839, log loss 0.279, 0.281, 0.283 with 3, 4, 5; 0.820 and 0.296 without."""

TYPICAL_THEME: Final = 0.3
"""What part of the shared words is a theme where it is not known: between the mean of the pairs to fit on
(0.51) and 0.2, which fits those best of which an article is too short to have themes."""

EMBED_ALL: Final = 1_500
"""Pieces up to which all are embedded and compared with their nearest in meaning (about three seconds)."""

NEAREST: Final = 6
"""Nearest pieces in meaning that a piece is then compared with ..."""

NEAREST_COSINE: Final = 0.45
"""... if they are as near as this: two translations of one sentence have 0.51 to 0.85 on a small trial."""

OVERRULES: Final = 2.2
"""Log odds by everything but the speakers from which a difference of speaker, or of venue, is a conflict
about one utterance: about what eight particular words in a row give, or a close translation of a long
sentence."""

OPPOSED: Final = 0.7
CONTRARY_DICE: Final = 0.8
"""How far a negation divides two pieces that share so much of their words besides, for them to be contrary:
no labelled pair of one utterance is above 0.73 ("not feeling well", "no-show" negate something else)."""

COPIED: Final = 0.78
"""Length of a shared run (logarithmic, see the features) from which other numbers do not divide: eight
words."""

STOCK_WEIGHT: Final = 1.2
"""Summed rarity that the shared content stems of two statements need: "no comment", "he said yes" and
other stock phrases have less, and never link."""

DATES_APART: Final = 1
"""Days that an article may seem older than what it tells (time zones): beyond, it cannot tell it."""

LEAST_LOG_ODDS: Final = -2.5
MOST_LOG_ODDS: Final = 6.0
"""Bounds of a pair's weight in clustering: one pair must not outvote a whole group, because a statement of
several sentences joins others that have none of each other's words."""

DISLIKE: Final = 0.85
"""What log odds below 0 count in clustering: two statements of one utterance may tell different parts of it,
so that they are not alike says less than that two others are. On the 412 labelled pairs that are not held
out, as grouped among the 20,931 statements of the corpus, precision and recall are 0.919 and 0.662 at 0.85,
0.917 and 0.643 at 1, 0.914 and 0.688 at 0.5; but there statements on one matter join across languages
(precision of French 0.824 instead of 0.894)."""

STOCK_STEMS: Final = 5
"""Different content stems from which words are particular however common each is: a sentence that fifty
thousand articles carry is made of words that all of them have."""

STOCK_WORDS: Final = 9
"""Words from which words are particular whatever they are: of 7,421 wordings of six words and more in 1,000
articles, 17 fell apart into several utterances, the longest of them for want of a rare word."""

CLOSED_UP_TO: Final = 40
"""Statements of a loose group up to which all its pairs are judged, not only those that blocking named."""

NAMES_ALONE: Final = 0.75
"""Cosine below which two texts in one language that share no word but names are two utterances: all that one
speaker says in one interview lies near in meaning. Rewordings of one sentence share a word besides."""

UNATTRIBUTED: Final = 0.87
"""Probability from which a sentence without attribution repeats an utterance: 0.9 of the model before its log
odds were stretched, for which 45 such witnesses were looked at."""

KIN: Final = 0.9
"""Log odds that such a sentence gains where its article and one that tells the utterance tell another one
together: they draw on one source. Fitted on the labelled pairs beside the model's own log odds (293
pairs), and stretched like these."""

VENUE_CREDITED: Final = 1.3
"""Log odds that it gains where its article credits the outlet to which the utterance was said: it retells
that interview. Set by hand, like a second kinship."""

UNATTRIBUTED_WEIGHT: Final = 2.0
"""Summed rarity of shared content stems that such a sentence needs."""

UNATTRIBUTED_BEYOND: Final = 0.7
"""The same without names: one rare word. In a sample of 45 such witnesses of news_unlabelled, most that
were wrong shared a long name and nothing else."""

INTERCEPT: Final = -7.690
COEFFICIENTS: Final[dict[str, float]] = {
    "cosine": 4.894,
    "dice": 1.317,
    "containment": 0.784,
    "beyond_names": 0.720,
    "verbatim": 0.896,
    "run": 1.216,
    "brief": -1.013,
    "number_shared": 0.344,
    "number_conflict": -1.613,
    "number_abroad": -1.668,
    "negation_differs": 0.542,
    "opposed": -2.342,
    "opposed_abroad": -1.251,
    "name_shared": -0.218,
    "name_conflict": 0.157,
    "both_direct": 0.780,
    "direct_apart": -1.058,
    "speaker_same": 0.896,
    "speaker_differs": -1.587,
    "source_shared": 0.611,
    "source_apart": -0.574,
    "venue_same": 0.500,
    "translated": -0.417,
    "translated_cosine": 6.673,
    "clause": -1.265,
    "same_article": -0.154,
    "kin": 2.265,
    "beside": 3.883,
    "theme": -1.442,
    "days": -0.834,
}
"""Fitted by ``eval/fit_same_utterance.py``: by maximum a posteriori, then multiplied by 0.834, with which log
odds fit pairs that were left out of fitting (no decision changes)."""
