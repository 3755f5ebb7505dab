"""The facts of the five seed articles come out of a run."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

import newstemma


def load(path: Path) -> ModuleType:
    """A script of eval/ as a module."""
    spec = importlib.util.spec_from_file_location(f"eval_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tables(shared: Path) -> Mapping[str, pa.Table]:
    """A run on the seeds."""
    return newstemma.trace([shared / "seeds"]).tables


def test_every_fact_of_the_seeds_holds(root: Path, tables: Mapping[str, pa.Table]) -> None:
    """All facts that a careful reader finds in an hour come out."""
    failing = {
        name: found for name, holds, found in load(root / "eval/seeds.py").answers(tables) if not holds
    }
    assert failing == {}


def test_a_second_run_is_the_same(shared: Path, tables: Mapping[str, pa.Table]) -> None:
    """Named file by file in another order, the input gives the same tables."""
    files = sorted((shared / "seeds").glob("0*.txt"), reverse=True)
    again = newstemma.trace(files).tables
    for name, table in tables.items():
        if name != "failures":  # the folder's README is skipped there, and was not named here
            assert again[name].equals(table), name
