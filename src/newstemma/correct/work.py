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
        renamed: utterance ids before → after.
        people: whether speakers changed.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)
        self._rows: dict[str, list[Any]] = {}
        self.touched: set[str] = set()
        self.redated: set[str] = set()
        self.renamed: dict[str, str] = {}
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
