"""A question to a page and its answer, apart from how they travel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from newstemma.params.serve import PAGE_ROWS
from newstemma.serve.library import Library

__all__ = ["Ask", "Kind", "Missing", "Pager", "View", "pager", "table_rows"]


class Missing(Exception):
    """There is no such row; the message says which."""


@dataclass(frozen=True)
class Ask:
    """What is asked for.

    Attributes:
        library: the run.
        at: the row's id, if the page is one row's.
        query: what stands after the question mark.
    """

    library: Library
    at: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page of a list, from 1."""
        text = self.query.get("page", "1")
        return min(max(1, int(text)), 1_000_000) if text.isdecimal() and len(text) < 8 else 1


@dataclass(frozen=True)
class View:
    """What a template is given."""

    title: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A page: its address, how it is shown, and its rows.

    Attributes:
        path: with ``{at}`` where a row's id stands.
        template: without ``.html.jinja``.
        view: what the template is given.
        rows: the page's rows for CSV, and for JSON unless ``whole`` is there.
        whole: everything about one row, for JSON.
        picture: for SVG.
    """

    path: str
    template: str
    view: Callable[[Ask], View]
    rows: Callable[[Ask], Iterable[Mapping[str, Any]]]
    whole: Callable[[Ask], Mapping[str, Any]] | None = None
    picture: Callable[[Ask], Markup] | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list a page stands."""

    page: int
    pages: int
    total: int
    first: int
    last: int


def pager(total: int, page: int, size: int = PAGE_ROWS) -> Pager:
    """The place of a page in a list of so many rows; a page beyond the end is the last one."""
    pages = max(1, -(-total // size))
    page = min(page, pages)
    return Pager(page, pages, total, min(total, (page - 1) * size + 1), min(total, page * size))


def table_rows(
    ask: Ask, table: str, where: str = "", values: Iterable[Any] = ()
) -> Iterable[Mapping[str, Any]]:
    """All rows of a table with their own types, in the table's order."""
    return ask.library.table(table, where, list(values))
