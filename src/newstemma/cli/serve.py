"""``newstemma serve``."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from newstemma.cli.console import say
from newstemma.errors import UsageError
from newstemma.store.run_folder import read_manifest

__all__ = ["serve"]

_LOCAL = frozenset(("127.0.0.1", "localhost", "::1"))


def serve(folder: Path, host: str, port: int, open_: bool, sources: Path | None) -> None:
    """Serve a run folder's pages until stopped."""
    manifest = read_manifest(folder)  # a wrong folder should be told at once, not after loading everything
    import uvicorn

    from newstemma.serve.app import Settings, make_app

    if port and not _is_free(host, port):
        raise UsageError(f"port {port} of {host} is in use or not allowed. Choose another with --port.")
    if host not in _LOCAL:
        say(f"Anyone who can reach {host} can read these pages and correct them; stop with Ctrl+C.")
    settings = Settings(hosts=_names(host), raw=_raw(sources, manifest), correct=_correct)
    say("Preparing the pages …")
    app = make_app(folder, settings)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    say(f"Open {address} (stop with Ctrl+C).")
    if open_:
        webbrowser.open(address)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)


def _correct(folder: Path) -> None:
    """Bring the folder up to date with its corrections; loads the stages when first needed."""
    from newstemma.correct.folder import bring_up_to_date

    bring_up_to_date(folder)


def _is_free(host: str, port: int) -> bool:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _names(host: str) -> tuple[str, ...]:
    """Names under which the pages may be asked for; where all addresses are served, this machine's too."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound to
        import socket

        name = socket.gethostname()
        return (host, name, f"{name}.local", *socket.gethostbyname_ex(name)[2])
    return (host,)


def _raw(sources: Path | None, manifest: Mapping[str, Any]) -> Callable[[str, str | None], str | None]:
    """An article's raw input from the folder that was traced, or from where the run read it."""
    from newstemma.serve.raw import raw_of

    inputs = {str(i.get("path")): str(i.get("sha256")) for i in manifest.get("inputs", ())}
    return raw_of(sources, inputs, _document)


def _document(file: Path, row_id: str | None) -> str | None:
    """A document of a file that holds rows or is not text; the readers are loaded when first needed."""
    from newstemma.read.files_to_documents import read_file
    from newstemma.records import Document

    documents = (d for d in read_file(file) if isinstance(d, Document))
    return next((d.content for d in documents if d.row_id == row_id), None)
