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
_MOST_PLACES = 16
"""Places looked at for one run of three words, so that one word repeated takes no quadratic time."""

Run = tuple[int, int, int]
"""Start and end in the first, start in the second."""


@dataclass(frozen=True, slots=True)
class Block:
    """A step of the alignment: items ``a_start:a_end`` of the first against ``b_start:b_end`` of the second.

    Attributes:
        kind: ``equal``, ``replace``, ``delete``, ``insert``, or ``move``: equal, but in another order.
    """

    kind: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def _never(_: str) -> bool:
    return False


def align(a: Sequence[str], b: Sequence[str], weak: Callable[[str], bool] = _never) -> list[Block]:
    """The blocks that turn ``a`` into ``b``, in the order of ``b``; each item of both is in exactly one.

    Args:
        a, b: words in the form in which they are to be compared (folded, say).
        weak: whether a word alone is no tie between two versions (function words, punctuation).

    Returns:
        Equal runs, changes and moves.
    """
    # Words are compared faster as numbers.
    number = {word: k for k, word in enumerate(dict.fromkeys([*a, *b]))}
    first, second = [number[w] for w in a], [number[w] for w in b]
    steps = Indel.opcodes(first, second)
    equal = [(s.src_start, s.src_end, s.dest_start) for s in steps if s.tag == "equal"]
    strong = _without_stray(equal, a, b, weak)
    moved = _moves(strong, first, second, [not weak(w) for w in a])
    return _blocks(strong, moved, len(a), len(b))


def _without_stray(
    equal: Sequence[tuple[int, int, int]], a: Sequence[str], b: Sequence[str], weak: Callable[[str], bool]
) -> list[tuple[int, int, int]]:
    """Equal runs but those of one or two weak words with changes on both sides."""
    kept = []
    for start, end, other in equal:
        first, last = start == other == 0, end == len(a) and other + end - start == len(b)
        if first or last or end - start > 2 or not all(weak(w) for w in a[start:end]):
            kept.append((start, end, other))
    return kept


def _free(taken: Sequence[tuple[int, int]], n: int) -> list[bool]:
    free = [True] * n
    for start, end in taken:
        free[start:end] = [False] * (end - start)
    return free


def _moves(equal: Sequence[Run], a: Sequence[int], b: Sequence[int], strong: Sequence[bool]) -> list[Run]:
    """Runs that vanished in one place and appear in another, the longest first, none of them twice."""
    free_a = _free([(s, e) for s, e, _ in equal], len(a))
    free_b = _free([(o, o + e - s) for s, e, o in equal], len(b))
    places: dict[tuple[int, ...], list[int]] = {}
    for j in range(len(b) - _MOVED_FROM + 1):
        if all(free_b[j : j + _MOVED_FROM]):
            listed = places.setdefault(tuple(b[j : j + _MOVED_FROM]), [])
            if len(listed) < _MOST_PLACES:
                listed.append(j)
    found: list[Run] = []
    i = 0
    while i <= len(a) - _MOVED_FROM:
        run = max(
            (_run(a, b, free_a, free_b, i, j) for j in places.get(tuple(a[i : i + _MOVED_FROM]), ())),
            default=0,
        )
        if run < _MOVED_FROM or not any(strong[i : i + run]):
            i += 1
            continue
        j = next(j for j in places[tuple(a[i : i + _MOVED_FROM])] if _run(a, b, free_a, free_b, i, j) == run)
        found.append((i, i + run, j))
        free_b[j : j + run] = [False] * run
        i += run
    return found


def _run(
    a: Sequence[int], b: Sequence[int], free_a: Sequence[bool], free_b: Sequence[bool], i: int, j: int
) -> int:
    """Length of the free run that begins at i and at j."""
    k = 0
    while i + k < len(a) and j + k < len(b) and free_a[i + k] and free_b[j + k] and a[i + k] == b[j + k]:
        k += 1
    return k


def _blocks(equal: Sequence[Run], moved: Sequence[Run], n: int, m: int) -> list[Block]:
    """Equal runs, what lies between them less what moved, and the moves."""
    gone = [(s, e) for s, e, _ in moved]
    come = [(o, o + e - s) for s, e, o in moved]
    out = [Block("move", s, e, o, o + e - s) for s, e, o in moved]
    i = j = 0
    for start, end, other in [*equal, (n, n, m)]:
        lost, won = _without(i, start, gone), _without(j, other, come)
        for k in range(max(len(lost), len(won))):
            a = lost[k] if k < len(lost) else (start, start)
            b = won[k] if k < len(won) else (other, other)
            kind = "insert" if a[0] == a[1] else "delete" if b[0] == b[1] else "replace"
            out.append(Block(kind, *a, *b))
        if end > start:
            out.append(Block("equal", start, end, other, other + end - start))
        i, j = end, other + end - start
    return sorted(out, key=lambda x: (x.b_start, x.b_end, x.a_start, x.a_end))


def _without(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a range that are left when others are taken out."""
    pieces = []
    for first, last in sorted(t for t in taken if start <= t[0] < end):
        if first > start:
            pieces.append((start, first))
        start = last
    if start < end:
        pieces.append((start, end))
    return pieces
