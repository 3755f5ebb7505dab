"""Tables to report: everything a run found, as one HTML page that needs no network.

The page holds its own style and a little script, each allowed by its digest in a Content-Security-Policy
that forbids everything else; it is complete without the script. Every string from outside is escaped, and
characters that hide or turn text are shown as signs (``visible``).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newstemma.report.page import make_page
from newstemma.report.pile import make_pile
from newstemma.report.summary import sentences
from newstemma.report.views import Page
from newstemma.report.visible import visible

__all__ = ["Told", "asset", "environment", "tables_to_report", "tables_to_told"]

_TEMPLATES = Path(__file__).parent / "templates"


def tables_to_report(tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]) -> str:
    """The page ``report.html``.

    Args:
        tables: all tables of a run, by the names of ``records.TABLES``.
        manifest: as ``store.manifest.make_manifest`` makes it; only what is the same in every run on the same
            input is shown.

    Returns:
        The whole page. Under 10 MB for any input: what does not fit is counted, and stands in the tables.
    """
    return tables_to_told(tables, manifest).page


@dataclass(frozen=True, slots=True)
class Told:
    """What a run has to say: the page, and a few plain sentences (``summary``)."""

    page: str
    sentences: list[str]


def tables_to_told(tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]) -> Told:
    """The page and the sentences of ``summary.in_words``, the tables being read once for both.

    Args:
        tables, manifest: as for ``tables_to_report``.
    """
    pile = make_pile(tables)
    return Told(_rendered(make_page(pile, manifest)), [s.text for s in sentences(pile)])


def _rendered(page: Page) -> str:
    style, script = asset("style.css"), asset("script.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        environment()
        .get_template("page.html.jinja")
        .render(page=page, style=style, script=script, policy=policy)
    )


@cache
def environment(*folders: Path) -> Environment:
    """Templates of these folders and then the report's; every value is made visible and escaped."""
    return Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: Any) -> Any:
    """Every string that is not markup of our own making is made visible before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> Markup:
    """A file of ours that stands in the page as it is."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
