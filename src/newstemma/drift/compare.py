"""Two versions of one text: every difference between them, typed.

1. the words are aligned (``text.align``)
2. where too little aligns, the two are one rewording; numbers, dates and names are still compared by value
3. each changed block gives its numbers, dates and names, then negation, hedges and intensifiers, and what
   remains is a cut, an addition, a move or a change of wording; articles, tenses and the like are no change
4. quotation marks that newly enclose words are a change of their own
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newstemma.drift.growth import growths
from newstemma.drift.sureness import (
    denied_otherwise,
    denying,
    hedge_change,
    hedges_in,
    intensity_change,
    is_intensifier,
    is_negation,
    negation_change,
)
from newstemma.drift.values import SAME, Item, dates_of, names_of, numbers_of, unmatched
from newstemma.drift.version import Version, is_weak
from newstemma.params.drift import (
    HEDGED_CLAUSE,
    IDLE,
    LEAST_ALIGNED,
    NAME_AROUND,
    NEAR_WORDS,
    QUOTED_RUN,
    SMALL_CHANGE,
)
from newstemma.text.align import Block, align
from newstemma.text.normalise import fold
from newstemma.text.similarity import stem

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
    """Two versions with their numbers, dates and names."""

    parent: Version
    child: Version
    items: Mapping[str, tuple[list[Item], list[Item]]]

    def typed(self, kinds: Sequence[str], near: Callable[[Item, Item], bool]) -> list[Difference]:
        """Items without an equal on the other side, each with the first such one near it."""
        out = []
        for kind in kinds:
            left, right = unmatched(*self.items[kind], SAME[kind])
            for a in left:
                b = next((b for b in right if near(a, b)), None)
                if b is not None:
                    right.remove(b)
                    out.append(Difference(kind, (a.start, a.end), (b.start, b.end), f"{a.shown} → {b.shown}"))
        return out

    def told(self) -> tuple[list[Place], list[Place]]:
        """Places of items that have an equal on the other side: the same, however it is written."""
        mine, theirs = [], []
        for kind, (a, b) in self.items.items():
            left, right = unmatched(a, b, SAME[kind])
            mine += [(x.start, x.end) for x in a if x not in left]
            theirs += [(y.start, y.end) for y in b if y not in right]
        return mine, theirs


def compare(parent: Version, child: Version) -> list[Difference]:
    """All differences of two versions, in the child's order."""
    if _same(parent, child):
        return _quoted_whole(parent, child)
    dates = dates_of(parent), dates_of(child)
    items = {
        "number": (numbers_of(parent, dates[0]), numbers_of(child, dates[1])),
        "date": dates,
        "name": (names_of(parent), names_of(child)),
    }
    pair = _Pair(parent, child, items)
    grown = _growths(items["number"])
    whole = (parent.start, parent.end), (child.start, child.end)
    if parent.language and child.language and parent.language != child.language:
        found = [Difference("translation", *whole, f"{parent.language} → {child.language}")]
        return _ordered(found + grown + pair.typed(("number", "date"), lambda _a, _b: True))
    blocks = align(parent.folded, child.folded, is_weak)
    if _aligned(blocks, pair) < LEAST_ALIGNED:
        found = [Difference("wording", *whole, "reworded as a whole")]
        found += grown + pair.typed(("number", "date"), lambda _a, _b: True)
        return _ordered(found + _quoted_whole(parent, child))
    near = _nearness(blocks, pair)
    typed = grown + pair.typed(("number", "date"), near)
    typed += pair.typed(("name",), lambda a, b: near(a, b) and _alone(a, b, blocks, pair))
    taken = _taken(pair, typed)
    found = [d for block in blocks if block.kind != "equal" for d in _block(block, pair, taken)]
    found = _moved(found, pair)
    quoted = _quoted_whole(parent, child) or list(_quoted_runs(blocks, pair))
    return _ordered(typed + found + quoted)


def _same(parent: Version, child: Version) -> bool:
    """Whether two versions are one text: a quarter of all are plain copies, and nothing is to be found."""
    shapes = [
        [(start - version.start, end - version.start) for start, end in version.pieces]
        for version in (parent, child)
    ]
    return parent.language == child.language and shapes[0] == shapes[1] and parent.text == child.text


def _growths(items: tuple[list[Item], list[Item]]) -> list[Difference]:
    """Per cent here for two numbers there; the items that are told so are taken out of both lists."""
    out = []
    for told in growths(*unmatched(*items, SAME["number"])):
        for side, gone in zip(items, (told.parent, told.child), strict=True):
            side[:] = [x for x in side if x not in gone]
        places = [(min(x.start for x in g), max(x.end for x in g)) for g in (told.parent, told.child)]
        out.append(Difference("number", places[0], places[1], told.shown))
    return out


def _ordered(found: Sequence[Difference]) -> list[Difference]:
    return sorted(set(found), key=lambda d: (d.child, d.parent, d.kind, d.detail or ""))


