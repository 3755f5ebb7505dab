"""Constants of reuse: passages that two articles share."""

from __future__ import annotations

from typing import Final

GRAM: Final = 4
"""Words of the n-grams that lead to shared passages. At 30% edited words a passage of 40 words keeps about
nine whole 4-grams and six 5-grams; 3-grams keep more, but bring many more chance matches (not counted)."""

CUT_AT_ONCE: Final = 1_000_000
"""Characters of articles that are cut into words together; some 40 bytes are in use for each."""

MOST_SHARERS: Final = 40
"""An n-gram that more articles have than this is compared only along a chain (each article with the next), so
that the work stays linear: it is a stock phrase, or a text of which there are so many copies that a chain
and the other n-grams find them."""

MATCHES_AT_ONCE: Final = 500_000
"""Shared n-grams that are worked on together: what bounds memory, some 300 bytes for each."""

GAP: Final = 12
"""Words that may lie between two exact runs of one passage, on either side: longer insertions end a
passage."""

DRIFT: Final = 8
"""Words by which the two sides of such a gap may differ in length."""

REACH: Final = 4
"""Words that may be passed over on either side when an end is extended over edited words."""

DROP: Final = 3.0
"""An end stops where its score (1 a shared word, minus what was passed over) falls this far below its
best."""

SKIP_COST: Final = 0.6
"""Price of a word passed over while extending."""

GRAMMAR: Final = 0.3
"""What a shared word of grammar counts while extending, where another counts 1."""

STRETCH: Final = 16
"""Equal words by which an end goes on in one step; any number gives the same ends."""

ALIGNED: Final = 4000
"""Words up to which a passage's similarity comes from an alignment, whose time grows with the square."""

MOST_PASSAGES: Final = 200
"""Passages kept for a pair of articles, the longest first: no two news articles come near it, hostile ones
do."""

LEAST_WORDS: Final = 6
"""Shared words that a passage needs."""

LEAST_CONTENT: Final = 3.0
"""Summed rarity (0 to 1 a word) of its distinct shared content words: "as well as in the rest of the" is
no passage."""

LEAST_SIMILARITY: Final = 0.5
"""Part of the words of both sides that must be shared, in order, in a passage of ``LONG_WORDS`` and more
..."""

SHORT_SIMILARITY: Final = 0.75
"""... and in the shortest; in between it falls in a straight line: little text must agree better."""

LONG_WORDS: Final = 25
"""Words from which ``LEAST_SIMILARITY`` is enough."""

VERBATIM: Final = 0.995
"""Similarity from which a passage counts as verbatim (a misprint in 200 words)."""

NEAR_DUPLICATE: Final = 0.9
"""Jaccard similarity of 4-grams from which two articles are copies of one text."""

PERMUTATIONS: Final = 128
"""MinHash functions: a standard error of about 0.03 at 0.9."""

SIGNED_AT_ONCE: Final = 1000
"""Articles whose n-grams are handed to MinHash together: as Python numbers they take 40 bytes each."""

BANDS: Final = 16
"""LSH bands of 8 rows: two articles at 0.9 are found with probability 0.9999, at 0.5 with 0.06."""

BOILERPLATE_SHARERS: Final = 4
"""Other articles that must share a passage before it can be boilerplate."""

UNRELATED: Final = 0.08
"""Weighted part of their other content words below which two articles are on different matters."""

SAME_OUTLET_SHARERS: Final = 3
"""Articles of one outlet that repeat a passage, from which it is the outlet's furniture."""

SENTENCE_SHARERS: Final = 30
"""A stem that more sentences have than this leads to no reworded sentence."""

SENTENCE_NEIGHBOURS: Final = 3
"""Sentences of other articles that a sentence is compared with by meaning, the most promising first."""

SENTENCES_AT_ONCE: Final = 4000
"""Sentences whose partners are looked for together: some hundred partners of each at most are in memory."""

LEAST_SHARED: Final = 1.6
"""Summed rarity of shared content stems from which two sentences are compared by meaning: two rare words."""

LEAST_SHARED_ABROAD: Final = 0.7
"""The same for sentences of two languages, which share names and numbers only: one rare one ..."""

NEIGHBOURS_ABROAD: Final = 6
"""... and more neighbours, since little tells them apart."""

REWORDED: Final = 0.72
"""Cosine from which two sentences of one language are rewordings; a guess, to be measured on MSRP."""

TRANSLATED: Final = 0.6
"""The same for two languages, where cosines are lower and no chance words are shared."""

LEAST_SENTENCE: Final = 7
"""Words of the shortest sentence that can be a rewording."""

MOST_PER_PAIR: Final = 50
"""Reworded sentences kept for a pair of articles."""
