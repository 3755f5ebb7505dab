"""A headless Chromium, and pages to open in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import EVIL, hostile
from invented import MANIFEST, invented

from newstemma.report.tables_to_report import tables_to_report

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    """The browser's path, or None."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.is_file() else shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: neither /usr/bin/chromium nor one on PATH")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the hand-made run's page."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(tables_to_report(invented(), MANIFEST), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the hostile run's page."""
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    path.write_text(tables_to_report(hostile(), {"newstemma": EVIL}), encoding="utf-8")
    return path.as_uri()


class Opened:
    """A page with everything it said and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """A function that opens an address: ``open_page(url, width=…, scheme=…, script=…)``."""
    contexts = []

    def opened(url: str, width: int = 1400, scheme: str = "light", script: bool = True) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.goto(url)
        return found

    yield opened
    for context in contexts:
        context.close()
