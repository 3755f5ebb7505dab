"""Two captures of one article are two versions, and what lies between them is an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Web, article

from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import Archive, pages_in
from newstemma.fetch.articles_to_edits import articles_to_edits, captures
from newstemma.fetch.links_to_pages import fetch_into
from newstemma.read import files_to_documents
from newstemma.records import Article
from newstemma.tables import to_table


def version(number: int, text: str, title: str = "Ferry") -> Article:
    """A version of one article."""
    return Article(
        article_id=f"a-{number}",
        path="pages.warc.gz",
        row_id=f"r-{number}",
        url="https://lamp.test/a",
        outlet="Lamp",
        outlet_how=None,
        title=title,
        byline=None,
        published=None,
        published_how=None,
        language="en",
        text=text,
    )


TIMES = {"r-1": "2024-03-12T10:00:00Z", "r-2": "2024-03-12T11:00:00Z"}


# trafilatura tries an optional import of urllib3's, which warns where PySocks is missing.
@pytest.mark.filterwarnings("ignore:SOCKS support")
def test_what_was_edited_after_publication(web: Web, quick: Options, tmp_path: Path) -> None:
    """A page fetched before and after an edit gives the edit's words, in the order of the captures."""
    link = web.put("lamp.test", "/a", article(1))
    fetch_links([link], tmp_path, quick)
    web.put("lamp.test", "/a", article(1).replace("the last one today", "not the last one"))
    with Archive(tmp_path) as archive:
        fetch_into(archive, [link], quick, None, frozenset([link]))
    documents, _ = files_to_documents(pages_in(tmp_path))
    articles, failures = documents_to_articles(documents)
    assert failures.to_pylist() == []
    assert articles.num_rows == 2
    found = articles_to_edits(articles, captures(tmp_path))
    changed = {(e.kind, e.before, e.after) for e in found}
    assert ("added", "", "not") in changed
    assert ("cut", "today", "") in changed
    assert all(e.url == link and e.captured_before <= e.captured_after for e in found)


@given(st.lists(st.sampled_from("ship ferry noon . , Mira left".split()), max_size=12), st.data())
def test_edits_are_what_the_texts_say(words: list[str], data: st.DataObject) -> None:
    """The words of an edit stand where it says, in both versions."""
    others = [*data.draw(st.permutations(words)), "harbour"]
    rows = [version(1, " ".join(words)), version(2, " ".join(others))]
    texts = {row.article_id: row.text for row in rows}
    for edit in articles_to_edits(to_table(Article, rows), TIMES):
        assert texts["a-1"][edit.before_start : edit.before_end] == edit.before
        assert texts["a-2"][edit.after_start : edit.after_end] == edit.after


def test_a_new_title_is_an_edit_and_an_unknown_capture_is_none() -> None:
    """Titles are compared too; articles that were not fetched by us have no order and no edits."""
    table = to_table(Article, [version(1, "It sank.", "Ferry sinks"), version(2, "It sank.", "Ferry lost")])
    (edit,) = articles_to_edits(table, TIMES)
    assert (edit.kind, edit.before, edit.after) == ("title", "Ferry sinks", "Ferry lost")
    assert articles_to_edits(table, {}) == []
