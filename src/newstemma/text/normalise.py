"""Forms of words by which equal things compare equal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "squeeze", "straight_marks"]

_MARKS = str.maketrans("“”„‟«»‘’‚‛‹›`´–—‒―‑\u00a0\u202f", "\"\"\"\"\"\"''''''''-----  ")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word in lower case, without accents and stress marks, in compatibility form (NFKD), ё as е.

    The folded word may be longer or shorter than the given one; use it to compare, never for offsets.
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def squeeze(text: str) -> str:
    """White space runs as one space, none at the ends."""
    return " ".join(text.split())


def straight_marks(text: str) -> str:
    """Quotation marks, dashes and no-break spaces in their typewriter form; the length stays the same."""
    return text.translate(_MARKS)
