"""The import table of the design, held against the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "newstemma"
FIRST = {"records", "records_across", "spans", "ids", "params", "errors", "tables"}
HELPERS = {"text", "graph"}
STAGES = {"read", "clean", "attribute", "date", "credit", "reuse", "witness", "stemma", "independence",
          "drift", "narrative"}  # fmt: skip
EDGES = {"export", "find", "report", "serve"}

ALLOWED: dict[str, set[str]] = (
    dict.fromkeys(FIRST, FIRST)
    | dict.fromkeys(HELPERS, {"spans", "errors"} | HELPERS | {"params"})
    | {stage: FIRST | HELPERS | {stage} for stage in STAGES}
    | {"engine": FIRST | {"engine"}, "clock": FIRST}
    | {"joins": FIRST | HELPERS | STAGES | {"engine", "joins", "made", "fetch"}}
    | {"made": FIRST, "per_article": FIRST | STAGES | {"made"}}
    | {"across": FIRST | HELPERS | STAGES | {"engine", "clock", "joins"}}
    | {"parts": FIRST | STAGES | {"engine", "made", "per_article"}}
    | {"flow": FIRST | HELPERS | STAGES | {"engine", "joins", "clock", "parts", "made"} | {"across", "fetch"}}
    | {"store": FIRST | {"store"}}
    | {"fetch": FIRST | HELPERS | {"fetch"}}
    | {edge: FIRST | HELPERS | {"store", edge} for edge in EDGES}
    | {
        "serve": FIRST | HELPERS | {"store", "find", "report", "serve"}
    }  # the pages are made of the report's parts
    | {
        "correct": FIRST | HELPERS | STAGES | {"store", "report", "correct"}
    }  # runs stages again, as flow does
)
"""What each part may import of newstemma; cli may import anything."""


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to."""
    first = path.relative_to(SRC).parts[0]
    return first.removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    """The parts of newstemma that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("newstemma.")}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = (node.module or "").split(".")
            if module[0] == "newstemma":
                found |= {module[1]} if len(module) > 1 else {a.name for a in node.names}
    return found


FILES = sorted(p for p in SRC.rglob("*.py") if p.parent != SRC or p.stem not in {"__init__", "__main__"})


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    """No file reaches beyond the layers that the design allows it."""
    part = part_of(path)
    if part == "cli":
        return
    assert imported_parts(path) - ALLOWED[part] == set()


def test_every_folder_is_known() -> None:
    """A new part of the package must be given its place in the table."""
    parts = {part_of(p) for p in FILES}
    assert parts <= set(ALLOWED) | {"cli"}


def test_every_stage_has_an_entry_file_named_by_its_tables() -> None:
    """Listing ``*/*_to_*.py`` prints the data flow, so every stage has such a file."""
    for stage in STAGES:
        assert list((SRC / stage).glob("*_to_*.py")), stage
