"""Two captures of one article are two versions of it, counted once, and what lies between them is an edit."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Web, article

from newstemma import flow
from newstemma.fetch import Options, fetch_links
from newstemma.fetch.archive import Archive, pages_in
from newstemma.fetch.articles_to_edits import Versions, articles_to_edits
from newstemma.fetch.links_to_pages import fetch_into
from newstemma.params import fetch as params
from newstemma.records import Article
from newstemma.tables import to_table


def version(number: int, text: str, title: str = "Ferry", **other: Any) -> Article:
    """A version of one article, captured at that hour."""
    columns: Mapping[str, Any] = {
        "path": "pages.warc.gz",
        "row_id": f"r-{number}",
        "url": "https://lamp.test/a",
        "outlet": "Lamp",
        "outlet_how": None,
        "byline": None,
        "published": None,
        "published_how": None,
        "language": "en",
        "captured": f"2024-03-12T{number + 9:02}:00:00Z",
    }
    return Article(article_id=f"a-{number}", title=title, text=text, **{**columns, **other})


def versions(*rows: Article) -> Versions:
    """The versions and edits of these articles."""
    return articles_to_edits(to_table(Article, rows))


LONG = "The old ferry stays in the harbour of Keld until the ice has gone, the harbour board said on Monday."


# trafilatura tries an optional import of urllib3's, which warns where PySocks is missing.
@pytest.mark.filterwarnings("ignore:SOCKS support")
def test_what_was_edited_after_publication(
    web: Web, quick: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page fetched before and after an edit is one article in every table, and the edit is told."""
    link = web.put("lamp.test", "/a", article(1))
    other = web.put("gull.test", "/b", article(1).replace("Harbour notes", "Notes"))
    fetch_links([link, other], tmp_path, quick)
    web.put("lamp.test", "/a", article(1).replace("the last one today", "not the last one"))
    later = SimpleNamespace(time=lambda: time.time() + 3600)
    monkeypatch.setattr("newstemma.fetch.transport.time", later)
    with Archive(tmp_path) as archive:
        fetch_into(archive, [link], quick, None, frozenset([link]))
    run = flow.trace(pages_in(tmp_path))
    assert sorted(run["articles"].column("url").to_pylist()) == sorted([link, other])
    rows = run["edits"].to_pylist()
    changed = {(r["kind"], r["before"], r["after"]) for r in rows}
    assert ("added", "", "not") in changed
    assert ("cut", "today", "") in changed
    (mine,) = [r for r in run["articles"].to_pylist() if r["url"] == link]
    assert "not the last one" in mine["text"]
    assert {r["article_id"] for r in rows} == {mine["article_id"]}
    assert all(mine["text"][r["after_start"] : r["after_end"]] == r["after"] for r in rows)
    assert all(r["captured_before"] <= r["captured_after"] == mine["captured"] for r in rows)
    told = [u for u in run["utterances"].to_pylist() if "the last one" in u["text"]]
    assert told
    assert max(u["n_articles"] for u in run["utterances"].to_pylist()) <= 2
    assert all(u["sources_high"] <= 2 for u in told)
    (failure,) = run["failures"].to_pylist()
    assert (failure["reason"], failure["article_id"]) == ("skipped", mine["article_id"])
    assert run.failed == 0


def test_rows_with_one_address_are_versions_too(tmp_path: Path) -> None:
    """An address that stands twice with changed words is one article, whatever the order of the files."""
    url = "https://lamp.test/2024/ferry"
    said = f"{LONG} “It was %s boats,” said Mira Holt."
    rows = [
        {"url": url, "published": "2024-03-12T10:00:00", "text": said % 12},
        {"url": url + "?utm_source=x", "published": "2024-03-12T12:00:00", "text": said % 15},
    ]
    for number, row in enumerate(rows):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
        (tmp_path / f"z{1 - number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    one = flow.trace([tmp_path / "0.jsonl", tmp_path / "1.jsonl"])
    two = flow.trace([tmp_path / "z0.jsonl", tmp_path / "z1.jsonl"])
    for run in (one, two):
        assert "15 boats" in run["articles"].column("text").to_pylist()[0]
        (edit,) = run["edits"].to_pylist()
        assert (edit["kind"], edit["before"], edit["after"]) == ("replaced", "12", "15")
        assert run["utterances"].column("n_articles").to_pylist() == [1] * run["utterances"].num_rows
    assert one["edits"].equals(two["edits"])


@given(st.lists(st.sampled_from("ship ferry noon . , Mira left".split()), max_size=12), st.data())
def test_edits_are_what_the_texts_say(words: list[str], data: st.DataObject) -> None:
    """The words of an edit stand where it says, in both versions."""
    others = [*data.draw(st.permutations(words)), "harbour"]
    texts = [f"{LONG} {' '.join(w)}" for w in (words, others)]
    found = versions(version(1, texts[0]), version(2, texts[1]))
    assert found.last == {"a-1": "a-2"}
    for edit in found.edits.to_pylist():
        assert texts[0][edit["before_start"] : edit["before_end"]] == edit["before"]
        assert texts[1][edit["after_start"] : edit["after_end"]] == edit["after"]


def test_a_chain_of_versions() -> None:
    """Three captures are three versions: the last stays, and each edit says between which two it was made."""
    texts = [f"{LONG} Then {n} boats left for the islands in the evening." for n in (1, 2, 3)]
    found = versions(*(version(n, t) for n, t in enumerate(texts, 1)))
    assert found.last == {"a-1": "a-3", "a-2": "a-3"}
    names = "version_before", "version_after", "before", "after"
    rows = [tuple(r[n] for n in names) for r in found.edits.to_pylist()]
    assert rows == [(1, 2, "1", "2"), (2, 3, "2", "3")]


def test_a_new_title_is_an_edit() -> None:
    """Titles are compared too, and have no place in the text."""
    (edit,) = versions(version(1, LONG, "Ferry sinks"), version(2, LONG, "Ferry lost")).edits.to_pylist()
    assert (edit["kind"], edit["before"], edit["after"]) == ("title", "Ferry sinks", "Ferry lost")
    assert edit["before_start"] is None


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://lamp.test/b"},
        {"url": None},
        {"text": "Quite another story about a bakery in the north that opens on Sundays only."},
    ],
)
def test_what_is_no_version(other: dict[str, Any]) -> None:
    """Another address, none, or another story at the same address: articles of their own."""
    found = versions(version(1, LONG + " One."), version(2, **{"text": LONG + " Two.", **other}))
    assert (dict(found.last), found.edits.num_rows) == ({}, 0)


def test_a_front_page_is_no_article_of_its_own() -> None:
    """Rows that all give their outlet's front page as address are not taken for versions."""
    rows = [version(n, f"{LONG} {n}", url="https://lamp.test/") for n in (1, 2)]
    assert dict(versions(*rows).last) == {}


def test_huge_rewritten_texts_are_one_replacement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit the middle is not aligned word by word; beginning and end still are."""
    monkeypatch.setattr("newstemma.fetch.articles_to_edits.ALIGNED_CELLS", 10)
    texts = f"{LONG} one two three four {LONG}", f"{LONG} five six seven eight {LONG}"
    (edit,) = versions(version(1, texts[0]), version(2, texts[1])).edits.to_pylist()
    assert (edit["before"], edit["after"]) == ("one two three four", "five six seven eight")
    assert params.ALIGNED_CELLS > 10
