"""The tools for assistants, through the package's own client."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import pytest

from newstemma.errors import UsageError
from newstemma.fetch.loop import run
from newstemma.find.index import Index
from newstemma.find.tools import Tools

CLAIM = "The harbour will not close this winter"


def test_find_leads_to_utterance_article_and_explanation(index: Index) -> None:
    """Each id that a tool gives is taken by the next."""
    tools = Tools(index)
    hit = tools.find(CLAIM)["hits"][0]
    utterance = tools.utterance(hit["utterance_id"])
    assert utterance["speaker"] == "Mira Holt"
    version = utterance["versions"][0]
    article = tools.article(version["article_id"])
    assert article["text"][version["start"] : version["end"]] == version["text"]
    assert version["statement_id"] in {s["statement_id"] for s in article["statements"]}
    explained = tools.explain(hit["utterance_id"])
    assert explained["sources"]
    for step in explained["steps"]:
        assert 0 <= step["probability"] <= 1
        assert step["evidence"]


def test_long_articles_come_in_pages(index: Index) -> None:
    """Any offset is allowed; pages follow each other without a gap."""
    tools = Tools(index)
    for article_id, article in index.articles.items():
        assert tools.article(article_id, -5)["text"] == article.text[:8000]
        assert tools.article(article_id, 10**9)["text"] == ""


def test_unknown_ids_are_told(index: Index) -> None:
    """An id that is not there is refused in words."""
    tools = Tools(index)
    for ask in (tools.utterance, tools.article, tools.explain):
        with pytest.raises(UsageError, match="nope"):
            ask("nope")


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return run(work)


def test_the_server_speaks_the_protocol(index: Index) -> None:
    """The official client lists four tools that only read, calls one, and gets an error as an error."""
    pytest.importorskip("mcp")
    from mcp.shared.memory import create_connected_server_and_client_session as connect

    from newstemma.find.tools_to_server import tools_to_server

    async def talk() -> None:
        async with connect(tools_to_server(Tools(index))._mcp_server) as client:
            listed = (await client.list_tools()).tools
            assert {t.name for t in listed} == {"find", "utterance", "article", "explain"}
            assert all(t.annotations and t.annotations.readOnlyHint and t.description for t in listed)
            found = await client.call_tool("find", {"text": CLAIM})
            assert not found.isError
            assert found.structuredContent
            assert found.structuredContent["hits"][0]["speaker"] == "Mira Holt"
            wrong = await client.call_tool("utterance", {"utterance_id": "nope"})
            assert wrong.isError
            missing = await client.call_tool("find", {})
            assert missing.isError

    _run(talk())
