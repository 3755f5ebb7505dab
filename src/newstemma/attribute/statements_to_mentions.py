"""Who is referred to where: mentions of persons and bodies inside each article.

Steps for one article:

1. Cut it into tokens and sentences (``mentions_tokens``).
2. Find capitalised names with their titles, roles and appositions (``mentions_names``).
3. Find the head of every statement's source (``mentions_heads``).
4. Group the names into persons and bodies (``mentions_people``).
5. Resolve sources that are roles or pronouns (``mentions_resolve``).

Every statement with a source gets one mention with its ``statement_id``: the head of the source.
``entity`` is null where nobody in particular speaks ("officials", "a resident") or where it is not clear
who. A spokesperson without a name speaks for the body ("a spokesman for the ministry"), and so do a
body's statement, website or report. Other mentions are names of persons and bodies; pronouns and roles
are listed only where they are sources.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

import pyarrow as pa

from newstemma.attribute.mentions_heads import Head, head_of
from newstemma.attribute.mentions_judge import Name
from newstemma.attribute.mentions_names import find_names
from newstemma.attribute.mentions_people import Cast, Entity, cast_of
from newstemma.attribute.mentions_resolve import Resolved, resolve_all
from newstemma.attribute.mentions_tokens import Page, page_of
from newstemma.ids import make_id
from newstemma.records import Article, Failure, Mention, Statement
from newstemma.tables import each, to_records, to_table

__all__ = ["mentions_of", "statements_to_mentions"]

STAGE = "mentions"

_SPEECH = re.compile(
    r"['’]s? (?:\w+ )?(?:statements?|remarks?|words|comments?|speech|interview|claims?|answers?|testimony|"
    r"tweets?|allegations?|accusations?|letter|post|reply)\b"
)
"""What only somebody who speaks has: "Hale's remarks"."""


def statements_to_mentions(articles: pa.Table, statements: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Mentions of every article.

    Args:
        articles: the articles table.
        statements: the statements table; its speaker columns are not read.

    Returns:
        The mentions table, and a failures table with one row per article on which this stage failed.
    """
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in to_records(Statement, statements):
        by_article[statement.article_id].append(statement)
    records = to_records(Article, articles)
    found, failures = each(STAGE, lambda a: mentions_of(a, by_article.get(a.article_id, [])), records)
    return to_table(Mention, found), to_table(Failure, failures)


def mentions_of(article: Article, statements: list[Statement]) -> list[Mention]:
    """The mentions of one article, in order."""
    page = page_of(article, statements)
    names = find_names(page)
    sources = [(s, _head(page, names, s)) for s in statements if s.source_start is not None]
    speaking = frozenset(h.name.start for _, h in sources if h.name is not None)
    speaking |= frozenset(h.behind.start for _, h in sources if h.behind is not None)
    speaking |= frozenset(n.start for n in names if n.possessive and _SPEECH.match(page.text, n.end))
    cast = cast_of(page, names, speaking)
    resolved = resolve_all(page, names, cast, sources)
    out = [_of_source(page, s, resolved[s.statement_id]) for s, _ in sources]
    taken = {(m.start, m.end) for m in out if m.form == "name"}
    out.extend(_of_names(page, names, cast, taken))
    return out


def _head(page: Page, names: list[Name], statement: Statement) -> Head:
    start, end = statement.source_start, statement.source_end
    assert start is not None
    assert end is not None
    lo = max(0, bisect_left(names, start, key=lambda n: n.start) - 1)
    hi = bisect_left(names, end, key=lambda n: n.start)
    return head_of(page, names[lo:hi], start, end)


def _of_source(page: Page, statement: Statement, found: Resolved) -> Mention:
    """The mention that is a statement's source."""
    head, name = found.head, found.head.name
    role_text = head.role_text if name is None else name.role_text or (head.role_text if head.role else None)
    affiliation = head.affiliation if name is None else name.affiliation
    return _mention(
        page, (head.start, head.end), found.entity, found.form, (role_text, affiliation), statement
    )


def _of_names(page: Page, names: list[Name], cast: Cast, taken: set[tuple[int, int]]) -> list[Mention]:
    """The mentions that are names outside sources."""
    out = []
    for name in names:
        entity = cast.of.get(name.start)
        if entity is None or (name.start, name.end) in taken:
            continue
        extra = (name.role_text, name.affiliation)
        out.append(_mention(page, (name.start, name.end), entity, "name", extra, None))
    return out


def _mention(
    page: Page,
    place: tuple[int, int],
    entity: Entity | None,
    form: str,
    extra: tuple[str | None, str | None],
    statement: Statement | None,
) -> Mention:
    start, end = place
    article_id = page.article.article_id
    return Mention(
        mention_id=make_id("m", article_id, start, end, statement.statement_id if statement else ""),
        article_id=article_id,
        start=start,
        end=end,
        text=page.text[start:end],
        entity=entity.name if entity else None,
        kind=entity.kind if entity else "unknown",
        form=form,
        role=extra[0],
        affiliation=extra[1],
        statement_id=statement.statement_id if statement else None,
    )
