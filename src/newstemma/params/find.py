"""Constants of find and of the tools for assistants."""

from __future__ import annotations

from typing import Final

SAME: Final = 0.6
"""Cosine similarity from which a version is called close in meaning to the question. Same utterances measure
0.51 to 0.85 in this embedding space (see params/narrative.py)."""

NEAR: Final = 0.5
"""Cosine similarity from which a version is shown at all, as near. Unrelated sentences stay below 0.36,
sentences on one subject that say different things often reach 0.45; what is below is not said here."""

COVERED: Final = 0.8
"""Share of the question's telling words (weighted by rarity) that a version must have to be found by its
words alone, whatever its similarity: names and rare words carry little weight in the embedding."""

FEW_WORDS: Final = 2
"""Telling words up to which a question is looked up by its words: one or two words have no meaning that an
embedding of sentences could place."""

QUESTION_SENTENCES: Final = 40
"""Sentences of a long question that are looked up: enough for an article of 1,000 words; the first ones, as
news tells the point first. The answer says when something was left out."""

QUESTION_CHARACTERS: Final = 200_000
"""Characters of a question that are read; 10,000 words have some 60,000."""

HITS: Final = 10
"""Utterances in an answer, unless asked otherwise."""

PASSAGES: Final = 5
"""Passages without a named speaker in an answer: they support it, they are not the point of it."""

CANDIDATES: Final = 200
"""Sentences that are compared in meaning for the passages without a speaker, chosen by shared telling words:
200 take half a second, all sentences of 20,000 articles a quarter of an hour."""

COMMON: Final = 0.02
"""Share of a pile's sentences in which a word may stand to propose a sentence (and no fewer than 50): a word
of every sentence proposes all of them."""

PAGE: Final = 8_000
"""Characters of an article that a tool gives at a time: what an assistant reads well in one answer."""
