"""The rows of a run by their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from newstemma.records import Article, Edge, Speaker, Statement, Utterance, Witness
from newstemma.tables import to_records

__all__ = ["LookUp", "Tables"]

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class LookUp:
    """Tables with look-ups, each made when it is first used, and once.

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
    def utterances(self) -> dict[str, Utterance]:
        """By id."""
        return {u.utterance_id: u for u in to_records(Utterance, self.tables["utterances"])}

    @cached_property
    def witnesses(self) -> dict[str, list[Witness]]:
        """By utterance: extant ones in order of sigla (A … Z, AA …), then lost ones."""
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
