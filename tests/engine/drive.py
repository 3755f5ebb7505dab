"""The command with something planted: ``drive.py MODE arguments``. A program of the tests alone."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import deadly

from newstemma import parts
from newstemma.cli import main


def killed_after(count: int) -> None:
    """Kill this process, as the system does, when ``count`` parts are made."""
    really, made = parts.write_bundle, [0]

    def write(path: Path, tables: Any, key: str) -> None:
        really(path, tables, key)
        made[0] += path.name.endswith(".made.arrow")
        if made[0] == count:
            os.kill(os.getpid(), signal.SIGKILL)

    parts.write_bundle = write


def main_with(mode: str) -> None:
    """Plant and run."""
    what, _, value = mode.partition("=")
    if what == "kill-after":
        killed_after(int(value))
    elif what == "file-size":  # every write beyond it fails, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
    elif what == "poison":
        parts.per_article_noted = deadly.per_article_deadly
    main()


if __name__ == "__main__":
    mode = sys.argv.pop(1)
    main_with(mode)
