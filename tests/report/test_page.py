"""The whole page."""

from __future__ import annotations

import base64
import hashlib
import re

import pyarrow as pa
import pytest
from hostile import EVIL, hostile
from invented import MANIFEST, invented, tables
from reading import read

from newstemma.report.tables_to_report import tables_to_report


def test_every_link_leads_somewhere(page: str) -> None:
    """Every in-page link has its target, every id stands once, all tags are closed."""
    found = read(page)
    inside = {h[1:] for h in found.hrefs if h.startswith("#")}
    assert inside - set(found.ids) == set()
    assert len(found.ids) == len(set(found.ids))
    assert found.wrong == []


def test_every_statement_can_be_linked_to(page: str, run: dict[str, pa.Table]) -> None:
    """One click leads to the words: statements, articles and credits have anchors, statements also notes."""
    ids = set(read(page).ids)
    statements = set(run["statements"].column("statement_id").to_pylist())
    assert statements <= ids
    assert {f"n-{s}" for s in statements} <= ids
    assert set(run["articles"].column("article_id").to_pylist()) <= ids
    assert {
        "c-1",
        "x-1",
        "x-1-a",
        "x-1-b",
        "u-line",
        "w-line-A",
        "why-w-line-D",
        "in-w-line-D",
        "sp-tarnow",
    } <= ids


def test_texts_are_complete(page: str, run: dict[str, pa.Table]) -> None:
    """Every article's words stand on the page, in their order."""
    shown = re.sub(r"\s+", "", re.sub(r"\d", "", read(page).text))
    for text in run["articles"].column("text").to_pylist():
        for line in text.splitlines():
            assert re.sub(r"\s+", "", re.sub(r"\d", "", line)) in shown


def test_nothing_is_loaded_and_only_our_code_runs(page: str) -> None:
    """The policy forbids everything but the page's own style and script, by digest, and nothing else asks."""
    found = read(page)
    policy = next(a["content"] or "" for t, a in found.tags if t == "meta" and a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "http" not in content
        assert "url(" not in content
    assert not [t for t, a in found.tags if t in ("link", "img", "iframe", "object", "embed", "base", "form")]
    assert not [k for _, a in found.tags for k in a if k.startswith("on") or k in ("style", "src", "srcset")]


def test_sureness_stands_everywhere(page: str) -> None:
    """Sources with their interval, steps with their grade, statements with their confidence, ties as ties."""
    text = read(page).text
    assert "about 1 independent source (1 to 2)" in text
    assert "48%, cannot tell" in text
    assert "Cannot tell from whom these have it: D (Lamp)" in re.sub(r"\s+", " ", text)
    assert "90% sure" in text


def test_languages_are_told(page: str) -> None:
    """A foreign text has its language in the markup, and in words beside the versions."""
    assert '<div class="body" lang="de">' in page
    assert "· German" in page


def test_the_same_tables_give_the_same_page() -> None:
    """Two runs of the renderer on tables made twice give the same bytes, whatever the time taken."""
    slow = {**MANIFEST, "seconds": {"read": 99.0}}
    assert tables_to_report(invented(), MANIFEST) == tables_to_report(invented(), slow)


def test_an_empty_run_gives_a_page() -> None:
    """Tables without rows give a whole page."""
    found = read(tables_to_report(tables({}), {}))
    assert found.wrong == []
    assert "None was found" in found.text


@pytest.fixture(scope="module")
def attacked() -> str:
    """The page of the hostile run."""
    return tables_to_report(hostile(), {"newstemma": EVIL})


def test_hostile_strings_are_shown_as_text(attacked: str) -> None:
    """Markup, scripts, template code and direction characters in any column come out as visible text."""
    found = read(attacked)
    assert found.wrong == []
    assert [t for t, _ in found.tags].count("script") == 1
    assert not [t for t, a in found.tags if t == "img" or any(k.startswith("on") for k in a)]
    assert "<script>alert(1)</script>" in found.text
    assert "{{ 7*7 }}" in found.text
    assert "49" not in re.sub(r"\d{3,}", "", found.text).replace("{{ 7*7 }}", "")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", attacked)
    assert "⟨U+202E⟩evil⟨U+2066⟩" in found.text


def test_hostile_addresses_are_not_links(attacked: str) -> None:
    """Only addresses inside the page and clean web addresses are links."""
    assert all(h.startswith("#") for h in read(attacked).hrefs)


def test_a_million_characters_do_not_fill_the_page(attacked: str) -> None:
    """A word of a megabyte is cut, with a note of how much is missing."""
    assert len(attacked) < 1_500_000
    assert "more characters are in the table" in attacked


def test_web_links_tell_the_browser_to_keep_quiet(page: str) -> None:
    """Links out of the page carry rel."""
    out = [a for t, a in read(page).tags if t == "a" and (a.get("href") or "").startswith("http")]
    assert out
    assert {a.get("rel") for a in out} == {"noopener noreferrer nofollow"}


def test_no_wording_judges(page: str) -> None:
    """The page's own words say nothing about truth, credibility or whose side is right."""
    own = tables_to_report(tables({}), {}) + page
    text = read(own).text.lower()
    assert not re.search(
        r"\b(false|falsely|credible|credibility|liar|lies|fake|misinformation|debunk\w*)\b", text
    )
