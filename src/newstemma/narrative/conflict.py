"""Making a conflict row from two passages."""

from __future__ import annotations

from collections.abc import Iterable

from newstemma.ids import make_id
from newstemma.records import Conflict, Statement
from newstemma.spans import Span

__all__ = ["Passage", "StatementIndex", "conflict"]

Passage = tuple[str, Span, str]
"""(article_id, place, words)"""


class StatementIndex:
    """Which statement a place in an article belongs to."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_article: dict[str, list[tuple[Span, str]]] = {}
        for s in statements:
            for piece in s.content_spans:
                self._by_article.setdefault(s.article_id, []).append((piece, s.statement_id))

    def at(self, article_id: str, place: Span) -> str | None:
        """The statement with the smallest piece that overlaps the place."""
        hits = [(len(p), i) for p, i in self._by_article.get(article_id, ()) if p.overlaps(place)]
        return min(hits)[1] if hits else None


def conflict(kind: str, sides: tuple[Passage, Passage], detail: str, index: StatementIndex) -> Conflict:
    """A conflict between two passages; they are put in a stable order."""
    first, second = sorted(sides, key=lambda p: (p[0], p[1]))
    (article_a, span_a, text_a), (article_b, span_b, text_b) = first, second
    return Conflict(
        conflict_id=make_id(
            "x", kind, article_a, span_a.start, span_a.end, article_b, span_b.start, span_b.end
        ),
        kind=kind,
        statement_a=index.at(article_a, span_a),
        statement_b=index.at(article_b, span_b),
        article_a=article_a,
        start_a=span_a.start,
        end_a=span_a.end,
        text_a=text_a,
        article_b=article_b,
        start_b=span_b.start,
        end_b=span_b.end,
        text_b=text_b,
        detail=detail,
    )
