"""Every page, in each of its shapes."""

from __future__ import annotations

import csv
import io
import re

import pytest
from invented import invented
from reading import read
from starlette.testclient import TestClient

from newstemma.records import TABLES

LISTS = ["/", "/utterances", "/articles", "/speakers", "/outlets", "/narratives", "/voices", "/conflicts",
         "/failures", "/corrections", "/tables", "/search?q=line"]  # fmt: skip
ROWS = ["/utterances/u-line", "/utterances/u-line/steps/w-line-B", "/articles/a-wire", "/tables/edges"]


def ending(path: str, suffix: str) -> str:
    """The address with an ending."""
    base, mark, query = path.partition("?")
    return ("/overview" if base == "/" else base) + suffix + mark + query


@pytest.mark.parametrize("path", [*LISTS, *ROWS])
def test_a_page_is_well_formed_and_its_links_lead_somewhere(pages: TestClient, path: str) -> None:
    """Balanced tags, ids once, a heading, and every link of ours answers (ids in it exist)."""
    answer = pages.get(path)
    assert answer.status_code == 200
    page = read(answer.text)
    assert page.wrong == []
    assert page.open_ == []
    assert len(page.ids) == len(set(page.ids))
    assert sum(tag == "h1" for tag, _ in page.tags) == 1
    for href in sorted(set(page.hrefs)):
        if href.startswith("/"):
            target = pages.get(href.partition("#")[0])
            assert target.status_code in (200, 404) if href.endswith(".svg") else target.status_code == 200, (
                href
            )
            if "#" in href:
                assert href.partition("#")[2] in read(target.text).ids, href
        elif href.startswith("#"):
            assert href[1:] in page.ids, href


@pytest.mark.parametrize("path", [*LISTS, *ROWS])
def test_the_same_address_gives_json_and_csv(pages: TestClient, path: str) -> None:
    """JSON is read by any reader; CSV has a line of names and as many fields in every line."""
    assert pages.get(ending(path, ".json")).json() is not None
    answer = pages.get(ending(path, ".csv"))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    lines = list(csv.reader(io.StringIO(answer.text)))
    assert all(len(line) == len(lines[0]) for line in lines)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_downloads_have_every_row(pages: TestClient, name: str) -> None:
    """A table's JSON is the table, its CSV has as many rows."""
    rows = invented()[name].to_pylist()
    assert pages.get(f"/tables/{name}.json").json() == rows
    lines = list(csv.reader(io.StringIO(pages.get(f"/tables/{name}.csv").text)))
    assert len(lines) - 1 == len(rows) or not rows


@pytest.mark.parametrize("path", ["/overview", "/utterances/u-line", "/outlets", "/search", "/articles"])
def test_pictures_are_files_of_their_own(pages: TestClient, path: str) -> None:
    """An SVG stands alone: it has its namespace and its colours, and leads nowhere."""
    answer = pages.get(f"{path}.svg?q=line")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert 'xmlns="http://www.w3.org/2000/svg"' in answer.text
    assert "var(" not in answer.text
    assert "<a " not in answer.text
    assert read(answer.text.partition("?>")[2]).wrong == []


def test_a_statement_shows_its_tree_versions_and_sources(pages: TestClient) -> None:
    """The page of an utterance: the drawn tree with a lost source, marked changes, independent sources."""
    text = pages.get("/utterances/u-line").text
    assert "independent source" in text
    assert 'class="node lost"' in pages.get("/utterances/u-salt").text
    assert re.search(r"<del[^>]*>340</del>", pages.get("/utterances/u-figure").text) or "<del" in text
    assert 'href="/utterances/u-line/steps/w-line-D"' in text


def test_a_step_shows_evidence_rival_and_both_versions(pages: TestClient) -> None:
    """What a click on an edge leads to."""
    text = read(pages.get("/utterances/u-line/steps/w-line-D").text).text
    assert "cannot tell" in text
    assert "Instead from" in text
    assert "Side by side" in text


def test_an_article_says_what_it_shares(pages: TestClient) -> None:
    """Who copied what share, with the raw text only on request."""
    page = pages.get("/articles/a-copy").text
    assert "Where else its words stand" in page
    assert "Tramwire" in page
    assert "not at hand" not in page
    assert "not at hand" in pages.get("/articles/a-copy?raw=1").text


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/articles/a-none",
        "/utterances/u-none",
        "/speakers/x",
        "/tables/secrets",
        "/utterances/u-line/steps/x",
    ],
)
def test_what_is_not_there_is_told(pages: TestClient, path: str) -> None:
    """A missing row is a page that says so, not an error."""
    answer = pages.get(path)
    assert answer.status_code == 404
    assert "To the overview" in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999", "x", "", "2", "١"])
def test_any_page_number_is_survived(pages: TestClient, page: str) -> None:
    """A page beyond the end is the last one, nonsense is the first."""
    for path in ("/utterances", "/articles", "/speakers", "/conflicts", "/tables/edges"):
        assert pages.get(path, params={"page": page}).status_code == 200


def test_the_overview_names_the_most_changed(pages: TestClient) -> None:
    """Most retold and most changed utterances, with their words."""
    page = read(pages.get("/").text).text
    assert "Told most often" in page
    assert "Changed most on the way" in page
    assert "We may open the line in May" in page


def test_a_claim_is_found(pages: TestClient) -> None:
    """The find page answers with statements that link to their page; the same as JSON and CSV."""
    text = pages.get("/utterances.json").json()[0]["text"]
    page = pages.get("/find", params={"q": text})
    found = pages.get("/find.json", params={"q": text}).json()
    assert page.status_code == 200
    assert found["hits"][0]["closeness"] == "words"
    assert f"/utterances/{found['hits'][0]['utterance_id']}" in page.text
    assert pages.get("/find.csv", params={"q": text}).text.count("\n") == len(found["hits"]) + 1


def test_an_empty_question_only_shows_the_form(pages: TestClient) -> None:
    """Without a question there is nothing but the form, and no answer."""
    assert "Nothing in this pile" not in pages.get("/find").text
    assert pages.get("/find.json").json() == {}


def test_a_claim_that_nobody_makes(pages: TestClient) -> None:
    """What is not there is said plainly."""
    assert "in this pile says that" in pages.get("/find", params={"q": "qwxzt vbnmk plorf"}).text


def test_hostile_answers_are_text(hostile_pages: TestClient) -> None:
    """What articles and questions bring along is shown as text."""
    page = hostile_pages.get("/find", params={"q": "<script>alert(1)</script> said"})
    assert "<script>alert(1)" not in page.text
