"""Statements as pieces: the sentences by which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newstemma.params.witness import (
    LEAST_CLAUSE,
    LEAST_PIECE,
    MOST_PIECES,
    MOST_WORDS,
    STOCK_STEMS,
    STOCK_WEIGHT,
    STOCK_WORDS,
)
from newstemma.records import Article
from newstemma.spans import Span
from newstemma.text.numbers import numbers
from newstemma.text.similarity import Rarity, capitalised, reading
from newstemma.text.tokens import sentences

__all__ = ["Piece", "clauses_of", "piece_of", "pieces_of"]

_CLAUSE = re.compile(
    r"[,;:—–()“”\"]+\s*|\s[-–—]\s|\.{3}\s*|…\s*"
    r"|\s(?=(?:and|but|because|while|whereas|although|which|who|that|и|но|а|что|und|aber|dass|weil|et|mais|que|y|pero)\s)"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """A sentence, or a part of a long one.

    Attributes:
        owner: index of the statement (or sentence) it belongs to.
        text: its words.
        language: of its article.
        stems: the stems of its content words.
        weight: their summed rarity.
        run: the stems of all words, in order.
        negated: whether a negation stands in it.
    """

    owner: int
    text: str
    language: str | None
    stems: frozenset[str]
    weight: float
    run: tuple[str, ...]
    negated: bool

    @property
    def is_stock(self) -> bool:
        """Whether it says too little to be told from other people's phrases: "no comment"."""
        few = len(self.stems) < STOCK_STEMS and len(self.run) < STOCK_WORDS
        return few and self.weight < STOCK_WEIGHT

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The numbers it names; one and two say little and are left out."""
        return frozenset(n.value for n in numbers(self.text) if n.value >= 3 or n.value % 1)

    @property
    def names(self) -> frozenset[str]:
        """Stems of words with a capital inside the sentence."""
        return _names(self.text)


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    return capitalised(text)


def piece_of(owner: int, text: str, language: str | None, rarity: Rarity) -> Piece:
    """A piece with what it is compared by."""
    run, found, negated = reading(text, language)
    return Piece(owner, text, language, found, rarity.total(found), run, negated)


def clauses_of(piece: Piece, rarity: Rarity) -> list[Piece]:
    """The clauses of a piece, as far as punctuation and the commonest conjunctions show them.

    Only parts of at least ``LEAST_CLAUSE`` words and ``STOCK_WEIGHT``, and none if the piece is one clause.
    """
    parts = [part for part in _CLAUSE.split(piece.text) if len(_WORD.findall(part)) >= LEAST_CLAUSE]
    if len(parts) < 2 and not (parts and len(parts[0]) < len(piece.text) * 0.9):
        return []
    found = [piece_of(piece.owner, part.strip(), piece.language, rarity) for part in parts]
    return [clause for clause in found if not clause.is_stock]


def pieces_of(
    owner: int, article: Article, spans: Sequence[Span], rarity: Rarity, *, sentence: bool = False
) -> list[Piece]:
    """The pieces of a statement.

    Args:
        owner: its index.
        article: where it stands.
        spans: the characters of its content.
        rarity: what words are worth.
        sentence: whether each span is known to be one sentence (of ``text.tokens.sentences``).

    Returns:
        Sentences in order, long ones cut at commas, very short ones joined to the one before; at least one
        piece unless the content has no words.
    """
    parts: list[str] = []
    lengths: list[int] = []
    for span in spans:
        content = span.of(article.text)
        for part, length in _parts([content] if sentence else [s.of(content) for s in sentences(content)]):
            if parts and min(length, lengths[-1]) < LEAST_PIECE:
                parts[-1] = f"{parts[-1]} {part}"
                lengths[-1] += length
            elif length:
                parts.append(part)
                lengths.append(length)
        if len(parts) >= MOST_PIECES:
            break
    return [piece_of(owner, part, article.language, rarity) for part in parts[:MOST_PIECES]]


def _parts(whole: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Sentences, long ones in parts, each with the number of its words."""
    for sentence in whole:
        length = len(_WORD.findall(sentence))
        if length <= MOST_WORDS:
            yield sentence, length
        else:
            yield from ((part, len(_WORD.findall(part))) for part in _clauses(sentence))


def _clauses(sentence: str) -> Iterator[str]:
    """A long sentence in parts of at most ``MOST_WORDS`` words, cut after a comma where there is one."""
    count, begin, cut = 0, 0, 0
    for m in re.finditer(r"\S+", sentence):
        count += 1
        if count > MOST_WORDS:
            at = cut if cut > begin else m.start()
            yield sentence[begin:at].strip()
            begin, count = at, len(sentence[at : m.end()].split())
        if m.group()[-1] in ",;:—–…":
            cut = m.end()
    yield sentence[begin:].strip()
