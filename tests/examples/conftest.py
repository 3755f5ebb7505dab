"""The example pile, its truth, and the words that a reader sees on each of its pages."""

from __future__ import annotations

import importlib
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "li", "td", "br", "figcaption", "span", "button", "a", "time"}
HIDDEN = {"script", "style", "head"}


class Visible(HTMLParser):
    """The text of a page without head, scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count hidden elements; a block starts a new word."""
        self.hidden += tag in HIDDEN
        self.parts.append(" " if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        """Leave hidden elements; a block ends a word."""
        self.hidden -= tag in HIDDEN
        self.parts.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        if not self.hidden:
            self.parts.append(data)


def squeeze(text: str) -> str:
    """One plain space between words."""
    return " ".join(text.split())


def page_text(path: Path) -> str:
    """The visible text of an HTML page, in the encoding that it declares."""
    raw = path.read_bytes()
    declared = re.search(rb'charset="?([\w-]+)', raw)
    assert declared, f"{path.name} declares no encoding"
    parser = Visible()
    parser.feed(raw.decode(declared[1].decode()))
    return "".join(parser.parts)


def texts_of(path: Path) -> dict[str, str]:
    """The texts of a file of the pile by the truth's keys."""
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return {f"{path.name}#{row['id']}": squeeze(row["text"]) for row in rows}
    text = page_text(path) if path.suffix == ".html" else path.read_text(encoding="utf-8")
    return {path.name: squeeze(text)}


@pytest.fixture(scope="session")
def pile(examples: Path) -> Path:
    """The folder of articles."""
    return examples / "pile"


@pytest.fixture(scope="session")
def truth(examples: Path) -> dict[str, Any]:
    """What is known about the pile."""
    found: dict[str, Any] = json.loads((examples / "truth.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def visible(pile: Path) -> dict[str, str]:
    """Every article's visible text, white space squeezed, by the truth's keys."""
    return {key: text for path in sorted(pile.iterdir()) for key, text in texts_of(path).items()}


@pytest.fixture(scope="session")
def scorer(root: Path) -> ModuleType:
    """``eval/examples.py``."""
    if str(root / "eval") not in sys.path:
        sys.path.insert(0, str(root / "eval"))
    return importlib.import_module("examples")
