"""Rows as JSON, sent as they are read: a table of any length needs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from newstemma.params.store import ROWS_AT_ONCE
from newstemma.store.rows_to_text import as_json

__all__ = ["json_lines"]


def json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array, a row a line."""
    first = True
    source = iter(rows)
    yield "["
    while part := list(islice(source, ROWS_AT_ONCE)):
        yield ("\n" if first else ",\n") + ",\n".join(map(as_json, part))
        first = False
    yield "\n]\n"
