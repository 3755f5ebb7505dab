"""Word alignment of two versions of one text: what stayed, what was replaced, cut, added or moved.

The longest common subsequence of the words (bit-parallel, Hyyrö 2004, by rapidfuzz) says what stayed. It also
pairs stray words that mean nothing ("the" in two rewritten clauses); such weak ties are given up where they
stand alone between changes. What was cut in one place and added in another is a move (Heckel 1978).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

__all__ = ["Block", "align"]

_MOVED_FROM = 3
"""Words from which an unbroken run that vanished here and appears there is a move and not chance."""


@dataclass(frozen=True, slots=True)
class Block:
    """A step of the alignment: items ``a_start:a_end`` of the first against ``b_start:b_end`` of the second.

    Attributes:
        kind: ``equal``, ``replace``, ``delete``, ``insert``; ``move`` for a delete or insert that has its
            counterpart elsewhere.
    """

    kind: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def _never(_: str) -> bool:
    return False


def align(a: Sequence[str], b: Sequence[str], weak: Callable[[str], bool] = _never) -> list[Block]:
    """The blocks that turn ``a`` into ``b``, in order, covering both.

    Args:
        a, b: words in the form in which they are to be compared (folded, say).
        weak: whether a word alone is no tie between two versions (function words, punctuation).

    Returns:
        Blocks; no two neighbours are both changes unless one is a move.
    """
    # An empty list may not be told from a string by rapidfuzz, and words are compared faster as numbers.
    number = {word: k for k, word in enumerate(dict.fromkeys([*a, *b]))}
    steps = Indel.opcodes([number[w] for w in a], [number[w] for w in b])
    equal = [(s.src_start, s.src_end, s.dest_start) for s in steps if s.tag == "equal"]
    strong = _without_stray(equal, a, b, weak)
    return _with_moves(_blocks(strong, len(a), len(b)), a, b)


def _without_stray(
    equal: Sequence[tuple[int, int, int]], a: Sequence[str], b: Sequence[str], weak: Callable[[str], bool]
) -> list[tuple[int, int, int]]:
    """Equal runs but those of one or two weak words with changes on both sides."""
    kept = []
    for start, end, other in equal:
        inner = start > 0 and end < len(a) and other > 0 and other + end - start < len(b)
        if not (inner and end - start <= 2 and all(weak(w) for w in a[start:end])):
            kept.append((start, end, other))
    return kept


def _blocks(equal: Sequence[tuple[int, int, int]], n: int, m: int) -> list[Block]:
    out: list[Block] = []
    i = j = 0
    for start, end, other in [*equal, (n, n, m)]:
        if start > i or other > j:
            kind = "insert" if start == i else "delete" if other == j else "replace"
            out.append(Block(kind, i, start, j, other))
        if end > start:
            out.append(Block("equal", start, end, other, other + end - start))
        i, j = end, other + end - start
    return out


def _with_moves(blocks: Sequence[Block], a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Deletes and inserts of the same words renamed to moves; each is used once."""
    inserted: dict[tuple[str, ...], list[int]] = {}
    for k, block in enumerate(blocks):
        if block.kind == "insert" and block.b_end - block.b_start >= _MOVED_FROM:
            inserted.setdefault(_plain(b[block.b_start : block.b_end]), []).append(k)
    moved: set[int] = set()
    for k, block in enumerate(blocks):
        if block.kind == "delete" and block.a_end - block.a_start >= _MOVED_FROM:
            there = inserted.get(_plain(a[block.a_start : block.a_end]))
            if there:
                moved |= {k, there.pop(0)}
    return [
        Block("move", x.a_start, x.a_end, x.b_start, x.b_end) if k in moved else x
        for k, x in enumerate(blocks)
    ]


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    """The words without punctuation, which seldom moves along."""
    return tuple(w for w in words if any(c.isalnum() for c in w))
