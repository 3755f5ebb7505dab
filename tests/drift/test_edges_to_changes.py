"""Changes along the edges of a tree."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.records import Change
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import check, to_records

sys.path.insert(0, str(Path(__file__).parent.parent / "stemma"))
from piles import Told, pile


def changes_of(told: list[Told]) -> list[Change]:
    """The changes of a pile, with their table checked and their offsets held against the articles."""
    piled = pile(told)
    witnesses, edges = witnesses_to_edges(
        piled.articles, piled.statements, piled.utterances, piled.witnesses, piled.credits, piled.overlaps
    )
    table = edges_to_changes(piled.articles, piled.statements, witnesses, edges)
    check("changes", table)
    texts = dict(zip(*(piled.articles.column(c).to_pylist() for c in ("article_id", "text")), strict=True))
    article = dict(zip(*(witnesses.column(c).to_pylist() for c in ("witness_id", "article_id")), strict=True))
    changes = to_records(Change, table)
    for c in changes:
        assert texts[article[c.parent]][c.parent_start : c.parent_end] == c.before
        assert texts[article[c.child]][c.child_start : c.child_end] == c.after
    return changes


def test_attribution_that_is_lost_is_a_change() -> None:
    """A child that gives the words to nobody has dropped the attribution."""
    words = "The harbour will be closed before the autumn storms"
    changes = changes_of(
        [Told("Post", words, "2024-03-01"), Told("Echo", words, "2024-03-02", kind=None, before="So it is. ")]
    )
    assert [(c.kind, c.relation) for c in changes] == [("attribution_dropped", "edge")]


def test_children_of_a_lost_source_are_compared_with_the_fullest() -> None:
    """Below a lost witness the fullest extant one stands for it."""
    told = [
        Told(
            "Post",
            "The quay is old, weak and closed",
            before="She told Bahari Radio: ",
            credits=("Bahari Radio",),
        ),
        Told("Echo", "The quay is old", before="She told Bahari Radio: ", credits=("Bahari Radio",)),
    ]
    changes = changes_of(told)
    assert [(c.kind, c.relation, c.before) for c in changes] == [("cut", "sibling", "weak and closed")]


@pytest.mark.parametrize("language", ["en", None])
def test_an_unknown_language_is_compared_word_by_word(language: str | None) -> None:
    """Without a language nothing is called a translation."""
    told = [
        Told("Post", "The old quay behind the fish market has 12 cranes", "2024-03-01", kind="indirect"),
        Told(
            "Echo",
            "The old quay behind the fish market has 14 cranes",
            "2024-03-02",
            kind="indirect",
            language=language or "",
        ),
    ]
    assert [c.kind for c in changes_of(told)] == ["number"]
