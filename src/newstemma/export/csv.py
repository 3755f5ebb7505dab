"""CSV (RFC 4180) that no spreadsheet takes for commands.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a return as a formula (OWASP,
*CSV injection*). Such a text gets an apostrophe in front; so does a text that begins with an apostrophe, and
therefore the step can be undone: ``original`` takes one apostrophe away. Numbers are written as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from newstemma.export.pile import rows
from newstemma.export.text import as_json

__all__ = ["harmless", "original", "table_to_csv"]

# The full-width forms are taken for their narrow ones by spreadsheets in East Asian settings.
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def table_to_csv(table: pa.Table) -> Iterator[str]:
    """A header and a line for every row, lines ending in CR LF.

    Null is an empty cell; lists are JSON; numbers keep all their digits; booleans are ``true`` and ``false``.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.schema.names)
    for row in rows(table):
        writer.writerow([_cell(row[name]) for name in table.schema.names])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    return harmless(as_json(value))


def harmless(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would run it, or if it begins with one."""
    return "'" + text if text.startswith(_COMMANDS) else text


def original(cell: str) -> str:
    """What ``harmless`` was given."""
    return cell.removeprefix("'")
