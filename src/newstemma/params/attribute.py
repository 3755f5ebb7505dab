"""Constants of the attribute stage, each with its reason."""

from __future__ import annotations

__all__ = [
    "CLAIMED",
    "CONFIDENCE_CONTINUED",
    "CONFIDENCE_ORPHAN",
    "CONFIDENCE_SIGNED",
    "DIRECT_SHARE",
    "DOUBTFUL",
    "GIVEN_CONFIDENCE",
    "INNER_FORMS",
    "INNER_SHARE",
    "MAX_ADDRESSEE",
    "MAX_CUE_PARAGRAPH",
    "MAX_FOREIGN_WORDS",
    "MAX_INCISE",
    "MAX_NOUN_PHRASE",
    "MAX_SENTENCE",
    "MAX_TERM",
    "MAX_TRAIL",
    "MIN_FUNCTION_WORDS",
    "MIN_ORPHAN_WORDS",
    "MIN_SPEECH_WORDS",
    "MIN_TITLE_WORDS",
    "PLAIN_FORMS",
    "RULE_CONFIDENCE",
    "SAME_CONTENT",
    "SAME_CONTENT_ANY_SOURCE",
    "SURE_RULE",
]

MIN_SPEECH_WORDS = 4
"""A quotation of fewer words that does not end like speech is a term, a title or a scare quote."""

MAX_SENTENCE = 300
"""Nodes of a sentence at most (quotations folded to one): beyond that it is no sentence, and is read in
parts, so that the time stays linear whatever the text. The longest in PolNeAR's training part has 221."""

DIRECT_SHARE = 0.9
"""A content of whose letters this part stands in quotation marks is direct ("“Yes,” and “no”")."""

MIN_TITLE_WORDS = 4
"""A quotation that is no speech is left out of a longer content from this many words on."""

MAX_ADDRESSEE = 10
"""Words between a verb such as "told" and "that" at most: an outlet with its town and programme."""

MAX_TERM = 40
"""Characters of a quotation that may be a nickname or a name inside a noun phrase."""

MAX_TRAIL = 12
"""Nodes after a finished quotation in which its attribution must end ("... , the harbour master said.")."""

MAX_NOUN_PHRASE = 30
"""Nodes of a source with its apposition; of 18,360 sources in PolNeAR's training part 99.8% are as short."""

SAME_CONTENT = 0.6
"""Two attributions whose contents share this part of their characters (Jaccard) are one."""

RULE_CONFIDENCE = {
    "before": 0.89,
    "trailing": 0.84,
    "complement": 0.75,
    "neighbour": 0.75,
    "colon": 0.73,
    "according": 0.72,
    "name-colon": 0.7,
    "complement-other": 0.65,
    "bare": 0.62,
    "quotation": 0.59,
    "mood": 0.57,
    "before-indirect": 0.5,
    "object": 0.43,
    "infinitive": 0.43,
    "any-colon": 0.41,
    "as": 0.35,
}
"""Share of a rule's attributions whose source and content are right, measured on PolNeAR's training part
("mood", which is German, on Wikinews'; "neighbour", too rare there, by eye on news_unlabelled). Without a
source the share is 0.05 and less: such finds are dropped."""

SAME_CONTENT_ANY_SOURCE = 0.9
"""... and those that share this part are one even if they name different sources: one of them erred."""

MIN_ORPHAN_WORDS = 5
"""A quotation in running text without any cue is a statement from this many words on."""

GIVEN_CONFIDENCE = 0.87
"""Of a ready quotation whose row does not say how sure it is of the speaker: the share that Quotebank's
attribution gets right by its authors' own measurement (Vaucher et al., WSDM 2021)."""

CONFIDENCE_SIGNED = 0.7
CONFIDENCE_CONTINUED = 0.6
CONFIDENCE_ORPHAN = 0.45
"""Of quotations without a cue: signed by a name, a paragraph of its own, and in running text (by eye on
news_unlabelled; there is no corpus of them)."""

MAX_INCISE = 120
"""Characters of a narrator's words inside a quotation: a verb, a name and an office."""

MAX_CUE_PARAGRAPH = 25
"""Nodes of a paragraph that can be nothing but the attribution of the quotation before it."""

MIN_FUNCTION_WORDS = 0.22
"""A text is in a language if more than this share of its words are in that language's pack: in the five
packs' own languages it is 0.36 (Russian) to 0.53, in Dutch, Italian or Polish read with the nearest pack at
most 0.21 (sentences of our own)."""

MAX_FOREIGN_WORDS = 0.02
"""... unless more than this share of its words has letters that the language does not have: Portuguese reads
0.29 with the Spanish pack, Ukrainian 0.23 with the Russian one, and their letters tell."""

PLAIN_FORMS = frozenset({"complement", "trailing"})
"""Forms whose finds are kept beside the tagger's if their source begins like a name or with a determiner: in
60 articles of news_unlabelled they add 20 statements of which 16 are right (read by eye); on political news,
which the tagger knows, they add next to none."""

DOUBTFUL = 0.6
"""A find of the tagger that is less sure than this gives way to a plain rule's on the same cue."""

SURE_RULE = 0.7
"""Beside the tagger only rules that are right this often add to what it found."""

CLAIMED = 0.5
"""A quotation of which this share lies in some content has its statement already."""

INNER_SHARE = 0.9
"""A content of which a statement with its own cue and source makes up this part tells that statement and
nothing else; the rest are marks and a comma."""

INNER_FORMS = frozenset({"before", "trailing"})
"""Forms in which the reporting words end the sentence. Where they begin it ("she thinks that …") one thought
stands in another: of 20 such finds in PolNeAR's dev part none is annotated."""
