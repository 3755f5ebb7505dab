"""The formats by name: what each writes, and how a file of it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newstemma.errors import UsageError
from newstemma.export.csv import table_to_csv
from newstemma.export.dot import tables_to_dot
from newstemma.export.ftm import tables_to_ftm
from newstemma.export.graphml import tables_to_graphml
from newstemma.export.jsonl import all_to_jsonl, table_to_jsonl
from newstemma.export.ninjs import tables_to_ninjs
from newstemma.export.pile import Tables
from newstemma.export.prov import tables_to_prov
from newstemma.export.schemaorg import tables_to_schemaorg
from newstemma.export.tei import tables_to_tei
from newstemma.export.webannotation import tables_to_webannotation

__all__ = ["BY_TABLE", "FORMATS", "Format", "export", "format_named"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a run can be written in.

    Attributes:
        suffixes: how its files end; the first is what a file gets that we name.
        write: tables to pieces of text; None if the format holds one table only.
        what: what a file of it holds, in a few words.
    """

    suffixes: tuple[str, ...]
    write: Callable[[Tables], Iterator[str]] | None
    what: str


FORMATS: dict[str, Format] = {
    "jsonl": Format((".jsonl", ".ndjson"), all_to_jsonl, "the tables, a row a line"),
    "csv": Format((".csv",), None, "a table"),
    "webannotation": Format((".jsonld", ".json"), tables_to_webannotation, "W3C annotations"),
    "prov": Format((".jsonld", ".json"), tables_to_prov, "PROV-O"),
    "schemaorg": Format((".jsonld", ".json"), tables_to_schemaorg, "claims and quotations"),
    "graphml": Format((".graphml", ".xml"), tables_to_graphml, "all trees as one graph"),
    "dot": Format((".gv", ".dot"), tables_to_dot, "a digraph per tree"),
    "tei": Format((".xml", ".tei"), tables_to_tei, "a critical apparatus"),
    "ninjs": Format((".jsonl", ".ndjson"), tables_to_ninjs, "the articles, one a line"),
    "ftm": Format((".jsonl", ".ndjson", ".json"), tables_to_ftm, "entities, one a line"),
}
"""Every format by the name that ``newstemma export --format`` takes."""

BY_TABLE = {"csv": table_to_csv, "jsonl": table_to_jsonl}
"""Formats that can write one table."""


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none; the message lists them.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}. Choose one of {', '.join(FORMATS)}.")
    return FORMATS[name]


def export(tables: Tables, name: str, table: str | None = None) -> Iterator[str]:
    """A run in a format, as pieces of text that belong one after the other.

    Args:
        tables: all tables of the run, by name.
        name: the format's name.
        table: one table, for the formats of ``BY_TABLE``.

    Raises:
        UsageError: no such format or table, or they do not go together.
    """
    chosen = format_named(name)
    if table is not None:
        if name not in BY_TABLE:
            raise UsageError(f"{name} holds no single table. Leave --table out, or take csv or jsonl.")
        if table not in tables:
            raise UsageError(f"there is no table {table!r}. The tables are: {', '.join(tables)}.")
        return BY_TABLE[name](tables[table])
    if chosen.write is None:
        raise UsageError(f"a {name} file holds one table: name it with --table, or a folder with --out.")
    return chosen.write(tables)
