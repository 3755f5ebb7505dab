"""Split words into WordPiece sub-words (Schuster and Nakajima 2012; uncased BERT vocabulary).

Callers keep what they learn of a word: news repeats its words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MAX_WORD = 60  # a longer "word" is no word: it becomes the unknown piece
MAX_PIECES = 8  # pieces kept of one word; the rest says little about its role


class WordPieces:
    """Greedy longest-match splitter over a fixed vocabulary."""

    def __init__(self, vocabulary: Iterable[str], unknown: str = "[UNK]") -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = (self._ids[unknown],)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The piece ids of ``word``, at least one, at most ``MAX_PIECES``."""
        if len(word) > MAX_WORD:
            return self._unknown
        pieces: list[int] = []
        for part in atoms(fold(word)):
            pieces.extend(self._longest(part))
        return tuple(pieces[:MAX_PIECES]) or self._unknown

    def _longest(self, part: str) -> tuple[int, ...]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._ids.get(prefix + part[start:end])
                if number is not None:
                    break
            else:
                return self._unknown
            pieces.append(number)
            start = end
        return tuple(pieces)


def fold(word: str) -> str:
    """Lower case without accents, as the uncased vocabulary has it."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def atoms(word: str) -> list[str]:
    """Runs of letters and digits, and each other character by itself."""
    if word.isalnum():
        return [word]
    found: list[str] = []
    run = ""
    for character in word:
        if character.isalnum():
            run += character
            continue
        if run:
            found.append(run)
            run = ""
        found.append(character)
    return [*found, run] if run else found
