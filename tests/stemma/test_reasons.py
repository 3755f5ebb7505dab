"""Reasons in words."""

from __future__ import annotations

import pytest
from piles import Told, pile

from newstemma.records import Edge
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import to_records


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ("2024-03-01T18:40:00+01:00", "about 5 hours between the two"),
        ("2024-03-01T14:30:00+01:00", "about 1 hour between the two"),
        ("2024-03-04T14:00:00+01:00", "about 3 days between the two"),
    ],
)
def test_time_between_two_versions_is_told_in_its_unit(later: str, words: str) -> None:
    """Hours on one day are hours, not a day."""
    said = "The harbour will be closed before the autumn storms"
    piled = pile([Told("Post", said, "2024-03-01T14:00:00+01:00"), Told("Echo", said, later)])
    _, edges = witnesses_to_edges(
        piled.articles, piled.statements, piled.utterances, piled.witnesses, piled.credits, piled.overlaps
    )
    details = {x.detail for e in to_records(Edge, edges) for x in e.evidence}
    assert words in details
