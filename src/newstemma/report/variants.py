"""A version against the one it is compared with: what stayed, what went, what came, and of which kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newstemma.params.report import REDLINE_ALIKE, REDLINE_HELD, REDLINE_WORDS
from newstemma.records import Change
from newstemma.spans import Span
from newstemma.text.align import Block, align
from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.similarity import content_stems, stem
from newstemma.text.tokens import Token, tokens

__all__ = ["KINDS", "Passage", "Piece", "Redline", "matches", "passage_words", "redline"]

KINDS: Mapping[str, tuple[str, str]] = {
    "number": ("figure", "number"),
    "date": ("figure", "date"),
    "name": ("who", "name"),
    "speaker": ("who", "speaker"),
    "attribution_dropped": ("who", "speaker dropped"),
    "negation": ("sense", "negation"),
    "hedge": ("sense", "hedge"),
    "intensifier": ("sense", "intensifier"),
    "quoted": ("form", "put in quotation marks"),
    "translation": ("form", "translation"),
    "cut": ("form", "cut"),
    "addition": ("form", "added"),
    "wording": ("form", "wording"),
}
"""Kind of change → its family (a colour and a line style) and what a reader calls it."""

_WEIGHT = {
    kind: k
    for k, kind in enumerate("number date negation hedge intensifier name cut addition wording".split())
}
_VALUES = frozenset(("number", "date", "name"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article (or, for words without a place, a text of its own).

    Attributes:
        gaps: places inside it that do not belong to the words (", he said,").
    """

    text: str
    start: int
    end: int
    language: str | None
    gaps: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """Its characters."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a version.

    Attributes:
        state: ``same``; ``gone`` (stands only in the other); ``new``; ``shared`` (of two texts that are
            reworded as a whole: a word that both have); ``gap`` (not the speaker's words).
        text: its characters.
        kind: kind of change, or None.
    """

    state: str
    text: str
    kind: str | None = None


@dataclass(frozen=True)
class Redline:
    """A version with its differences.

    Attributes:
        pieces: in order.
        how: ``words`` (aligned word by word), ``reworded`` (too little aligns; shared words are marked),
            ``translated``, ``plain`` (nothing to compare with, or too long).
        shared: share of the shorter version's content words that both have; None for ``plain``.
    """

    pieces: Sequence[Piece]
    how: str
    shared: float | None = None


def redline(base: Passage | None, version: Passage, changes: Sequence[Change] = ()) -> Redline:
    """Compare a version with its base.

    Args:
        base: what it is compared with; None if with nothing.
        version: the version to show.
        changes: the typed differences between the two, from the changes table.
    """
    if base is None:
        return Redline(_same(version, version.start, version.end), "plain")
    if base.language and version.language and base.language != version.language:
        return Redline(_shared_words(base, version, changes), "translated", _share(base, version))
    before, after = passage_words(base), passage_words(version)
    if not before or not after or max(len(before), len(after)) > REDLINE_WORDS:
        return Redline(_same(version, version.start, version.end), "plain")
    blocks = align([_form(t) for t in before], [_form(t) for t in after], _is_weak)
    if not _alike(blocks, len(before), len(after)):
        return Redline(_shared_words(base, version, changes), "reworded", _share(base, version))
    pieces = _aligned(_Pair(base, version, before, after), blocks, changes)
    return Redline(pieces, "words", _share(base, version))


def matches(base: Passage, version: Passage) -> list[tuple[int, int, int]] | None:
    """Runs of words that stand in both, in the same order: their start in each, and their length.

    Returns:
        None where the two are in different languages, too long, or reworded as a whole.
    """
    if base.language and version.language and base.language != version.language:
        return None
    before, after = passage_words(base), passage_words(version)
    if not before or not after or max(len(before), len(after)) > REDLINE_WORDS:
        return None
    blocks = align([_form(t) for t in before], [_form(t) for t in after], _is_weak)
    if not _alike(blocks, len(before), len(after)):
        return None
    return [(b.a_start, b.b_start, b.a_end - b.a_start) for b in blocks if b.kind == "equal"]


def _alike(blocks: Sequence[Block], before: int, after: int) -> bool:
    """Whether enough words align for a comparison word by word."""
    stayed = sum(b.a_end - b.a_start for b in blocks if b.kind == "equal")
    return 2 * stayed / (before + after) >= REDLINE_ALIKE or stayed / min(before, after) >= REDLINE_HELD


