"""One gate for every measurement: figures are held against floors that only rise.

A floors file has the digests of the inputs that the floors were measured on (``sha256``, by name) and the
floors themselves. With other inputs a figure cannot be compared, so the gate fails and says so, instead of
letting a changed corpus pass for progress.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

__all__ = ["FLOORS", "SHARED", "Gate", "digest", "scorer"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "eval" / "floors"


@dataclass(frozen=True)
class Gate:
    """Where the floors of one measurement stand.

    Attributes:
        path: the floors file.
        margin: how far a new floor stays under the figure that it is raised to.
        inputs: the files that the figures were measured on, by name.
    """

    path: Path
    margin: float = 0.3
    inputs: Mapping[str, Path] = field(default_factory=dict)

    def hold(self, figures: Mapping[str, float], *, write: bool = False) -> int:
        """1 if a figure is below its floor or the inputs are others, and says which; with ``write`` raises
        the floors of the figures given instead, and 0."""
        known = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}
        floors: dict[str, float] = known.get("floors", {})
        digests = {name: digest(path) for name, path in self.inputs.items()}
        if write:
            risen = {n: max(floors.get(n, 0.0), round(v - self.margin, 1)) for n, v in figures.items()}
            text = json.dumps({"sha256": digests, "floors": floors | risen}, indent=1)
            self.path.write_text(text + "\n", encoding="utf-8")
            return 0
        if known.get("sha256", {}) != digests:
            print(f"the floors in {self.path.name} were measured on other inputs; nothing can be compared")
            return 1
        under = [n for n, floor in floors.items() if n in figures and figures[n] < floor]
        for name in under:
            print(f"{name} is {figures[name]:.1f}, under its floor of {floors[name]:.1f}")
        return 1 if under else 0


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scorer(name: str) -> ModuleType:
    """A scorer that stands beside the checkout, by its name without ending.

    Raises:
        SystemExit: it is not there.
    """
    path = SHARED / "eval" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path} is missing: the corpora and scorers are not beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
