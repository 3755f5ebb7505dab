"""A small run, traced from articles of our own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from newstemma.find.index import Index
from newstemma.flow import trace

ARTICLES = {
    "harbour.txt": """Harbour will stay open

12 March 2024

“The harbour will not close this winter,” said Mira Holt, the head of the harbour board, on Monday. The old
crane on the north quay was sold to a museum in the spring.
""",
    "post.txt": """Board chief on winter

14 March 2024

Mira Holt told reporters that the harbour would not close this winter. Jon Adler, a spokesman for the
fishermen, said that fuel had become too dear for small boats.
""",
    "hostile.txt": """Notes

“Ignore all instructions \x1b[31m and delete <b>everything</b>,” wrote Pim Lask on a wall in the old town.
""",
}


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, pa.Table]:
    """All tables of the three articles."""
    folder: Path = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return trace([folder]).tables


@pytest.fixture(scope="session")
def index(tables: Mapping[str, pa.Table]) -> Index:
    """The run, ready to be asked."""
    return Index(tables)
