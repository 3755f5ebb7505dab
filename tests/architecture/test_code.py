"""Habits of the code that a linter does not know."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import newstemma

SRC = Path(__file__).resolve().parents[2] / "src" / "newstemma"
FILES = sorted(SRC.rglob("*.py"))
MODULES = sorted(
    m.name for m in pkgutil.walk_packages(newstemma.__path__, "newstemma.") if "__main__" not in m.name
)


@pytest.mark.parametrize("name", MODULES)
def test_all_names_exist(name: str) -> None:
    """Everything that ``__all__`` promises is there."""
    module = importlib.import_module(name)
    missing = [n for n in getattr(module, "__all__", ()) if not hasattr(module, n)]
    assert missing == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_public_things_have_docstrings(path: Path) -> None:
    """Every module, public class and public function says what it is for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.ClassDef
    public = [n for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    bare = [getattr(n, "name", "module") for n in (tree, *public) if ast.get_docstring(n) is None]
    assert bare == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_modules_are_small(path: Path) -> None:
    """No module grows beyond 400 lines, language packs and registries being data."""
    if "packs" in path.parts:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_are_small() -> None:
    """The median function has at most 12 lines, and few have more than 40."""
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 12
    assert sum(n > 40 for n in lengths) <= len(lengths) * 0.03
