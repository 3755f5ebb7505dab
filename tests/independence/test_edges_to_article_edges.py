"""Articles' trees from their utterances' trees."""

from __future__ import annotations

import pytest
from piles import Told, pile

from newstemma.independence.edges_to_article_edges import edges_to_article_edges
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges

WORDS = "The harbour wall will not be raised before the autumn storms arrive"


def _steps(told: list[Told]) -> dict[tuple[str, str], float]:
    made = pile(told)
    witnesses, edges = witnesses_to_edges(
        made.articles, made.statements, made.utterances, made.witnesses, made.credits, made.overlaps
    )
    rows = edges_to_article_edges(witnesses, edges)
    return {(row.name, row.child): row.support for row in rows}


def test_a_credit_makes_an_article_the_child_of_another() -> None:
    """The later article that names the first has its support, and not the other way round."""
    steps = _steps([Told("Post", WORDS, "2024-03-01"),
                    Told("Echo", WORDS, "2024-03-02", ("Post",), after=", Post reports.")])  # fmt: skip
    assert steps["Post", "a-Echo-1"] > 0.8
    assert ("Echo", "a-Post-0") not in steps


def test_a_lost_source_is_a_parent_by_its_name() -> None:
    """An absent agency is the parent of those that name it; supports never exceed the count."""
    told = [
        Told(outlet, WORDS, after="\n\nSource: Novina", credits=("Novina",)) for outlet in ("Post", "Echo")
    ]
    steps = _steps(told)
    assert steps["Novina", "a-Post-0"] == pytest.approx(steps["Novina", "a-Echo-1"])
    for child in ("a-Post-0", "a-Echo-1"):
        assert sum(value for (_, c), value in steps.items() if c == child) <= 1 + 1e-6
