"""FollowTheMoney entities (https://followthemoney.tech), a JSON line each, for Aleph and its kin.

Articles become ``Article``, speakers ``Person``, ``Organization`` or ``LegalEntity``, every statement with a
known speaker a ``Documentation`` that ties the speaker to the article, every tied credit an ``UnknownLink``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import iri
from newstemma.records import Article, Credit, Speaker, Statement
from newstemma.store.rows_to_text import as_json

__all__ = ["tables_to_ftm"]

# ISO 639-1 to 639-2/T, which the model wants; a language that is not here is left out, never guessed.
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip
_KINDS = {"person": "Person", "body": "Organization"}


def tables_to_ftm(tables: Tables) -> Iterator[str]:
    """Entities as lines: ``{"id": …, "schema": …, "properties": {name: [values]}}``."""
    for entity in _entities(Pile(tables)):
        kept = {name: values for name, values in entity["properties"].items() if values}
        yield as_json(entity | {"properties": kept}) + "\n"


def _entities(pile: Pile) -> Iterator[dict[str, Any]]:
    for article in pile.articles.values():
        yield _article(article)
    for speaker in pile.speakers.values():
        yield _speaker(speaker)
    for statement in pile.statements.values():
        if statement.speaker_id in pile.speakers:
            yield _said(pile, statement)
    for credit in pile.credits:
        if credit.credited_article_id and credit.credited_article_id != credit.article_id:
            yield _link(credit)


def _entity(identifier: str, schema: str, properties: dict[str, list[str | None]]) -> dict[str, Any]:
    listed = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": identifier, "schema": schema, "properties": listed}


def _article(article: Article) -> dict[str, Any]:
    properties: dict[str, list[str | None]] = {
        "title": [article.title],
        "fileName": [PurePosixPath(article.path).name or article.article_id],
        "author": [article.byline],
        "publisher": [article.outlet],
        "publishedAt": [_day(article.published)],
        "sourceUrl": [iri(article.url)],
        "language": [_LANGUAGES.get(article.language or "")],
        "bodyText": [article.text],
    }
    return _entity(article.article_id, "Article", properties)


def _speaker(speaker: Speaker) -> dict[str, Any]:
    kind = _KINDS.get(speaker.kind, "LegalEntity")
    properties: dict[str, list[str | None]] = {
        "name": [speaker.name],
        "alias": [a for a in speaker.aliases if a != speaker.name],
    }
    if kind == "Person":
        properties["position"] = list(speaker.roles)
    return _entity(speaker.speaker_id, kind, properties)


def _said(pile: Pile, statement: Statement) -> dict[str, Any]:
    text = pile.articles[statement.article_id].text
    properties: dict[str, list[str | None]] = {
        "document": [statement.article_id],
        "entity": [statement.speaker_id],
        "role": [f"{statement.kind} statement"],
        "summary": [" … ".join(piece.of(text) for piece in statement.content_spans)],
        "date": [_day(statement.said_on)],
    }
    return _entity(statement.statement_id, "Documentation", properties)


def _link(credit: Credit) -> dict[str, Any]:
    properties: dict[str, list[str | None]] = {
        "subject": [credit.article_id],
        "object": [credit.credited_article_id],
        "role": [f"names as its source: {credit.text}"],
    }
    return _entity(credit.credit_id, "UnknownLink", properties)


def _day(date: str | None) -> str | None:
    """The date without its time: the model's dates have no zone."""
    return date[:10] if date else None
