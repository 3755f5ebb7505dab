"""The tables as JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.errors import UsageError
from newstemma.export.csv import table_to_csv
from newstemma.export.formats import FORMATS, export
from newstemma.export.jsonl import all_to_jsonl, table_to_jsonl
from newstemma.records import Failure
from newstemma.store.rows_to_text import harmless, original
from newstemma.tables import to_table

Tables = Mapping[str, pa.Table]


def read_csv(pieces: str) -> list[dict[str, str]]:
    """The rows as an independent reader sees them."""
    return list(csv.DictReader(io.StringIO(pieces, newline="")))


def test_every_row_of_every_table_is_a_line(tables: Tables) -> None:
    """Lines read back as the rows, hostile text and all."""
    for table in tables.values():
        assert [json.loads(line) for line in table_to_jsonl(table)] == table.to_pylist()
    lines = [json.loads(line) for line in all_to_jsonl(tables)]
    assert len(lines) == sum(t.num_rows for t in tables.values())
    assert {"table": "speakers", "row": tables["speakers"].to_pylist()[0]} in lines


def test_csv_reads_back(tables: Tables) -> None:
    """Each text cell, freed of its apostrophe, is the text of the table."""
    rows = read_csv("".join(table_to_csv(tables["articles"])))
    wanted = tables["articles"].to_pylist()
    for name in ("outlet", "title", "byline", "text", "url"):
        assert [original(r[name]) for r in rows] == [w[name] or "" for w in wanted]


def test_no_cell_begins_as_a_formula(tables: Tables) -> None:
    """Nothing that a spreadsheet would run stands at the start of a text cell."""
    for table in tables.values():
        for row in read_csv("".join(table_to_csv(table))):
            assert not any(v.startswith(("=", "+", "@", "\t", "\r")) for v in row.values())
    assert harmless("-1+2") == "'-1+2"


def test_numbers_stay_numbers(tables: Tables) -> None:
    """Figures keep all digits and get no apostrophe; lists are JSON; null is an empty cell."""
    (row,) = read_csv("".join(table_to_csv(tables["sources"])))
    assert float(row["probability"]) == 1.0
    assert json.loads(row["collapsed"]) == ["w-1", "w-2"]
    assert row["circular"] == "false"
    (utterance,) = read_csv("".join(table_to_csv(tables["utterances"])))
    assert utterance["sources_expected"] == "1.1"
    assert utterance["addressee"] == ""


@given(st.text())
def test_the_apostrophe_can_be_undone(text: str) -> None:
    """``original`` gives back what ``harmless`` was given, for any text."""
    assert original(harmless(text)) == text


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_any_text_survives_csv(texts: list[str]) -> None:
    """Line ends, quotation marks and commas of any kind come back from an independent reader."""
    table = to_table(Failure, [Failure(str(k), None, "s", "r", t) for k, t in enumerate(texts)])
    rows = read_csv("".join(table_to_csv(table)))
    assert [original(r["detail"]) for r in rows] == texts


def test_tables_without_rows_have_a_header(nothing: Tables) -> None:
    """An empty table is a header in CSV and nothing in JSON Lines."""
    assert "".join(table_to_csv(nothing["conflicts"])).startswith("conflict_id,kind,")
    assert "".join(all_to_jsonl(nothing)) == ""


def test_wrong_calls_are_told(tables: Tables) -> None:
    """An unknown format or table, a table for a graph, and all tables in one CSV are refused in words."""
    for name, table in (("xls", None), ("csv", "no"), ("dot", "edges"), ("csv", None)):
        with pytest.raises(UsageError):
            list(export(tables, name, table))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_same_bytes_twice(tables: Tables, nothing: Tables, name: str) -> None:
    """Every format gives the same text each time, and stands an empty run."""
    table = "articles" if name == "csv" else None
    assert list(export(tables, name, table)) == list(export(tables, name, table))
    list(export(nothing, name, table))
