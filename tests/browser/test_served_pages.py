"""The served pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hostile import EVIL, hostile
from invented import MANIFEST, invented
from looking import CONTRAST, PICTURES, stops
from serving import Server, photographed

from newstemma.store.run_folder import write_run

pytestmark = pytest.mark.browser

PAGES = {
    "overview": "/",
    "statements": "/utterances?only=retold",
    "statement": "/utterances/u-line",
    "step": "/utterances/u-line/steps/w-line-D",
    "articles": "/articles",
    "article": "/articles/a-copy?raw=1",
    "speakers": "/speakers",
    "outlets": "/outlets",
    "narratives": "/narratives",
    "voices": "/voices",
    "conflicts": "/conflicts",
    "failures": "/failures",
    "search": "/search?q=line",
    "tables": "/tables",
    "table": "/tables/statements",
    "corrections": "/corrections",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the hand-made run's pages."""
    folder = tmp_path_factory.mktemp("site") / "run"
    write_run(folder, invented(), MANIFEST, {})
    server = Server(folder)
    yield server.start()
    server.stop()


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the hostile run's pages."""
    folder = tmp_path_factory.mktemp("hostile-site") / "run"
    write_run(folder, hostile(), {"newstemma": EVIL}, {})
    server = Server(folder)
    yield server.start()
    server.stop()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")]
)
def test_every_page_opens_quietly_and_fits(open_page: Any, site: str, width: int, scheme: str) -> None:
    """Nothing on the console, no request to elsewhere, nothing wider than the screen, enough contrast."""
    opened = open_page(f"{site}/", width, scheme)
    for name, path in PAGES.items():
        opened.page.goto(site + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, name
        opened.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert opened.page.evaluate(CONTRAST) == [], name
        assert opened.page.evaluate(PICTURES) == [], name
        photographed(opened.page, f"invented/{name}-{width}-{scheme}")
    assert opened.said == []
    assert {urlsplit(u).netloc for u in opened.asked if not u.startswith("data:")} == {urlsplit(site).netloc}


def test_clicking_from_the_overview_to_the_words(open_page: Any, site: str) -> None:
    """Overview, most retold statement, an edge of its tree, the words in the article: each one click."""
    opened = open_page(f"{site}/")
    page = opened.page
    page.locator("ol.rows a.words").first.click()
    assert "/utterances/" in page.url
    page.locator("svg.stemma a.edge").first.click()
    assert "/steps/" in page.url
    assert page.locator("h2", has_text="The evidence").is_visible()
    page.locator(".version a", has_text="The words in the article").first.click()
    target = page.locator(":target")
    assert target.is_visible()
    assert opened.said == []


def test_every_entry_of_the_menu_is_a_page(open_page: Any, site: str) -> None:
    """Clicking through the menu marks the entry as the current one."""
    page = open_page(f"{site}/").page
    names = page.locator(".contents a").all_text_contents()
    assert len(names) == 12
    for name in names:
        page.locator(".contents a", has_text=name).first.click()
        assert page.locator("h1").count() == 1
        assert page.locator(".contents [aria-current]").text_content() == name


def test_searching_and_clicking_a_value(open_page: Any, site: str) -> None:
    """A search from any page, a value clicked, the filter taken off again."""
    page = open_page(f"{site}/speakers").page
    page.locator(".ask input").fill("line")
    page.keyboard.press("Enter")
    everything = page.locator(".count strong").text_content()
    page.locator(".facets a").first.click()
    assert page.locator(".chosen").is_visible()
    page.locator(".chosen a").first.click()
    assert page.locator(".count strong").text_content() == everything
    page.locator("svg.histogram a").first.click()
    assert "date" in page.locator(".chosen").text_content()


def test_dragging_over_days_searches_in_them(open_page: Any, site: str) -> None:
    """A drag over two columns of the histogram filters by their days; a click still follows one column."""
    opened = open_page(f"{site}/search?q=the")
    page = opened.page
    bars = page.locator("svg.histogram .count")
    assert bars.count() > 1
    first, last = bars.first.bounding_box(), bars.last.bounding_box()
    page.mouse.move(first["x"] + 2, first["y"] + 4)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, first["y"] + 4, steps=4)
    page.mouse.up()
    page.wait_for_url("**date%3A**")
    assert ".." in page.locator(".chosen").text_content()
    assert opened.said == []


