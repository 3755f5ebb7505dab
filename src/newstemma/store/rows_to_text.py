"""Rows as CSV (RFC 4180) and JSON Lines, one way for every place that writes them.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a return as a formula (OWASP,
*CSV injection*). Such a text gets an apostrophe in front; so does a text that begins with an apostrophe, and
therefore the step can be undone: ``original`` takes one apostrophe away. Numbers are written as they are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

from newstemma.params.store import ROWS_AT_ONCE

__all__ = ["as_json", "csv_cell", "csv_lines", "harmless", "original", "rows"]

# The full-width forms are taken for their narrow ones by spreadsheets in East Asian settings.
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values, a thousand held at a time."""
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from batch.to_pylist()


def as_json(value: Any) -> str:
    """One line of JSON; lone surrogates, which UTF-8 does not have, become �; dates are words."""
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=str)
    # U+0085, U+2028 and U+2029 end a line for some readers of JSON Lines, so they are written as references.
    for mark in ("\u0085", "\u2028", "\u2029"):
        line = line.replace(mark, f"\\u{ord(mark):04x}")
    return line.encode("utf-8", "replace").decode("utf-8")


def csv_lines(
    found: Iterable[Mapping[str, Any]], columns: Sequence[str] = (), end: str = "\r\n"
) -> Iterator[str]:
    """A header and a line for every row, in pieces of many lines.

    Null is an empty cell; lists and structures are JSON; numbers keep all their digits; booleans are ``true``
    and ``false``.

    Args:
        found: rows; any number, they are written as they are read.
        columns: their columns; left out, those of the first row.
        end: what ends a line; RFC 4180 wants CR LF.
    """
    source = iter(found)
    part = list(islice(source, ROWS_AT_ONCE))
    names = list(columns) or (list(part[0]) if part else [])
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerow(names)
    while part:
        writer.writerows([csv_cell(row.get(name)) for name in names] for row in part)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        part = list(islice(source, ROWS_AT_ONCE))
    yield buffer.getvalue()


def csv_cell(value: Any) -> str:
    """A value as the text of a cell."""
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
