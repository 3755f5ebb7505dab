"""Two versions of one text: every difference between them, typed.

1. the words are aligned (``text.align``)
2. where too little aligns, the two are one rewording; numbers, dates and names are still compared by value
3. each changed block gives its numbers, dates and names, then negation and hedges, and what remains is a cut,
   an addition, a move or a change of wording
4. quotation marks that newly enclose words are a change of their own
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstemma.drift.sureness import hedge_change, hedges_in, is_negation, negation_change
from newstemma.drift.values import SAME, Item, dates_of, differing, names_of, numbers_of
from newstemma.drift.version import Version, is_weak
from newstemma.params.drift import LEAST_ALIGNED, QUOTED_RUN, SMALL_CHANGE
from newstemma.text.align import Block, align

__all__ = ["Difference", "compare"]

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed difference with its places in the two articles."""

    kind: str
    parent: Place
    child: Place
    detail: str | None = None


@dataclass(frozen=True)
class _Pair:
    """Two versions with their items."""

    parent: Version
    child: Version
    items: dict[str, tuple[list[Item], list[Item]]]

    def typed(self, places: tuple[Place, Place]) -> Iterator[Difference]:
        """Numbers, dates and names that differ in two places."""
        for kind, (mine, theirs) in self.items.items():
            for a, b in differing(mine, theirs, SAME[kind], places):
                yield Difference(kind, (a.start, a.end), (b.start, b.end), f"{a.shown} → {b.shown}")


def compare(parent: Version, child: Version) -> list[Difference]:
    """All differences of two versions, in the child's order."""
    dates = dates_of(parent), dates_of(child)
    items = {
        "number": (numbers_of(parent, dates[0]), numbers_of(child, dates[1])),
        "date": dates,
        "name": (names_of(parent), names_of(child)),
    }
    pair = _Pair(parent, child, items)
    whole = (parent.start, parent.end), (child.start, child.end)
    if parent.language and child.language and parent.language != child.language:
        numeric = _Pair(parent, child, {kind: items[kind] for kind in ("number", "date")})
        found = [
            Difference("translation", *whole, f"{parent.language} → {child.language}"),
            *numeric.typed(whole),
        ]
        return _ordered(found)
    blocks = align(parent.folded, child.folded, is_weak)
    if _aligned(blocks, pair) < LEAST_ALIGNED:
        found = [Difference("wording", *whole, "reworded as a whole"), *pair.typed(whole)]
        return _ordered(found + _quoted_whole(parent, child))
    found = [d for block in blocks if block.kind != "equal" for d in _block(block, pair)]
    quoted = _quoted_whole(parent, child) or list(_quoted_runs(blocks, pair))
    return _ordered(found + quoted)


def _ordered(found: Sequence[Difference]) -> list[Difference]:
    return sorted(set(found), key=lambda d: (d.child, d.parent, d.kind, d.detail or ""))


def _aligned(blocks: Sequence[Block], pair: _Pair) -> float:
    """Part of the shorter version's words that stayed; moved words count."""
    stayed = sum(b.a_end - b.a_start for b in blocks if b.kind in ("equal", "move"))
    shorter = min(len(pair.parent.tokens), len(pair.child.tokens))
    return stayed / shorter if shorter else 1.0


def _block(block: Block, pair: _Pair) -> Iterator[Difference]:
    """The differences of one changed block."""
    parent, child = pair.parent, pair.child
    a, b = (block.a_start, block.a_end), (block.b_start, block.b_end)
    places = parent.place(*a), child.place(*b)
    if block.kind == "move":
        yield Difference("wording", *places, "moved")
        return
    typed = list(pair.typed(places))
    yield from typed
    rest = _rest(parent, a, [d.parent for d in typed]), _rest(child, b, [d.child for d in typed])
    if max(a[1] - a[0], b[1] - b[0]) <= SMALL_CHANGE:
        sure = list(_sureness(pair, a, b))
        yield from sure
        if sure:
            rest = _unsure(rest[0]), _unsure(rest[1])
    if not (typed or rest[0] or rest[1]) or any(not is_weak(w) for w in (*rest[0], *rest[1])) or not typed:
        yield from _remaining(block, rest, places, bool(typed))


def _rest(version: Version, words: tuple[int, int], taken: Sequence[Place]) -> list[str]:
    """The folded words of a block that no typed difference has taken."""
    out = []
    for k in range(*words):
        token = version.tokens[k]
        if not any(start < token.end and token.start < end for start, end in taken):
            out.append(version.folded[k])
    return out


def _unsure(words: Sequence[str]) -> list[str]:
    return [w for w in words if not is_negation(w) and not hedges_in([w], 0, 1) and not is_weak(w)]


def _sureness(pair: _Pair, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Difference]:
    """Negation and hedges of a short block."""
    before, after = pair.parent.folded, pair.child.folded
    places = pair.parent.place(*a), pair.child.place(*b)
    denied = negation_change(before[slice(*a)], after[slice(*b)])
    if denied:
        yield Difference("negation", *places, denied)
    hedged = hedge_change(hedges_in(before, *a), hedges_in(after, *b))
    if hedged:
        yield Difference("hedge", *places, hedged)


def _remaining(
    block: Block, rest: tuple[Sequence[str], Sequence[str]], places: tuple[Place, Place], typed: bool
) -> Iterator[Difference]:
    """What is left of a block when its values and hedges are told."""
    lost, won = rest
    if not lost and not won:
        return
    if block.kind == "delete" or (not won and not typed) or len(lost) >= 3 * len(won) + 5:
        yield Difference("cut", *places)
    elif block.kind == "insert" or (not lost and not typed) or len(won) >= 3 * len(lost) + 5:
        yield Difference("addition", *places)
    else:
        yield Difference("wording", *places)


def _quoted_whole(parent: Version, child: Version) -> list[Difference]:
    """A paraphrase that became a quotation."""
    if parent.quoted or not child.quoted:
        return []
    whole = (parent.start, parent.end), (child.start, child.end)
    return [Difference("quoted", *whole, "a paraphrase became a quotation")]


def _quoted_runs(blocks: Sequence[Block], pair: _Pair) -> Iterator[Difference]:
    """Words that stayed and newly stand between quotation marks."""
    if pair.parent.quoted or pair.child.quoted:
        return
    before, after = pair.parent.in_marks, pair.child.in_marks
    for block in blocks:
        if block.kind != "equal":
            continue
        run = 0
        shift = block.a_start - block.b_start
        for k in range(block.b_start, block.b_end + 1):
            if k < block.b_end and after[k] and not before[k + shift]:
                run += 1
                continue
            if run >= QUOTED_RUN:
                places = pair.parent.place(k - run + shift, k + shift), pair.child.place(k - run, k)
                yield Difference("quoted", *places, "quotation marks put around a paraphrase")
            run = 0
