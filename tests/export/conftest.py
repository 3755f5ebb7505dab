"""A small run, made by hand, with hostile text in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from newstemma.records import (
    TABLES,
    Article,
    Credit,
    DateExpression,
    Edge,
    Evidence,
    Source,
    Speaker,
    Statement,
    Utterance,
    Witness,
)
from newstemma.spans import Span
from newstemma.tables import to_table

HOSTILE = "Bell\x07, nul\x00, <b>\"&'</b>\r\nnext ]]> \u202eright\u202c 𝄞 = +"
FIRST = "“The bridge will stay shut until Monday,” said Ada Quill on Tuesday. " + HOSTILE
SECOND = "The bridge may stay shut until Friday, Ada Quill told the Fen Gazette."


def _article(identifier: str, text: str, **other: Any) -> Article:
    values = dict.fromkeys(Article.__dataclass_fields__) | {
        "article_id": identifier,
        "path": f"{identifier}.txt",
        "language": "en",
        "text": text,
    }
    return Article(**(values | other))


def _statement(identifier: str, article: str, text: str, words: str, kind: str) -> Statement:
    start, source = text.index(words), text.index("Ada Quill")
    content = Span(start, start + len(words))
    cue = "said" if "said" in text else "told"
    return Statement(
        identifier, article, kind, content.start, content.end, words, [content], text.index(cue),
        text.index(cue) + 4, cue, source, source + 9, "Ada Quill", None, "rules", 0.9, "sp-1", "Ada Quill",
    )  # fmt: skip


def _witness(identifier: str, statement: Statement | None, sigil: str, name: str, day: str | None) -> Witness:
    place = (statement.content_start, statement.content_end, statement.content) if statement else (None,) * 3
    return Witness(
        "u-1", identifier, statement.statement_id if statement else None,
        statement.article_id if statement else None, sigil, "extant" if statement else "lost", name,
        *place, bool(statement), day,
    )  # fmt: skip


def _edge(parent: str, child: str, probability: float, in_tree: bool) -> Edge:
    return Edge("u-1", parent, child, probability, in_tree, [Evidence("credit", 1.5, "names <it> & more")])


@pytest.fixture(scope="session")
def tables() -> Mapping[str, pa.Table]:
    """All tables: two articles, one utterance of two extant and one lost witness, and an empty rest."""
    a = _article(
        "a-1", FIRST, outlet="=cmd()", title="'Shut", url="https://fen.example/a b?q=\"<1>", byline="@Lund",
        published="2024-03-12T10:00:00+01:00",
    )  # fmt: skip
    b = _article("a-2", SECOND, outlet="-Mire Post", title=HOSTILE, url="javascript:alert(1)")
    first = _statement("st-1", "a-1", FIRST, "The bridge will stay shut until Monday,", "direct")
    second = _statement("st-2", "a-2", SECOND, "The bridge may stay shut until Friday", "indirect")
    rows: dict[str, list[Any]] = {
        "articles": [a, b],
        "statements": [first, second],
        "speakers": [Speaker("sp-1", "Ada Quill", "person", ["Quill"], ["mayor"], None, 2, 2)],
        "credits": [Credit("c-1", "a-2", 48, 69, SECOND[48:69], "Fen Gazette", "outlet", "a-1")],
        "dates": [DateExpression("d-1", "a-1", 60, 67, FIRST[60:67], "DATE", "2024-03-12", None)],
        "utterances": [
            Utterance(
                "u-1",
                "sp-1",
                "Ada Quill",
                "2024-03-12",
                None,
                first.content,
                3,
                2,
                1.1,
                1,
                2,
                "a-1",
                "2024-03-12",
            )
        ],
        "witnesses": [
            _witness("w-1", first, "A", 'The "Fen" \\ Gazette', "2024-03-12"),
            _witness("w-2", second, "B", "Mire Post", None),
            _witness("w-3", None, "α", "Radio Sedge", None),
        ],
        "edges": [
            _edge("u-1", "w-3", 1.0, True),
            _edge("w-3", "w-1", 0.9, True),
            _edge("w-1", "w-2", 0.6, True),
            _edge("w-3", "w-2", 0.4, False),
            _edge("u-1", "w-2", 0.01, False),
        ],
        "sources": [Source("u-1", "so-1", "w-3", 1.0, ["w-1", "w-2"], False)],
    }
    return {name: to_table(record, rows.get(name, [])) for name, record in TABLES.items()}


@pytest.fixture(scope="session")
def nothing() -> Mapping[str, pa.Table]:
    """All tables, without a row."""
    return {name: to_table(record, []) for name, record in TABLES.items()}
