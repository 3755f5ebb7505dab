"""``newstemma find`` and ``newstemma mcp``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from newstemma.cli.console import say
from newstemma.errors import UsageError

__all__ = ["find", "mcp"]


def find(folder: Path, text: str, limit: int, style: str) -> None:
    """Print what the run in ``folder`` has of a text."""
    if style not in {"text", "json"}:
        raise UsageError(f"there is no format {style!r}. Choose text or json.")
    if not text.strip():
        raise UsageError("the question is empty. Give a sentence, or - to read it from standard input.")
    from newstemma.find.answer import as_plain
    from newstemma.find.answer_to_text import answer_to_text
    from newstemma.find.folder_to_index import index_of
    from newstemma.find.text_to_answer import text_to_answer

    question = sys.stdin.read() if text == "-" else text
    answer = text_to_answer(index_of(folder, say), question, limit)
    if style == "json":
        print(json.dumps(as_plain(answer), ensure_ascii=False))
    else:
        print(answer_to_text(answer), end="")


def mcp(folder: Path) -> None:
    """Serve the run to an assistant over standard input and output."""
    from newstemma.find.folder_to_index import index_of
    from newstemma.find.tools import Tools
    from newstemma.find.tools_to_server import tools_to_server

    try:
        server = tools_to_server(Tools(index_of(folder, say)))
    except ImportError as error:
        raise UsageError("this needs the extra mcp: pip install 'newstemma[mcp]'.") from error
    server.run("stdio")
