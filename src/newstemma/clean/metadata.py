"""What a page's head and markup say about the article: title, outlet, byline, date, language, address.

Each value comes with the place it was found in. Nothing is guessed: no copyright year, no date of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newstemma.clean.calendar import parse
from newstemma.text.normalise import squeeze

__all__ = ["Found", "PageMetadata", "host_of", "metadata_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """A value, where it was found, and the words it rests on."""

    value: str
    place: str
    words: str

    @property
    def how(self) -> str:
        """``place: words``, as the tables say it."""
        return f"{self.place}: {self.words}"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the markup says; what it does not say is None."""

    title: Found | None
    outlet: Found | None
    byline: Found | None
    published: Found | None
    updated: Found | None
    language: str | None
    url: str | None


_ARTICLE_TYPES = frozenset(
    """article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle askpublicnewsarticle advertisercontentarticle liveblogposting blogposting
    socialmediaposting report scholarlyarticle webpage""".split()
)
_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title", "sailthru.title")
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "copyright-holder",
    "apple-mobile-web-app-title",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:creator_name",
)
_DATES = tuple(
    """article:published_time og:published_time datepublished date_published publish-date publish_date pubdate
    published_time publication_date parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc.date
    dcterms.date dcterms.created article.published article:published cxenseparse:recs:publishtime ptime
    date""".split()
)
_UPDATES = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "datemodified",
    "dc.date.modified",
    "lastmod",
)
_SUFFIX = re.compile(r"\s+[|·•–—-]\s+[^|·•–—]{2,60}$|\s*[|]\s*[^|]{2,60}$")


def metadata_of(tree: Any) -> PageMetadata:
    """The metadata of a page.

    1. JSON-LD of an article type (schema.org), 2. meta elements, 3. the markup of headings, times and
       bylines.

    Args:
        tree: the page as an lxml element; it is not changed.
    """
    meta = _meta(tree)
    data = _json_ld(tree)
    url = _url(tree, meta, data)
    language = _language(tree, meta, data)
    return PageMetadata(
        title=_title(tree, meta, data),
        outlet=_outlet(meta, data, url),
        byline=_byline(tree, meta, data),
        published=_date(data, "datePublished", language)
        or _first(meta, _DATES, language)
        or _item(tree, language)
        or _time(tree, language),
        updated=_date(data, "dateModified", language) or _first(meta, _UPDATES, language),
        language=language,
        url=url,
    )


def _meta(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = squeeze(element.get("content") or "")
        if name and content:
            out.setdefault(name.strip().lower(), content[:1000])
    return out


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first object of an article type in the page's JSON-LD; {} if there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            value = json.loads(script.text.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD says nothing; the other places are read all the same
        best = sorted(_objects(value), key=lambda o: "webpage" in _types(o))
        if best:
            return best[0]
    return {}


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if _types(value) & _ARTICLE_TYPES:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(value: dict[str, Any]) -> set[str]:
    kinds = value.get("@type")
    return {str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])}


def _text(value: Any) -> str | None:
    """A JSON-LD value as a string: itself, its name, or its first entry."""
    if isinstance(value, list):
        parts = [t for t in (_text(v) for v in value[:10]) if t]
        return ", ".join(dict.fromkeys(parts)) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return squeeze(value)[:500] or None if isinstance(value, str) else None


def _url(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            href = (link.get("href") or "").strip()
            if href.startswith("http"):
                return str(href)
    for value in (meta.get("og:url"), data.get("url")):
        if isinstance(value, str) and value.startswith("http"):
            return value
    return None


def _language(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> str | None:
    """The page's language tag in lower case ("en-gb")."""
    root = next(iter(tree.iter("html")), None)
    declared = (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))
        if root is not None
        else None
    )
    for value in (
        declared,
        _text(data.get("inLanguage")),
        meta.get("og:locale"),
        meta.get("content-language"),
    ):
        if value and re.fullmatch(r"[A-Za-z]{2,3}([-_]\w{2,8})*", value.strip()):
            return value.strip().lower().replace("_", "-")
    return None


