"""Text into words by whole arrays: where each word begins and ends, and a number for each different one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Numbered", "borders", "spelling", "words_in"]

Places = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.uint8]

_WORD, _DIGIT, _JOINER, _POINT, _SEEN = 1, 2, 4, 8, 128
_JOINERS, _POINTS = frozenset("’'-‑"), frozenset(".,")
_PACKED = 8
"""Characters of a word that fit into one number, a byte each; other words keep their letters."""
_MASKS = np.asarray([(1 << 8 * k) - 1 for k in range(_PACKED + 1)], dtype=np.uint64)

_kinds: Kinds = np.zeros(0x110000, dtype=np.uint8)  # of characters met so far, as a cache


class Numbered(dict[int | str, int]):
    """A number for every word, given when it first comes."""

    def __missing__(self, word: int | str) -> int:
        number = self[word] = len(self)
        return number


def words_in(text: str) -> tuple[Places, Places, list[int | str]]:
    """Where the words of a text begin and end, and what tells them apart: a number for a short one.

    ``spelling`` gives the word back. The words are those of ``text.tokens.words``.
    """
    characters = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    starts, ends = borders(_kinds_of(characters))
    letters = np.concatenate((characters.astype(np.uint8), np.zeros(_PACKED, dtype=np.uint8)))
    windows = np.lib.stride_tricks.sliding_window_view(letters, _PACKED)
    lengths = ends - starts
    packed = windows[starts].view("<u8").ravel() & _MASKS[np.minimum(lengths, _PACKED)]
    whole = lengths > _PACKED
    wide = np.flatnonzero(characters > 0xFF)
    before = np.searchsorted(starts, wide, "right") - 1
    inside = (before >= 0) & (wide < ends[before]) if len(starts) else np.zeros(len(wide), dtype=bool)
    whole[before[inside]] = True
    starts, ends = starts - 1, ends - 1
    words: list[int | str] = packed.tolist()
    which = np.flatnonzero(whole)
    for k, start, end in zip(which.tolist(), starts[which].tolist(), ends[which].tolist(), strict=True):
        words[k] = text[start:end]
    return starts, ends, words


def spelling(word: int | str) -> str:
    """The word that ``words_in`` gave."""
    if isinstance(word, str):
        return word
    return word.to_bytes(_PACKED, "little").rstrip(b"\0").decode("latin-1")


def _kinds_of(characters: npt.NDArray[np.uint32]) -> Kinds:
    """What each character can be in a word."""
    found = _kinds[characters]
    new = np.flatnonzero(found == 0)
    if len(new):
        for code in np.unique(characters[new]).tolist():
            _kinds[code] = _SEEN | _kind(chr(code))
        found = _kinds[characters]
    return found


def _kind(character: str) -> int:
    """As the patterns \\w and \\d have it, and the marks that may stand inside a word."""
    word = _WORD if character.isalnum() or character == "_" else 0
    digit = _DIGIT if character.isdecimal() else 0
    return word | digit | (_JOINER if character in _JOINERS else 0) | (_POINT if character in _POINTS else 0)


def borders(kinds: Kinds) -> tuple[Places, Places]:
    r"""Where the matches of \w+(?:[’'\-‑]\w+)*(?:[.,]\d+)* begin and end; neither the first nor the last
    character may belong to one.

    1. Letters and digits, with single joiners between them, are stretches.
    2. A point or comma between a stretch and a digit links the two: if the next stretch has digits only, it
       belongs to the word, else its first digits do and the rest is a word of its own.
    """
    word = (kinds & _WORD) != 0
    core = word.copy()
    core[1:-1] |= ((kinds[1:-1] & _JOINER) != 0) & word[:-2] & word[2:]
    edges = np.flatnonzero(core[1:] != core[:-1]) + 1
    starts, ends = edges[::2].copy(), edges[1::2].copy()
    digit = (kinds & _DIGIT) != 0
    links = np.flatnonzero(((kinds[1:-1] & _POINT) != 0) & word[:-2] & digit[2:]) + 1
    if not len(links):
        return starts, ends
    before = np.searchsorted(ends, links)
    other = np.flatnonzero(~digit)
    stop = other[np.searchsorted(other, links + 1)]
    broken = stop < ends[before + 1]
    merged = before[~broken]
    ends[before[broken]] = stop[broken]
    starts[before[broken] + 1] = stop[broken] + ~word[stop[broken]]
    return np.delete(starts, merged + 1), np.delete(ends, merged)
