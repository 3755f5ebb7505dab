"""The stages as joins against the stages as they are: row for row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from run_piles import article, rows

from newstemma import across, flow
from newstemma.engine.duck import Duck
from newstemma.errors import NothingUsable, OutputUnwritable, TableError
from newstemma.joins import overlaps, utterances
from newstemma.joins import rows as join_rows
from newstemma.joins.checked import checked
from newstemma.joins.conflicts import conflicts
from newstemma.joins.placed import placed
from newstemma.joins.rows import finished
from newstemma.joins.trees import trees
from newstemma.records import TABLES, Mention
from newstemma.reuse import seeds
from newstemma.tables import schema, to_table
from newstemma.witness import grouping, unattributed

PILE = Path(__file__).resolve().parents[2] / "examples" / "pile"


Tables = dict[str, pa.Table]
_BELL = "Nobody who has worked the night ferry would ever trust that old bell of theirs again"
_WELL = "the Sorrel reservoir has been poisoned with solvent from the dye works"
_OPPOSED = (
    f"Notes from the night ferry\n\n“{_BELL},” said Ida Brook, the pilot of the ferry. Nothing else was "
    f"said at the table.\n\n{_WELL[0].upper()}{_WELL[1:]}. Catches grew by 40 per cent. The number of boats "
    "rose from 200 to 310.\n",
    f"The pilots and their bell\n\n“{_BELL},” said Jon Adler, who heads the union of pilots. It was late, "
    f"and the hall was empty.\n\nTessa Quill said that {_WELL}. She gave no reason.\n",
)
"""A quotation that is given to two, and a claim that one tells as fact; growth that does not follow."""


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The example pile and sixty short articles, few of which have anything in common; one of them stands
    there once more with other space around it, another one in two versions."""
    more = rows(tmp_path_factory.mktemp("joins") / "more.jsonl", range(60))
    page = {"url": "https://lamp.test/keld/quay", "outlet": "Lamp"}
    again = [
        {"id": "again", "text": article(7) + "\n\n\n"},
        {"id": "first", "text": article(61), **page},
        {"id": "last", "text": article(61, "The board met twice."), "published": "2024-03-09", **page},
    ]
    opposed = [{"id": f"opposed-{n}", "text": text} for n, text in enumerate(_OPPOSED)]
    with more.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in (*again, *opposed))
    return [PILE, more]


@pytest.fixture(scope="module")
def both(pile: list[Path]) -> tuple[Tables, Tables]:
    """A run on the pile: what was made of single articles, and all tables."""
    made: Tables = {}

    def noting(tables: Tables, *others: Any) -> Tables:
        made.update(tables)
        return as_it_is(tables, *others)

    as_it_is = across.across
    with pytest.MonkeyPatch.context() as patch:
        large(patch)
        patch.setattr(across, "across", noting)
        finished_tables = dict(flow.trace(pile).tables)
    return made, finished_tables


@pytest.fixture(scope="module")
def made(both: tuple[Tables, Tables]) -> Tables:
    """What was made of single articles."""
    return both[0]


@pytest.fixture(scope="module")
def tables(both: tuple[Tables, Tables]) -> Tables:
    """All tables of the run."""
    return both[1]


def large(patch: pytest.MonkeyPatch) -> None:
    """Let this pile count as a large one: nothing is compared by meaning alone, and n-grams of more than
    three articles are chained."""
    for module in (grouping, unattributed, utterances):
        patch.setattr(module, "EMBED_ALL", 10)
    for module in (seeds, overlaps):
        patch.setattr(module, "MOST_SHARERS", 3)
    patch.setattr(join_rows, "JOIN_GROUP", 1)


def put(relations: Duck, tables: Tables, *names: str) -> None:
    """Bring in what the joins start from."""
    for name in names:
        relations.put(join_rows.relation(name), tables[name])


def test_overlaps(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of passage, found block by block."""
    large(monkeypatch)
    with Duck(tmp_path) as relations:
        put(relations, tables, "articles")
        overlaps.overlaps(relations)
        assert finished(relations, "overlaps").equals(tables["overlaps"])
    kinds = set(tables["overlaps"].column("kind").to_pylist())
    assert {"verbatim", "near", "reworded"} <= kinds


@pytest.mark.parametrize("small", [False, True])
def test_utterances(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool) -> None:
    """Utterances and witnesses, unattributed ones too; a small pile is one piece of work."""
    large(monkeypatch)
    if small:
        monkeypatch.setattr(utterances, "EMBED_ALL", 10_000)
    with Duck(tmp_path) as relations:
        put(relations, tables, "articles", "statements", "credits")
        utterances.utterances(relations)
        found, told = finished(relations, "utterances"), finished(relations, "witnesses")
    extant = tables["witnesses"].filter(pc.equal(tables["witnesses"].column("status"), "extant"))
    assert told.equals(extant.combine_chunks())
    assert not all(told.column("attributed").to_pylist())
    for column in set(found.schema.names) - {"sources_expected", "sources_low", "sources_high"}:
        assert found.column(column).equals(tables["utterances"].column(column)), column


def test_trees(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lost witnesses, edges with their reasons, sources and changes."""
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 1)
    extant = tables["witnesses"].filter(pc.equal(tables["witnesses"].column("status"), "extant"))
    with Duck(tmp_path) as relations:
        put(relations, tables | {"witnesses": extant}, "articles", "statements", "credits", "overlaps",
            "utterances", "witnesses")  # fmt: skip
        trees(relations)
        for name in ("utterances", "witnesses", "edges", "sources", "changes"):
            assert finished(relations, name).equals(tables[name]), name


