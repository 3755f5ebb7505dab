"""The stages that need all articles at once: from statements to utterances, trees, sources and narratives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import pyarrow as pa

from newstemma.attribute.mentions_to_speakers import mentions_to_speakers
from newstemma.clock import Clock
from newstemma.credit.credits_to_addressees import credits_to_addressees
from newstemma.credit.credits_to_linked import credits_to_linked
from newstemma.date.dates_to_said_on import dates_to_said_on
from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.engine.memory import give_back
from newstemma.engine.pool import Pool, Start, beside
from newstemma.engine.relations import Relations
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.joins.checked import checked
from newstemma.joins.conflicts import conflicts as conflicts_by_joins
from newstemma.joins.narratives import narratives as narratives_by_joins
from newstemma.joins.overlaps import overlaps as overlaps_by_joins
from newstemma.joins.placed import placed as placed_by_joins
from newstemma.joins.rows import finished
from newstemma.joins.trees import trees as trees_by_joins
from newstemma.joins.utterances import utterances as utterances_by_joins
from newstemma.joins.voices import finished_voices
from newstemma.joins.voices import voices as voices_by_joins
from newstemma.joins.voices import voices_in as voices_in_by_joins
from newstemma.narrative.changes_to_narratives import changes_to_narratives
from newstemma.narrative.counting import counted
from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.narrative.statements_to_voices_in import statements_to_voices_in
from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.params.flow import SPARING_FROM
from newstemma.reuse.articles_to_overlaps import articles_to_overlaps
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.text.embedding import forget, read_vectors, write_vectors
from newstemma.witness.statements_to_utterances import statements_to_utterances

__all__ = ["across", "across_by_joins"]


def across(
    tables: Mapping[str, pa.Table],
    clock: Clock | None = None,
    pool: Pool | None = None,
    vectors: Path | None = None,
) -> dict[str, pa.Table]:
    """The stages that need all articles at once; those that do not wait for each other run beside each other.

    Args:
        tables: what ``per_article`` gives, for all documents.
        clock: takes the time of each stage (with several jobs: the time that was waited for it).
        pool: worker processes that work beside this one; None does all here.
        vectors: a folder for sentence vectors: what is there is not made again, what was made is there then.

    Returns:
        All other tables, and statements and credits with the columns filled that need the whole pile.

    Raises:
        OSError: the vectors cannot be written.
    """
    clock = clock or Clock()
    articles, mentions, dates = tables["articles"], tables["mentions"], tables["dates"]
    sparing = articles.num_rows >= SPARING_FROM
    with beside(pool, sparing=sparing) as start_beside:
        start = _keeping(start_beside, vectors)
        shared = start(articles_to_overlaps, articles)
        with clock("speakers"):
            statements, speakers = mentions_to_speakers(articles, tables["statements"], mentions)
        with clock("credits"):
            credits_ = credits_to_linked(articles, tables["credits"])
            statements = credits_to_addressees(articles, statements, credits_)
        with clock("dates"):
            statements = dates_to_said_on(articles, statements, dates)
            if sparing:
                give_back()
        with clock("utterances"):
            utterances, witnesses = statements_to_utterances(articles, statements, credits_)
            if vectors:
                write_vectors(vectors / "utterances.vectors")
            if sparing:
                forget()
            give_back()
        with clock("overlaps"):
            overlaps = shared()
        points = start(utterances_to_narratives, articles, utterances, witnesses, statements)
        disagreements = start(statements_to_conflicts, articles, statements, dates, witnesses)
        told = utterances, witnesses  # by extant witnesses only, as the stemma adds the lost ones
        with clock("stemma"):
            witnesses, edges = witnesses_to_edges(articles, statements, *told, credits_, overlaps)
            give_back()
        with clock("independence"):
            utterances, sources = edges_to_sources(utterances, witnesses, edges)
        with clock("drift"):
            changes = edges_to_changes(articles, statements, witnesses, edges)
            give_back()
        with clock("voices"):
            heard = counted(articles, statements, speakers, mentions)
            voices = statements_to_voices(articles, statements, speakers, mentions, heard)
        with clock("conflicts"):  # before the narratives: done here if these keep the others busy
            conflicts = disagreements()
        with clock("narratives"):
            narratives = changes_to_narratives(points(), changes)
        with clock("voices"):
            voices_in = statements_to_voices_in(
                articles, statements, (speakers, mentions), narratives, told[1], heard
            )
        del heard
        if vectors:
            write_vectors(vectors / "others.vectors")
    return {
        "statements": statements,
        "speakers": speakers,
        "credits": credits_,
        "overlaps": overlaps,
        "utterances": utterances,
        "witnesses": witnesses,
        "edges": edges,
        "sources": sources,
        "changes": changes,
        "narratives": narratives,
        "voices": voices,
        "voices_in": voices_in,
        "conflicts": conflicts,
    }


def _keeping(start: Start, vectors: Path | None) -> Start:
    """``start`` for stages that read sentence vectors from a folder and leave theirs there."""
    if vectors is None:
        return start
    read_vectors(vectors)

    def keeping(work: Callable[..., pa.Table], *tables: pa.Table) -> Callable[[], pa.Table]:
        later: Callable[[], pa.Table] = start(partial(_with_vectors, vectors, work), *tables)
        return later

    return keeping


def _with_vectors(vectors: Path, work: Callable[..., pa.Table], *tables: pa.Table) -> pa.Table:
    read_vectors(vectors)
    give_back()
    made = work(*tables)
    give_back()
    with suppress(OSError):  # they only save time, and a disk that is full is told of by whoever must write
        write_vectors(vectors / f"{work.__name__}.vectors")
    return made


def across_by_joins(relations: Relations, clock: Clock | None = None) -> dict[str, pa.Table]:
    """``across``, row for row, with what grows fastest done where ``relations`` are.

    Everything is joins, and work on blocks; no process holds all of it.

    Args:
        relations: DuckDB on this machine or a cluster, with the relations of ``joins.gathered``.
        clock: takes the time of each stage.

    Returns:
        Every table but the failures; they lie on disk, and are held against their contract.
    """
    clock = clock or Clock()
    with clock("speakers"):  # credits and days with them
        placed_by_joins(relations)
    with clock("overlaps"):
        overlaps_by_joins(relations)
    with clock("utterances"):
        utterances_by_joins(relations)
    with clock("stemma"):  # sources and changes with it
        trees_by_joins(relations)
    with clock("conflicts"):
        conflicts_by_joins(relations)
    with clock("narratives"):
        narratives_by_joins(relations)
    with clock("voices"):
        voices_by_joins(relations)
        voices_in_by_joins(relations)
        checked(relations, (*_JOINED, "voices", "voices_in"))
    made = {name: finished(relations, name) for name in _JOINED}
    return made | {name: finished_voices(relations, name) for name in ("voices", "voices_in")}


_JOINED = (
    "articles",
    "edits",
    "statements",
    "mentions",
    "speakers",
    "dates",
    "credits",
    "overlaps",
    "utterances",
    "witnesses",
    "edges",
    "sources",
    "changes",
    "conflicts",
    "narratives",
)
"""The tables that are finished as they are; voices stand in an order of their own."""
