"""Small invented piles of articles and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from newstemma.ids import make_id
from newstemma.records import Article, Credit, Statement, Utterance, Witness
from newstemma.spans import Span
from newstemma.tables import check, to_records, to_table
from newstemma.witness.statements_to_utterances import statements_to_utterances

FILLER = {
    "en": "The weather over the lakes stayed mild. Two geese crossed the market square.",
    "ru": "Погода над озерами оставалась мягкой.",
}


def article(name: str, *quoted: str, rest: str = "", **fields: str) -> Article:
    """An article that holds these contents, each in a paragraph of its own."""
    language = fields.pop("language", "en")
    body = "\n\n".join([*(f"“{q}”, somebody said." for q in quoted), rest or FILLER.get(language, "")])
    base = Article(
        make_id("a", name, body),
        f"{name}.txt",
        None,
        None,
        name,
        None,
        None,
        None,
        None,
        None,
        language,
        body,
    )
    return replace(base, **fields)


def statement(where: Article, content: str, kind: str = "direct", **fields: str | None) -> Statement:
    """The statement with this content in an article."""
    start = where.text.index(content)
    end = start + len(content)
    base = Statement(
        make_id("st", where.article_id, start, end),
        where.article_id,
        kind,
        start,
        end,
        content,
        [Span(start, end)],
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "rules",
        0.9,
    )
    if "speaker" in fields and "speaker_id" not in fields and fields["speaker"]:
        fields["speaker_id"] = make_id("sp", fields["speaker"])
    return replace(base, **fields)  # type: ignore[arg-type]


def grouped(
    articles: Sequence[Article], statements: Sequence[Statement]
) -> tuple[list[Utterance], dict[str, list[Witness]], dict[str, str]]:
    """Utterances, witnesses by utterance, and the utterance of every statement; contracts are checked."""
    tables = statements_to_utterances(
        to_table(Article, articles), to_table(Statement, statements), to_table(Credit, ())
    )
    check("utterances", tables[0])
    check("witnesses", tables[1])
    utterances = to_records(Utterance, tables[0])
    witnesses: dict[str, list[Witness]] = {u.utterance_id: [] for u in utterances}
    texts = {a.article_id: a.text for a in articles}
    for w in to_records(Witness, tables[1]):
        assert w.article_id is not None
        assert texts[w.article_id][w.start : w.end] == w.text
        witnesses[w.utterance_id].append(w)
    for own in witnesses.values():
        own.sort(key=lambda w: (len(w.sigil), w.sigil))
    return utterances, witnesses, utterance_of(articles, statements, tables)


def utterance_of(
    articles: Sequence[Article], statements: Sequence[Statement], tables: tuple[pa.Table, pa.Table]
) -> dict[str, str]:
    """The utterance of each statement that stands for its article."""
    del articles, statements
    return {
        w.statement_id: w.utterance_id for w in to_records(Witness, tables[1]) if w.statement_id is not None
    }


def together(found: Mapping[str, str], *statements: Statement) -> bool:
    """Whether the statements are witnesses of one utterance."""
    return len({found[s.statement_id] for s in statements}) == 1
