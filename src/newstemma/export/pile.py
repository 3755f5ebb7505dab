"""The tables of a run as the formats look them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newstemma.records import Credit, Utterance, Witness
from newstemma.store.look_up import LookUp, Tables
from newstemma.tables import to_records

__all__ = ["Pile", "Tables"]


@dataclass(frozen=True)
class Pile(LookUp):
    """Tables with the look-ups that several formats need, each made when it is first used."""

    @cached_property
    def credits(self) -> list[Credit]:
        """All credits."""
        return to_records(Credit, self.tables["credits"])

    def retold(self) -> Iterator[tuple[Utterance, list[Witness]]]:
        """Utterances with at least two witnesses, lost ones included."""
        for u in self.utterances.values():
            told = self.witnesses.get(u.utterance_id, [])
            if len(told) > 1:
                yield u, told
