"""Cut a text into the words that the tagger labels, with what it knows of each before any model runs.

A *word* is a run of letters or digits, a number with its separators, an abbreviation such as
"U.S.", a clitic such as "'s", a typewriter quotation mark ('' or ``), a run of one dash-like sign,
or any other single visible character.  Lines are the paragraphs of an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newstemma.attribute.tagger.marks import quotation_states

# Every alternative is linear: no quantifier is nested in another over the same characters.
# The commonest comes first: a word of two letters or more can be nothing else.
WORD = re.compile(
    r"([^\W\d_][^\W_]+|''|``|(?:[^\W\d_]\.){2,}|['’](?:[sStTdDmM]|[rR][eE]|[vV][eE]|[lL][lL])\b"
    r"|\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+|\.{2,}|-+|_+|\*+|=+|~+|#+|\S)"
)
LOWER, TITLE, UPPER, DIGIT, OTHER = range(5)
SHAPES = 10  # the five shapes, and the same five for the first word of a line
FIRST = 5  # added to the shape of a line's first word
NEWLINE = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger reads it: one entry per word in each array.

    ``starts``/``ends`` are half-open character offsets, ``lines`` the number of the word's line,
    ``shapes`` its case shape (0-4, plus 5 for the first word of a line), ``states`` its quotation
    state (see ``marks``).
    """

    text: str
    words: tuple[str, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    lines: NDArray[np.int64]
    shapes: NDArray[np.int64]
    states: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.words)


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> int:
    """The case shape of a word: lower, Title, UPPER, with a digit, or none of these."""
    if word.islower():
        return LOWER
    if word[0].isdigit():
        return DIGIT
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if word[0].isupper() else OTHER


def read(text: str) -> Reading:
    """Cut ``text`` into words; any text will do, the empty one too."""
    parts = WORD.split(text)  # what stands between the words, and the words: faster than their matches
    words = tuple(parts[1::2])
    edges = np.cumsum(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    lines = np.searchsorted(newlines(text), starts)
    first = np.ones(len(words), dtype=np.bool_)
    first[1:] = lines[1:] != lines[:-1]
    shapes = np.fromiter(map(shape_of, words), dtype=np.int64, count=len(words)) + FIRST * first
    states = quotation_states(text, words, starts, lines)
    return Reading(text, words, starts, ends, lines, shapes, states)


def newlines(text: str) -> NDArray[np.int64]:
    """The offsets of the line breaks."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.flatnonzero(codes == NEWLINE)
