"""The tables of a run as the formats look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from newstemma.params.export import ROWS_AT_ONCE
from newstemma.records import Article, Credit, Edge, Speaker, Statement, Utterance, Witness
from newstemma.tables import to_records

__all__ = ["Pile", "rows"]

Tables = Mapping[str, pa.Table]


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values, a thousand held at a time."""
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from batch.to_pylist()


@dataclass(frozen=True)
class Pile:
    """Tables with the look-ups that several formats need, each made when it is first used.

    Attributes:
        tables: Arrow tables by the names of ``records.TABLES``.
    """

    tables: Tables

    @cached_property
    def articles(self) -> dict[str, Article]:
        """By id, in the table's order."""
        return {a.article_id: a for a in to_records(Article, self.tables["articles"])}

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """By id."""
        return {s.speaker_id: s for s in to_records(Speaker, self.tables["speakers"])}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """By id, in the order of articles and places."""
        return {s.statement_id: s for s in to_records(Statement, self.tables["statements"])}

    @cached_property
    def utterances(self) -> list[Utterance]:
        """All utterances."""
        return to_records(Utterance, self.tables["utterances"])

    @cached_property
    def credits(self) -> list[Credit]:
        """All credits."""
        return to_records(Credit, self.tables["credits"])

    @cached_property
    def witnesses(self) -> dict[str, list[Witness]]:
        """By utterance, in order of sigla (A … Z, AA …; Greek ones last)."""
        found: dict[str, list[Witness]] = defaultdict(list)
        for w in to_records(Witness, self.tables["witnesses"]):
            found[w.utterance_id].append(w)
        for listed in found.values():
            listed.sort(key=lambda w: (w.status == "lost", len(w.sigil), w.sigil, w.witness_id))
        return found

    @cached_property
    def edges(self) -> dict[str, list[Edge]]:
        """By utterance."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for e in to_records(Edge, self.tables["edges"]):
            found[e.utterance_id].append(e)
        return found

    def retold(self) -> Iterator[tuple[Utterance, list[Witness]]]:
        """Utterances with at least two witnesses, lost ones included."""
        for u in self.utterances:
            told = self.witnesses.get(u.utterance_id, [])
            if len(told) > 1:
                yield u, told
