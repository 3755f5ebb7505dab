#!/usr/bin/env python3
"""Which settings of which extractor find the article in HTML: F1 of lines on pages of our own making.

    python eval/clean_html.py

Every article of eval/data/clean_pages.toml is put on every site of its language in three kinds of markup:
with elements that say what they hold, with nothing but div and p, and in a layout table; a caption and a
related story stand inside the article's own element. A line of the article that is missing and a line of
the site that is kept count as one error each. There is no gate: the figures say why ``clean/page.py`` calls
trafilatura as it does.
"""

from __future__ import annotations

import html
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

import clean
from newstemma.clean.page import read_page
from newstemma.clean.page_text import read_page_text

CAPTION = "The old harbour wall in a picture of last winter. Photo: Petra Vandel"
RELATED = "More on this: Ferry timetable changed again"
Extract = Callable[[str], str]


def semantic(title: str, head: list[str], body: list[str], tail: list[str]) -> str:
    """Elements that say what they hold."""
    menu = "".join(f"<li><a href='/x'>{line}</a></li>" for line in head)
    figure = f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    related = f"<aside class='related'><a href='/y'>{RELATED}</a></aside>"
    paragraphs = [f"<p>{line}</p>" for line in body]
    inside = "".join([paragraphs[0], figure, *paragraphs[1:3], related, *paragraphs[3:]])
    foot = "".join(f"<p>{line}</p>" for line in tail)
    return (
        f"<html><head><title>{title}</title></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main><article><h1>{title}</h1>{inside}</article></main><footer>{foot}</footer></body></html>"
    )


def plain(title: str, head: list[str], body: list[str], tail: list[str]) -> str:
    """Nothing but div and p."""
    inside = [*body[:1], CAPTION, *body[1:3], RELATED, *body[3:]]
    parts = [
        "".join(f"<div><a href='/x'>{line}</a></div>" for line in head),
        f"<div><div>{title}</div>" + "".join(f"<p>{line}</p>" for line in inside) + "</div>",
        "".join(f"<div>{line}</div>" for line in tail),
    ]
    return f"<html><body>{''.join(f'<div>{part}</div>' for part in parts)}</body></html>"


def table(title: str, head: list[str], body: list[str], tail: list[str]) -> str:
    """A layout table, as old sites have it."""
    inside = [*body[:1], CAPTION, *body[1:3], RELATED, *body[3:]]
    left = "<br>".join(f"<a href='/x'>{line}</a>" for line in head)
    middle = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in inside)
    foot = "<br>".join(tail)
    return (
        f"<html><body><table><tr><td>{left}</td><td>{middle}</td></tr>"
        f"<tr><td colspan=2>{foot}</td></tr></table></body></html>"
    )


def pages() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """Kind of markup, page, lines of the article, lines of the site."""
    for page in clean.made_pages():
        lines = page.text.split("\n\n")
        chosen = [i for i, label in enumerate(page.labels) if label]
        first, last = chosen[0], chosen[-1]
        escaped = [html.escape(line) for line in lines]
        body = [escaped[i] for i in chosen]
        parts = (escaped[:first], body, escaped[last + 1 :])
        wanted = {lines[i] for i in chosen}
        unwanted = ({lines[i] for i in range(len(lines))} | {CAPTION, RELATED}) - wanted - {page.title or ""}
        for make in (semantic, plain, table):
            yield make.__name__, make(html.escape(page.title or ""), *parts), wanted, unwanted


def with_settings(**settings: Any) -> Extract:
    """trafilatura with these settings."""
    return lambda text: trafilatura.extract(text, include_comments=False, **settings) or ""


EXTRACTORS: dict[str, Extract] = {
    "trafilatura": with_settings(),
    "trafilatura fast": with_settings(fast=True),
    "trafilatura precision": with_settings(favor_precision=True),
    "trafilatura precision, no tables": with_settings(favor_precision=True, include_tables=False),
    "trafilatura precision, fast": with_settings(favor_precision=True, fast=True),
    "trafilatura recall": with_settings(favor_recall=True),
    "resiliparse": lambda text: extract_plain_text(text, main_content=True),
    "all lines": lambda text: read_page(text).all_lines,
    "ours: page alone": lambda text: read_page(text).text,
    "ours: page, then lines": lambda text: read_page_text(read_page(text).text).text,
    "ours: all lines, then lines": lambda text: read_page_text(read_page(text).all_lines).text,
}


def f1(extract: Extract, rows: list[tuple[str, str, set[str], set[str]]]) -> dict[str, float]:
    """F1 of lines by kind of markup and over all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for kind, page, wanted, unwanted in rows:
        found = " ".join(extract(page).split())
        right = sum(" ".join(line.split()) in found for line in wanted)
        extra = sum(len(line) > 3 and " ".join(line.split()) in found for line in unwanted)
        for name in (kind, "all"):
            for i, n in enumerate((right, extra, len(wanted) - right)):
                counts[name][i] += n
    return {name: 200 * r / max(1, 2 * r + e + m) for name, (r, e, m) in counts.items()}


def main() -> int:
    """Print a line for each extractor."""
    rows = list(pages())
    print(f"{len(rows)} pages")
    for name, extract in EXTRACTORS.items():
        start = time.process_time()
        figures = f1(extract, rows)
        rate = len(rows) / (time.process_time() - start)
        shown = "  ".join(f"{kind} {value:5.1f}" for kind, value in figures.items())
        print(f"{name:34} {shown}  {rate:6.0f} pages a second of CPU time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
