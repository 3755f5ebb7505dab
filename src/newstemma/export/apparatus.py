"""The versions of one utterance, aligned word by word, as a critical apparatus has them.

The fullest version is the base. Every other version that shares enough words with it is aligned with it;
where all agree the text is common, and between two such places each version has a reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.params.export import ALIGNABLE
from newstemma.records import Witness
from newstemma.text.align import Block, align
from newstemma.text.function_words import FUNCTION_WORDS
from newstemma.text.normalise import fold, straight_marks
from newstemma.text.tokens import Token, tokens

__all__ = ["Apparatus", "Place", "apparatus"]


@dataclass(frozen=True, slots=True)
class Place:
    """A run of the base text.

    Attributes:
        text: the base's words.
        readings: (words, sigla) of every reading, the base's first; empty where all agree.
    """

    text: str
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The aligned versions of an utterance.

    Attributes:
        base: the siglum of the version that the others are aligned with.
        places: the base text in runs.
        apart: versions that share too few words with the base to be aligned (translations, retellings).
    """

    base: str
    places: tuple[Place, ...]
    apart: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """A version's words and, for every gap between two base words and every base word, what it has there."""

    sigil: str
    words: list[Token]
    text: str
    same: list[int]
    """For every base word the index of the equal word, or -1."""


def apparatus(told: Sequence[Witness]) -> Apparatus | None:
    """Align the versions that have words; None if fewer than one has.

    Args:
        told: the witnesses of an utterance in order of sigla.
    """
    extant = [w for w in told if w.text]
    if not extant:
        return None
    base = max(extant, key=lambda w: (len(tokens(w.text or "")), -extant.index(w)))
    text = base.text or ""
    words = tokens(text)
    versions: list[_Version] = []
    apart: list[Witness] = []
    for w in extant:
        version = _aligned(words, w)
        shared = sum(at >= 0 for at in version.same)
        if w is not base and shared >= ALIGNABLE * max(1, min(len(words), len(version.words))):
            versions.append(version)
        elif w is not base:
            apart.append(w)
    return Apparatus(base.sigil, tuple(_places(base, words, versions)), tuple(apart))


def _aligned(base: Sequence[Token], witness: Witness) -> _Version:
    text = witness.text or ""
    words = tokens(text)
    same = [-1] * len(base)
    for block in align(_plain(base), _plain(words), _weak):
        if block.kind == "equal":
            _mark(same, block)
    return _Version(witness.sigil, words, text, same)


def _mark(same: list[int], block: Block) -> None:
    for k in range(block.a_end - block.a_start):
        same[block.a_start + k] = block.b_start + k


def _plain(words: Sequence[Token]) -> list[str]:
    return [fold(straight_marks(t.text)) for t in words]


def _weak(word: str) -> bool:
    return not word[:1].isalnum() or word in FUNCTION_WORDS


def _places(base: Witness, words: Sequence[Token], versions: Sequence[_Version]) -> list[Place]:
    """Runs of base words in which all versions agree, and what stands between them."""
    text = base.text or ""
    agreed = [i for i in range(len(words)) if all(v.same[i] >= 0 for v in versions)]
    out: list[Place] = []
    done = 0  # base words that are written
    last = dict.fromkeys((v.sigil for v in versions), 0)  # words of each version that are written
    for i in [*agreed, len(words)]:
        pending = {v.sigil: (last[v.sigil], v.same[i] if i < len(words) else len(v.words)) for v in versions}
        if done < i or any(a < b for a, b in pending.values()):
            out.append(_variant(base.sigil, _run(text, words, done, i), versions, pending))
        if i < len(words):
            out.append(Place(words[i].text))
            done = i + 1
            last = {v.sigil: v.same[i] + 1 for v in versions}
    return _joined(out, text, words)


def _variant(
    base: str, lemma: str, versions: Sequence[_Version], pending: dict[str, tuple[int, int]]
) -> Place:
    readings: dict[str, list[str]] = {lemma: [base]}
    for v in versions:
        readings.setdefault(_run(v.text, v.words, *pending[v.sigil]), []).append(v.sigil)
    return Place(lemma, tuple((words, tuple(sigla)) for words, sigla in readings.items()))


def _run(text: str, words: Sequence[Token], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end] if start < end else ""


def _joined(places: Sequence[Place], text: str, words: Sequence[Token]) -> list[Place]:
    """Agreed words that follow each other as one place, with the spaces that the base has between them."""
    out: list[Place] = []
    at = 0  # base words so far
    start = 0
    for k, place in enumerate(places):
        if place.readings:
            at += len(tokens(place.text))
            out.append(place)
            start = at
            continue
        at += 1
        if k + 1 == len(places) or places[k + 1].readings:
            out.append(Place(_run(text, words, start, at)))
            start = at
    return out
