"""Utterances as schema.org Claims, their quotations as Quotations (JSON-LD).

A Claim has an ``appearance`` for every article that tells it and, where dates allow, its ``firstAppearance``
in this pile; it carries no rating. A Quotation is a direct statement of one article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import iri, urn
from newstemma.records import Article, Statement, Utterance, Witness
from newstemma.store.rows_to_text import as_json

__all__ = ["tables_to_schemaorg"]

CONTEXT = {"@vocab": "https://schema.org/"}
_KINDS = {"person": "Person", "body": "Organization"}


def tables_to_schemaorg(tables: Tables) -> Iterator[str]:
    """A JSON-LD document: articles, then a Claim per utterance, then a Quotation per direct statement."""
    yield '{"@context": ' + as_json(CONTEXT) + ', "@graph": ['
    first = True
    for node in _nodes(Pile(tables)):
        yield ("\n" if first else ",\n") + as_json({k: v for k, v in node.items() if v})
        first = False
    yield "\n]}\n"


def _nodes(pile: Pile) -> Iterator[dict[str, Any]]:
    for article in pile.articles.values():
        yield _article(article)
    utterance_of: dict[str, str] = {}
    for utterance in pile.utterances.values():
        told = pile.witnesses.get(utterance.utterance_id, [])
        utterance_of |= {w.statement_id: w.utterance_id for w in told if w.statement_id}
        yield _claim(pile, utterance, told)
    for statement in pile.statements.values():
        if statement.kind == "direct":
            yield _quotation(pile, statement, utterance_of.get(statement.statement_id))


def _article(article: Article) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "@id": urn(article.article_id),
        "url": iri(article.url),
        "headline": article.title,
        "datePublished": article.published,
        "inLanguage": article.language,
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
    }


def _party(pile: Pile, speaker_id: str | None, name: str | None) -> dict[str, Any] | None:
    """The speaker as schema.org has it: a person, an organisation, or simply a thing with a name."""
    if speaker_id in pile.speakers:
        speaker = pile.speakers[speaker_id or ""]
        kind = _KINDS.get(speaker.kind, "Thing")
        return {"@type": kind, "@id": urn(speaker.speaker_id), "name": speaker.name}
    return {"@type": "Thing", "name": name} if name else None


def _claim(pile: Pile, utterance: Utterance, told: list[Witness]) -> dict[str, Any]:
    first = utterance.first_article_id
    articles = dict.fromkeys(w.article_id for w in told if w.article_id)
    return {
        "@type": "Claim",
        "@id": urn(utterance.utterance_id),
        "text": utterance.text,
        "author": _party(pile, utterance.speaker_id, utterance.speaker),
        "dateCreated": utterance.said_on,
        "appearance": [{"@type": "NewsArticle", "@id": urn(a)} for a in articles if a],
        "firstAppearance": {"@type": "NewsArticle", "@id": urn(first)} if first else None,
    }


def _quotation(pile: Pile, statement: Statement, utterance: str | None) -> dict[str, Any]:
    text = pile.articles[statement.article_id].text
    return {
        "@type": "Quotation",
        "@id": urn(statement.statement_id),
        "text": " … ".join(piece.of(text) for piece in statement.content_spans),
        "creator": _party(pile, statement.speaker_id, statement.speaker or statement.source),
        "dateCreated": statement.said_on,
        "isPartOf": {"@type": "NewsArticle", "@id": urn(statement.article_id)},
        "exampleOfWork": {"@type": "Claim", "@id": urn(utterance)} if utterance else None,
    }
