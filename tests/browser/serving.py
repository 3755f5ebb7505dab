"""Run folders served to the browser, and pictures of what it shows."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

from newstemma.correct.folder import bring_up_to_date
from newstemma.serve.app import Settings, make_app

__all__ = ["Server", "photographed"]

SHOTS = os.environ.get("NEWSTEMMA_SCREENSHOTS")
"""A folder for pictures of every page, for people to look at; nothing is written without it."""
TALLEST = 6_000
"""Pixels: of a longer page the picture shows the beginning."""


class Server:
    """uvicorn in a thread, on a port of its own choice."""

    def __init__(self, folder: Path, **settings_: Any) -> None:
        import uvicorn

        settings = Settings(correct=bring_up_to_date, **settings_)
        config = uvicorn.Config(make_app(folder, settings), host="127.0.0.1", port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> str:
        """Begin to serve; the address."""
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Serve no more."""
        self.server.should_exit = True
        self.thread.join(10)


def photographed(page: Any, name: str) -> None:
    """Keep a picture of the page, if pictures are wanted."""
    if SHOTS:
        path = Path(SHOTS) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        high = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": high}
        page.screenshot(path=str(path), full_page=True, clip=clip)
