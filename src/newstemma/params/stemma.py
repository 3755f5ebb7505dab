"""Constants and weights of the stemma."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "ALL_EDGES_UP_TO",
    "AT_ONCE",
    "CELLS_AT_ONCE",
    "DUPLICATE_FROM",
    "FEATURES",
    "FIRM_AT",
    "FULL_REASONS_FROM",
    "HALF_SIZE_FROM",
    "KEPT_FROM",
    "LACUNA_WORDS",
    "LINE_WORDS",
    "LONG_LIKENESS",
    "LONG_WORDS",
    "MEDOID_UP_TO",
    "NEAR_OPENING",
    "PER_PLACE",
    "REVERSAL",
    "SAYS_MORE",
    "SECOND_PARENT_UP_TO",
    "SECOND_PARENT_WORDS",
    "SHORTEST_BRANCH",
    "TIE",
    "Feature",
]


@dataclass(frozen=True, slots=True)
class Feature:
    """One kind of evidence in an edge's score.

    Attributes:
        name: what the code calls it.
        kind: the kind of evidence that a reader sees.
        hand: nats per unit of the feature that reasoning alone gives; learning is drawn towards it
            (the weights in use are in stemma/weights.json).
        reason: what a unit is, and why the weight has its sign.
    """

    name: str
    kind: str
    hand: float
    reason: str


FEATURES: Final[tuple[Feature, ...]] = (
    # root → extant
    Feature(
        "root", "independence", 0.0,
        "1: the article has it from the utterance itself; the zero of the scale",
    ),
    Feature(
        "root_credits", "credit", -2.5,
        "1 near, less farther off: it names another source for these words",
    ),
    Feature(
        "root_many", "independence", 0.0,
        "log of the number of extant witnesses: the more there are, the fewer of them were there",
    ),
    Feature(
        "root_late", "date", -0.3,
        "log(1 + days since the first witness): who comes late was hardly there",
    ),
    Feature(
        "root_own", "words", 0.0,
        "share of its words that no other wording has: nobody can have given it those",
    ),
    Feature(
        "root_foreign", "independence", 0.0,
        "1: no other extant witness is in its language: it was there, or it is a translation",
    ),
    Feature(
        "root_venue", "source", 3.0,
        "1: it is the outlet to which the words were said",
    ),
    Feature(
        "root_named", "source", 0.8,
        "1: another witness credits it, and so treats it as the source",
    ),
    Feature(
        "root_unquoted", "attribution", -0.8,
        "1: it gives the words to nobody, so hardly from the speaker",
    ),
    Feature(
        "root_duplicate", "passage", -8.0,
        "1: nearly the whole article stands in another one, these words included: it is no source of "
        "its own, whatever else is unknown; not learned",
    ),
    Feature(
        "parent_duplicate", "passage", -0.7,
        "1: the parent is itself an earlier article over again: of two that could both be the parent, the "
        "copy is less likely than what it copied; not learned",
    ),
    # root or extant → lost, lost → extant
    Feature(
        "root_lost", "independence", 1.0,
        "1: a credited source that is not in the pile stands near the utterance",
    ),
    Feature(
        "root_lost_primary", "source", 1.5,
        "1: that source is an agency, or the outlet of an interview",
    ),
    Feature(
        "extant_lost", "source", -3.0,
        "1: a source that others credit copied this article",
    ),
    Feature(
        "lost_lost", "source", -2.0,
        "1: one credited source has it from another",
    ),
    Feature(
        "lost_near", "credit", 3.5,
        "1: credited in the same sentence, or as the one it was said to",
    ),
    Feature(
        "lost_paragraph", "credit", 2.5,
        "1: credited in the same paragraph",
    ),
    Feature(
        "lost_line", "credit", 1.5,
        "1: credited for the article as a whole",
    ),
    Feature(
        "lost_uncredited", "credit", -3.0,
        "1: it does not name this source",
    ),
    Feature(
        "lost_siblings", "words", 0.5,
        "root of the words that only it and those that credit the source have",
    ),
    # extant → extant
    Feature(
        "copy", "prior", 0.4,
        "1: two articles with the same words and nothing else known: a copy more often than not, "
        "three in four",
    ),
    Feature(
        "translation", "prior", -0.6,
        "1: in another language; even odds, with a certainly earlier article, that it is a translation of it "
        "rather than first-hand (the learned weight of order is 0.6); not learned",
    ),
    Feature(
        "credit_article", "credit", 4.5,
        "1: it credits or links to that very article",
    ),
    Feature(
        "credit_near", "credit", 3.5,
        "1: it credits that outlet in the same sentence",
    ),
    Feature(
        "credit_paragraph", "credit", 2.5,
        "1: in the same paragraph",
    ),
    Feature(
        "credit_line", "credit", 1.5,
        "1: for the article as a whole",
    ),
    Feature(
        "credit_reverse", "credit", -1.5,
        "1: the parent credits the child",
    ),
    Feature(
        "credit_other", "credit", -2.0,
        "1 near, less farther off: it credits others that the parent does not",
    ),
    Feature(
        "credit_inherited", "shared_credit", 0.3,
        "1: both credit one third source; a copy takes the credit with it",
    ),
    Feature(
        "order", "date", 1.2,
        "1 certain order, 0 unknown, negative if the parent is probably later",
    ),
    Feature(
        "lag", "date", -0.15,
        "log(1 + days between them): news is copied within hours and days",
    ),
    Feature(
        "shared", "words", 0.15,
        "root of the word pairs that both have",
    ),
    Feature(
        "shared_unquoted", "words", 0.3,
        "the same where the child does not quote: quotations of one utterance are alike by nature, "
        "but two who paraphrase alike have read each other or a third",
    ),
    Feature(
        "contained", "words", 0.0,
        "share of the child's word pairs that the parent has",
    ),
    Feature(
        "new_shared", "words", -0.9,
        "root of the child's words that the parent lacks and another witness has",
    ),
    Feature(
        "new_alone", "words", -0.35,
        "root of the child's words that no other witness has",
    ),
    Feature(
        "new_pairs", "words", -0.25,
        "root of the child's word pairs that the parent lacks",
    ),
    Feature(
        "cut", "words", -0.1,
        "root of the parent's words that the child lacks: cutting is easy",
    ),
    Feature(
        "cut_alone", "words", -0.25,
        "root of those that the parent alone has: they were not handed on",
    ),
    Feature(
        "only_two", "words", 0.5,
        "root of the words and word pairs that only these two witnesses have",
    ),
    Feature(
        "quotation_grown", "quotation", -0.5,
        "root of the words by which the child's quotation is fuller than what the parent has: an "
        "exact quotation cannot be made from less",
    ),
    Feature(
        "quoted_from_paraphrase", "quotation", -1.5,
        "1: a quotation made from a paraphrase",
    ),
    Feature(
        "paraphrase_of_quotation", "quotation", 0.3,
        "1: a quotation that became a paraphrase, an easy step",
    ),
    Feature(
        "attributed_from_none", "attribution", -1.2,
        "1: it names a speaker whom the parent does not name",
    ),
    Feature(
        "passage", "passage", 0.8,
        "log(1 + words) that the two articles share around the statement",
    ),
    Feature(
        "passage_share", "passage", 1.5,
        "share of the child's article that the parent has too",
    ),
    Feature(
        "apart", "passage", -1.0,
        "1: both articles say more than these words, and share none of it",
    ),
    Feature(
        "passage_translated", "passage", 1.0,
        "log(1 + passages) that are translations of each other",
    ),
    Feature(
        "same_outlet", "outlet", 0.7,
        "1: both are from one outlet, which reuses its own text",
    ),
)  # fmt: skip
"""In nats: 0.7 doubles an edge's odds, 2.3 makes them tenfold, 4.6 a hundredfold."""

