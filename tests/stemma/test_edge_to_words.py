"""An edge in plain words, and how it may be named."""

from __future__ import annotations

import pyarrow as pa
import pytest
from piles import UTTERANCE, Told, pile

from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.errors import UsageError
from newstemma.stemma.edge_to_words import edge_to_words
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges

WORDS = "The harbour wall will not be raised before the 14 storms of autumn arrive"


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    """Two articles, the later one naming the first, with another number; a third that names a lost one."""
    told = [
        Told("Post", WORDS, "2024-03-01"),
        Told("Echo", WORDS.replace("14", "40"), "2024-03-02", ("Post",), after=", Post reports."),
        Told("Mail", WORDS, "2024-03-03", ("Novina",), after=", Novina reports."),
    ]
    made = pile(told)
    witnesses, edges = witnesses_to_edges(
        made.articles, made.statements, made.utterances, made.witnesses, made.credits, made.overlaps
    )
    changes = edges_to_changes(made.articles, made.statements, witnesses, edges)
    return {
        "articles": made.articles, "utterances": made.utterances, "witnesses": witnesses,
        "edges": edges, "changes": changes,
    }  # fmt: skip


def test_the_reasons_the_rival_and_the_change_are_told(tables: dict[str, pa.Table]) -> None:
    """The explanation names the credit, a rival, and the words that changed."""
    text = "\n".join(edge_to_words(tables, "Echo"))
    assert "Echo (B) has it from Post (A)" in text
    assert "names Post" in text
    assert "The next likeliest: from" in text
    assert "number: “14” → “40”" in text


@pytest.mark.parametrize("name", ["Echo", "echo", "u-1:B", "u-1:A>B", "u-1:Post>Echo", "u-1 B", "A->B"])
def test_an_edge_has_many_names(tables: dict[str, pa.Table], name: str) -> None:
    """Outlet, sigil, both ends, with and without the utterance."""
    assert edge_to_words(tables, name)[0].startswith("Echo (B) has it from Post (A)")


def test_the_edge_from_the_utterance_is_named_by_its_end(tables: dict[str, pa.Table]) -> None:
    """ ">A" is the edge from the utterance itself, and an unlikely one says so."""
    assert "directly" in edge_to_words(tables, f"{UTTERANCE}:>A")[0]
    assert "not the likeliest" in edge_to_words(tables, ">B")[0]


@pytest.mark.parametrize("name", ["nobody", "", ":", "u-1:", ">", "A>A", "\x1b[31m"])
def test_an_unknown_name_is_one_clear_message(tables: dict[str, pa.Table], name: str) -> None:
    """No edge, or too many, is told with how to name one."""
    with pytest.raises(UsageError, match="Name"):
        edge_to_words(tables, name)
