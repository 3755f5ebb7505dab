"""Documents to articles: the text without the page around it, and what the page says about it.

1. By medium: pages go through page.py, Markdown through markdown.py, everything else is page text already.
2. The lines that are the article are chosen (page_text.py).
3. What the input row gave is believed first, then the markup, then the lines; every date and outlet says how
   it was found. What nothing states stays null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pyarrow as pa

from newstemma.clean.markdown import front_matter, plain
from newstemma.clean.metadata import Found, host_of
from newstemma.clean.newlines import with_newlines
from newstemma.clean.outlet import masthead, outlet_key
from newstemma.clean.page import read_page
from newstemma.clean.page_text import Known, PageText, read_page_text
from newstemma.clean.published import Published, best, from_given, from_markup, from_url
from newstemma.errors import InputError
from newstemma.ids import make_id
from newstemma.params.clean import MAX_STATED_CHARACTERS
from newstemma.records import Article, Document, Failure
from newstemma.tables import each, to_records, to_table
from newstemma.text.language import language_of
from newstemma.text.normalise import squeeze

__all__ = ["documents_to_articles"]


def documents_to_articles(
    documents: pa.Table, recurring: Mapping[str, frozenset[str]] | None = None
) -> tuple[pa.Table, pa.Table]:
    """Clean every document.

    Args:
        documents: table of ``records.Document``.
        recurring: by outlet key, keys of the lines that recur there (``documents_to_recurring``).

    Returns:
        Articles, and failures of stage ``clean``: ``no-article`` where no text was left, ``not-html``, and
        ``duplicate`` where two documents give the same article.
    """
    rows = to_records(Document, documents)
    articles, failures = each("clean", partial(_clean, recurring=recurring or {}), rows)
    kept: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: a.path):
        first = kept.setdefault(article.article_id, article)
        if first is not article:
            failures.append(repeated(article, first))
    return to_table(Article, kept.values()), to_table(Failure, failures)


def repeated(article: Article, first: Article) -> Failure:
    """The failure for an article that is already there."""
    detail = f"The same article as {first.path}, which is kept."
    return Failure(article.path, article.article_id, "clean", "duplicate", detail)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the page says about itself; what it does not say is None."""

    title: str | None = None
    outlet: Found | None = None
    byline: str | None = None
    published: Published | None = None


def _clean(document: Document, recurring: Mapping[str, frozenset[str]]) -> Iterator[Article]:
    if document.media == "ready":  # the read stage put the text together, and its statements rest on offsets
        yield _article(document, _as_it_is(document), _Stated())
        return
    document = with_newlines(document)
    if document.media == "html":
        yield _from_page(document, recurring)
        return
    content, heading = document.content, None
    if document.media == "markdown":
        fields, content = front_matter(content)
        document = _with_given(document, fields)
        content, heading = plain(content)
    known = Known(
        document.title or heading, document.language, _recurring(document.outlet, document, recurring)
    )
    found = read_page_text(content, known)
    yield _article(document, found, _Stated(found.title, masthead(found), found.byline, found.published))


def _as_it_is(document: Document) -> PageText:
    return PageText((document.content,), (True,), ("text",), None, None, None, document.language)


def _with_given(document: Document, fields: Mapping[str, str]) -> Document:
    """The document with the front matter's fields where the row gave none."""
    given: dict[str, Any] = {k: v for k, v in fields.items() if getattr(document, k) is None}
    return replace(document, **given)


def _from_page(document: Document, recurring: Mapping[str, frozenset[str]]) -> Article:
    page = read_page(document.content)
    meta = page.metadata
    document = replace(document, url=document.url or meta.url)
    title = document.title or (meta.title.value if meta.title else None)
    outlet = document.outlet or (meta.outlet.value if meta.outlet else None)
    lines = _recurring(outlet, document, recurring)
    known = Known(title, document.language or meta.language, lines, find_title=False, captions=page.captions)
    found = read_page_text(page.text, known)
    told = meta.published is not None and meta.byline is not None
    whole = None if told else read_page_text(page.all_lines[:MAX_STATED_CHARACTERS], known)
    stated = [
        from_markup("metadata", meta.published),
        found.published,
        whole.published if whole else None,
        from_markup("updated", meta.updated),
    ]
    byline = meta.byline.value if meta.byline else found.byline or (whole.byline if whole else None)
    return _article(document, found, _Stated(title, meta.outlet, byline, best(stated)))


def _recurring(
    outlet: str | None, document: Document, recurring: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    key = outlet_key(outlet, document.url)
    return recurring.get(key, frozenset()) if key else frozenset()


def _article(document: Document, found: PageText, stated: _Stated) -> Article:
    """The article; what the row gave is believed before what the page states."""
    text = found.text
    if not text:
        kinds = ", ".join(sorted(set(found.kinds))) or "nothing"
        raise InputError("no-article", f"No article text was found in it, only: {kinds}.")
    outlet = _outlet(document, stated)
    title = document.title or stated.title
    byline = document.byline or stated.byline
    language = found.language or language_of(text)
    given = from_given(document.published, document.language or language)
    published = best([given, stated.published, from_url(document.url)])
    name = outlet.value if outlet else None
    when = published.value if published else None
    return Article(
        article_id=make_id("a", document.url or "", name or "", title or "", byline or "", when or "", text),
        path=document.path,
        row_id=document.row_id,
        url=document.url,
        outlet=name,
        outlet_how=outlet.how if outlet else None,
        title=squeeze(title) if title else None,
        byline=byline,
        published=when,
        published_how=published.how if published else None,
        language=language,
        text=text,
        captured=document.captured,
        captions=list(found.captions),
    )


def _outlet(document: Document, stated: _Stated) -> Found | None:
    if document.outlet:
        return Found(document.outlet, "given", document.outlet)
    if stated.outlet:
        return stated.outlet
    host = host_of(document.url)
    return Found(host, "host", document.url or host) if host else None
