"""Statements, credits and dates as W3C Web Annotations (Recommendation of 23 February 2017).

Every annotation has a TextQuoteSelector, which finds its words on the page as well, and a
TextPositionSelector, whose offsets count characters (code points) of the cleaned text in the articles table;
``source`` names that text, ``scope`` the page it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import iri, urn
from newstemma.params.export import QUOTE_CONTEXT
from newstemma.records import Article
from newstemma.store.rows_to_text import as_json, rows

__all__ = ["tables_to_webannotation"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def tables_to_webannotation(tables: Tables) -> Iterator[str]:
    """An AnnotationPage (JSON-LD) with an annotation for every statement, credit and date expression."""
    head = {"@context": CONTEXT, "id": urn("annotations"), "type": "AnnotationPage"}
    yield as_json(head)[:-1] + ', "items": ['
    first = True
    for item in _annotations(Pile(tables)):
        yield ("\n" if first else ",\n") + as_json(item)
        first = False
    yield "\n]}\n"


def _annotations(pile: Pile) -> Iterator[dict[str, Any]]:
    for row in rows(pile.tables["statements"]):
        yield _statement(row, pile.articles[row["article_id"]])
    for row in rows(pile.tables["credits"]):
        body = [_words(row["credited"], "identifying"), _words(row["kind"], "classifying")]
        yield _annotation(row["credit_id"], "linking", body, _place(pile, row))
    for row in rows(pile.tables["dates"]):
        body = [_words(row["value"], "identifying"), _words(row["type"], "classifying")]
        yield _annotation(row["date_id"], "identifying", body, _place(pile, row))


def _statement(row: dict[str, Any], article: Article) -> dict[str, Any]:
    """Its content is the target; who said it, and the source's and the cue's places, are bodies."""
    body = [_words(row["kind"], "classifying")]
    if row["speaker"] or row["source"]:
        body.insert(0, _words(row["speaker"] or row["source"], "identifying"))
    for part, purpose in (("source", "identifying"), ("cue", "describing")):
        if row[f"{part}_start"] is not None:
            place = _selected(article, row[f"{part}_start"], row[f"{part}_end"])
            body.append({"type": "SpecificResource", "purpose": purpose, **place})
    pieces = [_selected(article, p["start"], p["end"]) for p in row["content_spans"]]
    return _annotation(row["statement_id"], "identifying", body, pieces)


def _annotation(
    identifier: str, motivation: str, body: list[dict[str, Any]], target: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": urn(identifier),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target if len(target) > 1 else target[0],
    }


def _words(text: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _place(pile: Pile, row: dict[str, Any]) -> list[dict[str, Any]]:
    return [_selected(pile.articles[row["article_id"]], row["start"], row["end"])]


def _selected(article: Article, start: int, end: int) -> dict[str, Any]:
    """A part of an article's text by its words and by its place."""
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - QUOTE_CONTEXT) : start],
        "suffix": text[end : end + QUOTE_CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    page = iri(article.url)
    found = {"source": urn(article.article_id), "selector": [quote, position]}
    return found | ({"scope": page} if page else {})
