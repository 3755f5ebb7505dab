"""Which paragraphs the rules read after the tagger (text of our own)."""

from __future__ import annotations

from newstemma.attribute import packs
from newstemma.attribute.found import Found
from newstemma.attribute.leftover import left_over
from newstemma.attribute.marks import Marks
from newstemma.params.attribute import DOUBTFUL
from newstemma.spans import Span

TEXT = """The ferry is old.
Ola Brink said the ferry is late.
“It will sail again tomorrow.”
The bridge is new.
The lake froze in March."""


def find(words: str, cue: str, confidence: float) -> Found:
    """A find of the tagger with these words as its content."""
    start, at = TEXT.index(words), TEXT.index(cue)
    content = Span(start, start + len(words))
    return Found((content,), Span(at, at + len(cue)), None, confidence, "model")


def wanted(*found: Found) -> set[int]:
    """The numbers of the paragraphs left over."""
    return set(left_over(TEXT, Marks(TEXT), found, packs.load("en")))


def test_verbs_and_quotations_nobody_claims_are_left_over() -> None:
    """A verb without a find, and a quotation without one with its neighbours, are read by rule."""
    assert wanted() == {1, 2, 3}


def test_what_is_found_is_not_read_again() -> None:
    """A sure find of the verb and one of the quotation leave nothing."""
    said = find("the ferry is late", "said", 0.9)
    assert wanted(said, find("“It will sail again tomorrow.”", "said", 0.9)) == set()


def test_a_doubtful_find_is_checked() -> None:
    """A find under the mark on a reporting verb is looked at by rule."""
    quotation = find("“It will sail again tomorrow.”", "said", 0.9)
    assert wanted(find("the ferry is late", "said", DOUBTFUL - 0.1), quotation) == {1}
