"""All versions of one statement under each other, aligned word by word: what editors call a collation.

1. every version is aligned with one of them, the base
2. places where any version differs are columns of their own; differences that touch each other are one column
3. what all have in common stands once, in the base's row, long runs cut in the middle
4. each difference has the kind that the table of changes gives it; one that was taken over from the parent
   has its parent's kind
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newstemma.params.report import VARIANT_COLUMNS, VARIANT_RUN
from newstemma.records import Change
from newstemma.report.variants import KINDS, Passage, matches, passage_words
from newstemma.report.visible import visible
from newstemma.text.normalise import fold
from newstemma.text.tokens import Token

__all__ = ["Reading", "VariantCell", "VariantRow", "VariantTable", "variant_table"]

_OF_THE_WHOLE = frozenset(("translation", "quoted", "speaker", "attribution_dropped"))
"""Kinds of change that are about a version as a whole and not about some of its words."""
Place = tuple[int, int]
"""Start and end among a version's words."""


@dataclass(frozen=True)
class Reading:
    """A version.

    Attributes:
        key: its witness.
        sigil, name: how it is called.
        href: its card.
        passage: its words.
        parent: what it is compared with, if anything.
        changes: the typed differences from that.
    """

    key: str
    sigil: str
    name: str
    href: str
    passage: Passage
    parent: str | None
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class VariantCell:
    """A version's words in one place (``base``, ``same``, ``other``, ``lacks``), and a difference's kind."""

    state: str
    text: str
    family: str = ""
    label: str = ""


@dataclass(frozen=True)
class VariantRow:
    """A version's cells."""

    sigil: str
    name: str
    href: str
    cells: Sequence[VariantCell]


@dataclass(frozen=True)
class VariantTable:
    """The collation, and the versions that are too different to be in it."""

    rows: Sequence[VariantRow]
    left_out: Sequence[str]


@dataclass(frozen=True)
class _Aligned:
    """A version's words and where the base's words are among them: runs (base start, own start, length)."""

    reading: Reading
    words: Sequence[Token]
    runs: Sequence[tuple[int, int, int]]

    def differing(self, length: int) -> list[tuple[int, int]]:
        """Places of the base (maybe between two words) where this version has something else."""
        found, a, b = [], 0, 0
        for start, own, size in [*self.runs, (length, len(self.words), 0)]:
            if (a, b) != (start, own):
                found.append((a, start))
            a, b = start + size, own + size
        return found

    def at(self, base: int, end: bool) -> int:
        """Where a place between the base's words is among its own."""
        for start, own, size in self.runs:
            inside = start < base < start + size
            if inside or (base == start + size and not end) or (base == start and end):
                return own + base - start
        return len(self.words) if end else 0


def variant_table(base: Reading, others: Sequence[Reading]) -> VariantTable | None:
    """The collation of an utterance's versions.

    Args:
        base: what all are aligned with.
        others: the other versions, in their order.

    Returns:
        None if there is nothing to compare, nothing differs, or the table would be too wide to be read.
    """
    words = passage_words(base.passage)
    aligned = [_Aligned(base, words, [(0, 0, len(words))])]
    left_out = []
    for reading in others:
        runs = matches(base.passage, reading.passage)
        if runs is None:
            left_out.append(f"{reading.sigil} ({reading.name})")
        else:
            aligned.append(_Aligned(reading, passage_words(reading.passage), runs))
    columns = _columns([d for version in aligned for d in version.differing(len(words))], len(words))
    if len(aligned) < 2 or not 1 < len(columns) <= VARIANT_COLUMNS:
        return None
    places = {v.reading.key: [_place(v, c) for c in columns] for v in aligned}
    texts = {v.reading.key: [_text(v, p) for p in places[v.reading.key]] for v in aligned}
    collation = _Collation(base.key, {v.reading.key: v for v in aligned}, columns, places, texts)
    return VariantTable([collation.row(version) for version in aligned], left_out)


@dataclass(frozen=True, slots=True)
class _Column:
    """Words ``start:end`` of the base; whether any version differs there."""

    start: int
    end: int
    varies: bool


def _columns(differing: Sequence[tuple[int, int]], length: int) -> list[_Column]:
    """The base's words cut at the differences; those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(differing):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    columns, at = [], 0
    for start, end in joined:
        if at < start:
            columns.append(_Column(at, start, varies=False))
        columns.append(_Column(start, end, varies=True))
        at = end
    return columns + ([_Column(at, length, varies=False)] if at < length else [])


def _place(version: _Aligned, column: _Column) -> Place:
    """A column's words in a version: a column that varies takes what stands between its neighbours."""
    first = version.at(column.start, end=not column.varies)
    last = version.at(column.end, end=column.varies)
    return first, max(first, last)


def _text(version: _Aligned, place: Place) -> str:
    first, last = place
    if first >= last:
        return ""
    return version.reading.passage.text[version.words[first].start : version.words[last - 1].end]


@dataclass(frozen=True)
class _Collation:
    """All versions, and the words that each has in each column."""

    base: str
    versions: Mapping[str, _Aligned]
    columns: Sequence[_Column]
    places: Mapping[str, Sequence[Place]]
    texts: Mapping[str, Sequence[str]]

    def row(self, version: _Aligned) -> VariantRow:
        """A version's cells."""
        cells = [self._cell(version, k) for k in range(len(self.columns))]
        return VariantRow(version.reading.sigil, version.reading.name, version.reading.href, cells)

    def _cell(self, version: _Aligned, k: int) -> VariantCell:
        key = version.reading.key
        text = visible(" ".join(self.texts[key][k].split()))
        if not self.columns[k].varies:
            return VariantCell("base", _cut(text)) if key == self.base else VariantCell("same", "")
        if key == self.base or self._form(key, k) == self._form(self.base, k):
            return VariantCell("base" if key == self.base else "same", text)
        kind = self._kind(version, k)
        family, label = KINDS.get(kind, ("form", kind))
        return VariantCell("other" if text else "lacks", text, family, label)

    def _form(self, key: str, k: int) -> str:
        """Words as they are compared: without regard to capitals and spaces."""
        return " ".join(fold(self.texts[key][k]).split())

    def _kind(self, version: _Aligned, k: int) -> str:
        """The kind of a difference; what was taken over from the parent has its parent's."""
        seen = set()
        while version.reading.key not in seen:
            seen.add(version.reading.key)
            parent = self.versions.get(version.reading.parent or "")
            if parent is None or self._form(parent.reading.key, k) != self._form(version.reading.key, k):
                break
            version = parent
        first, last = self.places[version.reading.key][k]
        if first >= last:
            return "cut"
        start, end = version.words[first].start, version.words[last - 1].end
        touched = {c.kind for c in version.reading.changes if _meets(c, start, end)}
        return next((kind for kind in KINDS if kind in touched - _OF_THE_WHOLE), "wording")


def _meets(change: Change, start: int, end: int) -> bool:
    first, last = change.child_start, change.child_end
    return first is not None and last is not None and first < end and start < last


def _cut(text: str) -> str:
    """A long run of words that all have, without its middle."""
    words = text.split()
    if len(words) <= VARIANT_RUN:
        return text
    half = VARIANT_RUN // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"
