"""``newstemma find`` and ``newstemma mcp``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.cli.console import say
from newstemma.errors import UsageError

if TYPE_CHECKING:
    from newstemma.find.index import Index

__all__ = ["find", "index_of", "mcp"]


def find(folder: Path, text: str, limit: int, style: str) -> None:
    """Print what the run in ``folder`` has of a text."""
    if style not in {"text", "json"}:
        raise UsageError(f"there is no format {style!r}. Choose text or json.")
    if not text.strip():
        raise UsageError("the question is empty. Give a sentence, or - to read it from standard input.")
    from newstemma.find.answer import as_plain
    from newstemma.find.answer_to_text import answer_to_text
    from newstemma.find.text_to_answer import text_to_answer

    question = sys.stdin.read() if text == "-" else text
    answer = text_to_answer(index_of(folder), question, limit)
    if style == "json":
        print(json.dumps(as_plain(answer), ensure_ascii=False))
    else:
        print(answer_to_text(answer), end="")


def index_of(folder: Path) -> Index:
    """The run, ready to be asked; its vectors are computed at the first question and kept in the folder."""
    from newstemma.find.index import Index
    from newstemma.store.run_folder import read_tables
    from newstemma.store.vectors import read_vectors, write_vectors

    index = Index(read_tables(folder))
    known = read_vectors(folder, index.fingerprint)
    if known is not None:
        return Index(index.tables, known)
    if len(index.versions) > 2_000:
        say(f"Reading {len(index.versions)} versions for the first time …")
    write_vectors(folder, index.fingerprint, index.vectors)
    return index


def mcp(folder: Path) -> None:
    """Serve the run to an assistant over standard input and output."""
    from newstemma.find.tools import Tools
    from newstemma.find.tools_to_server import tools_to_server

    try:
        server = tools_to_server(Tools(index_of(folder)))
    except ImportError as error:
        raise UsageError("this needs the extra mcp: pip install 'newstemma[mcp]'.") from error
    server.run("stdio")
