"""Pages as site systems send them, made of ``data/page_forms.toml``: articles, walls, shells, missing pages.

The markup follows what widespread systems send (WordPress and its paywalls, Ghost, Arc, Piano, React, Next,
Nuxt, Angular, the consent gates of publishers); the words are ours, in twelve languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FORMS", "Form"]

DATA = Path(__file__).resolve().parent / "data" / "page_forms.toml"
NAV = '<header><nav><a href="/">Home</a> <a href="/a">News</a> <a href="/s">Sport</a></nav></header>'
FOOT = '<footer><a href="/i">Imprint</a> <a href="/p">Privacy</a> <a href="/c">Contact</a> © Lamp</footer>'
SCRIPT = '<script src="/static/js/main.4f2a.js" defer></script>'
PAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":%s,"hasPart":'
    '{"@type":"WebPageElement","isAccessibleForFree":%s,"cssSelector":".paywall"}}</script>'
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """One page and what it is.

    Attributes:
        name: what it is modelled on.
        label: ``page``, or the reason that must be given.
        html: the page.
        set: ``a``, ``b`` or ``c``.
        url: where it comes from.
    """

    name: str
    label: str
    html: str
    set: str
    url: str


def words_of(text: str, n: int) -> str:
    """About ``n`` words of an article; of scripts without spaces two characters for a word."""
    if " " not in text.strip():
        return (text * (2 * n // len(text) + 1))[: 2 * n] + "。"
    words = (text * (n // len(text.split()) + 1)).split()[:n]
    return " ".join(words).rstrip(".,;") + "."


def paragraphs(text: str, n: int, tag: str = "p", each: int = 45) -> str:
    """``n`` words in paragraphs."""
    sizes = [each] * (n // each) + ([n % each] if n % each > 8 else [])
    return "".join(f"<{tag}>{words_of(text, k)}</{tag}>" for k in sizes or [n])


def page(body: str, lang: str, head: str = "", title: str = "Pier closed | The Lamp") -> str:
    """A whole page."""
    start = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    )
    return f"{start}<body>{body}{SCRIPT}</body></html>"


def story(inner: str) -> str:
    """The frame of an article's page."""
    return f"{NAV}<main><article><h1>Keld</h1>{inner}</article></main>{FOOT}"


def wall(row: Row, text: str) -> str:
    """A teaser and what stands below it."""
    head = PAID % ("false", "false") if row["paid"] else ""
    box = f'<div class="{row["box"]}"><h2>{row["words"]}</h2><a class="button" href="/abo">→</a></div>'
    return page(story(paragraphs(text, row["teaser"]) + box), row["lang"], head)


def article(row: Row, text: str) -> str:
    """An article with what may stand around it."""
    inner = row.get("story") or paragraphs(text, row["words"], row.get("tag", "p"), row.get("each", 45))
    inner = row.get("before", "") + inner + row.get("after", "")
    head = PAID % (row["paid"], row["paid"]) if "paid" in row else ""
    if "root" in row:
        return page(f'<div id="{row["root"]}">{NAV}{inner}</div>', row["lang"], head)
    header = f"<header>{row['header']}</header>" if "header" in row else ""
    return page(header + story(inner), row["lang"], head)


def _html(kind: str, row: Row, texts: Row) -> str:
    text = texts[row.get("lang", "en")]
    if kind == "wall":
        return wall(row, text)
    if kind == "article":
        return article(row, text)
    if kind == "shell":
        return page(row["body"].replace("{nav}", NAV).replace("{foot}", FOOT), "en")
    if kind == "missing":
        return page(f"{NAV}<main><h1>{row['words']}</h1></main>{FOOT}", row["lang"])
    body = f'<div class="gate"><p>{row["words"]}</p></div>'
    return page(body, row.get("lang", "en"), "", "lamp.example")


LABELS = {"wall": "paywall", "consent": "consent-wall", "shell": "empty-by-script", "missing": "gone",
          "refused": "forbidden", "article": "page"}  # fmt: skip


def _made() -> Iterator[Form]:
    with DATA.open("rb") as file:
        rows = tomllib.load(file)
    for kind, label in LABELS.items():
        for row in rows[kind]:
            url = row.get("url", "https://lamp.example/2024/03/story")
            yield Form(f"{kind}: {row['name']}", label, _html(kind, row, rows["text"]), row["set"], url)


FORMS = list(_made())
"""All of them."""
