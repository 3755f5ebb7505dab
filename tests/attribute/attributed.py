"""Small articles with marked sources, for the tests of mentions and speakers.

The marks are taken out of the text; sources and contents keep their places.
"""

from __future__ import annotations

import re

from newstemma.ids import make_id
from newstemma.records import Article, Statement
from newstemma.spans import Span

_MARK = re.compile(r"<(s|c|q):([^<>]*)>")


def article(name: str, marked: str, language: str = "en") -> tuple[Article, list[Statement]]:
    """An article and its statements from marked text.

    ``<s:Ann Hale>`` marks a source, ``<c:...>`` an indirect content, ``<q:...>`` a quoted one. A content
    belongs to the nearest source of its paragraph; in a paragraph without one it has none.
    """
    text, places = "", []
    position = 0
    for m in _MARK.finditer(marked):
        text += marked[position : m.start()]
        places.append((m.group(1), len(text), len(text) + len(m.group(2)), text.count("\n")))
        text += m.group(2)
        position = m.end()
    text += marked[position:]
    record = Article(name, f"{name}.txt", None, None, None, None, None, None, None, None, language, text)
    sources = [p for p in places if p[0] == "s"]
    statements = []
    for kind, start, end, line in places:
        if kind == "s":
            continue
        near = [s for s in sources if s[3] == line]
        source = min(near, key=lambda s: abs(s[1] - start)) if near else None
        statements.append(_statement(record, (start, end), source, "direct" if kind == "q" else "indirect"))
    return record, statements


def _statement(
    record: Article, content: tuple[int, int], source: tuple[str, int, int, int] | None, kind: str
) -> Statement:
    start, end = content
    s, e = (source[1], source[2]) if source else (None, None)
    return Statement(
        statement_id=make_id("st", record.article_id, start, end),
        article_id=record.article_id,
        kind=kind,
        content_start=start,
        content_end=end,
        content=record.text[start:end],
        content_spans=[Span(start, end)],
        cue_start=None,
        cue_end=None,
        cue=None,
        source_start=s,
        source_end=e,
        source=record.text[s:e] if source else None,
        nested_in=None,
        how="rules",
        confidence=1.0,
    )
