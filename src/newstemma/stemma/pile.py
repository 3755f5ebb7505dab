"""What the stemma needs to know about articles, statements, credits and shared passages, looked up by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from newstemma.params.stemma import LINE_WORDS, NEAR_OPENING
from newstemma.spans import Span, merge
from newstemma.text.names import outlet_key
from newstemma.text.tokens import paragraphs, words

__all__ = ["ArticleFacts", "Passages", "Pile", "PlacedCredit", "StatementFacts", "make_pile"]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is known about an article as a whole.

    Attributes:
        outlet: ``outlet_key`` of its outlet, empty if unknown.
        name: the outlet, or the title, as a reader would call it.
        language: ISO 639-1, or None.
        length: characters of its text.
    """

    outlet: str
    name: str
    language: str | None
    length: int


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What is known about a statement beside its words."""

    kind: str
    addressee: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedCredit:
    """A credit and its place in the article.

    Attributes:
        key: ``outlet_key`` of what is credited.
        paragraph: the paragraph that holds it.
        line: whether it speaks for the article as a whole (byline, dateline, "Source: X").
    """

    key: str
    name: str
    kind: str
    start: int
    text: str
    article_id: str | None
    paragraph: Span
    line: bool


@dataclass(frozen=True, slots=True)
class Passages:
    """Shared passages of two articles, in the first one's characters, and how many are translated."""

    spans: tuple[Span, ...]
    translated: int


@dataclass(frozen=True)
class Pile:
    """Everything by id; ``paragraphs`` and ``texts`` only for articles that credit somebody."""

    articles: Mapping[str, ArticleFacts]
    statements: Mapping[str, StatementFacts]
    credits: Mapping[str, tuple[PlacedCredit, ...]]
    texts: Mapping[str, str]
    passages: Mapping[str, Mapping[str, Passages]]
    agencies: frozenset[str]
    """Keys that some article credits as an agency."""


def make_pile(articles: pa.Table, statements: pa.Table, credits_: pa.Table, overlaps: pa.Table) -> Pile:
    """Look-up tables from the Arrow tables; the order of their rows does not matter."""
    facts, texts = {}, {}
    crediting = set(credits_.column("article_id").to_pylist())
    for row in _rows(articles, "article_id", "outlet", "title", "path", "language", "text"):
        article_id, outlet, title, path, language, text = row
        name = outlet or title or path
        facts[article_id] = ArticleFacts(outlet_key(outlet) if outlet else "", name, language, len(text))
        if article_id in crediting:
            texts[article_id] = text
    told = {}
    places: dict[str, list[int]] = defaultdict(list)
    for statement_id, article_id, *rest in _rows(
        statements, "statement_id", "article_id", "kind", "addressee", "content_start", "content_end"
    ):
        told[statement_id] = StatementFacts(*rest)
        if article_id in texts:
            places[article_id].append(rest[2])
    placed = _placed_credits(credits_, texts, places)
    agencies = frozenset(c.key for listed in placed.values() for c in listed if c.kind == "agency")
    return Pile(facts, told, placed, texts, _passages(overlaps), agencies)


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(c).to_pylist() for c in columns), strict=True)


def _placed_credits(
    credits_: pa.Table, texts: Mapping[str, str], statements: Mapping[str, Sequence[int]]
) -> dict[str, tuple[PlacedCredit, ...]]:
    found: dict[str, list[PlacedCredit]] = defaultdict(list)
    layout = {article_id: list(paragraphs(text)) for article_id, text in texts.items()}
    columns = ("article_id", "start", "end", "text", "credited", "kind", "credited_article_id")
    for article_id, start, end, text, credited, kind, linked in _rows(credits_, *columns):
        if article_id not in texts:
            continue
        holder = next((p for p in layout[article_id] if p.start <= start < p.end), Span(start, end))
        told = any(holder.start <= s < holder.end for s in statements.get(article_id, ()))
        line = _is_line(texts[article_id], Span(start, end), holder, kind, told=told)
        key = outlet_key(credited)
        if key:
            found[article_id].append(PlacedCredit(key, credited, kind, start, text, linked, holder, line))
    return {a: tuple(sorted(cs, key=lambda c: (c.start, c.key, c.kind))) for a, cs in found.items()}


def _is_line(text: str, credit: Span, holder: Span, kind: str, *, told: bool) -> bool:
    """A byline, a short paragraph with nothing but the credit, or a dateline's agency in brackets."""
    if kind == "byline":
        return True
    if not told and len(words(holder.of(text)[:400])) <= LINE_WORDS:
        return True
    before = text[max(0, credit.start - 2) : credit.start]
    return credit.start < NEAR_OPENING and "(" in before + credit.of(text)[:1]


def _passages(overlaps: pa.Table) -> dict[str, dict[str, Passages]]:
    """Passages by article and other article, in both directions; boilerplate is nobody's copy."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    translated: dict[tuple[str, str], int] = defaultdict(int)
    columns = ("article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "kind")
    for a, start_a, end_a, b, start_b, end_b, kind in _rows(overlaps, *columns):
        if kind == "boilerplate" or a == b:
            continue
        if kind == "translated":
            translated[a, b] += 1
            translated[b, a] += 1
        else:
            spans[a, b].append((start_a, end_a))
            spans[b, a].append((start_b, end_b))
    out: dict[str, dict[str, Passages]] = defaultdict(dict)
    for pair in spans.keys() | translated.keys():
        places = tuple(Span(*place) for place in spans.get(pair, ()))
        merged = merge(places) if len(places) > 1 else places
        out[pair[0]][pair[1]] = Passages(merged, translated.get(pair, 0))
    return out
