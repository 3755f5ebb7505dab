"""``newstemma show`` and ``newstemma sql``."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from newstemma.errors import UsageError
from newstemma.store.query import query
from newstemma.store.rows_to_text import as_json, csv_lines, rows
from newstemma.store.run_folder import read_table

__all__ = ["print_table", "show", "sql"]

# The columns that a reader wants first; all are there with --columns or --format csv.
_COLUMNS = {
    "articles": ("article_id", "outlet", "title", "published", "published_how", "language", "path"),
    "statements": ("speaker", "kind", "cue", "content", "addressee", "said_on", "confidence", "article_id"),
    "mentions": ("text", "entity", "kind", "form", "role", "article_id"),
    "speakers": ("name", "kind", "roles", "affiliation", "aliases", "n_statements", "n_articles"),
    "dates": ("text", "type", "value", "anchor", "article_id"),
    "credits": ("credited", "kind", "text", "credited_article_id", "article_id"),
    "overlaps": ("kind", "similarity", "article_a", "start_a", "end_a", "article_b", "start_b", "end_b"),
    "utterances": ("utterance_id", "speaker", "said_on", "text", "n_articles", "sources_expected",
                   "sources_low", "sources_high", "first_seen"),
    "witnesses": ("utterance_id", "sigil", "status", "name", "published", "attributed", "text"),
    "edges": ("utterance_id", "parent", "child", "probability", "in_tree"),
    "changes": ("kind", "before", "after", "relation", "utterance_id"),
    "narratives": ("label", "key_terms", "first_seen", "last_seen", "n_articles", "n_speakers", "n_outlets"),
    "voices": ("name", "kind", "n_quoted", "n_quoted_words", "n_reported", "n_spoken_about", "n_articles"),
    "conflicts": ("kind", "detail", "text_a", "text_b"),
}  # fmt: skip
_ROWS = 50
_FORMATS = ("table", "csv", "jsonl")


def show(folder: Path, name: str, limit: int | None, columns: str, style: str) -> None:
    """Print a table of the run folder; without a limit 50 rows for a reader, and all for a program."""
    table = read_table(folder, name)
    wanted = [c.strip() for c in columns.split(",") if c.strip()]
    unknown = [c for c in wanted if c not in table.schema.names]
    if unknown:
        raise UsageError(f"{name} has no column {unknown[0]!r}. It has: {', '.join(table.schema.names)}.")
    if not wanted and style == "table":
        wanted = list(_COLUMNS.get(name, ()))
    if style == "table":
        table = _bounds_shown(name, table)
    chosen = table.select(wanted) if wanted else table
    most = _ROWS if limit is None and style == "table" else limit
    part = chosen.slice(0, most) if most else chosen
    print_table(part, style)
    if part.num_rows < table.num_rows:
        where = sys.stdout if style == "table" else sys.stderr
        print(f"{part.num_rows} of {table.num_rows} rows; --limit 0 prints all.", file=where)


def _bounds_shown(name: str, table: pa.Table) -> pa.Table:
    """Days that are only bounds with a sign that says so; a bare day is taken for the day of speaking."""
    if name != "statements":
        return table
    said = table.column("said_on").to_pylist()
    hows = table.column("said_on_how").to_pylist()
    bound = [(how or "").startswith("published") for how in hows]
    shown = [f"≤ {day}" if day and is_bound else day for day, is_bound in zip(said, bound, strict=True)]
    at = table.schema.get_field_index("said_on")
    return table.set_column(at, "said_on", pa.array(shown, pa.string()))


def sql(folder: Path, text: str, style: str) -> None:
    """Print the answer to an SQL query on the run folder."""
    print_table(query(folder, text), style)


def print_table(table: pa.Table, style: str) -> None:
    """Print a table as ``table``, ``csv`` or ``jsonl``."""
    if style not in _FORMATS:
        raise UsageError(f"there is no format {style!r}. Choose one of {', '.join(_FORMATS)}.")
    if style == "jsonl":
        for row in rows(table):
            print(as_json(row))
    elif style == "csv":
        sys.stdout.writelines(csv_lines(rows(table), table.schema.names, end="\n"))
    else:
        _print_table(table)


def _print_table(table: pa.Table) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = table.schema.names
    grid = Table(*names, show_lines=False, row_styles=("", "dim"))
    for row in rows(table):
        # Text, not markup: an article's words are never read as styling, control characters are dropped.
        grid.add_row(*(Text(_visible(_cell(row[name]))) for name in names))
    Console(soft_wrap=False).print(grid)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list):
        return ", ".join(_cell(v) for v in value)
    if isinstance(value, dict) or dataclasses.is_dataclass(value):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _visible(text: str) -> str:
    """Without control characters, which could command the terminal; long texts are cut."""
    shown = "".join(c if c.isprintable() else " " for c in text[:400])
    return shown if len(text) <= 400 else shown + "…"
