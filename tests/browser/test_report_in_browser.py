"""The page in a real browser."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from looking import CONTRAST, FOCUSED

pytestmark = pytest.mark.browser

SIZES = [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark"), (360, "light")]


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_it_opens_quietly_and_fits(open_page: Any, report: str, width: int, scheme: str) -> None:
    """No word on the console, no request but for the file itself, nothing wider than the screen."""
    opened = open_page(report, width, scheme)
    assert opened.said == []
    assert [u for u in opened.asked if u != report] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_leads_to_something_visible(open_page: Any, report: str) -> None:
    """Each in-page link, followed, shows its target in the window."""
    page = open_page(report).page
    hrefs = page.eval_on_selector_all(
        "a[href^='#']", "links => [...new Set(links.map(a => a.getAttribute('href')))]"
    )
    assert len(hrefs) > 40
    for href in hrefs:
        page.evaluate("h => { location.hash = h }", href)
        page.wait_for_timeout(10)
        box = page.locator(f"[id='{href[1:]}']").bounding_box()
        assert box is not None, href


def test_a_click_in_the_tree_leads_to_the_words(open_page: Any, report: str) -> None:
    """From the picture to the version, from the version to the marked words in the article."""
    page = open_page(report).page
    page.locator("#u-line svg a[href='#w-line-B']").click()
    assert page.evaluate("location.hash") == "#w-line-B"
    page.locator("#w-line-B a", has_text="The words in the article").click()
    target = page.locator("#st-copy")
    assert target.text_content().startswith("We open the line in May")
    assert target.evaluate("e => e.getBoundingClientRect().top >= 0")
    light = target.evaluate("e => getComputedStyle(e).backgroundColor")
    assert light != page.locator("#st-wire").evaluate("e => getComputedStyle(e).backgroundColor")


def test_a_click_on_a_probability_opens_the_evidence(open_page: Any, report: str) -> None:
    """The folded evidence opens where the link leads."""
    page = open_page(report).page
    assert not page.locator("#why-w-line-D").is_visible()
    page.locator("#u-line svg a[href='#why-w-line-D']").first.click()
    page.locator("#why-w-line-D").wait_for(state="visible")
    assert "cannot tell" in page.locator("#why-w-line-D").text_content()


def test_hovering_shows_who_said_it(open_page: Any, report: str) -> None:
    """A pointer on marked words, or the keyboard's focus, names the speaker."""
    page = open_page(report).page
    shown = "e => getComputedStyle(e, '::after').content"
    words = page.locator("#st-wire")
    words.hover()
    assert "Ilse Tarnow" in words.evaluate(shown)
    other = page.locator("#st-copy")
    assert other.evaluate(shown) == "none"
    page.locator("#st-va + .ref").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    other = page.locator("#st-va")
    assert "Ilse Tarnow" in other.evaluate(shown)


def test_layers_can_be_switched_off(open_page: Any, report: str) -> None:
    """Without its layer a statement is plain text, and its reference number is gone."""
    page = open_page(report).page
    style = "e => getComputedStyle(e).borderBottomWidth"
    words = page.locator("#st-wire")
    assert words.evaluate(style) != "0px"
    page.locator("#layer-st").uncheck()
    assert words.evaluate(style) == "0px"
    assert not page.locator(".body .ref").first.is_visible()


def test_searching_speakers(open_page: Any, report: str) -> None:
    """Typing filters what was said; clearing brings all back."""
    page = open_page(report).page
    everything = page.locator("#said li:visible").count()
    page.locator("#filter").fill("salt")
    assert page.locator("#said li:visible").count() == 1
    assert page.locator("#found").text_content() == "1 found"
    page.locator("#filter").fill("")
    assert page.locator("#said li:visible").count() == everything


def test_colours_follow_the_choice(open_page: Any, report: str) -> None:
    """Dark where the system is dark, light where the reader says light, and the other way round."""
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = open_page(report).page
    dark = open_page(report, scheme="dark").page
    seen = light.evaluate(colour), dark.evaluate(colour)
    assert seen[0] != seen[1]
    light.locator("#theme-dark").check(force=True)
    dark.locator("#theme-light").check(force=True)
    assert (dark.evaluate(colour), light.evaluate(colour)) == seen


def test_the_keyboard_reaches_everything(open_page: Any, report: str) -> None:
    """The first stop skips to the content; every stop after it is visible and shows its focus."""
    page = open_page(report).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUSED)
        assert state[1] > 0, state
        assert state[2] != "none", state
        seen.add(state[0])
    assert len(seen) > 30


def test_it_works_without_scripts(open_page: Any, report: str) -> None:
    """Everything but the search is there without JavaScript: links, folding, layers, colours."""
    page = open_page(report, script=False).page
    assert not page.locator("#filter").is_visible()
    page.locator("#w-line-B a", has_text="The words in the article").click()
    assert page.url.endswith("#st-copy")
    page.locator("#u-line .evidence > summary").click()
    assert page.locator("#why-w-line-A").is_visible()
    page.locator("#layer-st").uncheck()
    assert not page.locator(".body .ref").first.is_visible()


def test_hostile_texts_do_nothing(open_page: Any, hostile_report: str) -> None:
    """Attacks in every column: no dialog, no request, no error; they stand there as text."""
    for width in (1400, 400):
        opened = open_page(hostile_report, width)
        opened.page.wait_for_timeout(100)
        assert opened.said == []
        assert [u for u in opened.asked if u != hostile_report] == []
        assert opened.page.evaluate("document.images.length") == 0
        assert opened.page.evaluate("document.scripts.length") == 1
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert "<script>alert(1)</script>" in opened.page.locator("#articles").text_content()


def test_it_prints(open_page: Any, report: str) -> None:
    """A PDF comes out, and what is folded on the screen is open on paper."""
    page = open_page(report).page
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.locator("#why-w-line-D").is_visible()
    assert not page.locator(".contents").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_to_read(open_page: Any, report: str, scheme: str) -> None:
    """All text has the contrast that WCAG AA asks for (4.5 to 1)."""
    page = open_page(report, scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate(CONTRAST) == []


def test_pictures_and_controls_have_names(open_page: Any, report: str) -> None:
    """Nothing that can be focused lacks a name for a screen reader; headings skip no level."""
    page = open_page(report).page
    bare = page.evaluate(
        "[...document.querySelectorAll('a, button, input, summary, [tabindex]')].filter(e => "
        "!(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.[0]?.textContent.trim()))"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert bare == []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