@dataclass(frozen=True)
class _Pair:
    """Two passages and their words."""

    base: Passage
    version: Passage
    before: Sequence[Token]
    after: Sequence[Token]

    def gone(self, block: Block) -> str:
        """The base's characters of a block."""
        if block.a_start >= block.a_end:
            return ""
        return self.base.text[self.before[block.a_start].start : self.before[block.a_end - 1].end]


def _aligned(pair: _Pair, blocks: Sequence[Block], changes: Sequence[Change]) -> list[Piece]:
    pieces: list[Piece] = []
    at = pair.version.start
    text = pair.version.text
    for block in blocks:
        if block.kind == "equal":
            continue
        came = block.b_start < block.b_end
        start = pair.after[block.b_start].start if block.b_start < len(pair.after) else pair.version.end
        end = pair.after[block.b_end - 1].end if came else start
        pieces += _same(pair.version, at, start)
        kind = _kind(pair, block, changes)
        gone = pair.gone(block)
        if gone:
            pieces.append(Piece("gone", gone, kind))
        if came:
            pieces.append(Piece("new", text[start:end], kind))
        at = max(at, end)
    return pieces + _same(pair.version, at, pair.version.end)


def _same(version: Passage, start: int, end: int) -> list[Piece]:
    """Unmarked characters, those of gaps as pieces of their own."""
    pieces: list[Piece] = []
    at = start
    for gap in version.gaps:
        first, last = max(gap.start, at), min(gap.end, end)
        if first < last:
            pieces.append(Piece("same", version.text[at:first]))
            pieces.append(Piece("gap", version.text[first:last]))
            at = last
    pieces.append(Piece("same", version.text[at:end]))
    return [p for p in pieces if p.text]


def _kind(pair: _Pair, block: Block, changes: Sequence[Change]) -> str:
    """The weightiest typed change that touches the block; else what its form says."""
    touched = [c.kind for c in changes if c.kind in _WEIGHT and _touches(pair, block, c)]
    if touched:
        return min(touched, key=lambda k: _WEIGHT[k])
    if block.kind == "move":
        return "wording"
    if block.a_start == block.a_end:
        return "addition"
    return "cut" if block.b_start == block.b_end else "wording"


def _touches(pair: _Pair, block: Block, change: Change) -> bool:
    child = change.child_start, change.child_end
    if block.b_start < block.b_end and _overlap(
        child, pair.after[block.b_start], pair.after[block.b_end - 1]
    ):
        return True
    parent = change.parent_start, change.parent_end
    return block.a_start < block.a_end and _overlap(
        parent, pair.before[block.a_start], pair.before[block.a_end - 1]
    )


def _overlap(place: tuple[int | None, int | None], first: Token, last: Token) -> bool:
    start, end = place
    return start is not None and end is not None and start < last.end and first.start < end


def _shared_words(base: Passage, version: Passage, changes: Sequence[Change]) -> list[Piece]:
    """The version with the content words that the base has too, and with its changes of figures and names."""
    there = content_stems(base.words)
    typed = [
        c for c in changes if c.kind in _VALUES and c.child_start is not None and c.child_end is not None
    ]
    pieces: list[Piece] = []
    at = version.start
    for token in passage_words(version):
        kind = next((c.kind for c in typed if _overlap((c.child_start, c.child_end), token, token)), None)
        shared = not _is_weak(_form(token)) and stem(token.text) in there
        if kind or shared:
            pieces += _same(version, at, token.start)
            pieces.append(Piece("new", token.text, kind) if kind else Piece("shared", token.text))
            at = token.end
    return pieces + _same(version, at, version.end)


def _share(base: Passage, version: Passage) -> float:
    mine, theirs = set(content_stems(version.words)), set(content_stems(base.words))
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller else 0.0


def passage_words(passage: Passage) -> list[Token]:
    """A passage's words, without those of its gaps."""
    found = [t for t in tokens(passage.text, passage.start, passage.end) if t.is_word]
    return [t for t in found if not any(t.span.overlaps(gap) for gap in passage.gaps)]


def _form(token: Token) -> str:
    return fold(straight_marks(token.text))


def _is_weak(word: str) -> bool:
    return word in FUNCTION_WORDS
