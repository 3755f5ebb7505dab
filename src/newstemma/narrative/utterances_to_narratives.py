"""Utterances to narratives: what makes the same point, over time and across speakers.

1. Every utterance with enough telling words is a point; in a small pile so is every sentence that an outlet
   tells in its own voice (``points``).
2. Points are tied that share rare words and lie close in meaning (``likeness``).
3. Communities of that graph (Leiden, on the constant Potts model) are narratives; a narrative has at least
   two points, one of them an utterance, and is carried by at least two articles.
4. Its label is words of its most central statement, never invented text (``labels``).
5. Beside them stand the stories: articles that tell of one event (``articles_to_stories``); a narrative names
   those that it is told in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from newstemma.narrative.articles_to_stories import articles_to_stories
from newstemma.narrative.carriers import Carriers, Name, narrative, story
from newstemma.narrative.communities import communities
from newstemma.narrative.labels import key_terms, label
from newstemma.narrative.likeness import term_weights, ties
from newstemma.narrative.points import Point, points_of
from newstemma.params.narrative import PAIR_TIE, SAME_POINT, TIE_FLOOR
from newstemma.records import Article, Narrative, Statement, Utterance, Witness
from newstemma.tables import to_records, to_table
from newstemma.text.similarity import content_stems

__all__ = ["utterances_to_narratives"]


def utterances_to_narratives(
    articles: pa.Table, utterances: pa.Table, witnesses: pa.Table, statements: pa.Table | None = None
) -> pa.Table:
    """Group utterances by the point they make, and articles by the event they tell of.

    Args:
        articles: the articles (for outlets and dates).
        utterances: the utterances.
        witnesses: their witnesses.
        statements: the statements, by which the outlets' own sentences are told apart; without them only
            utterances are points.

    Returns:
        The narratives table: narratives and stories of at least two articles; utterances that stand alone are
        in no narrative.
    """
    listed = to_records(Article, articles)
    told = to_records(Utterance, utterances)
    said = to_records(Statement, statements) if statements is not None else None
    pile = Carriers(listed, told, to_records(Witness, witnesses))
    stories = [
        row for ids in articles_to_stories(listed) if len(ids) > 1 and (row := story(pile, ids)) is not None
    ]
    story_of = {a: row.narrative_id for row in stories for a in row.article_ids}
    points = points_of(listed, told, pile.versions, said)
    return to_table(Narrative, [*_narratives(pile, points, story_of), *stories])


def _narratives(pile: Carriers, points: Sequence[Point], story_of: Mapping[str, str]) -> Iterator[Narrative]:
    weights = term_weights(points)
    commonness = Counter(term for p in points for term in content_stems(p.text))
    for rows, strength in _groups(points):
        group = [points[i] for i in rows]
        heard = [p for p in group if p.utterance is not None]
        if heard and len({a for p in group for a in p.articles}) > 1:
            name = Name(label(group, strength, weights), key_terms([p.text for p in group], commonness))
            yield narrative(pile, group, name, story_of)


def _groups(points: Sequence[Point]) -> Iterator[tuple[list[int], list[float]]]:
    """Rows of the points that are one narrative, and how closely each is tied to the others."""
    same: dict[frozenset[str], list[int]] = defaultdict(list)
    for i, p in enumerate(points):
        same[p.terms].append(i)
    copies = {rows[0]: rows for rows in same.values()}
    strong = {(t.a, t.b): round(t.likeness - SAME_POINT + TIE_FLOOR, 4) for t in ties(points)}
    group_of: dict[int, int] = {}
    groups = [g for g in communities(len(points), strong) if len(g) > 2 or strong[g[0], g[1]] >= PAIR_TIE]
    for k, group in enumerate(groups):
        group_of |= dict.fromkeys(group, k)
    tied: dict[int, float] = defaultdict(float)
    for (i, j), weight in strong.items():
        if i in group_of and group_of[i] == group_of.get(j):
            tied[i] += weight
            tied[j] += weight
    alone = [[first] for first, rows in copies.items() if first not in group_of and len(rows) > 1]
    for group in sorted([*groups, *alone]):
        rows = sorted(row for first in group for row in copies[first])
        top = max(tied[first] for first in group) or 1.0
        strength = {row: tied[first] / top for first in group for row in copies[first]}
        yield rows, [strength[row] for row in rows]