def _title(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> Found | None:
    headline = _text(data.get("headline"))
    if headline:
        return Found(headline, "json-ld", headline)
    headings = [squeeze("".join(h.itertext())) for h in tree.iter("h1")]
    headings = [h for h in headings if 0 < len(h) <= 400]
    for name in _TITLES:
        if name in meta:
            return Found(_without_site(meta[name], meta, headings), name, meta[name])
    if len(headings) == 1:
        return Found(headings[0], "h1", headings[0])
    title = next((squeeze("".join(t.itertext())) for t in tree.iter("title")), "")
    if title:
        return Found(_without_site(title, meta, headings), "title", title)
    return Found(headings[0], "h1", headings[0]) if headings else None


def _without_site(title: str, meta: dict[str, str], headings: list[str]) -> str:
    """A title without the outlet's name behind it, where a heading or the site's name shows that it is
    one."""
    for heading in headings:
        if len(heading) >= 10 and heading in title:
            return heading
    site = meta.get("og:site_name", "")
    short = _SUFFIX.sub("", title)
    if short != title and (
        site.casefold() in title[len(short) :].casefold() if site else len(short.split()) >= 4
    ):
        return short
    return title


def _outlet(meta: dict[str, str], data: dict[str, Any], url: str | None) -> Found | None:
    if meta.get("og:site_name"):
        return Found(meta["og:site_name"], "site-name", meta["og:site_name"])
    publisher = _text(data.get("publisher"))
    if publisher:
        return Found(publisher, "json-ld publisher", publisher)
    for name in _OUTLETS:
        if name in meta and len(meta[name]) <= 60:
            return Found(meta[name], name, meta[name])
    host = host_of(url)
    return Found(host, "host", url or host) if host else None


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``; None if there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.").removeprefix("m.") if host and "." in host else None


def _byline(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> Found | None:
    author = _text(data.get("author"))
    if author and not author.startswith("http"):
        return Found(author, "json-ld author", author)
    for name in _AUTHORS:
        value = meta.get(name, "")
        if value and not value.startswith(("http", "@", "/")):
            return Found(value, name, value)
    for element in tree.iter("a", "span", "p", "div"):
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            words = squeeze("".join(element.itertext()))
            if 2 < len(words) <= 100:
                return Found(words, "author markup", words)
    return None


def _date(data: dict[str, Any], key: str, language: str | None) -> Found | None:
    value = _text(data.get(key))
    iso = parse(value, language)
    return Found(iso, f"json-ld {key}", value) if iso and value else None


def _first(meta: dict[str, str], names: tuple[str, ...], language: str | None) -> Found | None:
    for name in names:
        iso = parse(meta.get(name), language)
        if iso:
            return Found(iso, f"meta {name}", meta[name])
    return None


_ASIDE = frozenset(["aside", "footer", "nav", "ul", "ol"])


def _item(tree: Any, language: str | None) -> Found | None:
    """A date in microdata or hAtom: any element with ``itemprop="datePublished"``, or ``abbr.published``."""
    for element in tree.iter("span", "div", "p", "time", "abbr", "a", "li", "td"):
        item = (element.get("itemprop") or "").lower() == "datepublished"
        atom = element.tag == "abbr" and "published" in (element.get("class") or "").lower().split()
        if not (item or atom) or any(parent.tag in _ASIDE for parent in element.iterancestors()):
            continue
        said = squeeze("".join(element.itertext()))
        for value in (element.get("content"), element.get("datetime"), element.get("title"), said):
            iso = parse(value, language)
            if iso and value:
                return Found(iso, "microdata", said or value)
    return None


def _time(tree: Any, language: str | None) -> Found | None:
    """The first time element of the article that is not in a box about other articles."""
    for element in tree.iter("time"):
        if any(parent.tag in _ASIDE for parent in element.iterancestors()):
            continue
        value = element.get("datetime") or "".join(element.itertext())
        iso = parse(value, language)
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if iso and "modif" not in marks and "updat" not in marks:
            return Found(iso, "time", squeeze("".join(element.itertext())) or value)
    return None
