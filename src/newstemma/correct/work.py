"""Tables in the middle of being corrected: rows by table, and which utterances to work out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from newstemma.records import TABLES, Article, Statement, Utterance, Witness
from newstemma.tables import to_records, to_table

__all__ = ["Work"]


class Work:
    """The tables as records, converted when first needed, and back when done.

    Attributes:
        touched: utterances whose tree has to be drawn again.
        redated: articles whose date changed.
        resaid: articles in which another speaker or another addressee may have said something.
        moved: statements that were given another speaker.
        rejected: keys of outlets that no longer count as credited, by article.
        renamed: utterance ids before → those after.
        people: whether speakers changed.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)
        self._rows: dict[str, list[Any]] = {}
        self.touched: set[str] = set()
        self.redated: set[str] = set()
        self.resaid: set[str] = set()
        self.moved: set[str] = set()
        self.rejected: dict[str, set[str]] = defaultdict(set)
        self.renamed: dict[str, tuple[str, ...]] = {}
        self.people = False

    def rows(self, name: str) -> list[Any]:
        """A table's rows; the list may be changed."""
        if name not in self._rows:
            self._rows[name] = list(to_records(TABLES[name], self._tables[name]))
        return self._rows[name]

    def put(self, name: str, rows: Iterable[Any]) -> None:
        """Replace a table's rows."""
        self._rows[name] = list(rows)

    def table(self, name: str) -> pa.Table:
        """A table as it is now."""
        if name in self._rows:
            self._tables[name] = to_table(TABLES[name], self._rows[name])
        return self._tables[name]

    def take(self, name: str, table: pa.Table) -> None:
        """Replace a table."""
        self._tables[name] = table
        self._rows.pop(name, None)

    def tables(self) -> dict[str, pa.Table]:
        """All tables as they are now."""
        return {name: self.table(name) for name in TABLES}

    @property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {a.article_id: a for a in self.rows("articles")}

    @property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {s.statement_id: s for s in self.rows("statements")}

    @property
    def utterances(self) -> dict[str, Utterance]:
        """Utterances by id."""
        return {u.utterance_id: u for u in self.rows("utterances")}

    def told(self) -> dict[str, list[Witness]]:
        """The extant witnesses of each utterance."""
        found: dict[str, list[Witness]] = defaultdict(list)
        for witness in self.rows("witnesses"):
            if witness.status == "extant":
                found[witness.utterance_id].append(witness)
        return found

    def holding(self, statement_ids: Sequence[str]) -> list[str]:
        """The utterances that have one of these statements as a witness, in the order of the statements."""
        of = {w.statement_id: w.utterance_id for w in self.rows("witnesses") if w.statement_id}
        return list(dict.fromkeys(of[s] for s in statement_ids if s in of))

    def heirs(self, utterance_id: str) -> list[str]:
        """What has become of an utterance: itself, or those in its place; none if it is gone."""
        known = self.utterances
        found: dict[str, None] = {}
        waiting, seen = [utterance_id], set()
        while waiting:
            key = waiting.pop()
            if key in known:
                found[key] = None
            elif key not in seen:
                waiting += reversed(self.renamed.get(key, ()))
            seen.add(key)
        return list(found)
