"""The hand-made run as fixtures."""

from __future__ import annotations

import pyarrow as pa
import pytest
from invented import MANIFEST, invented

from newstemma.report.pile import Pile, make_pile
from newstemma.report.tables_to_report import tables_to_report


@pytest.fixture(scope="session")
def run() -> dict[str, pa.Table]:
    """All tables of the hand-made run."""
    return invented()


@pytest.fixture(scope="session")
def pile(run: dict[str, pa.Table]) -> Pile:
    """The hand-made run as records."""
    return make_pile(run)


@pytest.fixture(scope="session")
def page(run: dict[str, pa.Table]) -> str:
    """The hand-made run's page."""
    return tables_to_report(run, MANIFEST)
