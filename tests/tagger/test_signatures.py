"""Signed quotations."""

from __future__ import annotations

import pytest

from newstemma.attribute.tagger.signatures import signatures
from newstemma.attribute.tagger.words import read


def found(text: str) -> list[tuple[str, str]]:
    """Content and source of each signed quotation."""
    reading = read(text)

    def words(span: tuple[int, int]) -> str:
        return text[reading.starts[span[0]] : reading.ends[span[1] - 1]]

    return [(words(content), words(source)) for content, _, source in signatures(reading)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“All is well here.” ― Ana Ruiz", "Ana Ruiz"),
        ("“All is well here.” — Ana Ruiz, baker, 41", "Ana Ruiz"),
        ('"All is well here."\n\n- Ana Ruiz (Lisbon)', "Ana Ruiz"),
        ("”All is “well” here.” -- The Ruiz family", "The Ruiz family"),
    ],
)
def test_a_signature(text: str, source: str) -> None:
    """Quotation, dash, name: in one line or two, whatever the marks."""
    assert [name for _, name in found(text)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "“All is well,” the baker said. “Come in.” — Ana Ruiz",
        "He called it “well” — Ana Ruiz did not.",
        "“All is well here.” — nobody believed it",
        "All is well here. — Ana Ruiz",
        "— Ana Ruiz",
        "“All is well here.” —",
    ],
)
def test_no_signature(text: str) -> None:
    """A broken quotation, prose after a dash, or a dash without quotation or name signs nothing."""
    assert found(text) == []
