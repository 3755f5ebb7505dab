"""NewsML-G2 and NITF, the XML of news agencies: a document per news item.

IPTC NewsML-G2 2.x: ``newsItem`` alone or in a ``newsMessage``; the text stands as XHTML, NITF or plain
``inlineData``. A text written by an agency carries its provider as outlet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from newstemma.errors import InputError
from newstemma.params.read import MAX_WHOLE_BYTES
from newstemma.read.rows import document
from newstemma.records import Document, Failure

__all__ = ["newsml_documents"]


def newsml_documents(path: Path) -> Iterator[Document | Failure]:
    """The news items of a file; items without text (pictures, packages) are failures of their own.

    Raises:
        InputError: ``malformed`` or ``too-long``.
    """
    if path.stat().st_size > MAX_WHOLE_BYTES:
        raise InputError("too-long", f"It has more than {MAX_WHOLE_BYTES:,} bytes; split it into its items.")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError("malformed", f"It is not well-formed XML ({error}).") from error
    items = [e for e in root.iter(etree.Element) if _name(e) == "newsItem"]
    items = items or [e for e in root.iter(etree.Element) if _name(e) == "nitf"]
    name = path.as_posix()
    if not items:
        raise InputError("no-text", "It holds no news item.")
    for row, item in enumerate(items):
        try:
            yield _item(name, row, item)
        except InputError as error:
            yield Failure(name, None, "read", error.reason, f"Item {row}: {error.detail}")


def _item(name: str, row: int, item: Any) -> Document:
    paragraphs = list(_paragraphs(item))
    if not paragraphs:
        raise InputError("no-text", "It has no text (a picture, a package, or a reference).")
    return document(
        name,
        "text",
        "\n\n".join(paragraphs),
        row,
        row_id=item.get("guid"),
        title=_first(item, ("headline", "hl1", "title")),
        outlet=_provider(item),
        byline=_first(item, ("by", "byline")),
        published=_published(item),
        language=_language(item),
    )


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _paragraphs(item: Any) -> Iterator[str]:
    """The paragraphs of the text; where none are marked, the lines of plain ``inlineData``."""
    for element in item.iter(etree.Element):
        kind = _name(element)
        if kind == "inlineData" and not len(element):
            yield from (" ".join(p.split()) for p in (element.text or "").split("\n\n") if p.strip())
        if kind == "p" and _inside_text(element) and (text := _text(element)):
            yield text


def _inside_text(element: Any) -> bool:
    """Whether a paragraph is of the article's body, not of a table, a caption or the head."""
    parents = {_name(parent) for parent in element.iterancestors()}
    body = bool(parents & {"body.content", "body"}) or "inlineXML" in parents
    return body and not parents & {"media", "media-caption", "figcaption", "table", "body.head", "body.end"}


def _first(item: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        for element in item.iter(etree.Element):
            if _name(element) == name and (text := _text(element)):
                return text
    return None


def _provider(item: Any) -> str | None:
    """The provider by name, else by the last part of its code (``nprov:AFP``)."""
    for element in item.iter(etree.Element):
        if _name(element) in {"provider", "infoSource", "doc.copyright"}:
            named = _first(element, ("name",)) or element.get("literal") or element.get("holder")
            code = element.get("qcode") or element.get("uri") or ""
            if named or code:
                return named or code.replace("/", ":").rpartition(":")[2]
    return None


def _published(item: Any) -> str | None:
    found = {_name(e): e.get("norm") or _text(e) for e in reversed(list(item.iter(etree.Element)))}
    names = ("contentCreated", "firstCreated", "date.issue", "versionCreated", "contentModified")
    return next((found[name] for name in names if found.get(name)), None)


def _language(item: Any) -> str | None:
    for element in item.iter(etree.Element):
        if _name(element) == "language" and element.get("tag"):
            return str(element.get("tag")).partition("-")[0].lower()
    tag = item.get("{http://www.w3.org/XML/1998/namespace}lang")
    return str(tag).partition("-")[0].lower() if tag else None
