"""Piles of short invented articles, and the command on them in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq

HERE = Path(__file__).parent
_NAMES = (
    "Mira Holt",
    "Jon Adler",
    "Tessa Quill",
    "Oren Vask",
    "Lena Marsh",
    "Pavo Reed",
    "Ida Lund",
    "Kei Amber",
)
_THINGS = ("quay", "ferry", "crane", "lighthouse", "depot", "railway", "canal", "market", "tunnel", "dike")


def article(number: int, what: str = "") -> str:
    """A short article of our own, each number another."""
    name, thing = _NAMES[number % 8], _THINGS[number // 8 % 10]
    words = " ".join(f"{_THINGS[int(d)]}{number % 13}" for d in str(number * 7919))
    return (
        f"Keld argues about its {thing}\n\n{number % 27 + 1} March 2024\n\n"
        f"“The {thing} costs {number * 37 + 11} crowns,” said {name}, who leads group {number}. {what}\n\n"
        f"Of {words} nothing was said. Neighbours of the {thing} had counted {number + 3} boats since May.\n"
    )


def rows(path: Path, numbers: range, outlet: str | None = None, what: str = "") -> Path:
    """A JSONL file with the articles of these numbers."""
    made = [
        {"id": str(n), "text": article(n, what), **({"outlet": outlet} if outlet else {})} for n in numbers
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path


def start(*arguments: object, mode: str = "") -> subprocess.Popen[str]:
    """Start the command; ``mode`` makes ``drive.py`` plant something first."""
    program = [str(HERE / "drive.py"), mode] if mode else ["-m", "newstemma"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def run(*arguments: object, mode: str = "") -> tuple[int, str]:
    """The exit code and the messages of the command."""
    process = start(*arguments, mode=mode)
    _, messages = process.communicate(timeout=900)
    return process.returncode, messages


def same_tables(one: Path, two: Path) -> None:
    """Hold two run folders against each other, byte for byte; a difference is shown by rows."""
    names = sorted(p.name for p in one.glob("*.parquet"))
    assert names == sorted(p.name for p in two.glob("*.parquet"))
    for name in names:
        if (one / name).read_bytes() != (two / name).read_bytes():
            assert pq.read_table(one / name).to_pylist() == pq.read_table(two / name).to_pylist(), name
            raise AssertionError(f"{name}: the same rows in other bytes")
    assert (one / "report.html").read_bytes() == (two / "report.html").read_bytes()
