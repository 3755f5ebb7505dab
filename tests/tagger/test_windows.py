"""Windows and regions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.tagger.windows import REACH, WINDOW, Regions, windows
from newstemma.attribute.tagger.words import read

TEXTS = st.lists(
    st.tuples(st.integers(0, 500), st.sampled_from(["\n", "\n\n", ":\n", ".\n― ", ". "])), max_size=8
).map(lambda parts: "".join("word " * count + end for count, end in parts))


@given(TEXTS)
def test_windows_cover_the_text(text: str) -> None:
    """Windows follow one another without gap or overlap, none longer than the limit."""
    reading = read(text)
    found = windows(reading)
    assert [word for start, end in found for word in range(start, end)] == list(range(len(reading)))
    assert all(0 < end - start <= WINDOW for start, end in found)


@given(TEXTS, st.data())
def test_regions_hold_their_cue(text: str, data: st.DataObject) -> None:
    """A cue lies in its region, and the region is bounded."""
    reading = read(text)
    if not len(reading):
        return
    start = data.draw(st.integers(0, len(reading) - 1))
    low, high = Regions(reading).of(start, start + 1)
    assert 0 <= low <= start < high <= len(reading)
    assert high - low <= 2 * REACH + 1


def test_a_colon_opens_the_next_line() -> None:
    """The words after "said:" may stand in the next line."""
    reading = read("First line.\nThe mayor said:\nAll is well.")
    assert Regions(reading).of(6, 7) == (3, 11)


def test_a_signature_reaches_the_line_before() -> None:
    """A line that opens with a dash speaks of the line before it."""
    reading = read("Early.\nAll is well.\n― Ana Ruiz")
    assert Regions(reading).of(6, 7) == (2, 9)
