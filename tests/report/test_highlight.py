"""Marks that nest and cross."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from reading import read

from newstemma.report.highlight import Mark, marked

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(st.text(max_size=40), SPANS)
def test_text_survives_any_marks(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the marks, the markup is well-formed and its text is the (visible) text."""
    from newstemma.report.visible import visible

    marks = [Mark(min(s), max(s), "m", f"id-{k}") for k, s in enumerate(spans)]
    page = read(marked(text, marks))
    assert page.wrong == []
    assert page.text == visible(text).replace("\r", "\n")


@given(SPANS)
def test_every_mark_that_covers_something_can_be_linked_to(spans: list[tuple[int, int]]) -> None:
    """Each mark's id stands exactly once, and its pieces cover exactly its characters."""
    text = "abcdefghijklmnopqrstuvwxyz0123456789ABCD"
    marks = [Mark(min(s), max(s), "m", f"id-{k}") for k, s in enumerate(spans)]
    page = marked(text, marks)
    ids = read(page).ids
    assert sorted(ids) == sorted(m.anchor or "" for m in marks if m.start < m.end)
    for mark in marks:
        assert _covered(page, mark.anchor or "") == text[mark.start : mark.end]


def _covered(page: Markup, key: str) -> str:
    """The characters inside the elements of one mark."""
    import re

    out, depth = [], []
    for piece in re.split(r"(<[^>]+>)", page):
        if piece.startswith("<span"):
            depth.append(f'data-of="{key}"' in piece)
        elif piece.startswith("</"):
            depth.pop()
        elif any(depth):
            out.append(piece)
    return "".join(out)


def test_crossing_marks_are_cut_where_the_first_ends() -> None:
    """A mark that runs out of another goes on in a second element of the same name."""
    page = marked("abcdef", [Mark(0, 4, "a", "one"), Mark(2, 6, "b", "two")])
    assert page == (
        '<span class="a" id="one" data-of="one">ab<span class="b" id="two" data-of="two">cd</span></span>'
        '<span class="b" data-of="two">ef</span>'
    )


def test_a_note_stands_behind_the_last_piece() -> None:
    """The reference number comes once, at the end."""
    note = Markup("<sup>1</sup>")
    page = marked("abcdef", [Mark(0, 4, "a"), Mark(2, 6, "b", "two", note=note)])
    assert page.endswith("ef</span><sup>1</sup>")
    assert page.count("<sup>") == 1


def test_text_and_titles_are_escaped() -> None:
    """Markup in the text or in a title is shown, not obeyed."""
    page = marked("<b>&amp;", [Mark(0, 3, "a", title='"><script>')])
    assert "<b>" not in page
    assert "<script>" not in page
    assert read(page).text == "<b>&amp;"


def test_only_the_asked_part_is_rendered() -> None:
    """A part of the text is cut out, with the parts of the marks inside it."""
    assert marked("abcdef", [Mark(0, 3, "m")], 2, 5) == '<span class="m">c</span>de'
