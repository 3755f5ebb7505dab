"""Rows as JSON and CSV, sent as they are read: a table of any length needs no memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from newstemma.params.serve import CHUNK

__all__ = ["csv_lines", "json_lines"]

Row = Mapping[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """A JSON array, a row a line."""
    first = True
    source = iter(rows)
    yield "["
    while part := list(islice(source, CHUNK)):
        text = ",\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in part)
        yield ("\n" if first else ",\n") + text
        first = False
    yield "\n]\n"


def csv_lines(rows: Iterable[Row], columns: Iterable[str] = ()) -> Iterator[str]:
    """CSV with a line of names; lists are joined by semicolons, rows inside a cell are JSON.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; JSON has it as it is.
    """
    source = iter(rows)
    names = list(columns)
    head = None if names else next(source, None)
    if head is not None:
        names = list(head)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    if head is not None:
        writer.writerow(_cell(head.get(n)) for n in names)
    yield buffer.getvalue()
    while part := list(islice(source, CHUNK)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([_cell(row.get(n)) for n in names] for row in part)
        yield buffer.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value
