"""Commands that run one stage: ``attribute``, ``dates``, ``stemma``."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newstemma.cli.console import fail
from newstemma.errors import NothingUsable, UsageError
from newstemma.records import Document, Failure
from newstemma.tables import to_records

__all__ = ["attribute", "dates", "stemma"]


def attribute(files: Sequence[Path], style: str) -> int:
    """Print the attributions of every article, a JSON line each."""
    from newstemma.attribute.statements_to_jsonl import attribution_line

    return _lines(files, style, lambda d: attribution_line(_name(d), d.content))


def dates(files: Sequence[Path], style: str) -> int:
    """Print the time expressions of every article, a JSON line each."""
    from newstemma.date.dates_to_jsonl import dates_line

    return _lines(files, style, lambda d: dates_line(_name(d), d.content, d.published))


def _lines(files: Sequence[Path], style: str, line: Callable[[Document], dict[str, Any]]) -> int:
    if style != "jsonl":
        raise UsageError(f"there is no format {style!r}. The only one is jsonl.")
    from newstemma.read.files_to_documents import files_to_documents, list_inputs

    inputs, skipped = list_inputs(files)
    documents, unread = files_to_documents(inputs, once=False)
    failures = [row for row in (*skipped, *to_records(Failure, unread)) if row.reason != "skipped"]
    for row in failures:
        fail(f"{row.path}: {row.detail}")
    if not documents.num_rows:
        raise NothingUsable("no article could be read.")
    for document in to_records(Document, documents):
        print(json.dumps(line(document), ensure_ascii=False))
    return 3 if failures else 0


def _name(document: Document) -> str:
    """The row's own id, or the file's name."""
    return document.row_id or Path(document.path).name


def stemma(file: Path, root: str | None, trees: int = 0) -> int:
    """Print the tree of the witnesses in a JSON file."""
    from newstemma.stemma.texts_to_stemma import stemma_of, witness_inputs

    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{file} is not JSON: {error}.") from error
    tree = stemma_of(witness_inputs(given), root, trees)
    print(json.dumps(tree.as_json(), ensure_ascii=False))
    return 0
