"""Piles that nobody would make by hand: one article, no dates, ten thousand identical statements."""

from __future__ import annotations

import time

import pyarrow as pa
import pytest

from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.narrative.statements_to_voices_in import statements_to_voices_in
from newstemma.narrative.utterances_to_narratives import utterances_to_narratives
from newstemma.records import (
    Article,
    DateExpression,
    Mention,
    Narrative,
    Speaker,
    Statement,
    Utterance,
    Voice,
    Witness,
)
from newstemma.spans import Span
from newstemma.tables import check, empty, to_records, to_table

CLAIM = "The council rejected the offer to repair the old bridge"
TEXT = f"{CLAIM}, Mira Holt said.\n"


def tables(n: int) -> dict[str, pa.Table]:
    """``n`` articles without outlet or date with one statement, in each an utterance of its own."""
    articles, statements, utterances, witnesses = [], [], [], []
    span = Span(0, len(CLAIM))
    for k in range(n):
        a, s, u = f"a-{k:05}", f"st-{k:05}", f"u-{k:05}"
        articles.append(Article(a, f"{k}.txt", *[None] * 8, "en", TEXT))  # type: ignore[arg-type]
        statements.append(
            Statement(
                s, a, "indirect", 0, len(CLAIM), CLAIM, [span], *[None] * 7, "model", 0.9, "sp-1", "Holt"
            )  # type: ignore[arg-type]
        )
        utterances.append(Utterance(u, "sp-1", "Holt", None, None, CLAIM, 1, 1, *[None] * 5))  # type: ignore[arg-type]
        witnesses.append(Witness(u, f"w-{k}", s, a, "A", "extant", "x", 0, len(CLAIM), CLAIM, True, None))
    return {
        "articles": to_table(Article, articles),
        "statements": to_table(Statement, statements),
        "utterances": to_table(Utterance, utterances),
        "witnesses": to_table(Witness, witnesses),
        "speakers": to_table(Speaker, [Speaker("sp-1", "Holt", "person", ["Holt"], [], None, n, n)]),
    }


def results(t: dict[str, pa.Table]) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """Narratives, voices in their scopes, voices and conflicts."""
    told = t["articles"], t["utterances"], t["witnesses"]
    narratives = utterances_to_narratives(*told, t["statements"])
    known = t["speakers"], empty(Mention)
    inside = statements_to_voices_in(t["articles"], t["statements"], known, narratives, t["witnesses"])
    voices = statements_to_voices(t["articles"], t["statements"], *known)
    conflicts = statements_to_conflicts(t["articles"], t["statements"], empty(DateExpression), t["witnesses"])
    names = ("narratives", "voices_in", "voices", "conflicts")
    for name, table in zip(names, (narratives, inside, voices, conflicts), strict=True):
        check(name, table)
    return narratives, inside, voices, conflicts


@pytest.mark.parametrize("n", [1, 2])
def test_a_small_pile_without_dates(n: int) -> None:
    """One article has no narrative; two without dates have one that nobody is said to have brought in."""
    narratives, inside, voices, conflicts = results(tables(n))
    points = [row for row in to_records(Narrative, narratives) if row.level == "narrative"]
    assert len(points) == n - 1
    for row in points:
        assert (row.first_seen, row.first_article_id, row.river, row.bursts) == (None, None, [], [])
        assert row.label == CLAIM
    assert to_records(Voice, voices)[0].n_reported == n
    assert inside.num_rows == 2 * n - 1
    assert conflicts.num_rows == 0


def test_ten_thousand_identical_statements() -> None:
    """They are one narrative and one story, in less than a minute, and contradict nothing."""
    t = tables(10_000)
    start = time.process_time()
    narratives, _, voices, conflicts = results(t)
    assert time.process_time() - start < 60
    (point,) = [row for row in to_records(Narrative, narratives) if row.level == "narrative"]
    assert (len(point.utterance_ids), point.n_articles) == (10_000, 10_000)
    (story,) = [row for row in to_records(Narrative, narratives) if row.level == "story"]
    assert story.n_articles == 10_000
    assert to_records(Voice, voices)[0].n_reported == 10_000
    assert conflicts.num_rows == 0


def test_no_rows_at_all() -> None:
    """Empty tables give empty tables."""
    t = {name: empty(record) for name, record in
         {"articles": Article, "statements": Statement, "utterances": Utterance, "witnesses": Witness,
          "speakers": Speaker}.items()}  # fmt: skip
    assert [table.num_rows for table in results(t)] == [0, 0, 0, 0]
