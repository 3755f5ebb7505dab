#!/usr/bin/env python3
"""Write docs/tables.md from the record types: python docs/make_tables.py [--check]"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORDS = (ROOT / "src/newstemma/records.py", ROOT / "src/newstemma/records_across.py")
TARGET = ROOT / "docs/tables.md"
HEAD = """# The tables

Every run folder holds these tables as Parquet files, and `newstemma sql DIR "..."` queries them by name.
This page is made from `src/newstemma/records.py` by `docs/make_tables.py`.
"""


def classes() -> dict[str, ast.ClassDef]:
    """Record types by name."""
    bodies = (ast.parse(path.read_text(encoding="utf-8")).body for path in RECORDS)
    return {node.name: node for body in bodies for node in body if isinstance(node, ast.ClassDef)}


def columns(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    """(name, type, meaning) of every column."""
    out: list[tuple[str, str, str]] = []
    for item in node.body[1:]:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            out.append((item.target.id, ast.unparse(item.annotation), ""))
        elif isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant) and out:
            name, kind, _ = out[-1]
            out[-1] = (name, kind, " ".join(str(item.value.value).split()))
    return out


def page() -> str:
    """The whole page."""
    sys.path.insert(0, str(ROOT / "src"))
    from newstemma.records import TABLES

    found = classes()
    parts = [HEAD]
    for name, record in [*TABLES.items(), ("evidence (inside edges)", None)]:
        node = found[record.__name__ if record else "Evidence"]
        parts.append(
            f"\n## {name}\n\n{ast.get_docstring(node)}\n\n| column | type | meaning |\n| --- | --- | --- |"
        )
        for column, kind, meaning in columns(node):
            parts.append(f"| {column} | {kind.replace('|', 'or').replace('None', 'null')} | {meaning} |")
    return "\n".join(parts).replace("``", "`") + "\n"


def main() -> int:
    """Write the page, or with --check say whether it is up to date."""
    if "--check" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != page())
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
