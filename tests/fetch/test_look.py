"""What a page is, by its blocks: running text, furniture, walls, gates, shells."""

from __future__ import annotations

import time

import pytest

from newstemma.fetch.look import Look
from newstemma.fetch.reasons import Miss

SENTENCE = "The harbour board of Keld closed the old pier on Monday, its head Mira Holt told the meeting. "


def verdict(body: str, url: str = "https://lamp.test/a", head: str = "") -> str:
    """The reason why a page with this body is none, or ``page``."""
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    try:
        Look(url, html.encode(), "utf-8").check()
    except Miss as miss:
        return miss.reason
    return "page"


def story(times: int, after: str = "") -> str:
    """An article of seventeen words times ``times``, and what stands below it."""
    return f"<article><h1>Pier</h1>{f'<p>{SENTENCE}</p>' * times}{after}</article>"


PAID = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'


@pytest.mark.parametrize(
    ("body", "head", "wanted"),
    [
        (story(5, "<div><h2>Subscribe to read the full story</h2></div>"), "", "paywall"),
        (story(5, "<div class='c-paywall'><h2>Go on</h2></div>"), "", "paywall"),
        (story(5), PAID, "paywall"),
        (story(20), PAID, "page"),
        (story(30, "<div><h2>Subscribe to read the full story</h2></div>"), "", "page"),
        (story(5, "<aside><p>Subscribe to read the full story</p></aside>"), "", "page"),
        (story(5, "<p>Subscribe to our newsletter to read it every morning</p>"), "", "page"),
        ("<p>The Gull will put its local pages behind a paywall in June, and only subscribers will read the "
         "reports on the council then, editor Odd Berg said on Friday at a meeting of its readers, who did "
         "not like it.</p>", "", "page"),
        ("<p>We and our partners use cookies. Accept all or manage settings.</p>", "", "consent-wall"),
        (story(4, "<p>We and our partners use cookies. Accept all or manage settings.</p>"), "", "page"),
        ("<h1>This page could not be found</h1>", "", "gone"),
        ("<p>Checking your browser</p>", "", "forbidden"),
        ("<div id=root></div><script src=/a.js></script>", "", "empty-by-script"),
        ("<div></div>", "", "empty"),
        ("<p>The ferry to the islands has been cancelled until Tuesday, the harbour said.</p>", "", "page"),
    ],
)  # fmt: skip
def test_verdicts(body: str, head: str, wanted: str) -> None:
    """Words of walls count in short blocks of the article only, and below a teaser only."""
    assert verdict(body, head=head) == wanted


def test_an_address_made_for_consent() -> None:
    """A gate's long legal text is a gate at such an address, and an article elsewhere."""
    body = f"<p>We use cookies. {SENTENCE * 12}</p>"
    assert verdict(body, "https://consent.lamp.test/m") == "consent-wall"
    assert verdict(body, "https://lamp.test/consent/x") == "consent-wall"
    assert verdict(body) == "page"


@pytest.mark.parametrize(
    "piece", ["<p>cookies accept consent</p>", "<b><p>x", "consent ", "<div class='related'>"]
)
def test_huge_pages_cost_seconds(piece: str) -> None:
    """Much of whatever the rules look for is looked at in little time."""
    start = time.process_time()
    verdict(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 10
