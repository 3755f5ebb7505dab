"""The scorer of the example pile: a run that is the truth gets everything, an empty one nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def perfect(truth: Row) -> Rows:
    """The tables of a run that knows the truth, with the columns that the scorer reads."""
    rows: Rows = {
        name: [] for name in ("articles", "statements", "utterances", "witnesses", "edges", "sources")
    }
    for key, article in truth["articles"].items():
        path, _, row_id = key.partition("#")
        words = [w["quote"] for u in truth["utterances"] for w in u["witnesses"] if w["article"] == key]
        rows["articles"].append(
            {**article, "article_id": key, "path": f"pile/{path}", "row_id": row_id or None,
             "text": " ... ".join(words)})  # fmt: skip
    for utterance in truth["utterances"]:
        add_utterance(rows, truth, utterance)
    rows["changes"] = [
        {**c, "utterance_id": c["utterance"], "parent": f"{c['utterance']}|{c['parent']}",
         "child": f"{c['utterance']}|{c['child']}"} for c in truth["changes"]
    ]  # fmt: skip
    rows["credits"] = [
        {"article_id": c["article"], "credited": c["credited"], "kind": c["kind"], "text": c["credited"],
         "credited_article_id": c["credited_article"]} for c in truth["credits"]
    ]  # fmt: skip
    rows["dates"] = [{**d, "article_id": d["article"]} for d in truth["dates"]]
    rows["conflicts"] = [
        {"kind": c["kind"], "article_a": a["article"], "text_a": a["text"], "article_b": b["article"],
         "text_b": b["text"]} for c in truth["conflicts"] for a in c["a"] for b in c["b"]
    ]  # fmt: skip
    rows["voices"] = perfect_voices(truth)
    return rows


def add_utterance(rows: Rows, truth: Row, utterance: Row) -> None:
    """The rows of one utterance: statements, witnesses, edges and branches."""
    name, speaker = utterance["id"], utterance["speaker"]
    for w in utterance["witnesses"]:
        statement = f"s-{name}-{w['article']}" if w["attributed"] else None
        if statement:
            rows["statements"].append(
                {"statement_id": statement, "article_id": w["article"], "content": w["quote"],
                 "speaker": truth["speakers"][speaker]["name"], "speaker_id": speaker})  # fmt: skip
        rows["witnesses"].append(
            {"utterance_id": name, "witness_id": f"{name}|{w['article']}", "statement_id": statement,
             "article_id": w["article"], "status": "extant", "name": w["article"],
             "text": w["quote"]})  # fmt: skip
    for lost in sorted({p for p, _ in utterance["edges"] if p.startswith("lost:")}):
        rows["witnesses"].append(
            {"utterance_id": name, "witness_id": f"{name}|{lost}", "statement_id": None, "article_id": None,
             "status": "lost", "name": lost.removeprefix("lost:"), "text": None})  # fmt: skip
    for parent, child in utterance["edges"]:
        rows["edges"].append({"utterance_id": name, "parent": name if parent == "@" else f"{name}|{parent}",
                              "child": f"{name}|{child}", "in_tree": True})  # fmt: skip
    rows["utterances"].append(
        {
            "utterance_id": name,
            "said_on": utterance["said_on"],
            "sources_expected": float(utterance["sources"]),
        }
    )
    rows["sources"].append({"utterance_id": name, "circular": "circular" in utterance})


def perfect_voices(truth: Row) -> list[Row]:
    """Who is quoted where, and who is only spoken about."""
    quoted = {
        s["name"]: sorted({w["article"] for u in truth["utterances"] if u["speaker"] == key
                           for w in u["witnesses"]})
        for key, s in truth["speakers"].items()
    }  # fmt: skip
    silent = [
        {"name": n, "n_quoted": 0, "n_spoken_about": 9, "quoted_by": []}
        for n in truth["voices"]["never_quoted"]
    ]
    return silent + [
        {"name": n, "n_quoted": len(a), "n_spoken_about": 0, "quoted_by": a} for n, a in quoted.items()
    ]


def tables(rows: Rows) -> dict[str, pa.Table]:
    """Rows as Arrow tables."""
    return {name: pa.Table.from_pylist(found) for name, found in rows.items()}


def test_the_truth_scores_full_marks(truth: Row, scorer: ModuleType) -> None:
    """A run that says exactly what the truth says has 100 everywhere and no error in the sources."""
    misses: list[str] = []
    figures = scorer.score(tables(perfect(truth)), truth, misses)
    assert figures.pop("sources_error") == 0.0
    assert {name: value for name, value in figures.items() if value != 100.0} == {}
    assert misses == []


def test_an_empty_run_scores_nothing(truth: Row, scorer: ModuleType) -> None:
    """A run without rows recalls nothing; only clusters of single items agree by themselves."""
    figures = scorer.score({}, truth)
    assert {name for name, value in figures.items() if value > 0.0} == {"bcubed", "sources_error"}


@pytest.mark.parametrize(
    ("table", "column", "value", "hurt"),
    [
        ("statements", "speaker", "Nobody", "statements_recall"),
        ("statements", "speaker_id", "one", "speakers_bcubed"),
        ("witnesses", "utterance_id", "one", "pair_precision"),
        ("witnesses", "utterance_id", "one", "not_same_kept"),
        ("edges", "parent", "warning", "parents_f1"),
        ("utterances", "sources_expected", 7.0, "sources_error"),
        ("sources", "circular", False, "circular_recall"),
        ("changes", "after", "", "changes_recall.number"),
        ("credits", "credited", "Some Other Paper", "credits_precision"),
        ("articles", "published", "2023-01-01", "published_right"),
        ("articles", "outlet", "Some Other Paper", "outlet_right"),
        ("articles", "text", "Leave a comment", "boilerplate_removed"),
        ("articles", "text", "", "quotes_kept"),
        ("dates", "value", "1999", "dates_recall"),
        ("utterances", "said_on", None, "said_on_recall"),
        ("conflicts", "text_a", "", "conflicts_recall"),
        ("voices", "n_quoted", 1, "voices_right"),
    ],
)
def test_an_error_hurts_its_figure(
    truth: Row, scorer: ModuleType, table: str, column: str, value: object, hurt: str
) -> None:
    """Spoiling one column of a perfect run spoils the figure that watches it."""
    rows = perfect(truth)
    for row in rows[table]:
        row[column] = value
    figures = scorer.score(tables(rows), truth)
    assert figures[hurt] > 0.0 if hurt == "sources_error" else figures[hurt] < 100.0


def test_a_paragraph_swallowed_whole_is_no_statement(truth: Row, scorer: ModuleType) -> None:
    """A statement many times as long as the quote it contains does not count as found."""
    rows = perfect(truth)
    for row in rows["statements"]:
        row["content"] = f"{'before and ' * 60}{row['content']}{' and after' * 60}"
    assert scorer.score(tables(rows), truth)["statements_found"] == 0.0


def test_the_command_prints_the_figures(truth: Row, root: Path, tmp_path: Path) -> None:
    """``python eval/examples.py RUN_DIR`` reads the Parquet files and prints one figure a line."""
    found = tables(perfect(truth)) | {"speakers": pa.table({"name": ["x"]})}
    for name, table in found.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
    command = [sys.executable, str(root / "eval" / "examples.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "pair_f1" in done.stdout
    assert "100.0" in done.stdout


def test_a_folder_without_tables_is_refused(root: Path, tmp_path: Path) -> None:
    """A folder that is no run gets one message that says how to make one."""
    command = [sys.executable, str(root / "eval" / "examples.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "newstemma trace" in done.stderr
