"""A client of a folder's pages, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from newstemma.correct.folder import bring_up_to_date
from newstemma.serve.app import Settings, make_app

TOKEN = "a-token-of-the-tests"
BASE = "http://127.0.0.1:8765"


def client_of(folder: Path, **settings: Any) -> TestClient:
    """A client of a folder's pages."""
    made = Settings(token=TOKEN, correct=bring_up_to_date, **settings)
    return TestClient(
        make_app(folder, made), base_url=BASE, raise_server_exceptions=False, follow_redirects=False
    )
