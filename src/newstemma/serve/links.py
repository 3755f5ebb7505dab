"""Addresses of the served pages: every row has one, and it stays the same as long as the run does."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from newstemma.report.visible import anchor

__all__ = ["PagesLinks", "search_for"]

_SECTIONS: Mapping[str, str] = {
    "timeline": "/articles",
    "retold": "/utterances?only=retold",
    "said": "/speakers",
    "voices": "/voices",
    "conflicts": "/conflicts",
    "credits": "/outlets",
    "narratives": "/narratives",
    "articles": "/articles",
    "failures": "/failures",
}


class PagesLinks:
    """Where rows are shown when each has a page of its own.

    Args:
        article_of: the article of each statement that a page may link to.
    """

    def __init__(self, article_of: Mapping[str, str]) -> None:
        self._article_of = article_of

    def href(self, key: str, article_id: str | None = None) -> str | None:
        """An id inside an article."""
        return f"{self.article(article_id)}#{key}" if article_id else None

    def statement(self, statement_id: str | None) -> str | None:
        """A statement's words in its article."""
        article_id = self._article_of.get(statement_id or "")
        return self.href(anchor(statement_id), article_id) if statement_id and article_id else None

    def card(self, utterance_id: str | None) -> str | None:
        """An utterance's page."""
        return f"/utterances/{quote(utterance_id, safe='')}" if utterance_id else None

    def article(self, article_id: str | None) -> str | None:
        """An article's page."""
        return f"/articles/{quote(article_id, safe='')}" if article_id else None

    def speaker(self, speaker_id: str | None) -> str | None:
        """A speaker's page."""
        return f"/speakers/{quote(speaker_id, safe='')}" if speaker_id else None

    def section(self, name: str) -> str:
        """A page that shows what a section of the report shows."""
        return _SECTIONS.get(name, "/")


def search_for(query: str, where: str = "") -> str:
    """The address of a search."""
    return "/search?" + urlencode({"q": query} | ({"in": where} if where else {}))
