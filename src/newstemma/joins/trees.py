"""Trees, sources and changes: each utterance by itself, many at a time."""

from __future__ import annotations

import pyarrow as pa

from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.engine.relations import Relations
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.joins.rows import bucket, digits_of, keep_rows, packed, tables_of, worked
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges

__all__ = ["trees"]

_GIVEN = ("articles", "statements", "utterances", "witnesses", "credits", "overlaps")
_MADE = ("utterances", "witnesses", "edges", "sources", "changes")


def trees(relations: Relations) -> None:
    """Of the relations articles, statements, credits, overlaps, utterances and witnesses make edges, sources
    and changes, and complete utterances and witnesses.

    What an utterance's tree rests on is its witnesses, their articles with statements and credits, and the
    passages that two of them share: so much is brought together, by joins, and the three stages run on it as
    they run on a whole pile.
    """
    keep_rows(relations, *_GIVEN)
    digits = digits_of(relations, "utterances")
    place = bucket("utterance_id", digits)
    relations.query(
        "told_in",
        f"select distinct {place} as bucket, article_id as id from witnesses where article_id is not null",
    )
    parts = [
        f"select {bucket('id', digits)} as bucket, '{table}' as kind, payload from {table}_rows"
        for table in ("utterances", "witnesses")
    ]
    parts += [
        f"select t.bucket, '{table}' as kind, r.payload from told_in as t join {table}_rows as r on t.id "
        "= r.id"
        for table in ("articles", "statements", "credits")
    ]
    parts.append(
        "select t.bucket, 'overlaps' as kind, r.payload from told_in as t join overlaps_rows as r on "
        "t.id = r.id "
        "join told_in as o on o.bucket = t.bucket and o.id = r.other"
    )
    worked(relations, "grown", " union all ".join(parts), _grow, *_MADE)


def _grow(rows: pa.Table) -> pa.Table:
    """The three stages on the utterances of one bucket."""
    articles, statements, utterances, witnesses, credits_, overlaps = tables_of(rows, *_GIVEN)
    witnesses, edges = witnesses_to_edges(articles, statements, utterances, witnesses, credits_, overlaps)
    utterances, sources = edges_to_sources(utterances, witnesses, edges)
    changes = edges_to_changes(articles, statements, witnesses, edges)
    made = (utterances, witnesses, edges, sources, changes)
    return packed(dict(zip(_MADE, made, strict=True)))