def test_speakers_credits_and_days(
    tables: Tables, made: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who says what, to whom and when, and what is credited: every set of names and article by itself."""
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 1)
    with Duck(tmp_path) as relations:
        put(relations, made, "articles", "statements", "mentions", "dates", "credits")
        placed(relations)
        for name in ("speakers", "statements", "credits"):
            assert finished(relations, name).equals(tables[name]), name
    hows = set(tables["statements"].column("speaker_how").to_pylist())
    assert {"name", "role", "pronoun"} <= hows
    assert tables["credits"].column("credited_article_id").null_count < tables["credits"].num_rows


def test_conflicts(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two numbers, two dates, a claim and its opposite, a quotation that two are said to have said."""
    monkeypatch.setattr(join_rows, "JOIN_GROUP", 1)
    with Duck(tmp_path) as relations:
        put(relations, tables, "articles", "statements", "dates", "utterances", "witnesses")
        conflicts(relations)
        assert finished(relations, "conflicts").equals(tables["conflicts"])
    kinds = set(tables["conflicts"].column("kind").to_pylist())
    assert kinds == {"number", "date", "polarity", "attribution"}


def test_a_pile_that_shares_nothing(tmp_path: Path) -> None:
    """One article: no overlaps, and every utterance has one witness."""
    made = flow.trace([rows(tmp_path / "one.jsonl", range(1))]).tables
    with Duck(tmp_path / "joins") as relations:
        put(relations, dict(made), "articles", "statements", "credits")
        overlaps.overlaps(relations)
        utterances.utterances(relations)
        trees(relations)
        for name in ("overlaps", "utterances", "witnesses", "edges", "sources", "changes"):
            assert finished(relations, name).equals(made[name]), name


def test_a_large_pile_is_joined(tables: Tables, pile: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """From so many documents on the flow joins, with workers beside it, and every table is the same."""
    large(monkeypatch)
    monkeypatch.setattr(flow, "JOIN_FROM", 50)
    monkeypatch.setattr(flow, "POOL_FROM", 50)
    joined = flow.trace(pile, jobs=2).tables
    for name in tables:
        assert joined[name].equals(tables[name]), name
    assert sorted(tables["failures"].column("reason").to_pylist()) == ["duplicate", "skipped"]
    assert tables["edits"].num_rows


def test_nothing_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large pile without an article says so, as a small one does."""
    monkeypatch.setattr(flow, "JOIN_FROM", 1)
    (tmp_path / "nothing.jsonl").write_text('{"id": "1", "text": "Menu"}\n', encoding="utf-8")
    with pytest.raises(NothingUsable, match=r"nothing\.jsonl"):
        flow.trace([tmp_path / "nothing.jsonl"])


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"text": pa.array(["Hol"])}, "are not"),
        ({"kind": pa.array([None], pa.string())}, "null where none"),
        ({"mention_id": pa.array(["m-1"])}, ""),
    ],
)
def test_what_is_not_as_agreed(tmp_path: Path, columns: dict[str, pa.Array], problem: str) -> None:
    """A joined table with a lying offset or a missing value is no result; one that keeps the contract is."""
    one = Mention("m-1", "a-1", 0, 4, "Holt", "Holt", "person", "name", None, None, None)
    mentions = to_table(Mention, [one])
    for name, column in columns.items():
        mentions = mentions.set_column(mentions.schema.get_field_index(name), name, column)
    with Duck(tmp_path) as relations:
        for name in ("statements", "dates", "credits"):
            relations.put(name, schema(TABLES[name]).empty_table())
        relations.put("articles", pa.table({"article_id": ["a-1"], "text": ["Holt spoke."]}))
        relations.put("mentions", mentions)
        if problem:
            with pytest.raises(TableError, match=problem):
                checked(relations, ["mentions"])
        else:
            checked(relations, ["mentions"])


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """Joins that find no room, in memory or on disk, say so in one sentence."""
    with Duck(tmp_path / "joins", megabytes=30) as relations:
        relations.query("wide", "select i, repeat(cast(i as varchar), 60) as words from range(20000) as t(i)")
        relations._db.execute("set max_temp_directory_size = '1MB'")
        with pytest.raises(OutputUnwritable, match="Make room"):
            relations.query("sorted_", "select a.words, b.i from wide as a, wide as b order by a.words, b.i")
