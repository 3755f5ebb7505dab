"""Articles as IPTC ninjs 2.1 (News in JSON), an object a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from newstemma.export.pile import Pile, Tables
from newstemma.export.text import day_time, iri, urn
from newstemma.records import Article
from newstemma.store.rows_to_text import as_json
from newstemma.text.tokens import words

__all__ = ["tables_to_ninjs"]

_STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}


def tables_to_ninjs(tables: Tables) -> Iterator[str]:
    """A line for every article: text, headline, byline, who is quoted (people, organisations), its credits.

    ``versioncreated`` wants a full date with time and zone; an article without one has none.
    """
    pile = Pile(tables)
    quoted: dict[str, dict[str, None]] = defaultdict(dict)
    for s in pile.statements.values():
        if s.speaker_id in pile.speakers:
            quoted[s.article_id][s.speaker_id or ""] = None
    credited: dict[str, dict[str, None]] = defaultdict(dict)
    for c in pile.credits:
        credited[c.article_id][c.credited] = None
    for article in pile.articles.values():
        item = _item(pile, article, list(quoted[article.article_id]), list(credited[article.article_id]))
        yield as_json({k: v for k, v in item.items() if v}) + "\n"


def _item(pile: Pile, article: Article, quoted: list[str], credited: list[str]) -> dict[str, Any]:
    said_by = [pile.speakers[i] for i in quoted]
    body = {
        "contenttype": "text/plain",
        "charcount": len(article.text),
        "wordcount": len(words(article.text)),
        "value": article.text,
    }
    link = iri(article.url)
    return {
        "uri": urn(article.article_id),
        "type": "text",
        "representationtype": "full",
        "language": article.language,
        "versioncreated": day_time(article.published),
        "title": article.title,
        "headlines": [{"value": article.title}] if article.title else None,
        "by": article.byline,
        "bodies": [body],
        "people": [_party(s.speaker_id, s.name) for s in said_by if s.kind == "person"],
        "organisations": [_party(s.speaker_id, s.name) for s in said_by if s.kind == "body"],
        "infosources": [{"name": name} for name in ([article.outlet] if article.outlet else []) + credited],
        "renditions": [{"name": "page", "href": link, "contenttype": "text/html"}] if link else None,
        "standard": _STANDARD,
    }


def _party(identifier: str, name: str) -> dict[str, str]:
    return {"name": name, "rel": "quoted", "uri": urn(identifier)}
