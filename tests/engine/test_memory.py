"""Memory that goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newstemma.engine.memory import give_back


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * 4096


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="resident memory is read from /proc")
def test_what_was_freed_goes_back() -> None:
    """A great many small objects leave no more than a part of their memory behind."""
    before = _resident()
    held = [[str(k)] for k in range(600_000)]
    most = _resident()
    del held
    give_back()
    assert most - before > 40_000_000
    assert _resident() - before < 0.7 * (most - before)


def test_systems_without_it_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the C library cannot give memory back nothing fails."""
    monkeypatch.setattr("newstemma.engine.memory._libc", object)
    give_back()
