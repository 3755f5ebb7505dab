"""Statements to voices: who is quoted, who is only spoken about.

What counts for whom is told in ``counting``. A party with no statement in its own voice is spoken about and
never quoted. No judgement is made: the rows are counts, and each can be looked up in statements and mentions.
"""

from __future__ import annotations

import pyarrow as pa

from newstemma.narrative.counting import counted, tallied
from newstemma.records import Voice
from newstemma.tables import to_table

__all__ = ["statements_to_voices"]


def statements_to_voices(
    articles: pa.Table, statements: pa.Table, speakers: pa.Table, mentions: pa.Table
) -> pa.Table:
    """Count for every party how often it is quoted, reported and spoken about.

    Args:
        articles: the articles (only those are counted that are in this table).
        statements: statements with speaker_id filled where known.
        speakers: the speakers across articles.
        mentions: mentions of persons and bodies inside articles.

    Returns:
        The voices table: a row for each party that is quoted, reported or mentioned by name.
    """
    places, parties = counted(articles, statements, speakers, mentions)
    rows = []
    for key, tally in tallied(places).items():
        party = parties[key]
        rows.append(
            Voice(
                name=party.name,
                kind=party.kind,
                speaker_id=party.speaker_id,
                affiliation=party.affiliation,
                n_quoted=tally.n_quoted,
                n_quoted_words=tally.n_quoted_words,
                n_reported=tally.n_reported,
                n_spoken_about=tally.n_spoken_about,
                n_articles=len(tally.articles),
                quoted_by=sorted(tally.quoted_by),
                affiliation_kind=party.affiliation_kind,
                n_reported_words=tally.n_reported_words,
                statement_ids=sorted(tally.statements),
            )
        )
    return to_table(Voice, rows)
