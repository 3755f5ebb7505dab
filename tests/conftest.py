"""Fixtures that several stages use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Two busy cores make any single example slow now and then; what must be fast is timed where it is tested.
settings.register_profile("newstemma", deadline=None)
settings.load_profile("newstemma")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The corpora and seeds that stand beside the checkout; tests that need them skip without them."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("the corpora are not beside the checkout (../shared is missing)")
    return folder


@pytest.fixture(scope="session")
def examples(root: Path) -> Path:
    """The corpus that ships with the project."""
    return root / "examples"
