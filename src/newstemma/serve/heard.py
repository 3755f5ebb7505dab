"""Who is heard, and who is only spoken about, in one article, outlet or narrative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from newstemma.params.serve import HEARD_ROWS
from newstemma.serve.ask import Ask

__all__ = ["by_affiliation", "edits_of", "heard_in"]


def heard_in(ask: Ask, scope: str, scope_id: str) -> Sequence[Mapping[str, Any]]:
    """The parties of one place, those with most words first.

    Args:
        ask: the question.
        scope: ``article``, ``outlet`` or ``narrative``.
        scope_id: which.
    """
    rows = ask.library.rows(
        "SELECT name, speaker_id, affiliation, n_quoted_words, n_reported, n_spoken_about FROM voices_in"
        " WHERE scope_id = ? AND scope = ?"
        " ORDER BY n_quoted_words + n_reported_words DESC, n_reported DESC, n_spoken_about DESC, name"
        " LIMIT ?",
        [scope_id, scope, HEARD_ROWS],
    )
    return [
        {**row, "href": f"/speakers/{quote(row['speaker_id'], safe='')}" if row["speaker_id"] else None}
        for row in rows
    ]


def by_affiliation(ask: Ask) -> Sequence[Mapping[str, Any]]:
    """What parties of one country, party, company or institution have together, where that is known."""
    return ask.library.rows(
        "SELECT affiliation, affiliation_kind, COUNT(*) AS parties, SUM(n_quoted_words) AS quoted,"
        " SUM(n_reported) AS reported, SUM(n_spoken_about) AS about FROM voices"
        " WHERE affiliation IS NOT NULL GROUP BY affiliation, affiliation_kind"
        " ORDER BY quoted DESC, reported DESC, about DESC, affiliation LIMIT ?",
        [HEARD_ROWS],
    )


def edits_of(ask: Ask, article_id: str) -> Sequence[Mapping[str, Any]]:
    """What the publisher changed in an article that was fetched more than once."""
    return ask.library.rows(
        "SELECT version_before, version_after, captured_after, kind, before, after FROM edits"
        " WHERE article_id = ? ORDER BY version_before, version_after, rowid LIMIT ?",
        [article_id, HEARD_ROWS],
    )
