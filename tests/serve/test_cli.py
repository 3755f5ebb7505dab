"""The command."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from invented import MANIFEST, invented

from newstemma.cli.serve import serve
from newstemma.errors import UsageError
from newstemma.store.run_folder import write_run


def test_a_wrong_folder_is_told(tmp_path: Path) -> None:
    """A folder without a run is a wrong call."""
    with pytest.raises(UsageError, match="not a run folder"):
        serve(tmp_path, "127.0.0.1", 8765, False, None)


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    """Before anything is prepared, with what to do."""
    write_run(tmp_path / "run", invented(), MANIFEST, {})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="--port"):
            serve(tmp_path / "run", "127.0.0.1", port, False, None)
    assert not (tmp_path / "run" / "serve.sqlite").exists()


def test_it_is_served_on_this_machine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default address is 127.0.0.1, and it is what the server is given."""
    import inspect

    import uvicorn

    from newstemma.cli.app import serve as command

    write_run(tmp_path / "run", invented(), MANIFEST, {})
    given: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda _app, **options: given.update(options))
    host = inspect.signature(command).parameters["host"].default
    serve(tmp_path / "run", host, 8765, False, None)
    assert given["host"] == "127.0.0.1"
