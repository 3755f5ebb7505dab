"""Piles that do not fit on a page."""

from __future__ import annotations

import time
from dataclasses import replace

import pyarrow as pa
import pytest
from invented import MANIFEST, article, edge, statement, tables, witness
from reading import read

from newstemma.records import Source, Speaker, Utterance
from newstemma.report.tables_to_report import tables_to_report

N = 1500


@pytest.fixture(scope="module")
def large() -> dict[str, pa.Table]:
    """1,500 articles of 6,000 characters from 100 outlets; every tenth statement is told twice."""
    filler = "The harbour was quiet and the boats lay where they had lain the day before. " * 75
    rows: dict[str, list[object]] = {
        k: [] for k in ("articles", "statements", "utterances", "witnesses", "edges", "sources")
    }
    previous = None
    for k in range(N):
        words = f"We counted {k // 2 * 2} boats in the harbour"
        text = f"“{words},” said Olin Feste.\n\n{filler}"
        a = article(f"k{k}", f"Outlet {k % 100}", text, f"2023-{1 + k % 12:02}-{1 + k % 28:02}")
        s = statement(
            f"k{k}", a, words, source="Olin Feste", cue="said", speaker_id="sp-1", speaker="Olin Feste"
        )
        again = k % 10 == 1 and previous is not None
        key = f"u-{k - 1 if again else k}"
        w = witness(key, "B" if again else "A", s, a)
        rows["articles"].append(a)
        rows["statements"].append(s)
        rows["witnesses"].append(w)
        rows["edges"].append(edge(w, previous if again else None, 0.9))
        if not again:
            rows["utterances"].append(
                Utterance(
                    key, "sp-1", "Olin Feste", None, None, words, 1, 1, 1.0, 1, 1, a.article_id, a.published
                )
            )
            rows["sources"].append(Source(key, f"so-{k}", w.witness_id, 1.0, [], False))
        previous = w
    rows["speakers"] = [Speaker("sp-1", "Olin Feste", "person", [], [], None, N, N)]
    return tables(rows)


@pytest.mark.slow
def test_the_page_stays_usable(large: dict[str, pa.Table]) -> None:
    """Under 10 MB and 15 seconds, with honest notes of what is left out and no dead link."""
    start = time.perf_counter()
    page = tables_to_report(large, MANIFEST)
    assert time.perf_counter() - start < 15
    assert len(page.encode()) < 10_000_000
    found = read(page)
    assert {h[1:] for h in found.hrefs if h.startswith("#")} - set(found.ids) == set()
    assert "of 1,350 are shown here" in found.text
    assert "more retold statements" not in found.text
    assert "Articles whose text is in the tables only" in found.text
    assert "more articles are in the table" in found.text


@pytest.mark.slow
def test_articles_with_retold_statements_come_first(large: dict[str, pa.Table]) -> None:
    """Of the articles that do not all fit, those that a card leads to are on the page."""
    page = read(tables_to_report(large, MANIFEST))
    versions = [a for t, a in page.tags if t == "section" and (a.get("class") or "").startswith("version")]
    assert len(versions) == 120
    assert page.hrefs.count("#articles") > 0
    assert "The article is in the tables" not in page.text
    assert len([i for i in page.ids if i.startswith("a-k")]) < N


@pytest.mark.slow
def test_trees_of_many_witnesses_have_their_limits() -> None:
    """Eighty utterances that forty articles tell, with all their evidence, do not burst the page."""
    words = "We counted the boats in the harbour twice"
    said = [article(f"k{k}", f"Outlet {k}", f"“{words},” said Olin Feste.", "2023-03-06") for k in range(40)]
    statements = [statement(f"k{k}", a, words, source="Olin Feste", cue="said") for k, a in enumerate(said)]
    rows: dict[str, list[object]] = {"articles": [*said], "statements": [*statements]}
    for u in range(80):
        found = [
            witness(f"u-{u}", f"S{k}", s, a) for k, (s, a) in enumerate(zip(statements, said, strict=True))
        ]
        rows.setdefault("utterances", []).append(
            Utterance(
                f"u-{u}", None, None, None, None, words, 40, 40, 1.0, 1, 1, said[0].article_id, "2023-03-06"
            )
        )
        rows.setdefault("witnesses", []).extend(found)
        for k, w in enumerate(found):
            for parent in {None if k < 2 else found[k - 1], found[0] if k > 2 else None}:
                step = edge(w, parent, 0.5, in_tree=parent is (None if k < 2 else found[k - 1]))
                rows.setdefault("edges", []).append(replace(step, evidence=step.evidence * 6))
    page = tables_to_report(tables(rows), MANIFEST)
    assert len(page.encode()) < 10_000_000
    found_ids = read(page)
    assert {h[1:] for h in found_ids.hrefs if h.startswith("#")} - set(found_ids.ids) == set()
    assert "Retold as well" in found_ids.text
