"""A page in HTML to its article.

1. The page is parsed once; what its head says is read before anything is removed.
2. trafilatura finds the text (not on giant pages, where it takes minutes); if it finds little, resiliparse
   does; if that finds little, all lines of the page are taken.
3. What comes out is judged line by line like page text without markup: neither library drops all chrome.
"""

from __future__ import annotations

import logging
import warnings
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from newstemma.clean.captions import captions_of
from newstemma.clean.metadata import PageMetadata, metadata_of
from newstemma.errors import InputError
from newstemma.params.clean import MAX_EXTRACTED_CHARACTERS, MIN_LAYOUT_BLOCKS, MIN_PAGE_CHARACTERS

__all__ = ["Page", "page_lines", "parse_page", "read_page"]

_BLOCKS = frozenset(
    """address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section select
    summary table tbody td tfoot th thead title tr ul""".split()
)
_UNSEEN = frozenset("script style noscript template head svg iframe object".split())


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article text, still to be judged line by line, and what its markup says."""

    text: str
    """Paragraphs, one a line."""
    all_lines: str
    """Every line that a reader sees, chrome included: dates and bylines that the extraction dropped stand
    there."""
    metadata: PageMetadata
    captions: tuple[str, ...] = ()
    """What the markup says is a caption, in the order of the page."""


def read_page(html: str) -> Page:
    """The article of a page.

    Raises:
        InputError: ``not-html`` if nothing of it can be parsed.
    """
    tree = parse_page(html)
    metadata = metadata_of(tree)
    captions = captions_of(tree)
    _dissolve_layout_tables(tree)
    lines = page_lines(tree)
    if not lines.strip():
        lines = _fallback(html, main_content=False)  # nested too deeply for libxml2
    text = _extracted(tree) if len(lines) <= MAX_EXTRACTED_CHARACTERS else ""
    if len(text) < MIN_PAGE_CHARACTERS < len(lines):
        fallback = _fallback(html, main_content=True)
        text = max(text, fallback, key=len)
    if len(text) < MIN_PAGE_CHARACTERS:
        text = lines
    return Page(text, lines, metadata, captions)


@cache
def _trafilatura() -> Any:
    """The library, without its warnings about single pages and about proxies, which it never uses here."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import trafilatura
    return trafilatura


def parse_page(html: str) -> Any:
    """A page as an lxml element.

    Raises:
        InputError: ``not-html``.
    """
    tree = _trafilatura().load_html(html)
    if tree is None:
        tree = _parsed_leniently(html)
    if tree is None:
        raise InputError("not-html", "No HTML could be found in it, although its name or beginning says so.")
    return tree


def _parsed_leniently(html: str) -> Any:
    """A fragment, or a page that trafilatura takes for something else."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None  # the caller says what is wrong


def _dissolve_layout_tables(tree: Any) -> None:
    """Tables that only place blocks side by side become plain blocks; as tables they would be one line."""
    for table in list(tree.iter("table")):
        blocks = [b for cell in table.iter("td") for b in cell.iter("p", "h1", "h2", "article")]
        if len(blocks) < MIN_LAYOUT_BLOCKS:
            continue
        for part in list(table.iter("table", "tbody", "tr", "td", "th")):
            part.tag = "div"


def _extracted(tree: Any) -> str:
    """trafilatura's text: comments left out; precision over recall, tables kept (see eval/clean.py)."""
    text = _trafilatura().extract(
        deepcopy(tree),
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        include_formatting=False,
        include_links=False,
        include_images=False,
    )
    return text or ""


def _fallback(html: str, *, main_content: bool) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(
        extract_plain_text(html, main_content=main_content, alt_texts=False, links=False, form_fields=False)
        or ""
    )


def page_lines(tree: Any) -> str:
    """What a reader sees, one block element a line."""
    out: list[str] = []
    skip: Any = None
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end":
                out.append(element.tail or "")
            continue
        if skip is None and element.tag in _UNSEEN:
            skip = element
        if event == "start" and skip is None:
            out.append("\n" if element.tag in _BLOCKS else "")
            out.append((element.text or "").replace("\n", " "))
        elif event == "end":
            if skip is element:
                skip = None
            elif skip is None:
                out.append("\n" if element.tag in _BLOCKS else "")
            if skip is None:
                out.append((element.tail or "").replace("\n", " "))
    return "".join(out)
