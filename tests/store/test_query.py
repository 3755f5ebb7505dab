"""SQL on the tables of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import MANIFEST, invented

from newstemma.errors import UsageError
from newstemma.store.query import query
from newstemma.store.run_folder import write_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made run."""
    folder = tmp_path_factory.mktemp("query") / "run"
    write_run(folder, invented(), MANIFEST, {})
    return folder


def test_one_query_is_answered(run: Path) -> None:
    """A semicolon at the end, or a comment, is no second query."""
    for text in ("select count(*) as n from articles", "select count(*) as n from articles; -- all"):
        assert query(run, text).to_pylist() == [{"n": 7}]


def test_a_table_with_a_word_of_sqls_own(run: Path) -> None:
    """Overlaps is one; it is asked like any other table, alone, joined and listed."""
    alone = query(run, "select count(*) as n from overlaps o where o.kind is not null").to_pylist()
    assert alone == query(run, 'select count(*) as n from "overlaps"').to_pylist()
    joined = "select count(*) as n from articles a join overlaps o on o.article_a = a.article_id"
    listed = "select count(*) as n from articles a, Overlaps o where o.article_a = a.article_id"
    assert query(run, joined).to_pylist() == query(run, listed).to_pylist()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the query is empty"),
        (" \n-- nothing", "the query is empty"),
        ("select 1; select 2", "these are 2 queries"),
        ("selct", "the query failed"),
        ("select * from 'articles.parquet'", "the query failed"),
    ],
)
def test_what_is_not_one_query_is_told(run: Path, text: str, message: str) -> None:
    """Nothing, several, and what is wrong: each gets a message, none an empty line or half an answer."""
    with pytest.raises(UsageError, match=message):
        query(run, text)
