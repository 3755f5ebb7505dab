"""What a finished part was made with: code, parameters, libraries, the user's own list of outlets."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
from functools import cache
from pathlib import Path

import newstemma
from newstemma.ids import digest

__all__ = ["code_digest"]

_PACKAGE = Path(newstemma.__file__).parent
# Libraries whose version can change what a part holds.
_LIBRARIES = (
    "charset-normalizer", "fastwarc", "lxml", "numpy", "onnxruntime", "pyarrow", "rapidfuzz", "resiliparse",
    "trafilatura",
)  # fmt: skip
# Everything that can change a row belongs to the digest; pages, servers and commands cannot.
_APART = {"report", "serve", "export", "cli", "engine", "fetch"}


@cache
def code_digest(*folders: str) -> str:
    """A digest of the package's own files (code, parameters, lexicons, weights) and its libraries' versions.

    Args:
        folders: parts of the package to look at; none means all that can change a row.
    """
    sha = hashlib.sha256()
    for path in sorted(_files(set(folders)), key=lambda p: p.relative_to(_PACKAGE).as_posix()):
        sha.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        sha.update(hashlib.sha256(path.read_bytes()).digest())
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return digest(sha.hexdigest(), platform.python_version(), _own_outlets(), *versions)


def _own_outlets() -> str:
    """A digest of the user's own list of outlets (``text/outlets.py``); what cannot be read is told there."""
    path = Path(os.environ.get("NEWSTEMMA_OUTLETS") or os.devnull)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _files(folders: set[str]) -> list[Path]:
    found = (p for p in _PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    parts = ((p, p.relative_to(_PACKAGE).parts[0].removesuffix(".py")) for p in found)
    return [p for p, part in parts if (part in folders if folders else part not in _APART)]
