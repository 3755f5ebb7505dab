"""Records to Arrow tables and back, and the checks that hold them to their contract."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.errors import InputError, TableError
from newstemma.ids import digest, make_id
from newstemma.records import TABLES, Article, Edge, Evidence, Failure, Statement
from newstemma.spans import Span, cover, merge, text_of
from newstemma.tables import ORDER, check, each, schema, to_records, to_table

TEXT = "“Yes,” she said."
ARTICLE = Article("a-1", "x.txt", None, None, None, None, None, None, None, None, "en", TEXT)
STATEMENT = Statement(
    "st-1", "a-1", "direct", 1, 4, "Yes", [Span(1, 4)], 11, 15, "said", 7, 10, "she", None, "rules", 0.5
)  # fmt: skip


def test_records_come_back() -> None:
    """Nested records and nulls survive the way through Arrow."""
    edge = Edge("u", "a", "b", 0.5, True, [Evidence("credit", 1.5, "names it")])
    assert to_records(Edge, to_table(Edge, [edge])) == [edge]
    assert to_records(Statement, to_table(Statement, [STATEMENT])) == [STATEMENT]


def test_lists_of_records_come_back_from_parts_of_a_table() -> None:
    """Rows that were sliced, taken or joined keep their own lists, empty ones too."""
    edges = [
        Edge("u", "a", f"b{k}", 0.5, True, [Evidence("credit", float(i), f"\ud800{k}") for i in range(k)])
        for k in range(4)
    ]
    table = to_table(Edge, edges)
    whole = to_records(Edge, table)
    assert [len(e.evidence) for e in whole] == [0, 1, 2, 3]
    assert whole[3].evidence[2] == Evidence("credit", 2.0, "?3")
    assert to_records(Edge, table.slice(2, 2)) == whole[2:]
    assert to_records(Edge, table.take(pa.array([3, 0]))) == [whole[3], whole[0]]
    assert to_records(Edge, pa.concat_tables([table.slice(3), table.slice(1, 1)])) == [whole[3], whole[1]]
    assert to_records(Edge, table.slice(0, 0)) == []


def test_rows_are_in_stable_order() -> None:
    """Records in any order give the same table, nulls first."""
    rows = [Failure(p, None, "read", r, "d") for p in "ba" for r in "yx"]
    assert to_table(Failure, rows).equals(to_table(Failure, rows[::-1]))


def test_every_table_has_an_order_by_columns_it_has() -> None:
    """The order names existing columns of every table."""
    for name, record in TABLES.items():
        assert set(ORDER[name]) <= set(schema(record).names)


@given(st.text())
def test_any_string_can_be_stored(text: str) -> None:
    """Any text, lone surrogates included, becomes a row and keeps its length."""
    row = replace(ARTICLE, text=text, title="\ud800")
    (back,) = to_records(Article, to_table(Article, [row]))
    assert len(back.text) == len(text)


def test_a_lying_offset_is_found() -> None:
    """A string that does not stand at its offsets breaks the contract."""
    check("statements", to_table(Statement, [STATEMENT]), {"a-1": TEXT})
    with pytest.raises(TableError, match="content"):
        check("statements", to_table(Statement, [replace(STATEMENT, content="No")]), {"a-1": TEXT})


def test_wrong_tables_are_found() -> None:
    """A repeated id, a null where none may be and a wrong schema break the contract."""
    with pytest.raises(TableError, match="twice"):
        check("statements", to_table(Statement, [STATEMENT, STATEMENT]))
    with pytest.raises(TableError, match="columns"):
        check("statements", pa.table({"x": [1]}))


def test_a_row_that_fails_is_kept_as_a_failure() -> None:
    """Expected and unexpected errors become rows that say why, and the other rows go on."""

    def work(article: Article) -> list[str]:
        if article.path == "bad":
            raise InputError("empty", "nothing in it")
        if article.path == "bug":
            raise ZeroDivisionError("by zero")
        return [article.path]

    out, failures = each("test", work, [replace(ARTICLE, path=p) for p in ("bad", "good", "bug")])
    assert out == ["good"]
    assert [(f.path, f.reason) for f in failures] == [("bad", "empty"), ("bug", "internal-error")]
    assert "ZeroDivisionError" in failures[1].detail


def test_ids_depend_on_every_part() -> None:
    """Parts are kept apart, and the same parts give the same id."""
    assert digest("ab", "c") != digest("a", "bc")
    assert make_id("st", 1, 2) == make_id("st", 1, 2)
    assert make_id("st", 1, 2).startswith("st-")


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: Span(min(p), max(p))), min_size=1
    )
)
def test_spans(spans: list[Span]) -> None:
    """Merged spans are in order, apart, and cover the same characters."""
    merged = merge(spans)
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert all(any(m.contains(s) for m in merged) for s in spans)
    assert cover(spans) == Span(min(s.start for s in spans), max(s.end for s in spans))
    assert text_of("x" * 50, merged, "").count("x") == sum(map(len, merged))


def test_a_span_cannot_be_reversed() -> None:
    """A reversed or negative span is refused."""
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
