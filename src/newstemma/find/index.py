"""What a question is compared with: every version's words and their vectors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newstemma.ids import digest
from newstemma.params.find import COMMON
from newstemma.records import Conflict, Narrative, Witness
from newstemma.spans import Span
from newstemma.store.look_up import LookUp
from newstemma.tables import to_records
from newstemma.text.embedding import DIMENSIONS, embed
from newstemma.text.similarity import Rarity, content_stems
from newstemma.text.tokens import sentences

__all__ = ["Index", "Sentences"]

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Sentences:
    """The sentences of all articles that lie in no statement.

    Attributes:
        places: (article_id, place) of each.
        having: stem → the sentences that have it, for stems that few have.
    """

    places: list[tuple[str, Span]]
    having: Mapping[str, list[int]]


@dataclass(frozen=True)
class Index(LookUp):
    """A run, ready to be asked. Everything is computed when it is first needed, and once.

    Attributes:
        tables: Arrow tables by the names of ``records.TABLES``.
        known: vectors of ``texts`` from an earlier run, as ``vectors`` gave them; left out, they are
        computed.
    """

    known: Vectors | None = field(default=None, repr=False)

    @cached_property
    def narratives(self) -> dict[str, Narrative]:
        """By id."""
        rows = to_records(Narrative, self.tables["narratives"])
        return {n.narrative_id: n for n in rows if n.level == "narrative"}

    @cached_property
    def narratives_of(self) -> dict[str, list[str]]:
        """Utterance → narratives."""
        found: dict[str, list[str]] = defaultdict(list)
        for n in self.narratives.values():
            for utterance in n.utterance_ids:
                found[utterance].append(n.narrative_id)
        return found

    @cached_property
    def conflicts_of(self) -> dict[str, list[Conflict]]:
        """Statement → conflicts."""
        found: dict[str, list[Conflict]] = defaultdict(list)
        for c in to_records(Conflict, self.tables["conflicts"]):
            for statement in dict.fromkeys((c.statement_a, c.statement_b)):
                if statement:
                    found[statement].append(c)
        return found

    @cached_property
    def versions(self) -> list[tuple[Witness, str]]:
        """Every version with its words, and with each of its sentences if it has several; what several
        versions of one utterance have alike counts once."""
        kept: dict[tuple[str, str], Witness] = {}
        for utterance in sorted(self.witnesses):
            for w in self.witnesses[utterance]:
                for words in _whole_and_sentences(w.text or ""):
                    kept.setdefault((utterance, words), w)
        return [(w, words) for (_, words), w in kept.items()]

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the versions' words: stored vectors that have another one are of another run."""
        return digest("1", *(words for _, words in self.versions))

    @cached_property
    def vectors(self) -> Vectors:
        """A unit vector for each of ``versions``."""
        if self.known is not None and self.known.shape == (len(self.versions), DIMENSIONS):
            return self.known
        return embed([words for _, words in self.versions])

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """The telling words of each of ``versions``."""
        return [content_stems(words) for _, words in self.versions]

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """Telling word → the rows of ``versions`` that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, stems in enumerate(self.stems):
            for stem in stems:
                found[stem].append(row)
        return found

    @cached_property
    def rarity(self) -> Rarity:
        """How telling each word is in this pile."""
        return Rarity.of(content_stems(a.text) for a in self.articles.values())

    @cached_property
    def unattributed(self) -> Sentences:
        """Sentences outside all statements, and which rare words they have."""
        inside: dict[str, list[Span]] = defaultdict(list)
        for s in self.statements.values():
            inside[s.article_id].extend(s.content_spans)
        places: list[tuple[str, Span]] = []
        having: dict[str, list[int]] = defaultdict(list)
        for a in self.articles.values():
            told = sorted(inside[a.article_id])
            for place in _outside(sentences(a.text), told):
                for stem in content_stems(place.of(a.text)):
                    having[stem].append(len(places))
                places.append((a.article_id, place))
        most = max(50, int(COMMON * len(places)))
        return Sentences(places, {stem: rows for stem, rows in having.items() if len(rows) <= most})


def _whole_and_sentences(text: str) -> list[str]:
    """The text, then its sentences if there are several; nothing of an empty text."""
    pieces = [place.of(text) for place in sentences(text)]
    return [text, *pieces] if len(pieces) > 1 else [text] if text.strip() else []


def _outside(places: list[Span], told: list[Span]) -> list[Span]:
    """The places that overlap none of the spans, both in order."""
    out = []
    at = 0
    ends = 0  # the furthest end of the spans that begin before the place ends
    for place in places:
        while at < len(told) and told[at].start < place.end:
            ends = max(ends, told[at].end)
            at += 1
        if ends <= place.start:
            out.append(place)
    return out
