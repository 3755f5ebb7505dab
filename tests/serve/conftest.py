"""The hand-made run, served."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import EVIL, hostile
from invented import MANIFEST, invented
from served import client_of
from starlette.testclient import TestClient

from newstemma.store.run_folder import write_run


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The hand-made run's pages, to be looked at only."""
    folder = tmp_path_factory.mktemp("served") / "run"
    write_run(folder, invented(), MANIFEST, {})
    return client_of(folder)


@pytest.fixture(scope="session")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The hostile run's pages."""
    folder = tmp_path_factory.mktemp("hostile-served") / "run"
    write_run(folder, hostile(), {"newstemma": EVIL, "inputs": []}, {})
    return client_of(folder)


@pytest.fixture
def own(tmp_path: Path) -> tuple[Path, TestClient]:
    """A folder of one's own and its pages, to be corrected."""
    write_run(tmp_path / "run", invented(), MANIFEST, {"report.html": "<p>old</p>"})
    return tmp_path / "run", client_of(tmp_path / "run")
