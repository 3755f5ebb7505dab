"""Pages in HTML: their article and what their markup says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.clean.metadata import host_of, metadata_of
from newstemma.clean.page import page_lines, parse_page, read_page
from newstemma.clean.page_text import read_page_text
from newstemma.errors import InputError

PARAGRAPHS = [
    "The ferry Severina will stay in port until the inquiry is over, the harbour master of Veshen "
    "said on Friday.",
    "“Nobody goes out before we know what happened,” Emil Sorokan told reporters. “And I do not "
    "know when that is.”",
    "The owners of the barge did not answer calls. A hearing is to be held in the town hall next week.",
]
ARTICLE = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Shipping</a></li></ul></nav>"
ASIDE = (
    "<aside><h2>Related</h2><ul><li><a href='/x'>Five soups for a foggy "
    "day</a></li></ul><time>2020-01-01</time></aside>"
)


def html(head: str = "", body: str = ARTICLE, lang: str = "en") -> str:
    """A page with that head and article."""
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>Ferry stays in port | Harbour "
        f"Post</title>{head}</head><body>{NAV}"
        f"<main><article><h1>Ferry stays in port</h1>{body}</article></main>{ASIDE}<footer>© "
        f"2024</footer></body></html>"
    )


def ld(**fields: object) -> str:
    """A JSON-LD script."""
    return (
        f"<script "
        f"type='application/ld+json'>{json.dumps({'@context': 'https://schema.org', **fields})}</script>"
    )


def test_the_article_of_a_page() -> None:
    """The paragraphs come out in order, menus and related stories do not."""
    text = read_page_text(read_page(html()).text).text
    assert [p for p in text.split("\n\n") if p in PARAGRAPHS] == PARAGRAPHS
    assert "soups" not in text
    assert "Shipping" not in text


@pytest.mark.parametrize(
    ("head", "value", "place"),
    [
        (
            ld(**{"@type": "NewsArticle", "datePublished": "2024-03-08T11:20:00+02:00"}),
            "2024-03-08T11:20:00+02:00",
            "json-ld",
        ),
        (
            ld(**{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2024-03-08"}]}),
            "2024-03-08",
            "json-ld",
        ),
        (
            "<meta property='article:published_time' content='2024-03-08T10:00:00Z'>",
            "2024-03-08T10:00:00+00:00",
            "meta",
        ),
        ("<meta name='DC.date.issued' content='2024-03-08'>", "2024-03-08", "meta"),
        ("<meta itemprop='datePublished' content='20240308'>", "2024-03-08", "meta"),
        ("<meta name='date' content='8 March 2024'>", "2024-03-08", "meta"),
    ],
)
def test_publication_date_in_the_markup(head: str, value: str, place: str) -> None:
    """JSON-LD and meta elements say when, and the place is told with the words."""
    found = metadata_of(parse_page(html(head))).published
    assert found is not None
    assert found.value == value
    assert found.place.startswith(place)


def test_a_time_element_of_the_article_counts_and_one_of_others_does_not() -> None:
    """The time in the article's head is the publication date; the one beside related stories is not."""
    assert metadata_of(parse_page(html())).published is None
    found = metadata_of(
        parse_page(html(body="<time datetime='2024-03-08'>Friday</time>" + ARTICLE))
    ).published
    assert found is not None
    assert (found.value, found.how) == ("2024-03-08", "time: Friday")


def test_no_date_is_taken_from_copyright_or_file_time() -> None:
    """A page that states no date has none."""
    page = read_page(html())
    assert page.metadata.published is None
    assert read_page_text(page.all_lines).published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", "Ferry stays in port"),
        ("<meta property='og:title' content='The ferry stays'>", "The ferry stays"),
        ("<meta property='og:title' content='Ferry stays in port - Harbour Post'>", "Ferry stays in port"),
        (
            ld(**{"@type": "NewsArticle", "headline": "No ferry before the inquiry"}),
            "No ferry before the inquiry",
        ),
    ],
)
def test_titles(head: str, title: str) -> None:
    """The title comes from JSON-LD, meta or heading, without the outlet's name behind it."""
    found = metadata_of(parse_page(html(head))).title
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize(
    ("head", "outlet", "how"),
    [
        ("<meta property='og:site_name' content='Harbour Post'>", "Harbour Post", "site-name: Harbour Post"),
        (
            ld(**{"@type": "NewsArticle", "publisher": {"name": "Kelpress"}}),
            "Kelpress",
            "json-ld publisher: Kelpress",
        ),
        (
            "<link rel='canonical' href='https://www.harbourpost.example/a/1'>",
            "harbourpost.example",
            "host: https://www.harbourpost.example/a/1",
        ),
    ],
)
def test_outlets(head: str, outlet: str, how: str) -> None:
    """The outlet is the site's name, the publisher, or the host, and says which."""
    found = metadata_of(parse_page(html(head))).outlet
    assert found is not None
    assert (found.value, found.how) == (outlet, how)


