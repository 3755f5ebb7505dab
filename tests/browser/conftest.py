"""A headless Chromium, and pages to open in it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newstemma.report.tables_to_report import tables_to_report

REPORT_TESTS = Path(__file__).resolve().parents[1] / "report"
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


def load(name: str) -> ModuleType:
    """A module of the report's tests, which this folder shares."""
    if str(REPORT_TESTS) not in sys.path:
        sys.path.insert(0, str(REPORT_TESTS))
    spec = importlib.util.spec_from_file_location(name, REPORT_TESTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.get(name) or importlib.util.module_from_spec(spec)
    if name not in sys.modules:
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return module


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
    made = load("invented")
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(tables_to_report(made.invented(), made.MANIFEST), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the hostile run's page."""
    made = load("hostile")
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    path.write_text(tables_to_report(made.hostile(), {"newstemma": made.EVIL}), encoding="utf-8")
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
