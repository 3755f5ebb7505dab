"""Rows of other projects' piles, turned into the columns that rows have here.

IPTC ninjs (1.x and 2.x), quotations of the GDELT Global Quotation Graph and of Quotebank (``ready_rows``),
and the passages of passim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newstemma.read.ready_rows import gdelt, is_gdelt, is_quotebank, listed, quotebank, squeezed

__all__ = ["is_plain", "plain_rows"]

Row = Mapping[object, object]


def is_plain(values: Row) -> bool:
    """Whether a row is of none of these forms."""
    return not any(fits(values) for fits, _ in _FORMS)


def plain_rows(values: Row) -> list[Row]:
    """The row as it is; if it is of one of these forms, rows with the columns that the read stage knows."""
    for fits, turned in _FORMS:
        if fits(values):
            return turned(values)
    return [values]


def _is_ninjs(row: Row) -> bool:
    body = any(isinstance(k, str) and k.startswith("body_") for k in row) or isinstance(
        row.get("bodies"), list
    )
    return body and "uri" in row


def _ninjs(row: Row) -> list[Row]:
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
    return [out | ({"html": html} if html else {"text": text or _body(row.get("bodies"), "")})]


def _valued(value: object) -> str | None:
    return next((squeezed(v.get("value")) for v in listed(value) if isinstance(v, dict)), None)


def _named(value: object) -> str | None:
    return next((squeezed(v.get("name")) for v in listed(value) if isinstance(v, dict)), None)


def _body(bodies: object, kind: str) -> object:
    found = (
        b.get("value")
        for b in listed(bodies)
        if isinstance(b, dict) and kind in str(b.get("contentType") or b.get("contenttype") or "").lower()
    )
    return next(found, None)


def _is_passim(row: Row) -> bool:
    return "text" in row and ("series" in row or {"uid", "cluster"} <= set(row))


def _passim(row: Row) -> list[Row]:
    """An input document of passim, or a passage of one of its clusters; its series is the outlet."""
    extra = {"outlet": row.get("outlet") or row.get("source") or row.get("series")}
    name = row.get("id") or row.get("uid")
    begin = row.get("begin")
    if "cluster" in row and begin is not None:
        name = f"{name}:{begin}"
    return [dict(row) | extra | {"id": name, "url": row.get("url") or row.get("page_access")}]


_FORMS: tuple[tuple[Callable[[Row], bool], Callable[[Row], list[Row]]], ...] = (
    (_is_ninjs, _ninjs),
    (is_gdelt, gdelt),
    (is_quotebank, quotebank),
    (_is_passim, _passim),
)
