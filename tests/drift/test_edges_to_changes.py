"""Changes along the edges of a tree."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.records import Change, Statement
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import check, to_records, to_table

sys.path.insert(0, str(Path(__file__).parent.parent / "stemma"))
from piles import Told, pile


def changes_of(told: list[Told], speakers: tuple[str, ...] = ()) -> list[Change]:
    """The changes of a pile, with their table checked and their offsets held against the articles."""
    piled = pile(told)
    if speakers:
        rows = to_records(Statement, piled.statements)
        named = [
            replace(s, speaker=n, speaker_id=f"s-{k}")
            for k, (s, n) in enumerate(zip(rows, speakers, strict=True))
        ]
        piled = replace(piled, statements=to_table(Statement, named))
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


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("Dana Holtwick", "Holtwick", False),
        ("Dana Holtwick", "Dana Holtwik", False),
        ("Holtwick", "Hotlwick", False),
        ("Dana Holtwick", "Jon Adler", True),
        ("Dana Holtwick", "Dana Adler", True),
        ("Li Wu", "Li Wo", True),
    ],
)
def test_another_spelling_is_not_another_speaker(one: str, other: str, changed: bool) -> None:
    """A shorter name or one wrong letter of a long one is no change of speaker."""
    words = "The harbour will be closed before the autumn storms"
    told = [Told("Post", words, "2024-03-01"), Told("Echo", words, "2024-03-02")]
    assert [c.kind for c in changes_of(told, (one, other))] == ["speaker"] * changed


@pytest.mark.parametrize("mark", ["“", '"', ""])
def test_a_quotation_cut_out_of_a_sentence_was_one_before(mark: str) -> None:
    """Marks are new only where the parent had none, even if its statement holds more than the quotation."""
    words = "The harbour will be closed before the autumn storms come"
    parent = Told("Post", f"{mark}{words}", "2024-03-01", kind="indirect", after="”" if mark else "")
    changes = changes_of([parent, Told("Echo", words, "2024-03-02")])
    assert [c.kind for c in changes] == [] if mark else ["quoted"]


def test_nobody_is_not_dropped() -> None:
    """A child that leaves out an unresolved "they" loses no attribution."""
    words = "The harbour will be closed before the autumn storms"
    told = [
        Told("Post", words, "2024-03-01"),
        Told("Echo", words, "2024-03-02", kind=None, before="So it is. "),
    ]
    assert changes_of(told, ("They",)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“", ""),
        ("He wrote:\n\n", ""),
        ("", ".\n\n– THE HARBOUR MASTER"),
        ("Divers say that ", ""),
    ],
)
def test_words_that_are_told_as_somebodys_lose_no_attribution(before: str, after: str) -> None:
    """A quotation or report that was not found as a statement is not the outlet's own voice."""
    words = "the ferry to Oslund will stay in the harbour until the ice is gone"
    told = [
        Told("Post", words, "2024-03-01"),
        Told("Echo", words, "2024-03-02", before="Of it. " + before, after=after, kind=None),
    ]
    assert "attribution_dropped" not in {c.kind for c in changes_of(told)}
    plain = [told[0], Told("Echo", words, "2024-03-02", before="Of it. ", after=".", kind=None)]
    assert "attribution_dropped" in {c.kind for c in changes_of(plain)}
