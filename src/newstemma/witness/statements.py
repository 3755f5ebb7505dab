"""Statements made ready for comparing; those that cannot be told apart stand together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newstemma.records import Article, Statement
from newstemma.text.names import outlet_key
from newstemma.text.similarity import Rarity, content_stems
from newstemma.witness.features import Around
from newstemma.witness.pieces import Piece, pieces_of
from newstemma.witness.setting import Matter, beside

__all__ = ["Node", "certain_day", "day_of", "nodes_of"]


@dataclass(frozen=True)
class Node:
    """Statements with the same words, speaker, day and venue: one for the purposes of grouping.

    Attributes:
        members: indices of the statements, the first stands for all.
        around: what surrounds the first.
    """

    members: tuple[int, ...]
    around: Around
    direct: bool


def nodes_of(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    rarity: Rarity,
    matter: Mapping[str, Matter],
) -> tuple[list[Node], list[Piece]]:
    """Statements as nodes, and the pieces of all nodes (``owner`` is the node's index).

    Statements of the same words are one node only if the words are particular enough: a stock phrase that
    is said again and again stays as many statements.
    """
    groups: dict[tuple[tuple[str, ...], tuple[object, ...]], list[int]] = {}
    arounds: list[Around] = []
    known: dict[tuple[str, ...], list[Piece]] = {}
    for k, statement in enumerate(statements):
        spans = [(s.start, s.end) for s in statement.content_spans]
        article = articles[statement.article_id]
        words = tuple(article.text[a:b].casefold() for a, b in spans)
        if words not in known:
            known[words] = pieces_of(0, article, statement.content_spans, rarity)
        where = around_of(statement, article, matter[article.article_id])
        particular = any(not p.is_stock for p in known[words])
        same: tuple[object, ...] = (
            (where.speaker, where.said, where.venue, where.direct) if particular else (k,)
        )
        groups.setdefault((words, same), []).append(k)
        arounds.append(where)
    nodes: list[Node] = []
    pieces: list[Piece] = []
    for (words, _), members in groups.items():
        where = arounds[members[0]]
        pieces += [replace(p, owner=len(nodes)) for p in known[words]]
        nodes.append(Node(tuple(members), where, where.direct))
    return nodes, pieces


def around_of(statement: Statement, article: Article, matter: Matter) -> Around:
    """What surrounds a statement; ``matter``: what its article is about."""
    return Around(
        article.article_id,
        statement.kind != "indirect",
        content_stems(statement.source or "", article.language),
        statement.speaker_id,
        outlet_key(statement.addressee) if statement.addressee else None,
        certain_day(statement),
        day_of(article.published),
        article.language,
        matter.stems,
        matter.themes,
        *beside(article, statement.content_spans),
    )


def certain_day(statement: Statement) -> str | None:
    """The day on which it was said, as far as it is certain.

    A day taken from the article's publication is only the latest possible one.
    """
    if statement.said_on is None or (statement.said_on_how or "").startswith("published"):
        return None
    return statement.said_on[:10]


def day_of(published: str | None) -> str | None:
    """The day of a publication date; None if the day is not known."""
    return published[:10] if published is not None and len(published) >= 10 else None
