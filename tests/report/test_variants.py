"""Versions against each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.records import Change
from newstemma.report.variants import Passage, Piece, redline
from newstemma.spans import Span


def passage(text: str, language: str | None = "en", gaps: tuple[Span, ...] = ()) -> Passage:
    """A text that is a passage as a whole."""
    return Passage(text, 0, len(text), language, gaps)


def states(pieces: object) -> list[tuple[str, str]]:
    """State and text of each piece."""
    assert isinstance(pieces, list | tuple)
    return [(p.state, p.text) for p in pieces]


def test_a_replaced_number_is_marked_and_typed() -> None:
    """The old figure is struck out, the new one marked as a number."""
    base = passage("The line will carry 340 people an hour")
    version = passage("The line will carry 430 people an hour")
    change = Change("u", "a", "b", "edge", "number", "340", "430", "340 → 430", 20, 23, 20, 23)
    found = redline(base, version, [change])
    assert found.how == "words"
    assert [p for p in found.pieces if p.state != "same"] == [
        Piece("gone", "340", "number"),
        Piece("new", "430", "number"),
    ]


def test_a_cut_stands_where_the_words_were() -> None:
    """What is missing is shown at its place."""
    found = redline(passage("We may open the new line in May"), passage("We open the new line in May"))
    assert states(found.pieces) == [("same", "We "), ("gone", "may"), ("same", "open the new line in May")]
    assert found.pieces[1].kind == "cut"


def test_a_rewording_shows_shared_words_instead() -> None:
    """Two texts with few words in common are not struck through; the words that both have are marked."""
    base = passage("Every winter we ask the council for salt and they send us a form")
    version = passage("The councillors answer her plea for salt with paperwork each winter")
    found = redline(base, version)
    assert found.how == "reworded"
    assert {p.text for p in found.pieces if p.state == "shared"} == {"councillors", "salt", "winter"}
    assert found.shared is not None
    assert 0 < found.shared < 1


def test_a_translation_is_not_compared_word_by_word() -> None:
    """Other languages share names and figures only."""
    found = redline(passage("340 people, says Tarnow"), passage("340 Menschen, sagt Tarnow", "de"))
    assert found.how == "translated"
    assert [p.text for p in found.pieces if p.state == "shared"] == ["340", "Tarnow"]


def test_what_interrupts_a_quotation_is_no_difference() -> None:
    """The gap of an interrupted quotation is shown as such and not compared."""
    base = passage("We open the line in May and close it in June")
    text = "We open the line in May, he said, and close it in June"
    start = text.index(", he said,")
    found = redline(base, passage(text, gaps=(Span(start, start + 10),)))
    assert states(found.pieces) == [
        ("same", "We open the line in May"),
        ("gap", ", he said,"),
        ("same", " and close it in June"),
    ]


@given(st.text(alphabet="ab cde.é’", max_size=60), st.text(alphabet="ab cde.é’", max_size=60))
def test_no_character_of_the_version_is_lost(before: str, after: str) -> None:
    """Whatever is compared, the pieces that are not struck out are the version."""
    found = redline(passage(before), passage(after))
    assert "".join(p.text for p in found.pieces if p.state != "gone") == after
