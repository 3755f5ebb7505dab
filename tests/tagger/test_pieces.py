"""WordPiece splitting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newstemma.attribute.tagger.pieces import MAX_PIECES, WordPieces

VOCABULARY = ["[UNK]", "un", "##like", "##ly", "like", "'", "s", "u", ".", "е"]
split = WordPieces(VOCABULARY)


def pieces(word: str) -> list[str]:
    """The pieces as strings."""
    return [VOCABULARY[number] for number in split(word)]


def test_the_longest_piece_comes_first() -> None:
    """Greedy longest match, continuation pieces marked."""
    assert pieces("unlikely") == ["un", "##like", "##ly"]
    assert pieces("Liké") == ["like"]
    assert pieces("'s") == ["'", "s"]
    assert pieces("U.S.") == ["u", ".", "s", "."]
    assert pieces("Ё") == ["е"]


def test_an_unknown_word_is_the_unknown_piece() -> None:
    """A word that the vocabulary cannot spell, or of absurd length, is unknown as a whole."""
    assert pieces("xyz") == ["[UNK]"]
    assert pieces("s" * 10_000) == ["[UNK]"]


@given(st.text(min_size=1, max_size=100))
def test_any_word_has_pieces(word: str) -> None:
    """Every word has at least one piece and few."""
    assert 1 <= len(split(word)) <= MAX_PIECES