ALL_EDGES_UP_TO: Final = 12
"""Nodes of an utterance up to which every possible edge becomes a row; 12 give at most 144 rows."""

KEPT_FROM: Final = 0.005
"""In larger utterances only edges of at least this probability (and those of the best tree, of the root, of
credits) become rows: 2,000 witnesses have four million possible edges."""

FULL_REASONS_FROM: Final = 0.05
"""Edges below this probability, unless in the tree or a child's second choice, give their reasons as one sum:
nobody reads them, and they are most of the rows."""

SAYS_MORE: Final = 400
"""Characters beside the words themselves, some three sentences, from which an article says more than them."""

DUPLICATE_FROM: Final = 0.9
"""Share of an article that another one has from which it is the same article over again."""

HALF_SIZE_FROM: Final = 200
"""Nodes above which the evidence is kept in single precision: for 2,000 it then takes 0.7 GB."""

CELLS_AT_ONCE: Final = 4_000_000
"""Numbers of evidence that are worked on at once, 32 MB: some 1,500 utterances of five nodes."""

AT_ONCE: Final = 4_096
"""Utterances that are worked on at once; their reasons in words take some 40 MB."""

FIRM_AT: Final = 8
"""Witnesses from which on the size of an utterance counts for the firmness of its probabilities: the middle
of the sizes that weights are learned from."""

LINE_WORDS: Final = 14
"""Words up to which a paragraph with a credit and no statement counts as a credit line ("Source: X")."""

NEAR_OPENING: Final = 80
"""Characters from an article's start within which a credit in brackets is a dateline ("CITY (Agency) -")."""

LACUNA_WORDS: Final = 12
"""Words of an unbroken hole in a long copied text that count as one lost leaf and not as twelve omissions."""

MEDOID_UP_TO: Final = 200
"""Witnesses up to which all pairs are compared to find the base of a collation."""

LONG_WORDS: Final = 120
"""Median number of words from which texts may be copies of a whole and are collated place by place."""

LONG_LIKENESS: Final = 0.7
"""Part of a text that must stand, in order, in the longest for that: retellings have less."""

SHORTEST_BRANCH: Final = 4.0
"""Differing places below which a branch is contracted: a count of 4 has a standard deviation of 2, so shorter
branches lie within two standard deviations of nothing."""

PER_PLACE: Final = 0.5
"""Nats per differing place. Places are not independent (one lapse makes several), hence below one."""

REVERSAL: Final = 0.2
"""How much more a place costs where the child has the reading of others and the parent stands alone: copyists
rarely undo a singular reading."""

TIE: Final = 0.02
"""Probability within which two parents are equally good; the calibration error is larger than that."""

SECOND_PARENT_WORDS: Final = 3
"""Words of substance that only a child and each of its two parents must have; two are soon shared by chance,
as two who reword alike choose the same synonym."""

SECOND_PARENT_UP_TO: Final = 64
"""Witnesses up to which second parents are looked for."""
