"""What the forms of an article's and a statement's page need: who may have said it, and what is credited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newstemma.params.serve import SPEAKERS_OFFERED
from newstemma.report.pile import Pile
from newstemma.report.visible import anchor
from newstemma.serve.ask import Ask

__all__ = ["fixing", "speakers_offered"]


def fixing(ask: Ask, pile: Pile) -> Mapping[str, Any]:
    """For the page of an article.

    Returns:
        ``statements``: ids by the key of their note in the margin; ``credits``: those of the article in their
        order, each with the place of its words; ``speakers``: names that are offered.
    """
    credits_ = sorted(pile.credits_of.get(ask.at, ()), key=lambda c: (c.start, c.credit_id))
    return {
        "statements": {f"n-{anchor(s.statement_id)}": s.statement_id for s in pile.statements.values()},
        "credits": [
            {"id": c.credit_id, "at": anchor(c.credit_id), "text": c.text, "name": c.credited, "kind": c.kind}
            for c in credits_
        ],
        "speakers": speakers_offered(ask),
    }


def speakers_offered(ask: Ask) -> list[str]:
    """Names of the speakers who say most."""
    rows = ask.library.rows(
        "SELECT name FROM speakers GROUP BY name ORDER BY SUM(n_statements) DESC, name LIMIT ?",
        [SPEAKERS_OFFERED],
    )
    return [r["name"] for r in rows]
