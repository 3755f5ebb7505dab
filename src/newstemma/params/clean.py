"""Constants of the clean stage.

The weights of a line are log-odds of being article text, set by hand and held against eval/clean.py: a
paragraph of several sentences must outweigh everything that its words might have in common with chrome, and a
phrase of chrome must outweigh the shape of a short sentence.
"""

from __future__ import annotations

__all__ = [
    "BOX_PENALTY",
    "CAPTION_CAPITALS",
    "CAPTION_WORDS",
    "CERTAIN_TITLE_SCORE",
    "COMMENT_PENALTY",
    "KIND_WEIGHTS",
    "MAX_CAPTIONS",
    "MAX_EXTRACTED_CHARACTERS",
    "MAX_LOOKED_UP",
    "MAX_STATED_CHARACTERS",
    "MIN_BODY_WORDS_BEFORE_COMMENTS",
    "MIN_LAYOUT_BLOCKS",
    "MIN_PAGE_CHARACTERS",
    "MIN_PARAGRAPHS_AFTER_FORM",
    "MIN_WORDS_ABOVE_SUBHEADING",
    "RECURRING_MIN_ARTICLES",
    "RECURRING_MIN_SHARE",
    "RECURRING_WEIGHT",
    "SHAPES",
    "SIGNED_WEIGHT",
    "SUBHEADING_WEIGHT",
    "SWITCH",
    "TITLE_SCORE",
    "TITLE_WINDOW",
    "Shapes",
]

from dataclasses import dataclass


@dataclass(frozen=True)
class Shapes:
    """Weights of what a line looks like, words aside."""

    ended: tuple[tuple[float, float], ...] = ((25, 6.0), (12, 4.0), (5, 2.5), (0, 0.5))
    """Lines that end as a sentence does, by words: several sentences, one, a short one; up to four words may
    be
    "She agreed." or "Sign in."."""
    open: tuple[tuple[float, float], ...] = ((30, 3.0), (9, -3.2), (2, -1.0), (0, -1.5))
    """Lines without an end: a paragraph cut off or a list; a caption, a headline of another story; a
    sub-heading in the body or a link elsewhere, for the neighbours to decide; a lone word."""
    item: float = -0.5
    """An item of a list, without an end."""
    unpointed: float = -1.0
    """A line of 15 words or more without an end, with function words and no word that points at a picture."""
    post: float = 2.0
    """The text of an embedded post: what its author says."""
    told: float = 1.0
    """A longer line without an end that has a quotation or a verb of saying."""
    quotation: float = 2.0
    cue: float = 1.5
    """A verb of saying."""
    statement: float = 6.0
    """A quotation or a clause given to somebody: such a paragraph must survive nearly everything."""
    title_case: float = -1.0
    upper_case: float = -1.5
    separators: float = -3.0
    """Parts between |, · or ›: a bar of links."""
    address: float = -2.0
    """A web address, e-mail address or @name among few words."""


SHAPES = Shapes()

KIND_WEIGHTS = {
    "comment": -9.0,
    "comments": -9.0,
    "related": -9.0,
    "share": -9.0,
    "menu": -9.0,
    "tags": -9.0,
    "author": -8.0,
    "caption": -8.0,
    "promo": -7.0,
    "date": -8.0,
    "byline": -8.0,
    "title": -30.0,
    "outlet": -8.0,
    "script": -9.0,
    "code": -12.0,
    "rule": -9.0,
    "copyright": -9.0,
    "repeat": -8.0,
    "above-title": -30.0,
    "credit": 7.0,
    "signature": 7.0,
}
"""What a line is said to be by its words or shape."""

# Half the price of dropping one line between two kept ones, or of keeping one between dropped ones: a lone
# heading (-1) between paragraphs stays, four link titles in a row (-4) go, a lone short sentence in a menu
# goes.
SWITCH = 1.5
# What a line below the comment form loses; a statement there still survives (6 + 4 + ... > 8), a comment does
# not.
COMMENT_PENALTY = -10.0
# What a line in a box of related stories or about the author loses: more than a short sentence has (2.5),
# less than a full one (4), with which the article goes on.
BOX_PENALTY = -3.5
# Below a comment form that is followed by this many paragraphs and by no sign of comments, the article goes
# on.
MIN_PARAGRAPHS_AFTER_FORM = 3
# Words of article text above a comment form before it counts as the end: a "Post a comment" link over the
# body is not one.
MIN_BODY_WORDS_BEFORE_COMMENTS = 60
# A title stands within this many lines from the top.
TITLE_WINDOW = 40
# What a line needs to be the title: a usual length (2) and some of its words in the article (up to 3); one
# below a sentence needs nearly everything, or to stand there twice (4).
TITLE_SCORE = 1.5
CERTAIN_TITLE_SCORE = 4.5

# A line that recurs in this many articles of one outlet, and in this share of them, belongs to the page.
RECURRING_MIN_ARTICLES = 3
RECURRING_MIN_SHARE = 0.2
RECURRING_WEIGHT = -6.0

# Less text than this from a page is a teaser or a failed extraction: the next method is tried.
MIN_PAGE_CHARACTERS = 200
# On pages with more visible text than this (the longest live blogs) trafilatura takes more than some seconds;
# resiliparse reads them in a fraction of one.
MAX_EXTRACTED_CHARACTERS = 300_000
# Of a page whose markup gives no date or byline, this much of the visible text is searched for one.
MAX_STATED_CHARACTERS = 50_000
# A table whose cells hold three paragraphs or headings places the page's columns; a table of figures has
# none.
MIN_LAYOUT_BLOCKS = 3
# What a heading gains that stands by itself over a paragraph inside the article: enough to stay although the
# line above it goes.
SUBHEADING_WEIGHT = 1.3
# Words of the article above a sub-heading, so that what stands over the first paragraph is none.
MIN_WORDS_ABOVE_SUBHEADING = 20
# Captions often are a sentence of the article without its full stop; so many lines without an end are looked
# up.
MAX_LOOKED_UP = 300
# What a line gains if the next one names its author ("— Jane Doe (@janedoe) October 4, 2014").
SIGNED_WEIGHT = 5.0
CAPTION_WORDS = (2, 90, 8)
"""Fewest and most words of a caption that the markup shows, and fewest of one that only its shape shows:
shorter lines without a full stop between paragraphs are sub-headings and links."""
CAPTION_CAPITALS = 0.6
"""Share of longer words with a capital from which a line is a headline rather than a caption."""
MAX_CAPTIONS = 300
"""Captions of one page that are kept: galleries have a hundred."""