def test_layers_of_an_article(open_page: Any, site: str) -> None:
    """Switched off, a layer is plain text; its signs that lead to other articles go with it."""
    page = open_page(f"{site}/articles/a-copy").page
    sign = page.locator(".mref.of-ov").first
    assert not sign.is_visible()
    page.locator("#layer-ov").check()
    assert sign.is_visible()
    sign.click()
    assert "/articles/" in page.url
    assert not page.url.endswith("/articles/a-copy")


def test_a_correction_by_hand(open_page: Any, site: str) -> None:
    """Setting an outlet through the form and undoing it, as a reader would."""
    opened = open_page(f"{site}/articles/a-told")
    page = opened.page
    form = page.locator("form", has=page.locator("input[value='set-outlet']"))
    before = form.locator("input[name='value']").input_value()
    form.locator("input[name='value']").fill("The Fen <b>")
    form.locator("input[name='who']").fill("Ann")
    form.locator("button").click()
    page.wait_for_url("**/articles/a-told")
    assert "The Fen <b>" in page.locator(".kicker").first.text_content()
    page.goto(f"{site}/corrections")
    page.locator("button", has_text="Undo").first.click()
    page.locator("td", has_text="undone by").wait_for()
    page.goto(f"{site}/articles/a-told")
    assert form.locator("input[name='value']").input_value() == before
    assert opened.said == []


def test_the_keyboard_reaches_everything(open_page: Any, site: str) -> None:
    """The first stop skips to the content; every stop is visible and shows its focus."""
    page = open_page(f"{site}/utterances/u-line").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert len(stops(page, 60)) > 25


def test_it_works_without_scripts(open_page: Any, site: str) -> None:
    """Lists, trees, search and layers are there without JavaScript."""
    page = open_page(f"{site}/", script=False).page
    page.locator("ol.rows a.words").first.click()
    assert page.locator("svg.stemma").is_visible()
    page.locator(".ask input").fill("line")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=line*")
    assert page.locator("p.count").is_visible()


def test_hostile_texts_do_nothing(open_page: Any, hostile_site: str) -> None:
    """Attacks in every column: no dialog, no request elsewhere, no error; they stand there as text."""
    opened = open_page(f"{hostile_site}/", 400)
    for path in ("/", "/articles", "/articles/a-a1", "/utterances/u-x", "/speakers", "/outlets", "/failures",
                 "/tables/articles", "/search?q=alert&in=articles"):  # fmt: skip
        opened.page.goto(hostile_site + path)
        assert opened.page.evaluate("document.images.length") == 0, path
        ours = "[...document.scripts].every(s => s.src.startsWith(location.origin + '/static/'))"
        assert opened.page.evaluate(ours), path
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 400, path
    assert opened.said == []
    assert {urlsplit(u).netloc for u in opened.asked if not u.startswith("data:")} == {
        urlsplit(hostile_site).netloc
    }


def test_it_prints(open_page: Any, site: str) -> None:
    """A PDF comes out; forms, menus and search stay off the paper."""
    page = open_page(f"{site}/utterances/u-line").page
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    assert not page.locator(".correct").is_visible()
    assert page.locator("svg.stemma").is_visible()


def test_a_picture_opens_by_itself(open_page: Any, site: str, tmp_path: Path) -> None:
    """The downloaded SVG is drawn by the browser without the page."""
    page = open_page(f"{site}/utterances/u-line").page
    with page.expect_download() as download:
        page.locator(".downloads a", has_text="SVG").click()
    path = tmp_path / "tree.svg"
    download.value.save_as(path)
    page.goto(path.as_uri())
    box = page.evaluate(
        "(() => { const b = document.querySelector('.node rect').getBoundingClientRect(); return b.width })()"
    )
    assert box > 50