def _aligned(blocks: Sequence[Block], pair: _Pair) -> float:
    """Part of the shorter version's words that stayed; moved words count."""
    stayed = sum(b.a_end - b.a_start for b in blocks if b.kind in ("equal", "move"))
    shorter = min(len(pair.parent.tokens), len(pair.child.tokens))
    return stayed / shorter if shorter else 1.0


def _nearness(blocks: Sequence[Block], pair: _Pair) -> Callable[[Item, Item], bool]:
    """Whether two items stand in one block, or where the alignment leads, give or take a few words."""
    onto = [0] * (len(pair.parent.tokens) + 1)
    upto = [0] * (len(pair.parent.tokens) + 1)
    for block in blocks:
        for k in range(block.a_start, block.a_end):
            onto[k] = min(block.b_start + k - block.a_start, max(block.b_start, block.b_end - 1))
            upto[k] = block.b_end if block.kind == "replace" else 0
    starts = [t.start for t in pair.parent.tokens], [t.start for t in pair.child.tokens]

    def near(a: Item, b: Item) -> bool:
        i, j = bisect_left(starts[0], a.start), bisect_left(starts[1], b.start)
        i = min(i, len(onto) - 1)
        return abs(onto[i] - j) <= NEAR_WORDS or onto[i] <= j < upto[i]

    return near


def _alone(a: Item, b: Item, blocks: Sequence[Block], pair: _Pair) -> bool:
    """Whether two names changed places with little around them: in two other clauses they are two names."""
    starts = [t.start for t in pair.parent.tokens], [t.start for t in pair.child.tokens]
    i, j = bisect_left(starts[0], a.start), bisect_left(starts[1], b.start)
    for block in blocks:
        if block.kind != "equal" and (block.a_start <= i < block.a_end or block.b_start <= j < block.b_end):
            around = (
                _around(pair.parent, block.a_start, block.a_end, a),
                _around(pair.child, block.b_start, block.b_end, b),
            )
            if max(around) > NAME_AROUND:
                return False
    return True


def _around(version: Version, first: int, last: int, name: Item) -> int:
    """Words of substance of a block that are no part of a name."""
    words = version.tokens[first:last]
    return sum(
        not is_weak(version.folded[first + k]) and not (t.start < name.end and name.start < t.end)
        for k, t in enumerate(words)
    )


def _taken(pair: _Pair, typed: Sequence[Difference]) -> tuple[list[bool], list[bool]]:
    """For each word of both versions whether a number, date or name accounts for it."""
    mine, theirs = pair.told()
    return (
        _covered(pair.parent, mine + [d.parent for d in typed]),
        _covered(pair.child, theirs + [d.child for d in typed]),
    )


def _covered(version: Version, places: Sequence[Place]) -> list[bool]:
    if not places:
        return [False] * len(version.tokens)
    return [any(start < t.end and t.start < end for start, end in places) for t in version.tokens]


def _block(block: Block, pair: _Pair, taken: tuple[Sequence[bool], Sequence[bool]]) -> Iterator[Difference]:
    """The differences of one changed block, its numbers, dates and names left out."""
    parent, child = pair.parent, pair.child
    a, b = (block.a_start, block.a_end), (block.b_start, block.b_end)
    if block.kind == "move":
        yield Difference("wording", parent.place(*a), child.place(*b), "moved")
        return
    lost, won = [k for k in range(*a) if not taken[0][k]], [k for k in range(*b) if not taken[1][k]]
    if not lost and not won:
        return
    facts = len(_unsure(parent, lost)), len(_unsure(child, won))
    sure = [
        d
        for kinds, least in (_DENIED, _HEDGED)
        for d in _sureness(pair, *((a, b) if _in_one_clause(a, b, facts, least) else (_last(a), _last(b))))
        if d.kind in kinds
    ]
    if sure:
        lost, won = _unsure(parent, lost), _unsure(child, won)
        if len(lost) == len(won) == 1 and _one_word(parent.folded[lost[0]], child.folded[won[0]]):
            lost, won = [], []
        stems = {stem(parent.folded[k]) for k in lost} & {stem(child.folded[k]) for k in won}
        lost = [k for k in lost if stem(parent.folded[k]) not in stems]
        won = [k for k in won if stem(child.folded[k]) not in stems]
    # "stayed closed" and "did not open" deny in one word or two: other words, no change of polarity.
    yield from (d for d in sure if d.kind != "negation" or not (lost and won))
    lost, won = _different(parent, lost, child, won)
    yield from _remaining(pair, lost, won, block)


def _one_word(one: str, other: str) -> bool:
    """Whether two words are forms of one ("dies", "died"), by their beginnings."""
    least = min(len(one), len(other))
    return (
        least >= 3
        and one[: max(2, least - 2)] == other[: max(2, least - 2)]
        and abs(len(one) - len(other)) <= 3
    )


