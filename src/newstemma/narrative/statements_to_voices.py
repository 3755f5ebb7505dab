"""Statements to voices: who is quoted, who is only spoken about.

What counts for whom is told in ``counting``. A party with no statement in its own voice is spoken about and
never quoted. No judgement is made: the rows are counts, and each can be looked up in statements and mentions.
"""

from __future__ import annotations

import pyarrow as pa

from newstemma.narrative.counting import Heard, counted, tallied
from newstemma.records import Voice
from newstemma.tables import to_table

__all__ = ["statements_to_voices"]


def statements_to_voices(
    articles: pa.Table,
    statements: pa.Table,
    speakers: pa.Table,
    mentions: pa.Table,
    heard: Heard | None = None,
) -> pa.Table:
    """Count for every party how often it is quoted, reported and spoken about.

    Args:
        articles: the articles (only those are counted that are in this table).
        statements: statements with speaker_id filled where known.
        speakers: the speakers across articles.
        mentions: mentions of persons and bodies inside articles.
        heard: what ``counted`` says of these tables, if it is known already.

    Returns:
        The voices table: a row for each party that is quoted, reported or mentioned by name.
    """
    places, parties = heard or counted(articles, statements, speakers, mentions)
    rows = [
        Voice(
            **tally.columns(parties[key]),
            n_articles=len(tally.articles),
            quoted_by=sorted(tally.quoted_by),
        )
        for key, tally in tallied(places).items()
    ]
    return to_table(Voice, rows)
