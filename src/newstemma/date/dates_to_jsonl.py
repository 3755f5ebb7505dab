"""One row's time expressions in the form of the TempEval-3 scorer."""

from __future__ import annotations

from typing import Any

from newstemma.date.expressions import expressions

__all__ = ["dates_line"]


def dates_line(row_id: str, text: str, published: str | None) -> dict[str, Any]:
    """One output line: the row's time expressions.

    Args:
        row_id: the row's id.
        text: the text as given, uncleaned; offsets count its characters.
        published: the row's publication date (ISO 8601) or None; relative expressions are counted from it.

    Returns:
        ``{"id", "published", "dates": [{"start", "end", "text", "type", "value", "anchor"}, ...]}``.
    """
    found = expressions(row_id, text, published, None)
    keys = ("start", "end", "text", "type", "value", "anchor")
    return {"id": row_id, "published": published, "dates": [{k: getattr(d, k) for k in keys} for d in found]}