_DENIED = (("negation",), 1)
_HEDGED = (("hedge", "intensifier"), HEDGED_CLAUSE)


def _in_one_clause(a: Place, b: Place, facts: tuple[int, int], least: int) -> bool:
    """Whether a block is so short that a negation or hedge in it is about what stayed.

    Words of substance that only came or only went (``facts`` counts both) take their own along, from
    ``least`` of them; then only the word right before what stayed is about that.
    """
    lost, won = facts
    clause = (lost >= least and not won) or (won >= least and not lost)
    return not clause and max(a[1] - a[0], b[1] - b[0]) <= SMALL_CHANGE


def _last(block: Place) -> Place:
    return max(block[0], block[1] - 1), block[1]


def _different(
    parent: Version, lost: list[int], child: Version, won: list[int]
) -> tuple[list[int], list[int]]:
    """Numbers of words less function words that stand on both sides of the block."""
    before, after = {parent.folded[k] for k in lost}, {child.folded[k] for k in won}
    shared = {w for w in before & after if is_weak(w)}
    return (
        [k for k in lost if parent.folded[k] not in shared],
        [k for k in won if child.folded[k] not in shared],
    )


def _unsure(version: Version, words: Sequence[int]) -> list[int]:
    return [
        k
        for k in words
        if not (
            is_negation(version.folded[k])
            or is_intensifier(version.folded[k])
            or hedges_in(version.folded, k, k + 1)
            or is_weak(version.folded[k])
        )
    ]


def _sureness(pair: _Pair, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Difference]:
    """Negation, hedges and intensifiers of a short block."""
    before, after = pair.parent.folded, pair.child.folded
    places = pair.parent.place(*a), pair.child.place(*b)
    denied = negation_change(denying(before, *a), denying(after, *b))
    versions = (before, after) if denied == "negation added" else (after, before)
    if denied and not denied_otherwise(*versions):
        yield Difference("negation", *places, denied)
    hedged = hedge_change(hedges_in(before, *a), hedges_in(after, *b))
    if hedged:
        yield Difference("hedge", *places, hedged)
    stronger = intensity_change(before[slice(*a)], after[slice(*b)])
    if stronger:
        yield Difference("intensifier", *places, stronger)


def _remaining(pair: _Pair, lost: Sequence[int], won: Sequence[int], block: Block) -> Iterator[Difference]:
    """What is left of a block when its values and hedges are told."""
    if all(pair.parent.folded[k] in IDLE for k in lost) and all(pair.child.folded[k] in IDLE for k in won):
        return
    there = (
        pair.parent.place(lost[0], lost[-1] + 1) if lost else pair.parent.place(block.a_start, block.a_start)
    )
    here = pair.child.place(won[0], won[-1] + 1) if won else pair.child.place(block.b_start, block.b_start)
    if not won or len(lost) >= 2 * len(won) + 4:
        yield Difference("cut", there, here)
    elif not lost or len(won) >= 2 * len(lost) + 4:
        mouth = "words put into the speaker's mouth" if pair.parent.quoted and pair.child.quoted else None
        yield Difference("addition", there, here, mouth)
    else:
        yield Difference("wording", there, here)


def _moved(found: Sequence[Difference], pair: _Pair) -> list[Difference]:
    """One move for a cut and an addition of the same words."""
    out = list(found)
    for cut in [d for d in found if d.kind == "cut"]:
        words = fold(pair.parent.article[slice(*cut.parent)])
        for added in [d for d in out if d.kind == "addition"]:
            if cut in out and fold(pair.child.article[slice(*added.child)]) == words:
                out.remove(cut)
                out.remove(added)
                out.append(Difference("wording", cut.parent, added.child, "moved"))
    return out


def _quoted_whole(parent: Version, child: Version) -> list[Difference]:
    """A paraphrase that became a quotation."""
    if parent.quoted or parent.in_quotation or not child.quoted:
        return []
    whole = (parent.start, parent.end), (child.start, child.end)
    return [Difference("quoted", *whole, "a paraphrase became a quotation")]


def _quoted_runs(blocks: Sequence[Block], pair: _Pair) -> Iterator[Difference]:
    """Words that stayed and newly stand between quotation marks."""
    if pair.parent.quoted or pair.child.quoted:
        return
    origin: dict[int, int] = {}
    for block in blocks:
        if block.kind in ("equal", "move"):
            origin |= {j: j + block.a_start - block.b_start for j in range(block.b_start, block.b_end)}
    for first, last in pair.child.runs_in_marks():
        stayed = [j for j in range(first, last) if j in origin]
        if len(stayed) >= QUOTED_RUN and not any(pair.parent.in_marks[origin[j]] for j in stayed):
            there = pair.parent.place(min(origin[j] for j in stayed), max(origin[j] for j in stayed) + 1)
            here = pair.child.place(first, last)
            yield Difference("quoted", there, here, "quotation marks put around a paraphrase")
