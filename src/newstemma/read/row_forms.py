"""Rows of other projects' piles, turned into the columns that rows have here.

IPTC ninjs (1.x and 2.x), quotations of the GDELT Global Quotation Graph and of Quotebank, and the passages of
passim. What the pile gives as ready quotations becomes a text of them, one a paragraph, each with the words
around it (GDELT, Quotebank by articles) or with its speaker before a colon (Quotebank by quotations): the
words are the pile's, the colon and quotation marks are ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

__all__ = ["plain_row"]

Row = Mapping[object, object]
_NOBODY = {"", "none", "unknown"}


def plain_row(values: Row) -> Row:
    """The row as it is, or with the columns that the read stage knows if it is of one of these forms."""
    for fits, turned in _FORMS:
        if fits(values):
            return turned(values)
    return values


def _list(value: object) -> Sequence[Any]:
    """A list, also one that a CSV cell holds as text."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        for text in (value, value.replace("'", '"')):
            with suppress(ValueError):
                return _list(json.loads(text))
    return value if isinstance(value, list | tuple) else ()


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _quoted(words: str) -> str:
    """Quotation marks around words that have none of their own."""
    return words if words[:1] in "“\"«„'‘" else f"“{words}”"


def _is_ninjs(row: Row) -> bool:
    body = any(isinstance(k, str) and k.startswith("body_") for k in row) or isinstance(
        row.get("bodies"), list
    )
    return body and "uri" in row


def _ninjs(row: Row) -> Row:
    """IPTC ninjs: ``body_text``, ``body_html`` (1.x) or ``bodies`` (2.x)."""
    out: dict[object, object] = {
        "id": row.get("uri"),
        "url": row.get("url") or row.get("canonicalurl"),
        "title": row.get("headline") or _valued(row.get("headlines")) or row.get("title"),
        "byline": row.get("byline") or _valued(row.get("bylines")) or _named(row.get("by")),
        "outlet": row.get("source") or _named(row.get("infosources")) or row.get("copyrightholder"),
        "published": row.get("firstcreated") or row.get("firstCreated") or row.get("versioncreated")
        or row.get("versionCreated"),
        "language": str(row.get("language") or "").partition("-")[0] or None,
    }  # fmt: skip
    html = row.get("body_html") or row.get("body_xhtml") or _body(row.get("bodies"), "html")
    text = row.get("body_text") or _body(row.get("bodies"), "plain")
    return out | ({"html": html} if html else {"text": text or _body(row.get("bodies"), "")})


def _valued(value: object) -> str | None:
    return next((_text(v.get("value")) for v in _list(value) if isinstance(v, dict)), None)


def _named(value: object) -> str | None:
    return next((_text(v.get("name")) for v in _list(value) if isinstance(v, dict)), None)


def _body(bodies: object, kind: str) -> object:
    found = (
        b.get("value")
        for b in _list(bodies)
        if isinstance(b, dict) and kind in str(b.get("contentType") or b.get("contenttype") or "").lower()
    )
    return next(found, None)


def _is_gdelt(row: Row) -> bool:
    quotes = row.get("quotes")
    return isinstance(quotes, list) and bool(quotes) and isinstance(quotes[0], dict) and "quote" in quotes[0]


def _gdelt(row: Row) -> Row:
    """A page's quotations, each with the words before and after it."""
    parts = (
        f"{_text(q.get('pre'))} {_quoted(_text(q.get('quote')))} {_text(q.get('post'))}".strip()
        for q in _list(row.get("quotes"))
        if isinstance(q, dict) and _text(q.get("quote"))
    )
    names = {"url": "url", "title": "title", "published": "date"}
    return {"text": "\n\n".join(parts), "language": _two_letters(row.get("lang"))} | {
        new: row.get(old) for new, old in names.items()
    }


def _two_letters(value: object) -> str | None:
    """GDELT writes a language's English name; its first letters are no code, so only the surest are taken."""
    names = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "russian": "ru"}
    text = str(value or "").lower()
    return names.get(text) or (text if len(text) == 2 else None)


def _is_quotebank(row: Row) -> bool:
    centred = {"quoteID", "quotation", "speaker"} <= set(row)
    return centred or ({"articleID", "quotations"} <= set(row) and isinstance(row.get("quotations"), list))


def _quotebank(row: Row) -> Row:
    """Quote-centred rows (one quotation) and article-centred ones (all of an article)."""
    items = _list(row.get("quotations")) or [row]
    lines = [_line(i) for i in items if isinstance(i, dict) and _text(i.get("quotation"))]
    urls = _list(row.get("urls"))
    return {
        "id": row.get("articleID") or row.get("quoteID"),
        "url": row.get("url") or (urls[0] if urls else None),
        "title": row.get("title"),
        "published": row.get("date"),
        "text": "\n\n".join(lines),
    }


def _line(item: Mapping[str, object]) -> str:
    named = (_text(item.get(key)) for key in ("speaker", "localTopSpeaker", "globalTopSpeaker"))
    speaker = next((name for name in named if name.casefold() not in _NOBODY), "")
    quotation = _quoted(_text(item.get("quotation")))
    around = _text(item.get("leftContext")), _text(item.get("rightContext"))
    if any(around):
        return f"{around[0]} {quotation} {around[1]}".strip()
    return f"{speaker}: {quotation}" if speaker else quotation


def _is_passim(row: Row) -> bool:
    return "text" in row and ("series" in row or {"uid", "cluster"} <= set(row))


def _passim(row: Row) -> Row:
    """An input document of passim, or a passage of one of its clusters; its series is the outlet."""
    extra = {"outlet": row.get("outlet") or row.get("source") or row.get("series")}
    name = row.get("id") or row.get("uid")
    begin = row.get("begin")
    if "cluster" in row and begin is not None:
        name = f"{name}:{begin}"
    return dict(row) | extra | {"id": name, "url": row.get("url") or row.get("page_access")}


_FORMS: tuple[tuple[Callable[[Row], bool], Callable[[Row], Row]], ...] = (
    (_is_ninjs, _ninjs),
    (_is_gdelt, _gdelt),
    (_is_quotebank, _quotebank),
    (_is_passim, _passim),
)
