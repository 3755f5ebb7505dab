"""Spreadsheets (.xlsx) to the cells of their sheets, a link standing in for the words that it hides behind.

The format: Office Open XML, ECMA-376, part 1, 18.3. Only what is needed for a column of addresses is read:
shared and inline strings, links of cells, and the formula HYPERLINK.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from newstemma.params.fetch import LINK_LIST_BYTES, SHEET_COLUMNS

__all__ = ["sheets"]

_SHEET = re.compile(r"xl/worksheets/([^/]+\.xml)")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA = re.compile(r"\s*HYPERLINK\(\s*\"([^\"]+)\"", re.IGNORECASE)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets(data: bytes) -> Iterator[list[list[str]]]:
    """The rows of every sheet, in the order of the sheets' files; empty cells are empty strings.

    Args:
        data: the file.

    Raises:
        ValueError: it is none, is damaged, or unpacks to more than ``LINK_LIST_BYTES``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _sheets(archive)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError) as error:
        raise ValueError(f"it cannot be read as a spreadsheet ({error})") from error


def _sheets(archive: zipfile.ZipFile) -> Iterator[list[list[str]]]:
    names = set(archive.namelist())
    wanted = {name: match.group(1) for name in names if (match := _SHEET.fullmatch(name))}
    sizes = [archive.getinfo(n).file_size for n in (*wanted, "xl/sharedStrings.xml") if n in names]
    if sum(sizes) > LINK_LIST_BYTES:  # zipfile never unpacks more than a part says it has
        raise ValueError("unpacked it is larger than any list of links")
    shared = _shared(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
    for name in sorted(wanted, key=lambda n: (len(n), n)):
        related = f"xl/worksheets/_rels/{wanted[name]}.rels"
        targets = _targets(archive, related) if related in names else {}
        yield _rows(_tree(archive.read(name)), shared, targets)


def _tree(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _words(element: Any) -> str:
    """The text of a string; phonetic hints (``rPh``) are none of it."""
    parts = (t.text or "" for t in element.iter("{*}t") if all(_name(p) != "rPh" for p in t.iterancestors()))
    return "".join(parts)


def _shared(data: bytes) -> list[str]:
    return [_words(item) for item in _tree(data).iter("{*}si")]


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The addresses that a sheet links to, by the names it has for them."""
    if archive.getinfo(name).file_size > LINK_LIST_BYTES:
        raise ValueError("unpacked it is larger than any list of links")
    found = _tree(archive.read(name)).iter("{*}Relationship")
    return {e.get("Id") or "": e.get("Target") or "" for e in found if e.get("TargetMode") == "External"}


def _rows(sheet: Any, shared: list[str], targets: dict[str, str]) -> list[list[str]]:
    linked = {
        (e.get("ref") or "").partition(":")[0]: targets.get(e.get(_RELATION) or "", "")
        for e in sheet.iter("{*}hyperlink")
    }
    out: list[list[str]] = []
    for row in sheet.iter("{*}row"):
        cells: list[str] = []
        for cell in row.iter("{*}c"):
            column = _column(cell.get("r"), len(cells))
            if column < SHEET_COLUMNS:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = _value(cell, shared, linked.get(cell.get("r") or "", ""))
        out.append(cells)
    return out


def _column(place: str | None, following: int) -> int:
    """The number of a cell's column from 0; that after the last one if the cell does not say."""
    found = _PLACE.fullmatch(place or "")
    if found is None:
        return following
    number = 0
    for letter in found.group(1):
        number = 26 * number + ord(letter) - 64
    return number - 1


def _value(cell: Any, shared: list[str], target: str) -> str:
    formula = _FORMULA.match(cell.findtext("{*}f") or "")
    if target or formula:
        return target or (formula.group(1) if formula else "")
    value = str(cell.findtext("{*}v") or "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    return _words(cell) if cell.get("t") == "inlineStr" else value
