"""A run on the example pile, held against its known truth: no figure may fall below its floor."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import newstemma

LESS_IS_BETTER = {"sources_error"}


@pytest.fixture(scope="module")
def figures(pile: Path, truth: dict[str, Any], scorer: ModuleType) -> dict[str, float]:
    """The figures of a run."""
    found: dict[str, float] = scorer.score(newstemma.trace([pile]).tables, truth)
    return found


@pytest.fixture(scope="module")
def floors(root: Path) -> dict[str, float]:
    """What a run must reach (for an error: may not exceed)."""
    found: dict[str, float] = json.loads(
        (root / "eval" / "floors" / "examples.json").read_text(encoding="utf-8")
    )
    return found


def test_every_figure_has_a_floor(figures: dict[str, float], floors: dict[str, float]) -> None:
    """No figure goes unwatched, and no floor watches nothing."""
    assert set(figures) == set(floors)


def test_no_figure_is_below_its_floor(figures: dict[str, float], floors: dict[str, float]) -> None:
    """Every figure is at least its floor; an error is at most its ceiling."""
    print(*(f"{name:34} {value:6.1f}" for name, value in figures.items()), sep="\n")
    fallen = {
        name: (round(value, 2), floors[name])
        for name, value in figures.items()
        if (value > floors[name] if name in LESS_IS_BETTER else value < floors[name])
    }
    assert fallen == {}


def test_the_whole_pile_is_read(pile: Path, truth: dict[str, Any]) -> None:
    """Every file and row of the pile becomes an article; nothing fails."""
    run = newstemma.trace([pile])
    assert run.tables["articles"].num_rows == len(truth["articles"])
    assert run.tables["failures"].num_rows == 0
