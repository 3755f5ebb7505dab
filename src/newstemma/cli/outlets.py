"""The user's own list of outlets."""

from __future__ import annotations

import os
from pathlib import Path

from newstemma.errors import InputError, UsageError
from newstemma.text import outlets

__all__ = ["own_outlets"]


def own_outlets(path: Path | None) -> None:
    """Take the user's own list of outlets, for this process and its workers.

    Raises:
        UsageError: the file cannot be read, or is no such list.
    """
    if path is None:
        return
    os.environ[outlets.OWN_OUTLETS] = str(path.absolute())
    try:
        outlets.read_outlets(outlets.own_outlets())
    except InputError as error:
        del os.environ[outlets.OWN_OUTLETS]
        raise UsageError(error.detail) from error
    outlets.registry.cache_clear()
