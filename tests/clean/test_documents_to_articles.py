"""Documents to articles, and the lines that recur at an outlet."""

from __future__ import annotations

import random
from typing import Any

import pytest

from newstemma.clean.documents_to_articles import documents_to_articles
from newstemma.clean.documents_to_recurring import documents_to_recurring
from newstemma.ids import make_id
from newstemma.records import Article, Document
from newstemma.tables import check, to_records, to_table

TEXT = (
    "The ferry Severina will stay in port until the inquiry is over, the harbour master of Veshen "
    "said on Friday.\n\n"
    "“Nobody goes out before we know what happened,” Emil Sorokan told reporters on the quay."
)


def doc(content: str, media: str = "text", path: str = "a.txt", **given: Any) -> Document:
    """A document with its id."""
    return Document(make_id("d", content, path, str(given)), path, None, None, media, content, **given)


def clean(*documents: Document) -> tuple[list[Article], list[dict[str, Any]]]:
    """Articles and failures; the table of articles is held against its contract."""
    table = to_table(Document, documents)
    articles, failures = documents_to_articles(table, documents_to_recurring(table))
    check("articles", articles)
    return to_records(Article, articles), failures.to_pylist()


def test_given_metadata_is_believed_first() -> None:
    """What the row says wins over what the page says, and is marked as given."""
    head = "<meta property='og:site_name' content='Page Post'><meta name='date' content='2020-01-01'>"
    page = f"<html><head>{head}</head><body><h1>Page title</h1><p>{TEXT}</p></body></html>"
    (article,), _ = clean(
        doc(page, "html", outlet="Row Post", title="Row title", published="8 March 2024", byline="A. Roe")
    )
    assert (article.outlet, article.outlet_how) == ("Row Post", "given: Row Post")
    assert (article.published, article.published_how) == ("2024-03-08", "given: 8 March 2024")
    assert (article.title, article.byline) == ("Row title", "A. Roe")


def test_unknown_stays_null() -> None:
    """A bare text has no outlet, title, byline, date or address, and none is invented."""
    (article,), failures = clean(doc(TEXT))
    assert failures == []
    assert article.text == TEXT
    assert article.language == "en"
    fields = ("url", "outlet", "outlet_how", "title", "byline", "published", "published_how")
    assert {getattr(article, f) for f in fields} == {None}


def test_the_address_gives_outlet_and_date_if_nothing_else_does() -> None:
    """Host and day come from the row's url, and say so."""
    (article,), _ = clean(doc(TEXT, url="https://www.harbour.example/2024/03/08/ferry"))
    assert (article.outlet, article.published) == ("harbour.example", "2024-03-08")
    assert article.published_how == "url: 2024/03/08"


def test_an_unusable_given_date_is_not_used() -> None:
    """A date column without a date leaves the date null."""
    (article,), _ = clean(doc(TEXT, published="soon"))
    assert article.published is None


def test_markdown_with_front_matter() -> None:
    """Front matter gives metadata, marks go, the heading is the title."""
    source = (
        "---\noutlet: The Ostrel Islander\nauthor: Oskar Venn\ndate: 2024-03-09\n---\n\n# Boats "
        "wait\n\n*By Oskar Venn*\n\n"
        "The **minister** spoke in [a statement](https://x.example/s) to the island,\nwhich was "
        "read out on Friday evening.\n\n"
        "![Slip](slip.jpg)\n\n> “We wait,” the minister said in it, and nobody on the island was surprised.\n"
    )
    (article,), _ = clean(doc(source, "markdown", "a.md"))
    assert (article.title, article.outlet, article.byline, article.published) == (
        "Boats wait",
        "The Ostrel Islander",
        "Oskar Venn",
        "2024-03-09",
    )
    assert article.text.split("\n\n") == [
        "The minister spoke in a statement to the island, which was read out on Friday evening.",
        "“We wait,” the minister said in it, and nobody on the island was surprised.",
    ]


@pytest.mark.parametrize("content", ["Home\nNews\nSport", "Leave a Reply", "#tag #tag", "© 2024 Kelpress"])
def test_a_page_without_an_article_is_a_failure(content: str) -> None:
    """A page of nothing but chrome fails with what was found on it."""
    articles, failures = clean(doc(content))
    assert articles == []
    assert [(f["stage"], f["reason"]) for f in failures] == [("clean", "no-article")]