def test_bylines_and_language() -> None:
    """Several authors are joined; addresses are no names; the language tag is kept."""
    head = ld(**{"@type": "NewsArticle", "author": [{"name": "Tilda Roeg"}, {"name": "Milan Ostry"}]})
    meta = metadata_of(parse_page(html(head, lang="en-GB")))
    assert meta.byline is not None
    assert meta.byline.value == "Tilda Roeg, Milan Ostry"
    assert meta.language == "en-gb"
    assert (
        metadata_of(parse_page(html("<meta name='author' content='https://x.example/jane'>"))).byline is None
    )


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[[[[",
        '{"@type": "NewsArticle", "headline": 5, "datePublished": {}}',
        "null",
        '"x"',
        "[" * 100_000,
    ],
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    """JSON-LD that is none, or is odd, never stops a page."""
    page = html(f"<script type='application/ld+json'>{broken}</script>")
    assert metadata_of(parse_page(page)).title is not None


def test_layout_tables_keep_their_paragraphs() -> None:
    """A page laid out in a table gives paragraphs, not one long line."""
    body = (
        f"<table><tr><td><a href='/'>Front page</a><br><a "
        f"href='/c'>Crime</a></td><td>{ARTICLE}</td></tr></table>"
    )
    text = read_page(f"<html><body>{body}</body></html>").text
    assert all(paragraph in text.split("\n") for paragraph in PARAGRAPHS)


def test_a_page_that_the_extraction_gives_up_on_is_read_all_the_same() -> None:
    """Bare divs and line breaks instead of paragraphs still give the text."""
    body = "<div>" + "<br><br>".join(PARAGRAPHS) + "</div>"
    text = read_page(f"<html><body>{body}</body></html>").text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "page",
    [
        "<p>One <b>two <i>three</p></b> four</i>",
        "<html><body><div><p>" + "<div>" * 3000 + "deep",
        "<p>a<p>b<p>c",
        "<!-- --><p>x",
        "<html><body>" + "<p>x" * 5000,
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>x</p></body></html>",
    ],
)
def test_malformed_pages_are_read(page: str) -> None:
    """Unclosed, crossed and endlessly nested tags are no error."""
    assert read_page(page).all_lines.strip()


def test_what_is_no_page_says_so() -> None:
    """A file that is called a page and has nothing of one is an input error."""
    with pytest.raises(InputError, match="not-html"):
        parse_page("")


def test_lines_of_a_page_leave_scripts_out() -> None:
    """What a reader does not see is not among the lines; blocks are lines of their own."""
    tree = parse_page(
        "<body><script>var a = 1;</script><h1>One</h1><p>Two <b>bold</b> "
        "words<br>three</p><style>x{}</style></body>"
    )
    assert [line for line in page_lines(tree).split("\n") if line.strip()] == [
        "One",
        "Two bold words",
        "three",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>/abp div='\"!-& \n", max_size=200))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    """No sequence of tags raises anything but an input error."""
    assert outcome(markup) in {"Page", "not-html"}


def outcome(markup: str) -> str:
    """``Page``, or the reason why it is refused; nothing else may be raised."""
    try:
        return type(read_page(markup)).__name__
    except InputError as error:
        return error.reason


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.harbour.example/a?b=c", "harbour.example"),
        ("harbour.example/a", "harbour.example"),
        ("https://m.h.example", "h.example"),
        ("", None),
        (None, None),
        ("nonsense", None),
        ("https://[broken", None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    """The host of an address, without www; None if it has none."""
    assert host_of(url) == host
