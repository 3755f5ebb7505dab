"""What ``per_article`` makes, for those who hand out its work and gather it without loading its stages."""

from __future__ import annotations

import pyarrow as pa

from newstemma.ids import digest
from newstemma.records import TABLES, Document, Failure
from newstemma.tables import to_records, to_table

__all__ = ["MADE", "USED", "earlier_version", "lines_digest", "not_made", "same_article"]

MADE = ("articles", "statements", "mentions", "dates", "credits", "failures")
"""The tables that ``per_article`` makes."""

USED = pa.schema([("outlet", pa.string()), ("lines", pa.string())])
"""Which outlets' recurring lines were asked for, and a digest of the answer."""


def lines_digest(lines: frozenset[str] | None) -> str:
    """A digest of an outlet's recurring lines."""
    return digest(*sorted(lines)) if lines else ""


def not_made(documents: pa.Table, reason: str, detail: str) -> dict[str, pa.Table]:
    """What stands for one document that could not be worked on: empty tables and its row of failures."""
    (document,) = to_records(Document, documents)
    failure = Failure(document.path, None, "articles", reason, _placed(document, detail))
    empty = {name: to_table(TABLES[name], ()) for name in MADE}
    return {**empty, "failures": to_table(Failure, [failure]), "used": USED.empty_table()}


def same_article(path: str, article_id: str | None, kept: str) -> Failure:
    """What stands for an input that is the same article as another one."""
    return Failure(path, article_id, "clean", "duplicate", f"The same article as {kept}, which is kept.")


def earlier_version(path: str, last: str, where: str) -> Failure:
    """What stands for an earlier version of an article, whose last version is counted."""
    detail = f"An earlier version of the article in {where}: {_EDITS}"
    return Failure(path, last, "clean", "skipped", detail)


_EDITS = "it is counted once, and what was changed stands in the table edits."


def _placed(document: Document, detail: str) -> str:
    return detail if document.row is None else f"Row {document.row}: {detail}"