def test_ids_come_from_content_not_from_paths() -> None:
    """The same article under another path has the same id, another title another."""
    (a,), _ = clean(doc(TEXT, path="a.txt"))
    (b,), _ = clean(doc(TEXT, path="elsewhere/b.txt"))
    (c,), _ = clean(doc(TEXT, path="a.txt", title="A title"))
    assert a.article_id == b.article_id != c.article_id


def test_two_documents_with_the_same_article_are_kept_once() -> None:
    """A page and its text that give the same article are one; the failure names the kept path."""
    articles, failures = clean(doc(TEXT, path="b.txt"), doc(TEXT + "\n\nShare\n", path="a.txt"))
    assert [a.path for a in articles] == ["a.txt"]
    assert [(f["path"], f["reason"]) for f in failures] == [("b.txt", "duplicate")]
    assert "a.txt" in failures[0]["detail"]


def test_order_of_documents_changes_nothing() -> None:
    """The same documents in any order give the same tables."""
    documents = [
        doc(TEXT + f"\n\nNumber {i} was the last to leave the port, he said.", path=f"{i}.txt")
        for i in range(8)
    ]
    wanted = clean(*documents)
    random.Random(7).shuffle(documents)
    assert clean(*documents) == wanted


def test_every_document_is_an_article_or_a_failure() -> None:
    """Nothing is dropped in silence."""
    documents = [
        doc(TEXT),
        doc("Home", path="b"),
        doc("<html></html>", "html", "c"),
        doc("", "html", "d"),
        doc("# x", "markdown", "e"),
    ]
    articles, failures = clean(*documents)
    assert len(articles) + len(failures) == len(documents)


def test_lines_that_recur_at_an_outlet_are_found_and_dropped() -> None:
    """A slogan in three articles of one outlet goes from all; in three outlets it stays."""
    slogan = "The paper that goes to sea with you in every weather."
    own = [
        f"{TEXT.replace('Friday', day)}\n\n{slogan}\n\nOn {day} the harbour was closed to "
        f"everything with a mast, he added."
        for day in ("Monday", "Tuesday", "Sunday")
    ]
    same = [doc(t, path=str(i), outlet="Kelpress") for i, t in enumerate(own)]
    others = [doc(t, path=str(i), outlet=f"Paper {i}") for i, t in enumerate(own)]
    assert list(documents_to_recurring(to_table(Document, same))) == ["kelpress"]
    assert not any(slogan in a.text for a in clean(*same)[0])
    assert all(slogan in a.text for a in clean(*others)[0])
    assert all("Emil Sorokan" in a.text for a in clean(*same)[0])


def test_recurring_lines_of_pages() -> None:
    """The outlet of a page is known from its head, before it is cleaned."""
    page = (
        "<html><head><meta property='og:site_name' content='Harbour "
        "Post'></head><body><p>{}</p><p>Fair wind to all our readers.</p></body></html>"
    )
    table = to_table(Document, [doc(page.format(TEXT + str(i)), "html", str(i)) for i in range(3)])
    assert documents_to_recurring(table)["harbour post"] == {"fair wind to all our readers"}


def test_facts_of_the_seeds(shared: Any) -> None:
    """Five articles with their dates, and none of the page's own words in their texts."""
    from newstemma.read import files_to_documents, list_inputs

    documents, failures = files_to_documents(list_inputs([shared / "seeds"])[0])
    articles, more = documents_to_articles(documents, documents_to_recurring(documents))
    assert failures.num_rows == more.num_rows == 0
    dates = {row["path"].rpartition("/")[2][:3]: row["published"] for row in articles.to_pylist()}
    assert dates == {"000": None, "001": None, "002": "2021-12-29", "003": "2022-04-30", "004": "2022-02-15"}
    chrome = (
        (shared / "seeds" / "README.md").read_text("utf-8").rpartition("cleaned text: ")[2].partition(" |")[0]
    )
    texts = "\n".join(articles.column("text").to_pylist())
    assert len(chrome.split('", "')) >= 8
    assert not [words for words in chrome.strip('"').split('", "') if words in texts]
