"""Narratives: utterances that make the same point."""

from __future__ import annotations

import pyarrow as pa

from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.records import Article, Narrative, Utterance, Witness
from newstemma.tables import to_records, to_table

TEXTS = [
    "The city council rejected our offer to repair the old bridge.",
    "Our proposal to repair the old bridge was turned down by the council.",
    "Der Stadtrat hat unser Angebot zur Reparatur der alten Brücke abgelehnt.",
    "The orchestra will play two concerts in the park this summer.",
    "Yes.",
]


def utterance(number: int, text: str) -> Utterance:
    """An utterance with one witness."""
    return Utterance(f"u-{number}", f"sp-{number}", "x", None, None, text, 1, 1, None, None, None, None, None)


def run(order: list[int]) -> pa.Table:
    """The narratives of the texts, given in some order."""
    rows = [utterance(i, TEXTS[i]) for i in order]
    articles = [
        Article(
            f"a-{i}",
            "x",
            None,
            None,
            f"Outlet {i}",
            None,
            None,
            None,
            f"2024-05-0{i + 1}",
            None,
            "en",
            TEXTS[i],
        )
        for i in order
    ]
    witnesses = [
        Witness(f"u-{i}", f"w-{i}", f"st-{i}", f"a-{i}", "A", "extant", "x", 0, 4, TEXTS[i], True, None)
        for i in order
    ]
    return utterances_to_narratives(
        to_table(Article, articles), to_table(Utterance, rows), to_table(Witness, witnesses)
    )


def test_the_same_point_in_two_languages_is_one_narrative() -> None:
    """Three wordings of one point are together, what treats something else is not there."""
    (found,) = to_records(Narrative, run([0, 1, 2, 3, 4]))
    assert found.utterance_ids == ["u-0", "u-1", "u-2"]
    assert (found.first_seen, found.last_seen) == ("2024-05-01", "2024-05-03")
    assert (found.n_articles, found.n_speakers, found.n_outlets) == (3, 3, 3)
    assert found.label in TEXTS


def test_order_changes_nothing() -> None:
    """The same utterances in another order give the same table."""
    assert run([4, 2, 0, 3, 1]).equals(run([0, 1, 2, 3, 4]))


def test_one_utterance_makes_no_narrative() -> None:
    """A pile with a single utterance has no narratives."""
    assert run([0]).num_rows == 0
