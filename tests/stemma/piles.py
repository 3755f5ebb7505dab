"""Small piles of invented articles for tests of the stemma, independence and drift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.records import (
    Article,
    Credit,
    Edge,
    Overlap,
    Source,
    Statement,
    Utterance,
    Witness,
)
from newstemma.spans import Span
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import check, to_records, to_table

UTTERANCE = "u-1"


@dataclass(frozen=True)
class Told:
    """One article that tells the utterance: ``before``, the words, ``after``."""

    outlet: str
    words: str
    published: str | None = None
    credits: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    kind: str | None = "direct"
    language: str = "en"
    addressee: str | None = None
    credit_kind: str = "outlet"


@dataclass(frozen=True)
class Piled:
    """The tables before the stemma."""

    articles: pa.Table
    statements: pa.Table
    utterances: pa.Table
    witnesses: pa.Table
    credits: pa.Table
    overlaps: pa.Table


def pile(told: Sequence[Told], overlaps: Sequence[Overlap] = (), addressee: str | None = None) -> Piled:
    """Tables of one utterance as told by several articles (ids are a-0, a-1 … in the order given)."""
    articles, statements, witnesses, credits_ = [], [], [], []
    for k, t in enumerate(told):
        text = t.before + t.words + t.after
        start, end = len(t.before), len(t.before) + len(t.words)
        article_id = f"a-{t.outlet}-{k}"
        articles.append(
            Article(
                article_id,
                f"{k}.txt",
                None,
                None,
                t.outlet,
                None,
                t.outlet,
                None,
                t.published,
                None,
                t.language,
                text,
            )
        )
        statement_id = None
        if t.kind:
            statement_id = f"s-{article_id}"
            statements.append(
                Statement(
                    statement_id, article_id, t.kind, start, end, t.words, [Span(start, end)],
                    None, None, None, None, None, None, None, "rules", 0.9, addressee=t.addressee,
                )
            )  # fmt: skip
        for c, name in enumerate(t.credits):
            at = text.find(name)
            assert at >= 0, "a credit's words must stand in the text"
            credits_.append(
                Credit(f"c-{article_id}-{c}", article_id, at, at + len(name), name, name, t.credit_kind)
            )
        witnesses.append(
            Witness(
                UTTERANCE, f"w-{article_id}", statement_id, article_id, chr(65 + k % 26) * (1 + k // 26),
                "extant", t.outlet, start, end, t.words, t.kind is not None, t.published,
            )
        )  # fmt: skip
    said = Utterance(
        UTTERANCE,
        None,
        None,
        None,
        addressee,
        told[0].words,
        len(told),
        len(told),
        None,
        None,
        None,
        None,
        None,
    )
    return Piled(
        to_table(Article, articles),
        to_table(Statement, statements),
        to_table(Utterance, [said]),
        to_table(Witness, witnesses),
        to_table(Credit, credits_),
        to_table(Overlap, overlaps),
    )


@dataclass(frozen=True)
class Traced:
    """The result on one pile."""

    witnesses: list[Witness]
    edges: list[Edge]
    utterance: Utterance
    sources: list[Source]

    @property
    def tree(self) -> dict[str, str]:
        """Parent by child in the best tree, by outlet (or credited) names; the utterance is "said"."""
        names = {w.witness_id: w.name for w in self.witnesses} | {UTTERANCE: "said"}
        return {names[e.child]: names[e.parent] for e in self.edges if e.in_tree}

    def probability(self, parent: str, child: str) -> float:
        """The probability of an edge, by names."""
        names = {w.witness_id: w.name for w in self.witnesses} | {UTTERANCE: "said"}
        return sum(e.probability for e in self.edges if names[e.parent] == parent and names[e.child] == child)


def traced(piled: Piled) -> Traced:
    """Stemma and independence of a pile, with the tables checked."""
    witnesses, edges = witnesses_to_edges(
        piled.articles, piled.statements, piled.utterances, piled.witnesses, piled.credits, piled.overlaps
    )
    utterances, sources = edges_to_sources(piled.utterances, witnesses, edges)
    for name, table in (
        ("witnesses", witnesses),
        ("edges", edges),
        ("utterances", utterances),
        ("sources", sources),
    ):
        check(name, table)
    return Traced(
        to_records(Witness, witnesses),
        to_records(Edge, edges),
        to_records(Utterance, utterances)[0],
        to_records(Source, sources),
    )
