"""Search: what is typed, what is found, what it is filtered by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read
from starlette.testclient import TestClient

from newstemma.serve.query import Query, read_query

LETTERS = st.characters(blacklist_characters='"\x00', blacklist_categories=["Cs"])
VALUE = st.text(LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool)


def found(pages: TestClient, q: str, place: str = "statements") -> list[dict[str, str]]:
    """All hits."""
    rows: list[dict[str, str]] = pages.get("/search.json", params={"q": q, "in": place}).json()
    return rows


def test_words_phrases_and_beginnings(pages: TestClient) -> None:
    """All words must be there; a phrase as it stands; a star finds beginnings; accents do not matter."""
    assert {r["statement_id"] for r in found(pages, "line may")} >= {"st-wire", "st-copy"}
    assert [r["statement_id"] for r in found(pages, '"may open the line"')] == ["st-wire"]
    assert found(pages, '"open may"') == []
    assert len(found(pages, "brid*")) >= 1
    assert [r["article_id"] for r in found(pages, "befordert fahrgaste", "articles")] == ["a-german"]


def test_filters_narrow_and_are_clicked(pages: TestClient) -> None:
    """outlet:, kind:, speaker:, language: and date: each leave only what has that value."""
    everything = found(pages, 'speaker:"Ilse Tarnow"')
    assert len(everything) > 3
    for name, key in (("outlet", "outlet"), ("kind", "kind"), ("language", "language")):
        value = everything[0][key]
        some = found(pages, f'speaker:"Ilse Tarnow" {name}:"{value}"')
        assert some
        assert {r[key] for r in some} == {value}
    day = everything[0]["published"]
    assert {r["published"] for r in found(pages, f"date:{day}")} == {day}
    assert found(pages, "date:1999..2000") == []
    page = pages.get("/search", params={"q": "line"}).text
    assert "outlet%3A" in page
    assert 'class="histogram"' in page


@pytest.mark.parametrize(
    "q",
    ['"', '""', "AND OR NOT NEAR(", "text:x", "*", "-", "outlet:", 'outlet:"', "date:yesterday", "a" * 5000,
     "'; DROP TABLE articles; --", "{a b}", "^x", "\x00", "日本*", "date:2024..", "x:y:z", "((((",
     "line\ue000"],
)  # fmt: skip
def test_no_query_is_an_error(pages: TestClient, q: str) -> None:
    """Whatever is typed is looked for, never run."""
    for place in ("statements", "articles", "nowhere"):
        assert pages.get("/search", params={"q": q, "in": place}).status_code == 200
        assert pages.get("/search.csv", params={"q": q, "in": place}).status_code == 200
    assert len(found(pages, "tram*", "articles")) > 1


@given(st.lists(VALUE, max_size=4), VALUE)
def test_a_search_is_read_as_it_is_written(words: list[str], outlet: str) -> None:
    """Writing a search out and reading it again gives the same one."""
    query = Query(tuple(words), {"outlet": outlet})
    assert read_query(query.text()) == query


def test_matched_words_are_marked_and_escaped(hostile_pages: TestClient) -> None:
    """Markup in what was found stays text; only the match is marked."""
    text = hostile_pages.get("/search", params={"q": "alert", "in": "articles"}).text
    assert "<mark>alert</mark>" in text
    assert "<script>alert" not in text
    assert read(text).wrong == []
