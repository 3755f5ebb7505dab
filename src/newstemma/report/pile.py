"""The tables of a run as records, with the look-ups that a page needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa

from newstemma.records import (
    TABLES,
    Article,
    Change,
    Conflict,
    Credit,
    DateExpression,
    Edge,
    Failure,
    Mention,
    Narrative,
    Overlap,
    Source,
    Speaker,
    Statement,
    Utterance,
    Voice,
    Witness,
)
from newstemma.report.stored import Stored, grouped
from newstemma.report.visible import clip
from newstemma.tables import to_records

__all__ = ["TELLING", "Pile", "Step", "make_pile"]


class Step(NamedTuple):
    """A step of a best tree and how sure it is."""

    parent: str
    child: str
    probability: float


@dataclass(frozen=True)
class Pile:
    """Every table, in its order; what is large and shown in parts becomes records when it is asked for."""

    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    speakers: Mapping[str, Speaker]
    utterances: Mapping[str, Utterance]
    mentions: Sequence[Mention]
    dates: Sequence[DateExpression]
    credits: list[Credit]
    overlaps: list[Overlap]
    witnesses: list[Witness]
    edges: Sequence[Edge]
    sources: list[Source]
    changes: list[Change]
    narratives: list[Narrative]
    voices: list[Voice]
    conflicts: list[Conflict]
    failures: list[Failure]

    @cached_property
    def statements_of(self) -> Mapping[str, list[Statement]]:
        """Statements by article."""
        return grouped(list(self.statements.values()), "article_id")

    @cached_property
    def dates_of(self) -> Mapping[str, list[DateExpression]]:
        """Time expressions by article."""
        return grouped(self.dates, "article_id")

    @cached_property
    def credits_of(self) -> Mapping[str, list[Credit]]:
        """Credits by article."""
        return grouped(self.credits, "article_id")

    @cached_property
    def witnesses_of(self) -> Mapping[str, list[Witness]]:
        """Witnesses by utterance."""
        return grouped(self.witnesses, "utterance_id")

    @cached_property
    def edges_of(self) -> Mapping[str, list[Edge]]:
        """Possible steps by utterance."""
        return grouped(self.edges, "utterance_id")

    @cached_property
    def steps_of(self) -> Mapping[str, list[Step]]:
        """The steps of the best tree by utterance, without their evidence."""
        if isinstance(self.edges, Stored):
            table = self.edges.table
            columns = [table.column(name).to_pylist() for name in (*Step._fields, "utterance_id", "in_tree")]
            listed = [(key, Step(*step)) for *step, key, in_tree in zip(*columns, strict=True) if in_tree]
        else:
            chosen = [e for e in self.edges if e.in_tree]
            listed = [(e.utterance_id, Step(e.parent, e.child, e.probability)) for e in chosen]
        out: dict[str, list[Step]] = defaultdict(list)
        for key, step in listed:
            out[key].append(step)
        return dict(out)

    @cached_property
    def sources_of(self) -> Mapping[str, list[Source]]:
        """Independent branches by utterance."""
        return grouped(self.sources, "utterance_id")

    @cached_property
    def changes_of(self) -> Mapping[str, list[Change]]:
        """Changes by utterance."""
        return grouped(self.changes, "utterance_id")

    @cached_property
    def overlaps_of(self) -> Mapping[str, list[Overlap]]:
        """Shared passages by either of their articles."""
        out: dict[str, list[Overlap]] = defaultdict(list)
        for overlap in self.overlaps:
            out[overlap.article_a].append(overlap)
            if overlap.article_b != overlap.article_a:
                out[overlap.article_b].append(overlap)
        return dict(out)

    @cached_property
    def utterance_of(self) -> Mapping[str, str]:
        """Utterance by statement, for the statements that stand for a witness."""
        return {w.statement_id: w.utterance_id for w in self.witnesses if w.statement_id is not None}

    @cached_property
    def retold(self) -> list[Utterance]:
        """Utterances with witnesses in more than one article, most retold and most changed first."""
        found = [u for u in self.utterances.values() if len(self.articles_with(u.utterance_id)) > 1]
        return sorted(found, key=self._rank)

    def articles_with(self, utterance_id: str) -> list[str]:
        """The articles that carry an utterance."""
        witnesses = self.witnesses_of.get(utterance_id, ())
        return list(dict.fromkeys(a for w in witnesses if (a := w.article_id) and a in self.articles))

    def _rank(self, utterance: Utterance) -> tuple[int, int, int, str]:
        key = utterance.utterance_id
        telling = sum(c.kind in TELLING for c in self.changes_of.get(key, ()))
        return (-len(self.articles_with(key)), -telling, -min(len(utterance.text), 400), key)

    def is_circular(self, utterance_id: str) -> bool:
        """Whether the credits of an utterance run in a circle."""
        return any(s.circular for s in self.sources_of.get(utterance_id, ()))

    def outlet(self, article_id: str | None) -> str:
        """What a reader calls an article's source: its outlet, else its title, else its file."""
        article = self.articles.get(article_id or "")
        if article is None:
            return "an article that is not in the tables"
        return article.outlet or clip(article.title or article.row_id or article.path, _NAME)


_NAME = 60
"""Characters of a title that stands for an outlet."""
TELLING = frozenset(
    ("number", "date", "name", "negation", "hedge", "intensifier", "speaker", "attribution_dropped", "quoted")
)


def make_pile(tables: Mapping[str, pa.Table]) -> Pile:
    """The records of all tables that a page shows.

    Args:
        tables: by the names of ``records.TABLES``; a table that is not there counts as empty.
    """

    def rows(name: str) -> list[Any]:
        return to_records(TABLES[name], tables[name]) if name in tables else []

    def stored(name: str) -> Sequence[Any]:
        return Stored(name, tables[name]) if name in tables else []

    return Pile(
        articles={a.article_id: a for a in rows("articles")},
        statements={s.statement_id: s for s in rows("statements")},
        speakers={s.speaker_id: s for s in rows("speakers")},
        utterances={u.utterance_id: u for u in rows("utterances")},
        mentions=stored("mentions"),
        dates=stored("dates"),
        credits=rows("credits"),
        overlaps=rows("overlaps"),
        witnesses=rows("witnesses"),
        edges=stored("edges"),
        sources=rows("sources"),
        changes=rows("changes"),
        narratives=rows("narratives"),
        voices=rows("voices"),
        conflicts=rows("conflicts"),
        failures=rows("failures"),
    )
