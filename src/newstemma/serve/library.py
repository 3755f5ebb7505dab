"""Parts of a run as records: only the rows that one page needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from newstemma.report.pile import Pile
from newstemma.serve.links import PagesLinks
from newstemma.store.sql_rows import decoded, fetch, named_rows

__all__ = ["Library"]

_KEYED: Mapping[str, Callable[[Any], str]] = {
    "articles": lambda row: row.article_id,
    "statements": lambda row: row.statement_id,
    "speakers": lambda row: row.speaker_id,
    "utterances": lambda row: row.utterance_id,
}


class Library:
    """An index, opened for one answer.

    Args:
        path: of the index.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The answer to a query."""
        return list(named_rows(self._connection, sql, values))

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterable[dict[str, Any]]:
        """The answer to a query, row by row."""
        return named_rows(self._connection, sql, values)

    def table(self, name: str, where: str = "", values: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """All rows of a table, row by row, lists and truth values as such.

        Args:
            name: of the table.
            where: an SQL condition.
            values: of its question marks.
        """
        clause = f" WHERE {where}" if where else ""
        for row in self.stream(f'SELECT * FROM "{name}"{clause} ORDER BY rowid', values):  # noqa: S608 - ours
            yield decoded(name, row)

    def count(self, sql: str, values: Sequence[Any] = ()) -> int:
        """The number that a query answers."""
        (number,) = self._connection.execute(sql, values).fetchone()
        return int(number or 0)

    def derived(self, name: str) -> Any:
        """A value that was computed with the index."""
        row = self._connection.execute("SELECT value FROM derived WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def get(self, table: str, column: str, keys: Iterable[str | None]) -> list[Any]:
        """Records of a table by the values of a column."""
        return fetch(self._connection, table, column, [k for k in keys if k is not None])

    def part(self, **rows: Iterable[Any]) -> Pile:
        """A pile that holds these rows and no others."""
        values: dict[str, Any] = {f.name: [] for f in fields(Pile)}
        values |= {name: list(listed) for name, listed in rows.items()}
        for name, key in _KEYED.items():
            values[name] = {key(row): row for row in values[name]}
        return Pile(**values)

    def names_of(self, article_ids: Iterable[str | None]) -> list[Any]:
        """Articles without their text: for names and dates."""
        wanted = sorted({a for a in article_ids if a})
        return fetch(self._connection, "articles", "article_id", wanted, also="''")

    def utterances(self, ids: Sequence[str], texts: bool = False) -> Pile:
        """Utterances with all that hangs on them.

        Args:
            ids: of the utterances.
            texts: whether the articles come with their text (to compare versions).
        """
        witnesses = self.get("witnesses", "utterance_id", ids)
        article_ids = sorted({w.article_id for w in witnesses if w.article_id})
        utterances = self.get("utterances", "utterance_id", ids)
        return self.part(
            utterances=utterances,
            witnesses=witnesses,
            edges=self.get("edges", "utterance_id", ids),
            sources=self.get("sources", "utterance_id", ids),
            changes=self.get("changes", "utterance_id", ids),
            statements=self.get("statements", "statement_id", (w.statement_id for w in witnesses)),
            articles=self.get("articles", "article_id", article_ids) if texts else self.names_of(article_ids),
            speakers=self.get("speakers", "speaker_id", (u.speaker_id for u in utterances)),
        )

    def article(self, article_id: str) -> Pile | None:
        """One article with all that is found in it, and the names of those it has to do with."""
        own = self.get("articles", "article_id", [article_id])
        if not own:
            return None
        statements = self.get("statements", "article_id", [article_id])
        overlaps = [
            *self.get("overlaps", "article_a", [article_id]),
            *self.get("overlaps", "article_b", [article_id]),
        ]
        conflicts = [
            *self.get("conflicts", "article_a", [article_id]),
            *self.get("conflicts", "article_b", [article_id]),
        ]
        told = self.get("witnesses", "article_id", [article_id])
        witnesses = self.get("witnesses", "utterance_id", (w.utterance_id for w in told))
        credits_ = self.get("credits", "article_id", [article_id])
        others = {o.article_a for o in overlaps} | {o.article_b for o in overlaps}
        others |= {w.article_id for w in witnesses if w.article_id}
        others |= {c.credited_article_id for c in credits_ if c.credited_article_id}
        theirs = self.get("credits", "article_id", sorted(others - {article_id}))
        voices = [v for v in self.never_quoted() if v.n_spoken_about]
        return self.part(
            articles=[*own, *self.names_of(others - {article_id})],
            statements=statements,
            mentions=self.get("mentions", "article_id", [article_id]),
            dates=self.get("dates", "article_id", [article_id]),
            credits=[*credits_, *theirs],
            overlaps={o.overlap_id: o for o in overlaps}.values(),
            conflicts={c.conflict_id: c for c in conflicts}.values(),
            witnesses=witnesses,
            utterances=self.get("utterances", "utterance_id", (w.utterance_id for w in told)),
            speakers=self.get("speakers", "speaker_id", (s.speaker_id for s in statements)),
            voices=voices,
        )

    def never_quoted(self) -> list[Any]:
        """The parties that are most spoken about and never quoted."""
        found = self.rows(
            "SELECT rowid FROM voices WHERE n_quoted = 0 AND n_spoken_about > 0"
            " ORDER BY n_spoken_about DESC, name LIMIT 60"
        )
        return self.get("voices", "rowid", [r["rowid"] for r in found])

    def links(self, pile: Pile) -> PagesLinks:
        """Addresses of a part's rows."""
        return PagesLinks({s.statement_id: s.article_id for s in pile.statements.values()})
