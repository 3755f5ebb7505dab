"""Work that dies, hangs or eats memory on planted documents; found by name in the worker processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from newstemma import parts
from newstemma.engine.process import Worker
from newstemma.parts import documents_in_parts
from newstemma.per_article import Recurring, Tables, per_article_noted

MARK = "poisonpill"
"""A document whose content has this word, with what it does behind it: ``poisonpill:crash``."""


def act(content: str) -> None:
    """Do what a planted document says."""
    _, _, what = content.partition(f"{MARK}:")
    if what.startswith("crash"):
        os._exit(9)
    if what.startswith("abort"):
        os.abort()
    if what.startswith("hang"):
        while True:
            pass
    if what.startswith("sleep"):
        time.sleep(3600)
    if what.startswith("eat"):
        hoard = []
        while True:
            hoard.append(bytearray(50_000_000))
    if what.startswith("raise"):
        raise ValueError("planted")


def lengths(documents: pa.Table) -> dict[str, pa.Table]:
    """The length of every content, unless a document does something else."""
    contents = documents.column("content").to_pylist()
    for content in contents:
        act(content)
    return {"out": pa.table({"n": [len(c) for c in contents]})}


def minus_one(_document: pa.Table, reason: str, _detail: str) -> dict[str, pa.Table]:
    """What stands for a document that died of ``reason``."""
    reasons = {"crashed": -1, "too-slow": -2, "out-of-memory": -3, "internal-error": -4}
    return {"out": pa.table({"n": [reasons[reason]]})}


def per_article_deadly(documents: pa.Table, recurring: Recurring, before: Tables | None = None) -> Tables:
    """``per_article_noted``, with planted documents."""
    for content in documents.column("content").to_pylist():
        act(content)
    return per_article_noted(documents, recurring, before)


def counted(n: int) -> object:
    """A generator of ``n`` items that dies after them if ``n`` is odd."""
    yield from range(n)
    if n % 2:
        os._exit(9)


def process_id() -> int:
    """The process that works."""
    return os.getpid()


def tripled(table: pa.Table) -> pa.Table:
    """Three times every value; dies of a negative one, but only in a worker."""
    values = table["x"].to_pylist()
    if min(values) < 0 and "NEWSTEMMA_TEST_PARENT" not in os.environ:
        os._exit(9)
    return pa.table({"x": [3 * v for v in values]})


def documents_deadly(paths: list[str]) -> Iterator[Tables]:
    """``documents_in_parts``, which dies of a file of a certain name."""
    if any(path.endswith("deadly.txt") for path in paths):
        os._exit(9)
    yield from documents_in_parts(paths)


def made_deadly(worker: Worker, part: parts.Part, version: str, recurring: Recurring) -> int:
    """``parts._made`` with planted documents, on whichever machine it runs."""
    parts.per_article_noted = per_article_deadly
    return _MADE(worker, part, version, recurring)


_MADE = parts._made


def process_id_of(table: pa.Table) -> pa.Table:
    """The process that this runs in, once the file is there that the table names; at once without one."""
    for path in table.column("wait").to_pylist():
        while not Path(path).exists():
            time.sleep(0.01)
    return pa.table({"pid": [os.getpid()]})
