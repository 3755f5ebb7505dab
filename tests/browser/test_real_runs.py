"""Whole runs, on the example and on the seeds, in a real browser: the report and every served page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from looking import CONTRAST, PICTURES, stops
from serving import Server, photographed

import newstemma
from newstemma.report.tables_to_report import tables_to_report
from newstemma.serve.raw import raw_of
from newstemma.store.run_folder import write_run

pytestmark = pytest.mark.browser

SIZES = [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")]
LARGEST_REPORT = 1_500_000
"""Bytes that the report of the seeds may have."""


@dataclass(frozen=True)
class Site:
    """A served run."""

    name: str
    url: str
    report: Path
    pages: Mapping[str, str]
    rows: tuple[str, ...]


def folder_of(name: str, request: pytest.FixtureRequest) -> Path:
    """Where the articles are."""
    if name == "example":
        return Path(request.getfixturevalue("examples")) / "pile"
    return Path(request.getfixturevalue("shared")) / "seeds"


def pages_of(tables: Mapping[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """One page of every kind, by name, and the page of every row."""
    utterances = sorted(tables["utterances"].to_pylist(), key=lambda u: (-u["n_articles"], u["utterance_id"]))
    most = f"/utterances/{utterances[0]['utterance_id']}"
    edges = [e for e in tables["edges"].to_pylist() if e["utterance_id"] == utterances[0]["utterance_id"]]
    step = max((e for e in edges if e["in_tree"]), key=lambda e: (e["parent"].startswith("w"), e["child"]))
    articles = [f"/articles/{a}" for a in tables["articles"].column("article_id").to_pylist()]
    speakers = sorted(tables["speakers"].to_pylist(), key=lambda s: (-s["n_statements"], s["speaker_id"]))
    told = tables["narratives"].to_pylist()
    words = quote(utterances[0]["text"][:60])
    pages = {
        "overview": "/", "find": f"/find?q={words}", "statements": "/utterances", "statement": most,
        "retold": "/utterances?only=retold", "step": f"{most}/steps/{step['child']}", "articles": "/articles",
        "article": articles[0], "raw": f"{articles[0]}?raw=1", "speakers": "/speakers",
        "speaker": f"/speakers/{quote(speakers[0]['speaker_id'])}", "outlets": "/outlets",
        "narratives": "/narratives", "voices": "/voices", "conflicts": "/conflicts", "failures": "/failures",
        "search": "/search?q=the", "tables": "/tables", "table": "/tables/statements",
        "corrections": "/corrections",
    }  # fmt: skip
    pages |= {n["level"]: f"/narratives/{n['narrative_id']}" for n in told}
    rows = [f"/utterances/{u['utterance_id']}" for u in utterances] + articles
    rows += [f"/speakers/{quote(s['speaker_id'])}" for s in speakers]
    rows += [f"/narratives/{n['narrative_id']}" for n in told]
    return pages, tuple(rows)


@pytest.fixture(scope="module", params=["example", "seeds"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages and the report of a run."""
    sources = folder_of(request.param, request)
    run = newstemma.trace([sources])
    folder = tmp_path_factory.mktemp(request.param) / "run"
    manifest = {"newstemma": newstemma.__version__, "inputs": [], "counts": {}, "seconds": {}}
    write_run(folder, run.tables, manifest, {"report.html": tables_to_report(run.tables, manifest)})
    server = Server(folder, raw=raw_of(sources))
    pages, rows = pages_of(run.tables)
    yield Site(request.param, server.start(), folder / "report.html", pages, rows)
    server.stop()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_every_kind_of_page_opens_quietly_and_fits(
    open_page: Any, site: Site, width: int, scheme: str
) -> None:
    """Nothing on the console, no request to elsewhere, nothing wider than the screen, enough contrast."""
    opened = open_page(site.url, width, scheme)
    for name, path in site.pages.items():
        answer = opened.page.goto(site.url + path)
        assert answer.status == 200, name
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, name
        photographed(opened.page, f"{site.name}/{name}-{width}-{scheme}")
        opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert opened.page.evaluate(CONTRAST) == [], name
        assert opened.page.evaluate(PICTURES) == [], name
    assert opened.said == []
    assert {urlsplit(u).netloc for u in opened.asked if not u.startswith("data:")} == {
        urlsplit(site.url).netloc
    }


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_report_opens_quietly_and_fits(open_page: Any, site: Site, width: int, scheme: str) -> None:
    """One file that asks for nothing else, in both themes and on a phone; not too large to be mailed."""
    opened = open_page(site.report.as_uri(), width, scheme)
    assert opened.said == []
    assert opened.asked == [site.report.as_uri()]
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert site.report.stat().st_size < LARGEST_REPORT
    photographed(opened.page, f"{site.name}/report-{width}-{scheme}")
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert opened.page.evaluate(CONTRAST) == []
    assert opened.page.evaluate(PICTURES) == []


def test_every_row_has_a_page(open_page: Any, site: Site) -> None:
    """Each statement, article, speaker, story and narrative is clicked through to."""
    opened = open_page(site.url)
    for path in site.rows:
        answer = opened.page.goto(site.url + path)
        assert answer.status == 200, path
        assert opened.page.locator("h1").count() == 1, path
    assert opened.said == []


def test_no_link_of_a_page_leads_nowhere(open_page: Any, site: Site) -> None:
    """Every link, form and download of one page of every kind answers, and its anchor is there."""
    page = open_page(site.url).page
    seen: dict[str, str] = {}
    for name, path in site.pages.items():
        page.goto(site.url + path)
        for href in page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))"):
            seen.setdefault(href.partition("#")[0], name)
    assert len(seen) > 60
    for href, name in seen.items():
        answer = page.request.get(site.url + href)
        assert answer.status == 200 or (answer.status == 404 and ".svg" in href), (name, href)


def test_flipping_through_trees_with_the_keyboard(open_page: Any, site: Site) -> None:
    """An arrow key draws the next likeliest tree and says in what it differs."""
    page = open_page(site.url).page
    for path in site.rows:
        if path.startswith("/utterances/"):
            page.goto(site.url + path)
            if page.locator(".picks input").count() > 1:
                break
    else:
        pytest.skip("no statement of this run has a second tree that is nearly as likely")
    assert page.locator(".tree:visible").count() == 1
    page.locator(".picks input").first.focus()
    page.keyboard.press("ArrowRight")
    shown = page.locator(".tree:visible")
    assert shown.count() == 1
    assert "differs from the first" in shown.text_content()
    assert shown.locator("svg.stemma").is_visible()


def test_the_keyboard_reaches_what_a_page_offers(open_page: Any, site: Site) -> None:
    """On the most retold statement every stop of the keyboard is visible and shows its focus."""
    page = open_page(site.url + site.pages["statement"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert len(stops(page, 50)) > 20


def test_every_kind_of_page_prints(open_page: Any, site: Site) -> None:
    """A PDF comes out of each page and of the report."""
    page = open_page(site.url).page
    for name, path in site.pages.items():
        page.goto(site.url + path)
        assert page.pdf(format="A4").startswith(b"%PDF"), name
    page.goto(site.report.as_uri())
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_raw_text_stands_beside_the_article(open_page: Any, site: Site) -> None:
    """On a wide screen the two are next to each other."""
    page = open_page(site.url + site.pages["article"]).page
    assert page.locator("pre.raw").count() == 0
    page.locator("a", has_text="Show the raw text").click()
    raw, story = (page.locator(s).bounding_box() for s in ("pre.raw", ".beside .story"))
    assert raw["x"] > story["x"] + story["width"]
    assert abs(raw["y"] - story["y"]) < 200
