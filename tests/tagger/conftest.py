"""The shipped tagger, loaded once."""

from __future__ import annotations

import pytest

from newstemma.attribute.tagger import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The tagger with the shipped weights."""
    return Tagger.load()
